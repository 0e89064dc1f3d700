"""`cxrules agreement`: how well the assessors agree."""

from __future__ import annotations

import click

from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import look, say, say_json


@click.command(
    "agreement", epilog="\b\nExample:\n  cxrules agreement examples/brake-ecu/assessment.yaml --format json"
)
@click.argument("assessment", type=click.Path())
@click.option(
    "--model", shell_complete=complete_model, help="The model; a table of ratings (CSV) names none itself."
)
@format_option("text", "json")
def command(assessment: str, model: str | None, form: str) -> None:
    """Tell how well the assessors of an ASSESSMENT agree.

    Cohen's kappa for each pair (also weighted), Fleiss' kappa, Krippendorff's alpha for ordinal data, the
    share of equal ratings, and every disagreement. Where all ratings are the same a kappa says nothing; it is
    undefined then, and the reason is told.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.reports.agreement import agreement_data, agreement_text

    data = agreement_data(evaluated(assessment, model=model))
    if form == "json":
        say_json(data)
    else:
        say(agreement_text(data, look()))
