"""A roadmap costs what the cheapest of all plans costs, and reaches what it says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, event, given, strategies as st

from cxrules.model.wishes import Costs, Measure, StepCost, Wishes
from cxrules.plan.values import YES
from cxrules.roadmap.choosing import Impossible
from cxrules.roadmap.roadmap import Planner
from cxrules.solve.goals import Goal, aim_at
from tests.laws.running import compiled, evaluated, law
from tests.roadmap.brute import cheapest, ladders
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation
    from cxrules.roadmap.roadmap import Roadmap

pytest.importorskip("highspy")

COSTS: st.SearchStrategy[int | Fraction] = st.sampled_from([0, 1, 2, 3, 7, Fraction(1, 3), Fraction(5, 2)])


@st.composite
def wishes_of(draw: st.DrawFn, evaluation: Evaluation) -> Wishes:
    """Costs of some subjects, and a measure or two."""
    plan = evaluation.plan
    subjects, ratings = sorted(plan.subjects), list(plan.given_values)
    chosen = draw(st.lists(st.sampled_from(subjects), max_size=4, unique=True)) if subjects else []
    costs: dict[tuple[str, str | None], StepCost] = {(name, None): StepCost(draw(COSTS)) for name in chosen}
    measures = {}
    for name in draw(st.sampled_from([(), ("a",), ("a", "b")])):
        raised = draw(st.lists(st.sampled_from(subjects), min_size=1, max_size=3, unique=True))
        raises = {each: draw(st.sampled_from(ratings)) for each in raised}
        after = ("a",) if name == "b" and draw(st.booleans()) else ()
        measures[name] = Measure(name, "", draw(COSTS), draw(st.integers(0, 2)), raises, after)
    return Wishes(costs=Costs(costs, {}, StepCost(draw(st.sampled_from([1, 2])))), measures=measures)


def _case(data: st.DataObject, case: Case) -> tuple[Evaluation, Goal, Wishes]:
    assume(not case.assessment.instances and not case.assessment.waivers)
    plan, _ = compiled(case)
    evaluation = evaluated(case, plan)
    names = data.draw(
        st.lists(st.sampled_from(sorted(plan.capabilities)), min_size=1, max_size=2, unique=True)
    )
    found = [aim_at(evaluation, name, data.draw(st.sampled_from(list(plan.orders)))) for name in names]
    goal = Goal("drawn", "drawn", [aim for aim in found if aim is not None])
    return evaluation, goal, data.draw(wishes_of(evaluation))


def _planned(evaluation: Evaluation, goal: Goal, wishes: Wishes) -> tuple[Planner, Roadmap | None]:
    planner = Planner([(evaluation, goal)], wishes)
    try:
        return planner, planner.roadmap()
    except Impossible:
        return planner, None


@law
@given(st.data(), cases(gaps=1))
def test_no_plan_is_cheaper(data: st.DataObject, case: Case) -> None:
    evaluation, goal, wishes = _case(data, case)
    nodes = [aim.node for aim in goal.aims]
    found = ladders(evaluation, nodes)
    assume(found is not None)
    assert found is not None
    _, plan = _planned(evaluation, goal, wishes)
    best = cheapest(evaluation, nodes, wishes, found)
    if plan is None:
        event("impossible")
        assert best is None
        return
    event(f"{len(plan.items)} items" if len(plan.items) < 4 else "many items")
    assert plan.chosen.optimal
    assert plan.chosen.cost == plan.chosen.bound == sum(item.cost for item in plan.items)
    values = Planner([(evaluation, goal)], wishes).chooser.outcomes[0].values(plan.chosen.everything)
    if all(values[node] == YES for node in nodes):
        assert plan.chosen.cost == best
    else:
        event("the solver knows more than ranges tell")
        assert best is None or plan.chosen.cost <= best


@law
@given(st.data(), cases(gaps=1))
def test_each_item_is_needed(data: st.DataObject, case: Case) -> None:
    """Without an item that is told to be needed for an aim, the engine does not say that it is reached."""
    evaluation, goal, wishes = _case(data, case)
    planner, plan = _planned(evaluation, goal, wishes)
    assume(plan is not None and plan.items)
    assert plan is not None
    for item in plan.items:
        price = planner.price_without(plan, item.id)
        assert price is None or price >= plan.chosen.cost
        left = [
            step
            for step in plan.chosen.everything
            if step not in item.steps and not any(step.place == own.place for own in item.steps)
        ]
        values = planner.chooser.outcomes[0].values(left)
        for _, aim in item.reason.aims:
            assert values[aim.node] != YES
