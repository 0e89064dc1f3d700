"""`cxrules roadmap`: the cheapest proven way to a target or a level, in phases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.options import audience_option, format_option, instead_options
from cxrules.cli.output import look, say, say_json, warn, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.wishes import Wishes
    from cxrules.reports.roadmap import Explained
    from cxrules.roadmap.roadmap import Planner, Roadmap
    from cxrules.solve.goals import Goal

_DEEP = 6


@click.command(
    "roadmap", epilog="\b\nExample:\n  cxrules roadmap examples/brake-ecu/assessment.yaml --to target"
)
@click.argument("assessments", metavar="ASSESSMENT...", nargs=-1, required=True, type=click.Path())
@instead_options
@click.option(
    "--to",
    "wanted",
    metavar="GOAL",
    help="target, a target of the model, a level (2), or a level of one thing (SWE.1:2). "
    "Without it the target, or else the next level of each capability.",
)
@click.option(
    "--plan",
    "wishes_file",
    metavar="FILE",
    type=click.Path(),
    help="What to respect: costs, measures, order, capacity, budget, deadlines (a file of wishes).",
)
@click.option(
    "--explain",
    "explained",
    is_flag=False,
    flag_value="*",
    metavar="[ITEM]",
    help="Tell why each item is in the plan, or one, and what it would cost to do without it.",
)
@click.option(
    "--gantt", metavar="FILE.svg", type=click.Path(), help="Draw the plan over time into this file."
)
@format_option("text", "json", "markdown")
@audience_option
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long the solver may take for the plan.",
)
def command(
    assessments: tuple[str, ...],
    wanted: str | None,
    wishes_file: str | None,
    explained: str | None,
    gantt: str | None,
    form: str,
    audience: str | None,
    seconds: float,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> None:
    """Plan the cheapest way from one or several assessments (ASSESSMENT...) to a goal.

    The plan comes in phases, with the level that is reached after each. It is proven that no plan is cheaper,
    or else how much cheaper one could be. What steps cost, measures that raise several ratings at once, what
    has to come first, capacity, budget and deadlines stand in a file (--plan). Needs a solver, which is
    installed with pip install "cxrules[solve]".
    """
    from cxrules.cli.solving import solving
    from cxrules.reports import roadmap as document_of, roadmap_gantt, roadmap_pages
    from cxrules.roadmap.planning import planned

    evaluations = _evaluated(assessments, audience, instead)
    goals = _goals(evaluations, wanted)
    wishes = _wishes([each for each, _ in goals], wishes_file, instead["model"])
    with solving("--seconds gives it more."):
        planner, found = planned(goals, wishes, seconds)
    asked = _explained(planner, found, explained)
    document = document_of.data(found, asked)
    if gantt is not None:
        write(Path(gantt), roadmap_gantt.draw(document))
    if form == "json":
        say_json(document, _DEEP)
    elif form == "markdown":
        say(roadmap_pages.markdown(document))
    else:
        say(roadmap_pages.render(document, look()))


def _evaluated(names: Sequence[str], audience: str | None, instead: dict[str, Any]) -> list[Evaluation]:
    """The assessments, in the order of their ids, whatever the order they were named in."""
    from cxrules.cli.assessing import evaluated

    found = [evaluated(name, **instead, audience=audience) for name in dict.fromkeys(names)]
    found.sort(key=lambda each: each.assessment.id)
    ids = [each.assessment.id for each in found]
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice is not None:
        message = (
            f"Two of the assessments have the id {twice}. Give one of them another id under 'assessment'."
        )
        raise click.ClickException(message)
    return found


def _goals(evaluations: Sequence[Evaluation], wanted: str | None) -> list[tuple[Evaluation, Goal]]:
    """What is to be reached in each; of several assessments, those count that have such a thing.

    Raises UnknownGoal for what none of them has.
    """
    from cxrules.cli.gap import goal_of
    from cxrules.solve.goals import UnknownGoal

    found: list[tuple[Evaluation, Goal]] = []
    failed: list[UnknownGoal] = []
    for each in evaluations:
        try:
            found.append((each, goal_of(each, wanted)))
        except UnknownGoal as error:
            failed.append(error)
    if not found:
        raise failed[0]
    return found


def _wishes(evaluations: Sequence[Evaluation], file: str | None, model: str | None) -> Wishes:
    from cxrules.cli.inputs import existing_path
    from cxrules.workspace.wishes import wishes_for

    found = wishes_for(evaluations, None if file is None else existing_path(file), model)
    warn(found.problems)
    if found.wishes is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return found.wishes


def _explained(planner: Planner, found: Roadmap, asked: str | None) -> Explained:
    """What each item, or one, would cost to do without.

    Raises click.ClickException for an item that is not in the plan.
    """
    from cxrules.cli.inputs import unknown
    from cxrules.cli.solving import solving
    from cxrules.text import near

    if asked is None:
        return {}
    names = dict.fromkeys(item.id for item in found.items)
    if asked != "*" and asked not in names:
        known = f"There are: {', '.join(names)}." if names else "Nothing has to be done."
        raise unknown("The plan has no item", asked, near(asked, names), known)
    with solving("--seconds gives it more."):
        return dict(_prices(planner, found, names if asked == "*" else [asked]))


def _prices(
    planner: Planner, found: Roadmap, names: Sequence[str] | dict[str, None]
) -> Iterator[tuple[str, Any]]:
    for name in names:
        yield name, planner.price_without(found, name)
