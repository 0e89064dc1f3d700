"""`cxrules new`: an assessment to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.options import complete_model
from cxrules.cli.output import say, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.exchange.write import Section
    from cxrules.model.ruleset import Capability, Ruleset


@click.command(
    "new",
    epilog="\b\nExample:\n  cxrules new automotive-spice --scope vda --target vda-cl2 -o assessment.yaml",
)
@click.argument("model", shell_complete=complete_model)
@click.option(
    "--scope", "scopes", multiple=True, metavar="NAME|ID", help="What is assessed; may be repeated."
)
@click.option("--target", metavar="NAME", help="A target of the model; without --scope, also the scope.")
@click.option("--method", metavar="NAME", help="The rating method, one of the model's.")
@click.option("--up-to-level", type=int, metavar="N", help="Leave out what belongs to higher levels.")
@click.option(
    "--practices/--no-practices", default=True, show_default=True, help="With the practices of attributes."
)
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def command(
    model: str,
    scopes: tuple[str, ...],
    target: str | None,
    method: str | None,
    up_to_level: int | None,
    practices: bool,
    output: str | None,
    force: bool,
) -> None:
    """Write an assessment to fill in: YAML, with every criterion and attribute of a scope.

    NAME|ID is a scope of the model, a capability, or a range of them as in SWE.1..SWE.6. Without any, the
    whole model is written.
    """
    from cxrules.cli.inputs import ruleset_of
    from cxrules.exchange.write import Blank, write_assessment

    ruleset = ruleset_of(model)
    _check(ruleset, target, method, up_to_level)
    chosen = _chosen(ruleset, scopes, target)
    name = Path(output).stem if output else "new-assessment"
    wanted = method or next(iter(ruleset.methods), "")
    blank = Blank(
        id=name,
        model=_reference(model, ruleset, Path(output).parent if output else Path()),
        method=method or "",
        target=target or "",
        scope=[each.id for each in chosen] if scopes or target else (),
        ratings=_ratings(ruleset, wanted),
        up_to_level=up_to_level,
    )
    text = write_assessment(blank, _sections(ruleset, chosen, up_to_level, practices=practices))
    if output is None:
        say(text)
    else:
        write_new(Path(output), text, force=force)
        say(f"{output} is ready to fill in; `cxrules evaluate {output}` tells the levels at any time.\n")


def _check(ruleset: Ruleset, target: str | None, method: str | None, level: int | None) -> None:
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    for what, name, known in (("target", target, ruleset.targets), ("method", method, ruleset.methods)):
        if name is not None and name not in known:
            raise unknown(f"{ruleset.id} has no {what}", name, near(name, known), _there_are(known))
    orders = [each.order for each in ruleset.levels]
    if level is not None and level not in orders:
        raise click.ClickException(f"{ruleset.id} has no level {level}. {_there_are(map(str, orders))}")


def _there_are(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"There are: {listed}." if listed else "There are none."


def _chosen(ruleset: Ruleset, scopes: Sequence[str], target: str | None) -> list[Capability]:
    """The capabilities that were asked for, in the order of the model."""
    if scopes:
        wanted = {name for scope in scopes for name in _members(ruleset, scope)}
    elif target:
        wanted = set(ruleset.targets[target].levels)
    else:
        return list(ruleset.capabilities.values())
    return [each for name, each in ruleset.capabilities.items() if name in wanted]


def _members(ruleset: Ruleset, scope: str) -> Sequence[str]:
    """What a scope, a group, a capability or a range of capabilities stands for."""
    if scope in ruleset.scopes:
        return ruleset.scopes[scope].capabilities
    if scope in ruleset.groups:
        return [name for name, each in ruleset.capabilities.items() if each.group == scope]
    first, dots, last = scope.partition("..")
    names = list(ruleset.capabilities)
    ends = [_known(ruleset, each.strip()) for each in ((first, last) if dots else (scope, scope))]
    start, stop = (names.index(end) for end in ends)
    if stop < start:
        raise click.ClickException(f"The range {scope} runs backwards: {ends[1]} stands before {ends[0]}.")
    return names[start : stop + 1]


def _known(ruleset: Ruleset, name: str) -> str:
    if name in ruleset.capabilities:
        return name
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    known = [*ruleset.scopes, *ruleset.groups, *ruleset.capabilities]
    raise unknown(f"{ruleset.id} has no scope or capability", name, near(name, known))


def _reference(model: str, ruleset: Ruleset, folder: Path) -> str:
    """How a file in `folder` names the model: by path as seen from there, or with major and minor version."""
    if Path(model).exists():
        import os

        return Path(os.path.relpath(model, folder)).as_posix() if not Path(model).is_absolute() else model
    return model if "@" in model else f"{model}@{'.'.join(ruleset.version.split('.')[:2])}"


def _ratings(ruleset: Ruleset, method: str) -> list[str]:
    scale = ruleset.scales.get(ruleset.methods[method].scale) if method in ruleset.methods else None
    return [value.id for value in scale.values] if scale else []


def _sections(
    ruleset: Ruleset, chosen: Sequence[Capability], level: int | None, *, practices: bool
) -> Iterator[Section]:
    from cxrules.exchange.write import Section

    attributes = [each for each in ruleset.attributes.values() if level is None or each.level <= level]
    for capability in chosen:
        criteria = [each for each in capability.criteria if level is None or (each.level or 0) <= level]
        subjects = [(each.id, each.title) for each in criteria]
        for attribute in attributes:
            below = attribute.practices if practices else ()
            subjects += [(f"{capability.id}.{each.id}", each.title) for each in below]
            subjects.append((f"{capability.id}.{attribute.id}", attribute.title))
        yield Section(capability.id, capability.title, subjects)
