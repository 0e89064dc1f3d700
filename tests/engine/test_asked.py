"""What an assessment states beside ratings, as explanations and results tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.small import Make, Seen

MODEL = """
capability A "A process" { criterion 1 "One" }
input share "Share" : percent 0 .. 100
judgement weak "Weak" on capability
rule R cap A.PA.1.1 at L when not (A.1 is shown by 2 document not older than 12 months)
rule S cap A.PA.1.1 at L when share below 90%
rule T for every capability cap PA.1.1 at L when judged weak
"""
EVIDENCE = {
    "E1": {"kind": "document", "date": "2026-09-01"},
    "E2": {"kind": "document", "date": "2025-11-20"},
    "E3": {"kind": "document", "date": "2025-09-19"},
}


def _seen(make: Make, *evidence: str, values: object = None, judgements: object = None) -> Seen:
    ratings = {"A.PA.1.1": "F", "A.1": {"rating": "F", "evidence": list(evidence)}}
    assessors = {"lead": {"role": "lead"}}
    return make(MODEL).evaluate(
        ratings,
        date="2026-11-20",
        evidence=EVIDENCE,
        assessors=assessors,
        values=values,
        judgements=judgements,
    )


def test_a_demand_that_is_met(make: Make) -> None:
    assert _seen(make, "E1", "E2").rule("R", "A.PA.1.1")["outcome"] == "not-triggered"


def test_a_demand_that_is_not_met_is_explained(make: Make) -> None:
    seen = _seen(make, "E1", "E3")
    assert seen.rule("R", "A.PA.1.1")["outcome"] == "broken"
    asked = "2 documents not older than 12 months are asked for; 1 is there, E3 is 14 months old."
    assert any(line.strip() == f"Evidence of A.1 (One): {asked}" for line in seen.why("R"))


def test_a_demand_on_what_is_not_rated_is_open(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "F"}, date="2026-11-20")
    row = seen.rule("R", "A.PA.1.1")
    assert (row["outcome"], row["missing"]) == ("undecidable", ["the evidence of A.1"])


def test_a_value_is_told_as_it_was_stated(make: Make) -> None:
    seen = _seen(make, values={"share": {"value": "12.5%", "by": "lead"}})
    assert seen.rule("S", "A.PA.1.1")["outcome"] == "broken"
    assert any("The value share is stated by lead as 12.5%." in line for line in seen.why("S"))


def test_a_value_that_is_not_stated_is_missing(make: Make) -> None:
    row = _seen(make).rule("S", "A.PA.1.1")
    assert (row["outcome"], row["missing"]) == ("undecidable", ["the value share"])


def test_a_judgement_is_told_with_who_and_why(make: Make) -> None:
    seen = _seen(make, judgements={"A.weak": {"answer": "yes", "by": "lead", "because": "Too thin."}})
    assert seen.rule("T", "A.PA.1.1")["outcome"] == "broken"
    assert any("The judgement A.weak is yes, decided by lead: Too thin." in line for line in seen.why("T"))


def test_a_judgement_that_is_not_recorded_is_missing(make: Make) -> None:
    row = _seen(make).rule("T", "A.PA.1.1")
    assert (row["outcome"], row["missing"]) == ("undecidable", ["the judgement A.weak"])
