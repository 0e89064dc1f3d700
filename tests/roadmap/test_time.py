"""A plan that is cut off by time is told with its gap, and never as the cheapest.

The limit is one of solutions, not of seconds, so that it cuts at the same place on any machine.
"""

from __future__ import annotations

from functools import partial
from random import Random

import pytest

from cxrules.model.wishes import Costs, Measure, StepCost, Wishes
from cxrules.reports.columns import ASCII
from cxrules.reports.names import Look
from cxrules.reports.roadmap import data
from cxrules.reports.roadmap_pages import render
from cxrules.roadmap.roadmap import Planner
from cxrules.solve.highs import solve
from tests.roadmap.lacking import SUBJECTS, Lacking, all_lacking

pytest.importorskip("highspy")

_FIRST = partial(solve, solutions=1)


_NAMES = [f"u{number}" for number in range(6)]


def _hard() -> tuple[list[Lacking], Wishes]:
    """Many measures that overlap, so that the first plan that is found is not proven the cheapest."""
    chance = Random(4)  # noqa: S311 # made-up data
    ratings = [f"{name} {subject}" for name in _NAMES for subject in SUBJECTS]
    measures = {}
    for number in range(60):
        raises = {each: chance.choice(["L", "F"]) for each in chance.sample(ratings, 5)}
        measures[f"m{number}"] = Measure(f"m{number}", "", chance.randint(15, 40), 1, raises)
    return list(map(all_lacking, _NAMES)), Wishes(costs=Costs({}, {}, StepCost(9)), measures=measures)


def test_a_plan_cut_off_tells_its_gap() -> None:
    cases, wishes = _hard()
    best = Planner(cases, wishes).roadmap()
    cut = Planner(cases, wishes, solver=_FIRST).roadmap()
    assert best.chosen.optimal
    assert best.chosen.bound == best.chosen.cost
    assert not cut.chosen.optimal
    assert cut.chosen.bound <= best.chosen.cost < cut.chosen.cost
    document = data(cut)
    assert (document["optimal"], document["cost"]) == (False, str(cut.chosen.cost))
    told = " ".join(render(document, Look(100, ASCII)).split())
    assert f"It is not proven that no plan is cheaper; none costs less than cost {cut.chosen.bound}." in told
    assert "that is proven" not in told


def test_a_plan_cut_off_is_the_same_each_time() -> None:
    cases, wishes = _hard()
    first, again = (data(Planner(cases, wishes, solver=_FIRST).roadmap()) for _ in range(2))
    assert first == again


def test_a_plan_in_time_that_is_cut_off_keeps_what_is_due() -> None:
    cases, wishes = _hard()
    hurried = wishes._replace(periods=1, capacity=(200,))
    best = Planner(cases, hurried).roadmap()
    cut = Planner(cases, hurried, solver=_FIRST).roadmap()
    assert not cut.chosen.optimal
    assert len(cut.chosen.aims) <= len(best.chosen.aims)
    assert cut.schedule.periods <= 1
    assert cut.chosen.cost <= 200
