"""`cxrules compare`: models side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.mapped import mapping_option, ties
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import look, say, say_json, write

if TYPE_CHECKING:
    from cxrules.compare.comparison import Comparison

_TWO = 2


@click.command(
    "compare",
    epilog="\b\nExample:\n  cxrules compare cx automotive-spice cmmi -o comparison.html",
)
@click.argument("models", metavar="MODEL MODEL…", nargs=-1, required=True, shell_complete=complete_model)
@mapping_option
@format_option("text", "markdown", "json")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="A file to write; its ending tells the form: .html, .md, .pdf, .docx, .xlsx, .json.",
)
@click.option("--all", "every", is_flag=True, help="Show long lists to their ends.")
def command(
    models: tuple[str, ...], mappings: tuple[str, ...], form: str, output: str | None, *, every: bool
) -> None:
    """Compare two or more models: what they are made of, and what each asks that the others do not.

    How elements correspond is taken from mappings (docs/language/mappings.md). Models that no mapping ties
    are compared in what they are made of, and in their levels and words.
    """
    from cxrules.reports.comparison import text

    if len(models) < _TWO:
        raise click.UsageError("Name at least two models to compare.")
    if output is not None:
        found = _compared(models, mappings)
        write(Path(output), _rendered(found, output))
        say(f"Wrote {output}.\n")
        return
    found = _compared(models, mappings)
    if form == "json":
        from cxrules.reports.comparison import json

        say_json(json.data(found))
    elif form == "markdown":
        say(str(_rendered(found, ".md")))
    else:
        say(text.render(found, look(), every=every))


def _compared(models: tuple[str, ...], mappings: tuple[str, ...]) -> Comparison:
    from cxrules.cli.inputs import ruleset_of
    from cxrules.compare.comparison import compare

    rulesets = [ruleset_of(each) for each in models]
    return compare(rulesets, ties(rulesets, mappings))


def _rendered(found: Comparison, output: str) -> str | bytes:
    """The comparison in the form that the ending of a file stands for."""
    from cxrules.cli.report import renderer_of
    from cxrules.reports.audit.build import page_words
    from cxrules.reports.comparison import json
    from cxrules.reports.comparison.page import page
    from cxrules.reports.json_text import written
    from cxrules.workspace.wording import REFERENCE, shipped_wording

    if Path(output).suffix == ".json":
        return written(json.data(found))
    wording = shipped_wording(REFERENCE).wording
    if wording is None:
        raise ValueError(REFERENCE)
    return renderer_of(output)(page(found, page_words(wording)))
