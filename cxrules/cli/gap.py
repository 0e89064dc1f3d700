"""`cxrules gap`: what lacks for a target or a level, and what to change or ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxrules.cli.options import assessment_options, audience_option, format_option, overlay_option
from cxrules.cli.output import look, say, say_json

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.solve.goals import Goal

_DEEP = 100


@click.command("gap", epilog="\b\nExample:\n  cxrules gap examples/brake-ecu/assessment.yaml --to SUP.10:2")
@assessment_options
@click.option(
    "--to",
    "wanted",
    metavar="GOAL",
    help="target, a target of the model, a level (2), or a level of one thing (SWE.1:2). "
    "Without it the target, or else the next level of each capability.",
)
@format_option("text", "markdown", "json")
@overlay_option
@audience_option
@click.option("--all", "every", is_flag=True, help="Show long lists to their ends.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=5.0,
    show_default=True,
    help="How long the solver may take for one question.",
)
def command(
    assessment: str,
    wanted: str | None,
    form: str,
    overlay_files: tuple[str, ...],
    audience: str | None,
    every: bool,
    seconds: float,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> None:
    """Tell what an ASSESSMENT lacks for its target, or for a level.

    For each aim: what lacks, the smallest sets of changes that reach it, and what blocks it. Then the ratings
    of which one step changes a level, how far each level is from falling, and, where things are open, what to
    ask first in the next interview. Nothing smaller would do: that is proven by a solver, which is installed
    with pip install "cxrules[solve]".
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.cli.overlaying import laid_over_evaluation, marked, text_below
    from cxrules.cli.solving import solving
    from cxrules.reports import gap as document_of, gap_pages
    from cxrules.solve.gap import gap

    evaluation = evaluated(assessment, **instead, audience=audience)
    evaluation, overlays = laid_over_evaluation(evaluation, overlay_files, instead["model"], assessment)
    goal = goal_of(evaluation, wanted)
    with solving("--seconds gives it more."):
        document = document_of.data(gap(evaluation, goal, seconds), evaluation)
    if form == "json":
        say_json(marked(document, overlays), _DEEP)
    elif form == "markdown":
        say(gap_pages.markdown(document))
        say(text_below(overlays, look().columns))
    else:
        say(gap_pages.render(document, look(), every=every))
        say(text_below(overlays, look().columns))


def goal_of(evaluation: Evaluation, wanted: str | None) -> Goal:
    """What is to be reached; raises UnknownGoal for what the model does not have."""
    from cxrules.solve.goals import goal, next_levels

    if wanted is None:
        return goal(evaluation, "target") if evaluation.assessment.target else next_levels(evaluation)
    return goal(evaluation, wanted)
