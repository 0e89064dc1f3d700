"""The order in which a model is written, or an assessment, means nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, strategies as st

from tests.laws.running import evaluated, law, planned, unordered
from tests.strategies.assessments import Case, cases


@law
@given(st.data(), cases())
def test_declarations_may_stand_in_any_order(data: st.DataObject, case: Case) -> None:
    shuffled = data.draw(st.permutations(case.draft.declarations()))
    text = "\n".join([case.draft.header(), *shuffled])
    otherwise = evaluated(case, planned(case, text))
    assert unordered(otherwise.result()) == unordered(evaluated(case).result())


@law
@given(st.data(), cases())
def test_ratings_may_stand_in_any_order(data: st.DataObject, case: Case) -> None:
    plan = planned(case)
    shuffled = data.draw(st.permutations(case.assessment.ratings))
    otherwise = case._replace(assessment=replace(case.assessment, ratings=tuple(shuffled)))
    assert unordered(evaluated(otherwise, plan).result()) == unordered(evaluated(case, plan).result())


@law
@given(cases())
def test_instances_may_stand_in_any_order(case: Case) -> None:
    plan = planned(case)
    backwards = dict(reversed(list(case.assessment.instances.items())))
    otherwise = case._replace(assessment=replace(case.assessment, instances=backwards))
    assert evaluated(otherwise, plan).levels() == evaluated(case, plan).levels()
