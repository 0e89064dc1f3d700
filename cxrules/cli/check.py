"""`cxrules check`: everything that is wrong, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic


@click.command("check", epilog="\b\nExample:\n  cxrules check rulesets/ examples/brake-ecu/assessment.yaml")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option("--model", shell_complete=complete_model, help="The model of tables of ratings (CSV).")
@format_option("text", "json", "sarif", "github")
def command(paths: tuple[str, ...], model: str | None, form: str) -> int:
    """Report everything that is wrong with each PATH.

    A PATH is a ruleset file or folder, a folder of rulesets, an assessment (YAML or JSON), or a table of
    ratings (CSV). The exit code is 1 when there is an error; warnings do not count.
    """
    from cxrules.cli.inputs import existing
    from cxrules.diagnostics import has_errors
    from cxrules.workspace.checking import check_path

    found = [each for path in existing(paths) for each in check_path(path, model)]
    say(_rendered(found, form))
    return NEGATIVE if has_errors(found) else FINE


def _rendered(diagnostics: Sequence[Diagnostic], form: str) -> str:
    if form == "json":
        from cxrules.diagnostics import json

        return json.render(diagnostics)
    if form == "sarif":
        from cxrules import __version__
        from cxrules.diagnostics import sarif

        return sarif.render(diagnostics, version=__version__)
    if form == "github":
        from cxrules.diagnostics import github

        return github.render(diagnostics)
    import sys

    from cxrules.cli.output import coloured
    from cxrules.diagnostics import text

    return text.render(diagnostics, colour=coloured(sys.stdout)) or "No problems found.\n"
