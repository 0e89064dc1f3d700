"""Demands for evidence: what counts, what does not and why, and the words for it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.engine.evidence_demands import answer, asked, attached, explained, meets
from cxrules.model.assessment import Assessment, Evidence, Given
from cxrules.model.demand import Demand
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES

if TYPE_CHECKING:
    from tests.engine.small import Make

TODAY = date(2026, 11, 20)
E1 = Evidence(
    "E1",
    "document",
    "Survey programme 2026",
    "docs/survey.pdf",
    date=date(2026, 9, 1),
    by="QA",
    state="approved",
)
E2 = Evidence("E2", "Document", "Plan", date=date(2025, 11, 20), independent=True, by="Ada")
E3 = Evidence("E3", "document", "Old plan", date=date(2025, 9, 20), by="ada", independent=False)
E4 = Evidence("E4", "document", valid_until=date(2026, 11, 19))
I1 = Evidence("I1", "interview", role="CX lead", date=date(2026, 11, 18), by="Bo", valid_until=TODAY)
ALL = (E1, E2, E3, E4, I1)

WITHIN = Demand(("document",), within=(12, "months"))
COUNTS = [
    (Demand(), 5, ()),
    (Demand(("interview",)), 1, ()),
    (Demand(("document", "interview")), 5, ()),
    (Demand(("record",)), 0, ()),
    (Demand(("interview",), role="cx LEAD"), 1, ()),
    (Demand(("interview",), role="tester"), 0, ("I1 has the role “CX lead”",)),
    (
        Demand(("document",), title="PROGRAMME"),
        1,
        ("E2 is called “Plan”", "E3 is called “Old plan”", "E4 has no title"),
    ),
    (WITHIN, 2, ("E3 is 14 months old", "E4 has no date")),
    (
        Demand(("document",), within=(80, "days")),
        1,
        ("E2 is 365 days old", "E3 is 426 days old", "E4 has no date"),
    ),
    (Demand(("document",), within=(1, "years")), 2, ("E3 is 14 months old", "E4 has no date")),
    (
        Demand(("document",), independent=True),
        1,
        (
            "E1 does not say whether it is independent",
            "E3 is not independent",
            "E4 does not say whether it is independent",
        ),
    ),
    (Demand(valid=True), 4, ("E4 was valid until 2026-11-19",)),
    (Demand(("document",), state="Approved"), 1, ("E2 has no state", "E3 has no state", "E4 has no state")),
    (
        Demand(("document",), linked=True),
        1,
        ("E2 has no reference", "E3 has no reference", "E4 has no reference"),
    ),
    (Demand(different="kinds"), 2, ()),
    (Demand(different="people"), 3, ("E4 does not say who it is by",)),
]


@pytest.mark.parametrize(("demand", "count", "reasons"), COUNTS)
def test_what_counts_and_why_the_rest_does_not(demand: Demand, count: int, reasons: tuple[str, ...]) -> None:
    assert meets(demand, ALL, TODAY) == (count, reasons)


def test_evidence_after_the_assessment_is_of_no_age() -> None:
    late = E1._replace(date=date(2026, 11, 21))
    assert meets(WITHIN, [late], TODAY) == (0, ("E1 is dated 2026-11-21, after the assessment",))
    assert meets(Demand(), [late], TODAY) == (1, ())


def test_without_a_date_of_the_assessment_nothing_has_an_age() -> None:
    assert meets(WITHIN, [E1], None) == (0, ("E1 is of 2026-09-01, and the assessment has no date",))
    reason = "I1 is valid until 2026-11-20, and the assessment has no date"
    assert meets(Demand(valid=True), [E1, I1], None) == (1, (reason,))


def test_days_are_told_where_they_make_the_difference() -> None:
    a_day_more = E1._replace(date=date(2025, 11, 19))
    assert meets(WITHIN, [a_day_more], TODAY) == (0, ("E1 is 12 months and 1 day old",))


SENTENCES = [
    (
        Demand(("document",), 3, within=(12, "months")),
        (
            "3 documents not older than 12 months are asked for; "
            "2 are there, E3 is 14 months old, E4 has no date."
        ),
    ),
    (Demand(("record",)), "1 record is asked for; none is there."),
    (Demand(("interview",)), "1 interview is asked for; 1 is there."),
    (Demand(count=5), "5 pieces of evidence are asked for; 5 are there."),
    (
        Demand(count=3, different="kinds"),
        "Evidence of at least 3 different kinds is asked for; 2 are there.",
    ),
]


@pytest.mark.parametrize(("demand", "sentence"), SENTENCES)
def test_a_demand_is_explained(demand: Demand, sentence: str) -> None:
    assert explained(demand.as_row(), [_rated(*ALL)], _assessment()) == sentence


WORDS = [
    (Demand(), "1 piece of evidence is asked for"),
    (Demand(("document", "record"), 2), "2 documents or records are asked for"),
    (
        Demand(("interview",), role="CX lead", within=(1, "months")),
        "1 interview with the role “CX lead”, not older than 1 month is asked for",
    ),
    (
        Demand(
            ("document",), 2, "", "plan", None, independent=True, valid=True, state="approved", linked=True
        ),
        (
            "2 independent documents with “plan” in the title, in the state “approved”, with a reference, "
            "still valid are asked for"
        ),
    ),
    (
        Demand(("interview",), 2, different="people"),
        "interviews by at least 2 different people are asked for",
    ),
]


@pytest.mark.parametrize(("demand", "words"), WORDS)
def test_a_demand_in_words(demand: Demand, words: str) -> None:
    assert asked(demand) == words


def test_the_answer_of_an_instance() -> None:
    row = WITHIN._replace(count=2).as_row()
    assert answer(row, [_rated(E1, E2)], _assessment()) == YES
    assert answer(row, [_rated(E1, E3)], _assessment()) == NO
    assert answer(row, [_rated(E1), _rated(E2)], _assessment()) == YES
    assert answer(row, [_rated(E1), _rated(E1)], _assessment()) == NO
    assert answer(row, [_rated()], _assessment()) == NO


def test_what_is_not_rated_is_open_and_what_does_not_apply_is_outside() -> None:
    row = Demand().as_row()
    assert answer(row, [], _assessment()) == OPEN
    assert answer(row, [Given("A", None, not_applicable="no such thing")], _assessment()) == OUTSIDE


def test_an_assessment_without_a_date_leaves_open_what_depends_on_it() -> None:
    undated = _assessment(None)
    assert answer(WITHIN.as_row(), [_rated(E1)], undated) == OPEN
    assert answer(WITHIN._replace(count=2).as_row(), [_rated(E1)], undated) == NO
    assert answer(Demand(valid=True).as_row(), [_rated(E1)], undated) == YES
    assert answer(Demand(valid=True).as_row(), [_rated(I1)], undated) == OPEN


def test_unknown_evidence_is_passed_over() -> None:
    assert attached([Given("A", "L", evidence=("E9", "E1", "E1"))], _assessment()) == [E1]


words = st.text(max_size=3)
demands = st.builds(
    Demand,
    st.lists(st.sampled_from(["document", "interview"]), max_size=2).map(tuple),
    st.integers(0, 4),
    st.sampled_from(["", "CX lead"]),
    st.sampled_from(["", "plan"]),
    st.none() | st.tuples(st.integers(0, 30), st.sampled_from(["days", "months", "years"])),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "approved"]),
    st.booleans(),
    st.sampled_from(["", "kinds", "people"]),
)
pieces = st.builds(
    Evidence,
    st.sampled_from(["E1", "E2", "E3"]),
    st.sampled_from(["document", "interview"]),
    st.sampled_from(["", "Plan"]),
    st.sampled_from(["", "a.pdf"]),
    date=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    role=st.sampled_from(["", "CX lead"]),
    by=st.none() | words,
    independent=st.none() | st.booleans(),
    valid_until=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    state=st.sampled_from(["", "approved"]),
)


@given(demands)
def test_any_demand_goes_through_json(demand: Demand) -> None:
    assert Demand.from_row(json.loads(json.dumps(demand.as_row()))) == demand


@given(demands, st.lists(pieces, max_size=5), pieces)
def test_more_evidence_never_counts_less(demand: Demand, evidence: list[Evidence], more: Evidence) -> None:
    assert meets(demand, [*evidence, more], TODAY)[0] >= meets(demand, evidence, TODAY)[0]


@given(demands, st.lists(pieces, max_size=5))
def test_a_weaker_demand_counts_as_much(demand: Demand, evidence: list[Evidence]) -> None:
    count, _ = meets(demand, evidence, TODAY)
    for weaker in (
        demand._replace(within=None),
        demand._replace(independent=False),
        demand._replace(valid=False),
        demand._replace(kinds=()),
        demand._replace(linked=False),
    ):
        assert meets(weaker, evidence, TODAY)[0] >= count


def _rated(*evidence: Evidence) -> Given:
    return Given("A", "L", evidence=tuple(each.id for each in evidence))


def _assessment(day: date | None = TODAY) -> Assessment:
    return Assessment("a", "m", date=day, evidence={each.id: each for each in ALL})


@pytest.mark.parametrize("reading", ["audit", "derive"])
@pytest.mark.parametrize(("rating", "outcome"), [("F", "broken"), ("P", "kept"), (None, "kept")])
def test_only_what_counts_as_met_needs_evidence(
    make: Make, reading: str, rating: str | None, outcome: str
) -> None:
    model = make('capability A "A" { criterion 1 "One" { needs document } criterion 2 "Two" }')
    ratings = {"A.1": rating or {"not-applicable": "Nobody does it"}, "A.2": "F"}
    seen = model.evaluate(ratings, reading=reading)
    held = reading == "derive" and outcome == "broken"  # then it is bounded
    assert seen.outcomes("A.1.needs") == {"A.1": "kept" if held else outcome}
