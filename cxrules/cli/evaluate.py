"""`cxrules evaluate`: levels, rules, and the target's verdict."""

from __future__ import annotations

from typing import Any

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import assessment_options, audience_option, format_option, overlay_option
from cxrules.cli.output import look, say, say_json


@click.command(
    "evaluate", epilog="\b\nExample:\n  cxrules evaluate examples/brake-ecu/assessment.yaml --target vda-cl1"
)
@assessment_options
@click.option("--target", metavar="NAME", help="A target of the model, instead of the one in the file.")
@format_option("text", "json")
@overlay_option
@audience_option
@click.option("--all", "every", is_flag=True, help="Show what is out of scope, and every rule, too.")
def command(
    assessment: str,
    target: str | None,
    form: str,
    overlay_files: tuple[str, ...],
    audience: str | None,
    every: bool,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> int:
    """Tell the level of each capability in an ASSESSMENT, and how its target stands.

    ASSESSMENT is a YAML or JSON file, or with --model a table of ratings (CSV). The exit code is 1 when
    there is a target and it is not met.
    """
    from cxrules.cli.assessing import command_line, evaluated
    from cxrules.cli.overlaying import laid_over_evaluation, marked, text_below

    evaluation = evaluated(assessment, **instead, target=target, audience=audience)
    evaluation, overlays = laid_over_evaluation(evaluation, overlay_files, instead["model"], assessment)
    result = evaluation.result()
    if form == "json":
        say_json(marked(result, overlays))
    else:
        from cxrules.reports import levels
        from cxrules.reports.deciding import deciding

        ask = command_line("explain", assessment, **instead)
        decides = deciding(evaluation)
        say(levels.render(result, evaluation.plan, look(), ask=ask, deciding=decides, every=every))
        say(text_below(overlays, look().columns))
    return NEGATIVE if result["target"] and not result["target"]["met"] else FINE
