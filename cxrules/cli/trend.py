"""`cxrules trend`: levels and measures of one unit over several assessments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.options import audience_option, format_option
from cxrules.cli.output import look, say, write

if TYPE_CHECKING:
    from cxrules.workspace.trend import Trend


@click.command("trend", epilog="\b\nExample:\n  cxrules trend first.yaml second.yaml --target shop")
@click.argument("assessments", nargs=-1, required=True, metavar="ASSESSMENT...", type=click.Path())
@click.option("--target", metavar="NAME", help="A target of the newest model, instead of that in the files.")
@click.option("--details", is_flag=True, help="Tell all that changed, and each measure with its interval.")
@audience_option
@format_option("text", "json", "svg")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    assessments: tuple[str, ...],
    target: str | None,
    details: bool,
    audience: str | None,
    form: str,
    output: str | None,
) -> None:
    """Tell what rose and what fell between two or more ASSESSMENTs of one unit, and why.

    They are put in the order of their dates. All are by one model; its versions may differ. With a target,
    the share of the way from the first level to it is told.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.workspace.trend import trend

    if len(assessments) == 1:
        raise click.UsageError("A trend takes two assessments or more.")
    found = [(each, evaluated(each, audience=audience)) for each in assessments]
    text = _written(trend(found, target), form, details=details)
    if output is None:
        say(text)
    else:
        write(Path(output), text)


def _written(found: Trend, form: str, *, details: bool) -> str:
    if form == "json":
        from cxrules.reports.json_text import written
        from cxrules.reports.trend import trend_data

        return written(trend_data(found))
    if form == "svg":
        from cxrules.reports.trend_svg import trend_svg

        return trend_svg(found)
    from cxrules.reports.trend_text import trend_text

    return trend_text(found, look(), details=details)
