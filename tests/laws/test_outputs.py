"""What build servers and code hosts are told is what the result says, for any assessment of any model."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import event, given

from cxrules.reports import badge, evaluation_junit, evaluation_sarif
from tests.laws.running import evaluated, law
from tests.strategies.assessments import Case, cases


@law
@given(cases(gaps=2))
def test_a_case_fails_for_each_broken_rule_and_each_level_not_surely_reached(case: Case) -> None:
    evaluation = evaluated(case)
    result = evaluation.result()
    levels, rules = ET.fromstring(evaluation_junit.render(evaluation))  # noqa: S314 - made here
    missed = [each["id"] for each in result["capabilities"] if each["met"] is False]
    failed = [each.get("name", "") for each in levels.findall("testcase") if each.find("failure") is not None]
    assert [name.partition(" reaches ")[0] for name in failed] == missed
    broken = [each for each in result["rules"] if each["outcome"] == "broken"]
    assert len(rules.findall("testcase/failure")) == len(broken)
    assert len(rules.findall("testcase")) == len(result["rules"])
    event(f"missed: {bool(missed)}, broken: {bool(broken)}")


@law
@given(cases(gaps=2))
def test_a_finding_stands_for_each_broken_rule_and_each_level_not_surely_reached(case: Case) -> None:
    evaluation = evaluated(case)
    result = evaluation.result()
    (run,) = json.loads(evaluation_sarif.render(evaluation))["runs"]
    names = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert len(set(names)) == len(names)
    assert all(names[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    open_ones = [each["ruleId"] for each in run["results"] if "suppressions" not in each]
    missed = [each for each in result["capabilities"] if each["met"] is False]
    broken = [each["rule"] for each in result["rules"] if each["outcome"] == "broken"]
    assert open_ones == [*broken, *([evaluation_sarif.TARGET] * len(missed))]


@law
@given(cases(gaps=2))
def test_a_badge_never_shows_more_than_is_certain(case: Case) -> None:
    evaluation = evaluated(case)
    result, lowest = evaluation.result(), evaluation.plan.bottom_level
    asked = [each for each in result["capabilities"] if each["state"] in {"rated", "open", "not-rated"}]
    for least in evaluation.plan.level_names:
        made = badge.badge(result, lowest, capability=None, least=least, label=None)
        if result["organisation"] is None and any(each["level"] is not None for each in asked):
            certain = [lowest if each["level"] is None else each["level"] for each in asked]
            assert made.reached == all(level >= least for level in certain)
        for each in result["capabilities"]:
            made = badge.badge(result, lowest, capability=each["id"], least=least, label=None)
            assert made.reached == (each["level"] is not None and each["level"] >= least)
