"""Options and arguments that several commands share, with what a shell completes for them. Not a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound="Callable[..., Any]")


def complete_model(
    context: click.Context,  # noqa: ARG001 - click's signature
    parameter: click.Parameter,  # noqa: ARG001 - the same
    incomplete: str,
) -> list[CompletionItem]:
    """Models that begin so, and files: a model is a name, one with a version, or a path.

    Versions are offered where there are several, and to whoever has written the @ already.
    """
    return _complete(incomplete, mappings=False)


def complete_named(
    context: click.Context,  # noqa: ARG001 - click's signature
    parameter: click.Parameter,  # noqa: ARG001 - the same
    incomplete: str,
) -> list[CompletionItem]:
    """Models and mappings that begin so, and files."""
    return _complete(incomplete, mappings=True)


def _complete(incomplete: str, *, mappings: bool) -> list[CompletionItem]:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from cxrules.workspace.locate import around_folder

    found = around_folder(Path()).all()
    versions: dict[str, dict[str, None]] = {}
    for each in found:
        if mappings or each.kind != "mapping":
            versions.setdefault(each.name, {})[f"{each.name}@{each.version}"] = None
    names = [
        name
        for each, named in versions.items()
        for name in (each, *(named if len(named) > 1 or "@" in incomplete else ()))
    ]
    known = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return [*known, CompletionItem(incomplete, type="file")]


def complete_subject(
    context: click.Context,
    parameter: click.Parameter,  # noqa: ARG001 - click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Ids of the model that the words before it name."""
    from click.shell_completion import CompletionItem

    from cxrules.cli.inputs import known_subjects

    return [CompletionItem(name) for name in known_subjects(context.params) if name.startswith(incomplete)]


def format_option(*forms: str) -> Callable[[Command], Command]:
    """`--format`, with these forms; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="What to print.",
    )


def overlay_option(function: Command) -> Command:
    """`--overlay FILE`, for commands that show titles."""
    return click.option(
        "--overlay",
        "overlay_files",
        multiple=True,
        metavar="FILE",
        type=click.Path(),
        help="Titles and texts of your own to show; may be repeated.",
    )(function)


def audience_option(function: Command) -> Command:
    """`--audience`: who is going to read what is printed."""
    option = click.option(
        "--audience", metavar="NAME", help="Leave out what this one of the file's 'audiences' may not see."
    )
    return option(function)


def profile_option(function: Command) -> Command:
    """`--profile`: which tailoring of the model is meant."""
    option = click.option(
        "--profile", metavar="NAME|FILE", help="A tailoring: one of the model's profiles, or a file with one."
    )
    return option(function)


def assessment_options(function: Command) -> Command:
    """The assessment and what may be asked of it differently from what its file says."""
    return click.argument("assessment", type=click.Path())(instead_options(function))


def instead_options(function: Command) -> Command:
    """What may be asked of an assessment differently from what its file says."""
    options = (
        click.option(
            "--model",
            shell_complete=complete_model,
            help="The model; a table of ratings (CSV) names none itself.",
        ),
        click.option(
            "--reading",
            type=click.Choice(["audit", "derive"]),
            help="audit: the ratings given count; derive: what can be computed is.",
        ),
        click.option("--method", metavar="NAME", help="The rating method, one of the model's."),
        profile_option,
        click.option(
            "--view", metavar="NAME", help="The part of the model that is looked at, one of its views."
        ),
        click.option(
            "--date",
            metavar="DATE",
            type=click.DateTime(["%Y-%m-%d"]),
            callback=lambda _context, _option, when: when.date() if when else None,
            help="The day of the assessment, as in 2026-11-30.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
