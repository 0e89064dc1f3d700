"""Whom a rule is about: several subjects, instances, templates, findings and deviations for some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

TWO = """
capability A "First" { criterion 1 "One" criterion 2 "Two" criterion 3 "Three" }
rule R cap A.1, A.3 at L when A.2 at most P source "Made up"
"""


def test_a_rule_about_several_subjects_has_a_row_for_each(make: Make) -> None:
    seen = make(TWO).evaluate({"A.1": "F", "A.2": "P", "A.3": "L"})
    assert seen.outcomes("R") == {"A.1": "broken", "A.3": "kept"}


@pytest.mark.parametrize(
    ("subjects", "outcomes"),
    [
        (["A.1"], {"A.1": "deviated", "A.3": "broken"}),
        (["A.3"], {"A.1": "broken", "A.3": "deviated"}),
        (["A"], {"A.1": "deviated", "A.3": "deviated"}),
        ([], {"A.1": "deviated", "A.3": "deviated"}),
    ],
)
def test_a_deviation_may_be_about_some_of_the_subjects(
    make: Make, subjects: list[str], outcomes: dict[str, str]
) -> None:
    reason: dict[str, object] = {"reason": "The customer asked for it."}
    deviation = reason | ({"subjects": subjects} if subjects else {})
    ratings = {"A.1": "F", "A.2": "P", "A.3": "F"}
    assert make(TWO).evaluate(ratings, deviations={"R": deviation}).outcomes("R") == outcomes
    derived = make(TWO).evaluate(ratings, deviations={"R": deviation}, reading="derive")
    for subject, outcome in outcomes.items():
        assert derived.counts(subject) == ("F" if outcome == "deviated" else "L")


WORST = [
    # A.1 and A.2 in two instances
    ("F L", "P P", "broken", {"one": "broken", "two": "kept"}),
    ("F ?", "P P", "broken", {"one": "broken", "two": "undecidable"}),
    ("L ?", "P P", "undecidable", {"one": "kept", "two": "undecidable"}),
    ("L F", "P F", "kept", {"one": "kept", "two": "not-triggered"}),
    ("F F", "F F", "not-triggered", {"one": "not-triggered", "two": "not-triggered"}),
]


@pytest.mark.parametrize(("subject", "condition", "outcome", "each"), WORST)
def test_with_instances_the_worst_outcome_counts_and_each_is_told(
    make: Make, subject: str, condition: str, outcome: str, each: dict[str, str]
) -> None:
    names = ("one", "two")
    ratings = {
        name: {"instances": {n: r for n, r in zip(names, row.split(), strict=True) if r != "?"}}
        for name, row in (("A.1", subject), ("A.2", condition))
    }
    row = make(TWO).evaluate(ratings, instances={name: {} for name in names}).rule("R", "A.1")
    assert (row["outcome"], row["instances"]) == (outcome, each)


def test_with_instances_a_deviation_stands_behind_what_cannot_be_decided(make: Make) -> None:
    ratings = {"A.1": {"instances": {"one": "F"}}, "A.2": "P"}
    seen = make(TWO).evaluate(
        ratings, instances={"one": {}, "two": {}}, deviations={"R": {"reason": "Asked for."}}
    )
    row = seen.rule("R", "A.1")
    assert row["instances"] == {"one": "deviated", "two": "undecidable"}
    assert row["outcome"] == "undecidable"


TEMPLATES = """
practices of PA.2.1 { practice GP.2.1.1 "Plan" practice GP.2.1.2 "Follow the plan" }
group ENG "Engineering"
tag trace "Links"
tag comm "Telling people"
capability ENG.1 "Requirements" in ENG { criterion BP1 "Write" criterion BP2 "Link" tagged trace }
capability ENG.2 "Design" in ENG { criterion BP1 "Draw" criterion BP2 "Link" tagged trace, comm }
capability MAN.1 "Management" { criterion BP1 "Decide" criterion BP2 "Tell" tagged comm }
rule T.1 for every capability lower GP.2.1.2 when GP.2.1.1 below F source "Made up"
rule T.2 for every capability in ENG except ENG.2 cap PA.2.1 at L when GP.2.1.1 is N source "Made up"
rule T.3 for every criterion tagged trace lower it when BP1 at most P source "Made up"
rule T.4 for every practice in ENG cap it at L when BP1 is N source "Made up"
rule T.5 for every criterion tagged trace, comm except MAN.1.BP2 lower it source "Made up"
rule T.6 for every capability warn when GP.2.1.1 of any other capability is N source "Made up"
"""
EVERYWHERE = ["ENG.1", "ENG.2", "MAN.1"]


def test_a_template_over_capabilities_stands_in_each_with_its_own_short_names(make: Make) -> None:
    ratings = {
        "ENG.1.GP.2.1.1": "L",
        "ENG.1.GP.2.1.2": "F",
        "ENG.2.GP.2.1.1": "F",
        "ENG.2.GP.2.1.2": "F",
        "MAN.1.GP.2.1.1": "P",
        "MAN.1.GP.2.1.2": "L",
    }
    assert make(TEMPLATES).evaluate(ratings).outcomes("T.1") == {
        "ENG.1.GP.2.1.2": "broken",
        "ENG.2.GP.2.1.2": "not-triggered",
        "MAN.1.GP.2.1.2": "kept",
    }


def test_filters_narrow_a_template(make: Make) -> None:
    seen = make(TEMPLATES).evaluate({}, scope=EVERYWHERE)
    assert list(seen.outcomes("T.2")) == ["ENG.1.PA.2.1"]
    assert list(seen.outcomes("T.3")) == ["ENG.1.BP2", "ENG.2.BP2"]
    assert list(seen.outcomes("T.4")) == [
        f"ENG.{capability}.GP.2.1.{practice}" for capability in (1, 2) for practice in (1, 2)
    ]
    assert list(seen.outcomes("T.5")) == ["ENG.1.BP2", "ENG.2.BP2"]


def test_it_is_the_subject_a_template_stands_at(make: Make) -> None:
    ratings = {"ENG.1.BP1": "P", "ENG.1.BP2": "F", "ENG.2.BP1": "L", "ENG.2.BP2": "F"}
    seen = make(TEMPLATES).evaluate(ratings)
    assert seen.outcomes("T.3") == {"ENG.1.BP2": "broken", "ENG.2.BP2": "not-triggered"}


def test_only_capabilities_in_scope_are_reported(make: Make) -> None:
    seen = make(TEMPLATES).evaluate({"ENG.1.BP1": "F"}, scope=["ENG.1"])
    assert list(seen.outcomes("T.1")) == ["ENG.1.GP.2.1.2"]
    assert {
        row["subject"].split(".BP")[0].split(".GP")[0].split(".PA")[0] for row in seen.result["rules"]
    } == {"ENG.1"}


def test_a_template_can_look_from_one_capability_into_the_others(make: Make) -> None:
    ratings = {"ENG.1.GP.2.1.1": "N", "ENG.2.GP.2.1.1": "F", "MAN.1.GP.2.1.1": "F"}
    seen = make(TEMPLATES).evaluate(ratings)
    assert seen.outcomes("T.6") == {"ENG.1": "not-triggered", "ENG.2": "broken", "MAN.1": "broken"}


FINDINGS = """
finding alone "One person does it all"
capability A "First" { criterion 1 "One" criterion 2 "Two" }
capability B "Second" { criterion 1 "One" }
rule R cap A.1, A.2, B.1 at L when finding alone source "Made up"
"""
ALL = {"A.1": "F", "A.2": "F", "B.1": "F"}

ASSERTED = [
    ({"answer": "yes"}, "broken", "broken", "broken"),
    ({"answer": "no"}, "not-triggered", "not-triggered", "not-triggered"),
    ({"answer": "open"}, "undecidable", "undecidable", "undecidable"),
    ({"answer": "yes", "subjects": ["A"]}, "broken", "broken", "not-triggered"),
    ({"answer": "yes", "subjects": ["A.1"]}, "broken", "not-triggered", "not-triggered"),
    ({"answer": "yes", "subjects": ["A.2", "B"]}, "not-triggered", "broken", "broken"),
    ({"answer": "open", "subjects": ["B.1"]}, "not-triggered", "not-triggered", "undecidable"),
]


@pytest.mark.parametrize(("finding", "first", "second", "third"), ASSERTED)
def test_a_finding_is_seen_by_the_subjects_it_is_about(
    make: Make, finding: dict[str, object], first: str, second: str, third: str
) -> None:
    seen = make(FINDINGS).evaluate(ALL, findings={"alone": finding})
    assert seen.outcomes("R") == {"A.1": first, "A.2": second, "B.1": third}


def test_a_finding_that_is_not_listed_was_not_asserted(make: Make) -> None:
    assert set(make(FINDINGS).evaluate(ALL).outcomes("R").values()) == {"not-triggered"}


CAUSES = """
cause late "It came too late"
cause poor "It was done badly"
capability A "First" { criterion 1 "One" criterion 2 "Two" }
rule R lower A.1 when A.2 below F for cause late source "Made up"
"""

RECORDED = [
    ({"rating": "L", "causes": ["late"]}, "broken"),
    ({"rating": "L", "causes": ["poor", "late"]}, "broken"),
    ({"rating": "L", "causes": ["poor"]}, "not-triggered"),
    ({"rating": "L"}, "not-triggered"),
    ({"rating": "F"}, "not-triggered"),
    (None, "undecidable"),
]


@pytest.mark.parametrize(("rating", "outcome"), RECORDED)
def test_a_condition_may_ask_for_a_recorded_cause(
    make: Make, rating: dict[str, object] | None, outcome: str
) -> None:
    ratings: dict[str, object] = {"A.1": "F"} | ({"A.2": rating} if rating else {})
    assert make(CAUSES).evaluate(ratings).outcomes("R") == {"A.1": outcome}
