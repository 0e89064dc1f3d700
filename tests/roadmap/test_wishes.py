"""Wishes bind: budget, capacity, periods, deadlines, what is fixed or excluded, and weights.

Each case lacks something by construction, so that no law is kept by having nothing to do.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, strategies as st

from cxrules.engine import evaluate
from cxrules.plan.values import NO
from cxrules.reports.roadmap import data as document
from cxrules.roadmap.choosing import Impossible
from cxrules.roadmap.roadmap import Planner
from cxrules.roadmap.timing import DoesNotFit
from tests.laws.running import law, solved
from tests.roadmap.every_way import best
from tests.roadmap.lacking import SUBJECTS, Lacking, lacking, wishes

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.model.wishes import Wishes
    from cxrules.roadmap.roadmap import Roadmap
    from cxrules.roadmap.steps import Step

pytest.importorskip("highspy")


def _plan(case: Lacking, wanted: Wishes) -> Roadmap | None:
    assert case.evaluation.value(case.goal.aims[0].node) == NO
    try:
        return Planner([case], wanted).roadmap()
    except (DoesNotFit, Impossible):
        return None


@solved
@given(lacking(), wishes())
def test_no_plan_in_time_and_within_the_budget_is_better(case: Lacking, wanted: Wishes) -> None:
    planner = Planner([case], wanted)
    evaluation, goal = planner.units[0]
    found = best(evaluation, goal, wanted)
    try:
        plan = planner.roadmap()
    except (DoesNotFit, Impossible):
        event("no plan")
        assert found is None
        return
    assert found is not None
    assert plan.chosen.optimal
    event(f"{len(plan.late)} late, {len(plan.chosen.missed)} missed, {min(len(plan.items), 3)} items")
    due = len(wanted.deadlines)
    assert (len(plan.chosen.aims), due - len(plan.late), plan.chosen.cost) == (
        found.aims,
        found.met,
        found.cost,
    )
    served = [each["reached"] for each in document(plan)["goals"]]
    if wanted.budget is not None or wanted.periods is not None:
        weights = [each.weight for each, so in zip(wanted.goals, served, strict=True) if so]
        assert sum(weights) == found.weight


@law
@given(lacking(instances=True), wishes())
def test_no_limit_is_passed(case: Lacking, wanted: Wishes) -> None:
    plan = _plan(case, wanted)
    if plan is None:
        event("no plan")
        return
    event(f"{min(len(plan.items), 4)} items")
    assert sum(item.cost for item in plan.items) == plan.chosen.cost
    assert wanted.budget is None or plan.chosen.cost <= wanted.budget
    last = max((item.end for item in plan.items), default=0)
    assert wanted.periods is None or last <= wanted.periods
    for item in plan.items:
        assert len(item.shares) == item.end - item.begin + 1
        assert sum(item.shares) == item.cost
    for project in (None, *wanted.capacities):
        for period in range(1, last + 1):
            spent = sum(
                item.shares[period - item.begin]
                for item in plan.items
                if item.begin <= period <= item.end and project in {None, item.project}
            )
            paid = wanted.capacity_of(period, project)
            assert paid is None or spent <= paid
    kept = {(subject, level): due for (subject, level), due in wanted.deadlines.items()}
    for each in plan.late:
        kept.pop((each.subject, each.level))
    for (subject, level), due in kept.items():
        levels = [plan.before, *(phase.levels for phase in plan.phases if phase.end <= due)]
        assert levels[-1][0][subject] >= level


@law
@given(st.booleans(), st.booleans(), st.data())
def test_levels_after_each_phase_are_those_of_an_assessment_with_these_ratings(
    instances: bool,  # noqa: FBT001 - drawn
    waivers: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    case = data.draw(lacking(instances=instances, waivers=waivers))
    plan = Planner(
        [case], data.draw(wishes())._replace(budget=None, periods=None, capacity=(), capacities={})
    )
    found = plan.roadmap()
    assert found.phases
    assessment = case.evaluation.assessment
    for phase in found.phases:
        for item in phase.items:
            for step in item.steps:
                assessment = _rated(case.evaluation, assessment, step)
        again = evaluate(case.evaluation.plan, assessment, ["A", "B"])
        assert {name: (low, low) for name, low in phase.levels[0].items()} == again.levels()
    reached = {aim.subject: aim.level for aim in case.goal.aims}
    assert all(found.phases[-1].levels[0][name] >= level for name, level in reached.items())


def _rated(evaluation: Evaluation, assessment: Assessment, step: Step) -> Assessment:
    """An assessment after a step."""
    names = list(evaluation.plan.given_values)
    instance = evaluation.bound.instances[step.place[1]]
    ratings = []
    for each in assessment.ratings:
        if each.subject == step.subject and each.instance in {None, instance}:
            rank = max(names.index(each.rating or ""), int(step.after or 0))
            ratings.append(each._replace(rating=names[rank]))
        else:
            ratings.append(each)
    return replace(assessment, ratings=tuple(ratings))


@law
@given(lacking(), wishes(), st.sampled_from(SUBJECTS))
def test_what_is_fixed_is_done_and_what_is_excluded_is_not(
    case: Lacking, wanted: Wishes, subject: str
) -> None:
    free = wanted._replace(budget=None, periods=None, capacity=(), capacities={}, deadlines={})
    fixed = _plan(case, free._replace(fixed=[subject]))
    assert fixed is not None
    rated = {each.subject: each.rating for each in case.evaluation.assessment.ratings}
    raised = {step.subject for item in fixed.items for step in item.steps}
    assert subject in raised or rated[subject] == "F"
    without = _plan(case, free._replace(excluded=[subject]))
    plain = _plan(case, free)
    assert plain is not None
    if without is None:
        event("needed")
        assert subject in {step.subject for item in plain.items for step in item.steps}
        return
    assert subject not in {item.id for item in without.items}
    assert plain.chosen.cost <= min(without.chosen.cost, fixed.chosen.cost)


@law
@given(lacking(), wishes(), st.integers(2, 9))
def test_the_plan_is_one_whatever_the_order_of_wishes_and_the_scale_of_weights(
    case: Lacking, wanted: Wishes, times: int
) -> None:
    found = _plan(case, wanted)
    turned = wanted._replace(
        costs=wanted.costs._replace(subjects=dict(reversed(list(wanted.costs.subjects.items())))),
        deadlines=dict(reversed(list(wanted.deadlines.items()))),
    )
    again = _plan(case, turned)
    scaled = _plan(
        case, wanted._replace(goals=[each._replace(weight=each.weight * times) for each in wanted.goals])
    )
    if found is None:
        assert again is None
        assert scaled is None
        return
    assert again is not None
    assert scaled is not None
    first, other = document(found), document(scaled)
    late = sorted(document(again).pop("late"), key=str)
    assert {**document(again), "late": late} == {**first, "late": sorted(first["late"], key=str)}
    for each in (first, other):
        del each["goals"]
    assert json.dumps(first) == json.dumps(other)


@law
@given(lacking(name="one"), lacking(name="two"), wishes())
def test_several_assessments_share_budget_and_capacity(one: Lacking, two: Lacking, wanted: Wishes) -> None:
    try:
        plan = Planner([one, two], wanted).roadmap()
    except (DoesNotFit, Impossible):
        event("no plan")
        return
    assert wanted.budget is None or plan.chosen.cost <= wanted.budget
    for period in range(1, plan.schedule.periods + 1):
        shares = [item.shares[period - item.begin] for item in plan.items if item.begin <= period <= item.end]
        paid = wanted.capacity_of(period)
        assert paid is None or sum(shares) <= paid
    free = wanted._replace(budget=None, periods=None, capacity=(), capacities={}, deadlines={})
    both, alone = Planner([one, two], free).roadmap(), [_plan(each, free) for each in (one, two)]
    costs = [each.chosen.cost for each in alone if each is not None]
    assert max(costs) <= both.chosen.cost <= sum(costs)
    if both.chosen.cost < sum(costs):
        event("a measure is shared")
        assert "m" in both.chosen.lifted
