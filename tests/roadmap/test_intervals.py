"""In a roadmap a measured figure and the ends of its interval move together, and read as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.model.wishes import Wishes
from cxrules.roadmap.roadmap import Planner
from cxrules.solve.changes import ways_to
from cxrules.solve.goals import goal

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.engine import Evaluation

pytest.importorskip("highspy")

FIGURES = {
    ("sla_attainment", "app"),
    ("customers_joined", None),
    ("disturbances_told", None),
    ("upper bound of had_to_repeat", "desk"),
    ("upper bound of had_to_repeat", "web"),
}
EVIDENCE = {"CX.OMN.4.2.evidence": "present"}
SET = {"sla_attainment@app": "80%", "customers_joined": "51%", "disturbances_told": "42.5%", **EVIDENCE}


@pytest.fixture(scope="module")
def hotels(project: Path) -> Evaluation:
    """A hotel group whose survey is in part too small to be sure."""
    return api.evaluate(project / "examples" / "harbour-hotels" / "2025.yaml")


def test_a_figure_that_has_to_rise_takes_its_interval_along_as_one_step(hotels: Evaluation) -> None:
    plan = Planner([(hotels, goal(hotels, "CX.OMN:3"))], Wishes()).roadmap()
    (item,) = plan.items
    (step,) = item.steps
    assert step.subject == "sla_attainment"
    moved = {hotels.plan.nodes[each.node].param[1]: each.after for each in step.along}
    assert moved["upper bound of sla_attainment"] == step.after == 80
    assert not plan.risen


def test_an_interval_that_is_too_wide_around_a_figure_that_is_right_is_a_step(hotels: Evaluation) -> None:
    plan = Planner([(hotels, goal(hotels, "CX.OMN:4"))], Wishes()).roadmap()
    assert plan.chosen.optimal
    assert {_named(hotels, *step.place) for step in plan.chosen.everything if step.kind == "value"} == FIGURES


def test_so_it_is_among_the_smallest_changes(hotels: Evaluation) -> None:
    (aim,) = goal(hotels, "CX.OMN:4").aims
    (way,) = ways_to(hotels, [aim.node]).found
    asked = [each for each in way if hotels.plan.nodes[each.node].param[0] == "value"]
    assert {_named(hotels, each.node, each.instance) for each in asked} == FIGURES


def test_the_figures_alone_do_not_reach_the_level_and_with_the_bounds_they_do(hotels: Evaluation) -> None:
    assert api.what_if(hotels, SET).levels()["CX.OMN"] == (3, 3)
    bounds = {"had_to_repeat.high@desk": "20%", "had_to_repeat.high@web": "20%"}
    assert api.what_if(hotels, {**SET, **bounds}).levels()["CX.OMN"] == (4, 4)


def test_by_a_deadline_the_interval_has_gone_along_too(hotels: Evaluation) -> None:
    wishes = Wishes(deadlines={("CX.OMN", 3): 1})
    plan = Planner([(hotels, goal(hotels, "CX.OMN:3"))], wishes).roadmap()
    assert [step.subject for step in plan.chosen.everything] == ["sla_attainment"]
    assert not plan.late


def _named(evaluation: Evaluation, node: int, instance: int) -> tuple[str, str | None]:
    param, whole = evaluation.plan.nodes[node].param, evaluation.plan.nodes[node].whole
    return param[1], None if whole else evaluation.bound.instances[instance]
