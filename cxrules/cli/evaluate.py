"""`cxrules evaluate`: levels, rules, and the target's verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import assessment_options, audience_option, format_option, overlay_option
from cxrules.cli.output import look, say, say_json
from cxrules.cli.setting import set_in, set_option

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.plan import Plan

_SECONDS = 60.0
"""How long the solver may take to prove one level."""


@click.command(
    "evaluate", epilog="\b\nExample:\n  cxrules evaluate examples/brake-ecu/assessment.yaml --target vda-cl1"
)
@assessment_options
@click.option("--target", metavar="NAME", help="A target of the model, instead of the one in the file.")
@format_option("text", "json", "junit", "sarif")
@overlay_option
@audience_option
@set_option
@click.option("--exact", is_flag=True, help="Have a solver prove which levels can really still come about.")
@click.option("--all", "every", is_flag=True, help="Show what is out of scope, and every rule, too.")
def command(
    assessment: str,
    target: str | None,
    form: str,
    overlay_files: tuple[str, ...],
    audience: str | None,
    settings: tuple[str, ...],
    exact: bool,
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
    _fits(form, exact=exact, settings=settings)
    recorded = evaluation
    evaluation, told = set_in(evaluation, settings)
    before, result = _result(recorded, exact=exact), _result(evaluation, exact=exact)
    if form == "json":
        say_json(marked(_with_what_if(result, before, told), overlays))
    elif form == "junit":
        from cxrules.reports import evaluation_junit

        say(evaluation_junit.render(evaluation, [each.name for each in overlays]))
    elif form == "sarif":
        from cxrules import __version__
        from cxrules.reports import evaluation_sarif

        names = [each.name for each in overlays]
        say(evaluation_sarif.render(evaluation, version=__version__, overlays=names))
    else:
        from cxrules.reports import levels
        from cxrules.reports.deciding import deciding

        ask = command_line("explain", assessment, **instead)
        decides = deciding(evaluation)
        _say_differences(before, result, told, evaluation.plan)
        say(levels.render(result, evaluation.plan, look(), ask=ask, deciding=decides, every=every))
        if exact:
            from cxrules.reports.exact import exact_lines

            say("\n" + "\n".join(exact_lines(result, look())) + "\n")
        say(text_below(overlays, look().columns))
    return NEGATIVE if result["target"] and not result["target"]["met"] else FINE


def _fits(form: str, *, exact: bool, settings: tuple[str, ...]) -> None:
    """Raise click.ClickException where a form does not say that what it holds is not what was recorded."""
    if form in {"junit", "sarif"} and (exact or settings):
        option = "--set" if settings else "--exact"
        raise click.ClickException(f"{option} goes with --format text or json.")


def _result(evaluation: Evaluation, *, exact: bool) -> dict[str, Any]:
    """The result, with exact levels where they are asked for."""
    if not exact:
        return evaluation.result()
    from cxrules.reports.exact import with_exact
    from cxrules.solve.bounds import exact_levels

    return with_exact(evaluation.result(), exact_levels(evaluation, _SECONDS).levels)


def _with_what_if(result: dict[str, Any], before: dict[str, Any], told: list[str]) -> dict[str, Any]:
    """A result that says under ``what-if`` what was set, and what was the result before."""
    if not told:
        return result
    from cxrules.reports.whatif import recorded

    return {**result, "what-if": recorded(told, before, result)}


def _say_differences(before: dict[str, Any], after: dict[str, Any], told: list[str], plan: Plan) -> None:
    """What was set, and what that changes; of values those with a title, as others are only steps to them."""
    if told:
        from cxrules.reports.whatif import difference_lines, differences

        shown = {f"{each.subject}.{each.name}" for each in plan.values if each.title}
        say("\n".join(difference_lines(told, differences(before, after), look(), shown)) + "\n\n")
