"""What holds of waivers, in any model where a better rating never lowers a level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, event, given, strategies as st

from cxrules.engine.evaluation import levels
from cxrules.engine.expiry import falls
from cxrules.model.assessment import Waiver
from tests.laws.running import compiled, evaluated, law, scope_of
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from cxrules.plan import Plan

TODAY = date(2026, 11, 20)
DAYS = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def waived(draw: st.DrawFn) -> Case:
    """A case with waivers before, on and after the day of the assessment."""
    case = draw(cases(steady=True, gaps=1))
    subjects = st.sampled_from(case.draft.subjects())
    ratings = st.sampled_from(case.draft.given.ratings)
    days = st.tuples(DAYS, DAYS).map(sorted)
    waivers = st.tuples(subjects, ratings, days).map(
        lambda each: Waiver(each[0], each[1], "reason", "sponsor", each[2][0], each[2][1])
    )
    found = tuple(draw(st.lists(waivers, min_size=1, max_size=6)))
    return case._replace(assessment=replace(case.assessment, date=TODAY, waivers=found))


def _on(case: Case, plan: Plan, day: date) -> dict[str, tuple[int, int]]:
    return levels(plan, replace(case.assessment, date=day), scope_of(case.assessment))


@law
@given(waived())
def test_waivers_never_lower_a_level_and_can_be_taken_away(case: Case) -> None:
    plan, reported = compiled(case)
    assume("CX1001" not in reported)
    evaluation = evaluated(case, plan)
    before = evaluation.unwaived().levels()
    plain = case._replace(assessment=replace(case.assessment, waivers=()))
    assert before == evaluated(plain, plan).levels()
    now = evaluation.levels()
    event("a level changed" if now != before else "no level changed")
    for name, (sure, _) in before.items():
        assert now[name][0] >= sure


@law
@given(waived())
def test_only_levels_and_the_full_trace_agree(case: Case) -> None:
    plan, _ = compiled(case)
    assert evaluated(case, plan).levels() == _on(case, plan, TODAY)


@law
@given(waived())
def test_a_level_falls_on_the_day_it_says_and_not_before(case: Case) -> None:
    plan, reported = compiled(case)
    assume("CX1001" not in reported)
    evaluation = evaluated(case, plan)
    now = evaluation.levels()
    days_of = falls(evaluation, [plan.capabilities[name].level for name in now])
    fallen = {name: days_of[node] for name in now if (node := plan.capabilities[name].level) in days_of}
    days = sorted(
        day
        for each in case.assessment.waivers
        for day in (each.begins, each.until + timedelta(days=1))
        if day > TODAY
    )
    event("a level falls" if fallen else "no level falls")
    for day in days:
        for name, (level, _) in _on(case, plan, day).items():
            if name not in fallen or day < fallen[name]:
                assert level >= now[name][0]
            elif day == fallen[name]:
                assert level < now[name][0]
