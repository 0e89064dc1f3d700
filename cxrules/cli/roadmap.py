"""`cxrules roadmap`: the cheapest proven way to a target or a level, in phases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli.options import audience_option, format_option, instead_options
from cxrules.cli.output import look, say, say_json, write
from cxrules.cli.planning import goals_of, planned, planning_options, seconds_option, wishes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.engine import Evaluation
    from cxrules.reports.roadmap import Explained
    from cxrules.roadmap.roadmap import Planner, Roadmap

_DEEP = 6


@click.command(
    "roadmap", epilog="\b\nExample:\n  cxrules roadmap examples/brake-ecu/assessment.yaml --to target"
)
@click.argument("assessments", metavar="ASSESSMENT...", nargs=-1, required=True, type=click.Path())
@instead_options
@planning_options
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
@seconds_option
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
    from cxrules.reports import roadmap as document_of, roadmap_gantt, roadmap_pages

    evaluations = _evaluated(assessments, audience, instead)
    goals = goals_of(evaluations, wanted)
    wishes = wishes_of([each for each, _ in goals], wishes_file, instead["model"])
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
