"""Evaluating the assessment that a command was pointed at. Not a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import assessment_path
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine import Evaluation


def evaluated(
    assessment: str,
    *,
    audience: str | None = None,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> Evaluation:
    """The assessment in a file, evaluated; options that are not None take the place of what the file says.

    Which options there are is in `Instead`. With an audience, what it may not see is left out, and so are
    warnings: they show lines of the file.
    Ends the command where the assessment or its model has errors, after showing them.
    """
    from cxrules.workspace.assessing import Instead, evaluate_path

    path = assessment_path(assessment)
    evaluation, diagnostics = evaluate_path(path, Instead(**instead))
    aloud = audience is None
    warn([each for each in diagnostics if each.severity == "error" or (aloud and _is_of(each, path))])
    if evaluation is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    if audience is None:
        return evaluation
    from cxrules.workspace.redacting import for_audience

    return for_audience(evaluation, audience)


def _is_of(diagnostic: Diagnostic, path: Path) -> bool:
    """Whether a diagnostic is about the assessment; warnings about its model are for those who write that."""
    return diagnostic.source is None or diagnostic.source.name == str(path)


def command_line(verb: str, assessment: str, **options: object) -> str:
    """A command as one would type it, with the options that are given."""
    import shlex

    words = ["cxrules", verb, assessment]
    for name, value in options.items():
        if value is not None:
            words += [f"--{name}", str(value)]
    return shlex.join(words)
