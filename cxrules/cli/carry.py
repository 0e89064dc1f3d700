"""`cxrules carry`: one assessment under another model."""

from __future__ import annotations

from pathlib import Path

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.mapped import mapping_option, mappings_of
from cxrules.cli.options import audience_option, complete_model, format_option
from cxrules.cli.output import look, say, say_json, warn, write_new

_DEEP = 6


@click.command(
    "carry",
    epilog="\b\nExample:\n  cxrules carry examples/ferry-tickets/assessment.yaml --to automotive-spice",
)
@click.argument("assessment", type=click.Path())
@click.option(
    "--to", "wanted", required=True, metavar="MODEL", shell_complete=complete_model, help="The other model."
)
@mapping_option
@click.option("--reading", type=click.Choice(["audit", "derive"]), help="How the other model is read.")
@click.option("--method", metavar="NAME", help="The rating method of the other model.")
@format_option("text", "json")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="Write the carried assessment, as YAML."
)
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--all", "every", is_flag=True, help="Show long lists to their ends.")
@audience_option
def command(
    assessment: str,
    wanted: str,
    mappings: tuple[str, ...],
    reading: str | None,
    method: str | None,
    form: str,
    output: str | None,
    audience: str | None,
    *,
    force: bool,
    every: bool,
) -> None:
    """Tell what an ASSESSMENT made under one model says of another model.

    Ratings are carried where the mapping says that what was rated asks all that the other element asks. Each
    level then is at least what these give and at most what the rest still allows; what is open is listed with
    the evidence to look at, what narrows the levels most first.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.cli.inputs import plan_of, ruleset_of
    from cxrules.reports.carried import document as document_of, text
    from cxrules.workspace.assessing import Instead
    from cxrules.workspace.carrying import carried_over
    from cxrules.workspace.loading import load_ruleset

    evaluation = evaluated(assessment, audience=audience)
    ruleset, plan = ruleset_of(wanted), plan_of(wanted, method, reading=reading or "audit")
    before, _ = load_ruleset(evaluation.assessment.model, Path(assessment).parent)
    between = () if before is None else mappings_of(before, ruleset, mappings)
    if not between:
        there = f"{evaluation.plan.model_id} and {ruleset.id}"
        raise click.ClickException(f"No mapping ties {there}. --mapping names one of your own.")
    found, problems = carried_over(
        evaluation, between, plan, f"{ruleset.id}@{ruleset.version}", Instead(reading=reading, method=method)
    )
    warn([each for each in problems if each.severity == "error"])
    if found is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    if output is not None:
        write_new(Path(output), found.text, force=force)
    document = document_of.data(found)
    if form == "json":
        say_json(document, _DEEP)
    else:
        say(text.render(document, look(), every=every))
