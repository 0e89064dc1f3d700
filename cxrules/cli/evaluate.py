"""`cxrules evaluate`: levels, rules, and the target's verdict."""

from __future__ import annotations

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import assessment_options, format_option
from cxrules.cli.output import look, say, say_json


@click.command(
    "evaluate", epilog="\b\nExample:\n  cxrules evaluate examples/brake-ecu/assessment.yaml --target vda-cl1"
)
@assessment_options
@click.option("--target", metavar="NAME", help="A target of the model, instead of the one in the file.")
@format_option("text", "json")
@click.option("--all", "every", is_flag=True, help="Show what is out of scope, and every rule, too.")
def command(
    assessment: str,
    model: str | None,
    reading: str | None,
    method: str | None,
    target: str | None,
    form: str,
    every: bool,
) -> int:
    """Tell the level of each capability in an ASSESSMENT, and how its target stands.

    ASSESSMENT is a YAML or JSON file, or with --model a table of ratings (CSV). The exit code is 1 when
    there is a target and it is not met.
    """
    from cxrules.cli.assessing import command_line, evaluated

    evaluation = evaluated(assessment, model=model, reading=reading, method=method, target=target)
    result = evaluation.result()
    if form == "json":
        say_json(result)
    else:
        from cxrules.reports import levels
        from cxrules.reports.deciding import deciding

        ask = command_line("explain", assessment, model=model, reading=reading, method=method)
        decides = deciding(evaluation)
        say(levels.render(result, evaluation.plan, look(), ask=ask, deciding=decides, every=every))
    return NEGATIVE if result["target"] and not result["target"]["met"] else FINE
