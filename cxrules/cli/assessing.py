"""Evaluating the assessment that a command was pointed at. Not a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import existing_path
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine import Evaluation


def evaluated(
    assessment: str,
    *,
    model: str | None,
    reading: str | None,
    method: str | None,
    target: str | None = None,
) -> Evaluation:
    """The assessment in a file, evaluated; what is not None takes the place of what the file says.

    Ends the command where the assessment or its model has errors, after showing them.
    """
    from cxrules.workspace.assessing import evaluate_path

    path = existing_path(assessment)
    evaluation, diagnostics = evaluate_path(path, model=model, reading=reading, method=method, target=target)
    warn([each for each in diagnostics if each.severity == "error" or _is_of(each, path)])
    if evaluation is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return evaluation


def _is_of(diagnostic: Diagnostic, path: Path) -> bool:
    """Whether a diagnostic is about the assessment; warnings about its model are for those who write that."""
    return diagnostic.source is None or diagnostic.source.name == str(path)


def command_line(verb: str, assessment: str, **options: str | None) -> str:
    """A command as one would type it, with the options that are given."""
    import shlex

    words = ["cxrules", verb, assessment]
    for name, value in options.items():
        if value is not None:
            words += [f"--{name}", value]
    return shlex.join(words)
