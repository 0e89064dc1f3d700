"""The words of a language for a command that asks for it. Not a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.cli.options import Command
    from cxrules.engine import Evaluation
    from cxrules.model.wording import Wording


def language_option(function: Command) -> Command:
    """`--language`: that of the words between titles, which stay as they are."""
    option: Callable[[Command], Command] = click.option(
        "--language",
        default="en",
        show_default=True,
        metavar="LANGUAGE",
        help="The language of the text: en, de, or one the model brings along.",
    )
    return option(function)


def wording_of(evaluation: Evaluation, language: str, model: str | None, assessment: str) -> Wording:
    """The words of a language; `model` is what the command names in place of what the assessment does.

    Ends the command where there are none, or where a file of the model has errors.
    """
    from cxrules.workspace.wording import wording_for

    named = model or evaluation.assessment.model
    base = None if model else Path(assessment).parent
    found = wording_for(evaluation.plan, language, named, base)
    warn(found.problems)
    if found.wording is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return found.wording
