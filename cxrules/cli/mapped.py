"""The mappings between the models that a command was pointed at. Not a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.cli.options import Command
    from cxrules.diagnostics import Diagnostic
    from cxrules.model.mapping import Correspondence
    from cxrules.model.ruleset import Ruleset


def mapping_option(function: Command) -> Command:
    """`--mapping`: other mappings than those that are found."""
    option: Callable[[Command], Command] = click.option(
        "--mapping",
        "mappings",
        multiple=True,
        metavar="NAME|PATH",
        help="A mapping to use instead of those that are shipped or lie in the project; may be repeated.",
    )
    return option(function)


def mappings_of(first: Ruleset, second: Ruleset, named: Sequence[str]) -> Sequence[Correspondence]:
    """What mappings say of two models, read from the first to the second; ends the command on an error."""
    from cxrules.workspace.mappings import mappings_between

    found = mappings_between(first, second, [Path(each) for each in named])
    _stop_at_errors(found.diagnostics)
    return found.correspondences


def _stop_at_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """End the command where there are errors, after showing them."""
    errors = [each for each in diagnostics if each.severity == "error"]
    warn(errors)
    if errors:
        raise click.exceptions.Exit(WRONG_USAGE)


def ties(
    models: Sequence[Ruleset], named: Sequence[str]
) -> Callable[[Ruleset, Ruleset], Sequence[Correspondence]]:
    """How the mappings between any two of some models are found.

    Of mappings that are named, each may be for other two of the models. Raises click.ClickException for one
    that is for no two of them.
    """
    if not named:
        return lambda first, second: mappings_of(first, second, ())
    from cxrules.workspace.mappings import mappings_between

    pairs: dict[tuple[int, int], list[Correspondence]] = {}
    for name in named:
        told = []
        for place, first in enumerate(models):
            for other, second in enumerate(models[place + 1 :], place + 1):
                found = mappings_between(first, second, [Path(name)])
                if found.correspondences:
                    _stop_at_errors(found.diagnostics)
                pairs.setdefault((place, other), []).extend(found.correspondences)
                told.append(found)
        if not any(each.correspondences for each in told):
            warn(told[0].diagnostics)
            raise click.exceptions.Exit(WRONG_USAGE)
    places = {id(each): place for place, each in enumerate(models)}
    return lambda first, second: pairs[places[id(first)], places[id(second)]]
