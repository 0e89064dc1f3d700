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
    """Shipped models that begin so, and files: a model is a name or a path."""
    from click.shell_completion import CompletionItem

    from cxrules.workspace.loading import shipped_models

    names = [CompletionItem(name) for name, *_ in shipped_models() if name.startswith(incomplete)]
    return [*names, CompletionItem(incomplete, type="file")]


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


def assessment_options(function: Command) -> Command:
    """The assessment and what may be asked of it differently from what its file says."""
    options = (
        click.argument("assessment", type=click.Path()),
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
    )
    for option in reversed(options):
        function = option(function)
    return function
