"""What the two readings promise, and that there is one level however it is asked for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, event, given

from cxrules.engine.evaluation import levels, levels_of_ratings
from cxrules.plan.values import OPEN, OUTSIDE, YES
from tests.laws.oracle import Oracle
from tests.laws.running import compiled, evaluated, law, planned, scope_of
from tests.strategies.assessments import Case, cases


@law
@given(cases(reading="audit"))
def test_in_the_audit_reading_rules_never_change_a_level(case: Case) -> None:
    without = case._replace(
        draft=case.draft.without_rules(), assessment=replace(case.assessment, deviations=())
    )
    event(f"rules: {bool(case.draft.rules)}")
    assert evaluated(case).levels() == evaluated(without).levels()


@law
@given(cases(reading="derive", gaps=2))
def test_in_the_derive_reading_what_is_triggered_is_respected(case: Case) -> None:
    plan = planned(case)
    evaluation = evaluated(case, plan)
    fixed = {name for rule in Oracle(*case).rows if rule.effect == "fix" for name in [rule.subject]}
    for rule in plan.rules:
        bounds = plan.rule_texts[rule.rule].effect in {"cap", "lower", "keep", "prerequisite"}
        if not bounds or rule.subject in fixed:
            continue
        for place in range(len(evaluation.bound.arrays)):
            triggered = rule.when < 0 or evaluation.value(rule.when, place) == YES
            if triggered and not _is_deviated(case, rule.rule):
                event("triggered")
                surely = plan.rule_texts[rule.rule].effect != "keep"  # both of its sides may be open
                allowed = {YES, OUTSIDE} if surely else {YES, OUTSIDE, OPEN}
                assert evaluation.value(rule.holds, place) in allowed


def _is_deviated(case: Case, rule: str) -> bool:
    return any(each.rule == rule for each in case.assessment.deviations)


@law
@given(cases())
def test_levels_alone_are_those_of_the_full_evaluation(case: Case) -> None:
    plan = planned(case)
    assert levels(plan, case.assessment, scope_of(case.assessment)) == evaluated(case, plan).levels()
    without_scope = replace(case.assessment, scope=None, target=None)
    assert levels(plan, without_scope) == evaluated(case._replace(assessment=without_scope), plan).levels()


@law
@given(cases(gaps=4))
def test_levels_of_a_plain_map_are_those_of_the_full_evaluation(case: Case) -> None:
    ratings = {each.subject: each.rating for each in case.assessment.ratings if each.rating is not None}
    assume(ratings)
    plain = tuple(
        each._replace(instance=None, by=None, causes=(), rating=ratings[each.subject])
        for each in {each.subject: each for each in case.assessment.ratings if each.rating}.values()
    )
    bare = replace(
        case.assessment,
        ratings=plain,
        instances={},
        findings={},
        deviations=(),
        scope=None,
        target=None,
        up_to_level=None,
    )
    plan, _ = compiled(case)
    assert levels_of_ratings(plan, ratings) == evaluated(case._replace(assessment=bare), plan).levels()


@law
@given(cases())
def test_the_result_says_the_same_as_the_levels(case: Case) -> None:
    evaluation = evaluated(case)
    result = evaluation.result()
    shown = {
        each["id"]: (each["level"], each["possible"])
        for each in result["capabilities"]
        if each["state"] in {"rated", "open"}
    }
    known = evaluation.levels()
    assert shown == {name: known[name] for name in shown}
    for each in result["capabilities"]:
        assert (each["state"] == "rated") == (each["level"] is not None and each["level"] == each["possible"])
        if each["state"] == "not-rated":
            assert each["level"] is None
        if each["state"] == "open":
            assert each["open"], "what is open is named"
