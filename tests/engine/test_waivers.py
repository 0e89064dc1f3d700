"""Waivers: what counts while they are in force, the level without them, and the day on which it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxrules import api

if TYPE_CHECKING:
    from tests.engine.small import Make, Seen

MODEL = """
capability A "A process" { criterion 1 "One" criterion 2 "Two" }
capability B "Another" { criterion 1 "One" }
"""
DAY = "2026-11-20"


def _waiver(rating: str = "L", begins: str = "2026-10-01", until: str = "2027-01-31") -> dict[str, str]:
    return {"rating": rating, "reason": "new tool.", "approved-by": "sponsor", "from": begins, "until": until}


def _levels(seen: Seen, name: str = "A") -> tuple[Any, ...]:
    """Level and what is possible, both without waivers, and the day on which the level falls."""
    found = seen.capability(name)
    without = found["without-waivers"]
    return found["level"], found["possible"], without["level"], without["possible"], found["falls"]


def test_a_waived_rating_counts_where_it_is_better(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": "P", "B.PA.1.1": "F"},
        date=DAY,
        up_to_level=1,
        waivers={"A.PA.1.1": _waiver(), "B.PA.1.1": _waiver()},
    )
    assert _levels(seen) == (1, 1, 0, 0, "2027-02-01")
    assert _levels(seen, "B") == (1, 1, 1, 1, None)
    rating = seen.rating("A.PA.1.1")
    assert (rating["rating"], rating["given"], rating["waived"], rating["counts"]) == ("L", "P", "L", "none")
    rating = seen.rating("B.PA.1.1")
    assert (rating["rating"], rating["given"], rating["waived"], rating["counts"]) == (
        "F",
        "F",
        None,
        "given",
    )


def test_waivers_are_listed(make: Make) -> None:
    waivers = {"A.PA.1.1": [_waiver(), _waiver("F", "2026-12-01"), _waiver("F", "2026-01-01", "2026-11-19")]}
    seen = make(MODEL).evaluate({"A.PA.1.1": "P"}, date=DAY, waivers=waivers)
    assert seen.result["waivers"][0] == {
        "subject": "A.PA.1.1",
        "rating": "L",
        "reason": "new tool.",
        "approved-by": "sponsor",
        "from": "2026-10-01",
        "until": "2027-01-31",
        "state": "in-force",
    }
    assert [each["state"] for each in seen.result["waivers"]] == ["in-force", "not-yet", "expired"]


def test_without_waivers_the_keys_are_there(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "L"}, up_to_level=1)
    assert seen.result["waivers"] == []
    assert _levels(seen) == (1, 1, 1, 1, None)
    assert _levels(seen, "B") == (None, None, None, None, None)
    assert seen.rating("A.PA.1.1")["waived"] is None


@pytest.mark.parametrize("day", ["2026-09-30", "2027-02-01"])
def test_outside_its_days_a_waiver_does_nothing(make: Make, day: str) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "P"}, date=day, up_to_level=1, waivers={"A.PA.1.1": _waiver()})
    assert _levels(seen) == (0, 0, 0, 0, None)


@pytest.mark.parametrize("day", ["2026-10-01", "2027-01-31"])
def test_the_first_and_the_last_day_count(make: Make, day: str) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "P"}, date=day, up_to_level=1, waivers={"A.PA.1.1": _waiver()})
    assert _levels(seen) == (1, 1, 0, 0, "2027-02-01")


def test_without_a_date_waivers_are_refused(make: Make) -> None:
    with pytest.raises(api.CxrulesError) as raised:
        make(MODEL).evaluate({"A.PA.1.1": "P"}, waivers={"A.PA.1.1": _waiver()})
    assert [each.code for each in raised.value.diagnostics] == ["CX0535"]


def test_what_is_not_rated_counts_as_waived(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {}, date=DAY, scope=["A", "B"], up_to_level=1, waivers={"A.PA.1.1": _waiver("F")}
    )
    assert _levels(seen) == (1, 1, None, 1, "2027-02-01")
    assert (seen.state(), seen.state("B")) == ("rated", "not-rated")
    rating = seen.rating("A.PA.1.1")
    assert (rating["rating"], rating["given"], rating["waived"]) == ("F", None, "F")


def test_what_does_not_apply_stays_so(make: Make) -> None:
    ratings = {"A.1": {"not-applicable": "no such thing"}, "A.PA.1.1": "P"}
    seen = make(MODEL).evaluate(ratings, date=DAY, waivers={"A.1": _waiver()})
    assert seen.rating("A.1")["applicable"] is False
    assert seen.rating("A.1")["waived"] is None


def test_of_several_waivers_the_best_counts(make: Make) -> None:
    waivers = {"A.PA.1.1": [_waiver("P"), _waiver("L", until="2026-12-31"), _waiver("N")]}
    seen = make(MODEL).evaluate({"A.PA.1.1": "N"}, date=DAY, up_to_level=1, waivers=waivers)
    assert seen.counts("A.PA.1.1") == "L"
    assert _levels(seen) == (1, 1, 0, 0, "2027-01-01")


def test_a_waiver_that_takes_over_keeps_the_level(make: Make) -> None:
    waivers = {"A.PA.1.1": [_waiver(until="2026-12-31"), _waiver("F", "2027-01-01", "2027-06-30")]}
    seen = make(MODEL).evaluate({"A.PA.1.1": "P"}, date=DAY, up_to_level=1, waivers=waivers)
    assert _levels(seen) == (1, 1, 0, 0, "2027-07-01")


def test_a_waiver_to_the_end_of_the_calendar_never_ends(make: Make) -> None:
    waivers = {"A.PA.1.1": _waiver(until="9999-12-31")}
    seen = make(MODEL).evaluate({"A.PA.1.1": "P"}, date=DAY, up_to_level=1, waivers=waivers)
    assert _levels(seen) == (1, 1, 0, 0, None)


def test_each_capability_falls_on_its_own_day(make: Make) -> None:
    waivers = {"A.PA.1.1": _waiver(until="2026-12-31"), "B.PA.1.1": _waiver(until="2027-02-28")}
    seen = make(MODEL).evaluate({"A.PA.1.1": "P", "B.PA.1.1": "P"}, date=DAY, up_to_level=1, waivers=waivers)
    assert [seen.capability(name)["falls"] for name in "AB"] == ["2027-01-01", "2027-03-01"]


def test_a_level_that_rests_on_another_capability_falls_with_it(make: Make) -> None:
    model = f"{MODEL}capability C 'Third' {{ criterion 1 'One' level 1 requires A reaches level 1 }}".replace(
        "'", '"'
    )
    seen = make(model).evaluate(
        {"A.PA.1.1": "P", "C.PA.1.1": "F"}, date=DAY, up_to_level=1, waivers={"A.PA.1.1": _waiver()}
    )
    assert _levels(seen, "C") == (1, 1, 0, 0, "2027-02-01")


def test_the_level_of_the_organisation_falls_too(make: Make) -> None:
    model = f'{MODEL}maturity cumulative from 1 {{ 1 "Initial" 2 "Managed" requires A reaches level 1 }}'
    ratings = {"A.PA.1.1": "P"}
    seen = make(model).evaluate(ratings, date=DAY, up_to_level=1, waivers={"A.PA.1.1": _waiver()})
    found = seen.result["organisation"]
    assert (found["level"], found["without-waivers"]["level"], found["falls"]) == (2, 1, "2027-02-01")
    found = make(model).evaluate(ratings, up_to_level=1).result["organisation"]
    assert (found["level"], found["without-waivers"]["level"], found["falls"]) == (1, 1, None)


def test_assessors_who_disagree_are_open_above_the_waiver(make: Make) -> None:
    ratings = {"A.PA.1.1": [{"by": "x", "rating": "N"}, {"by": "y", "rating": "F"}]}
    seen = make(MODEL).evaluate(
        ratings, date=DAY, up_to_level=1, assessors={"x": {}, "y": {}}, waivers={"A.PA.1.1": _waiver()}
    )
    assert seen.counts("A.PA.1.1") == "open, at most F"
    assert _levels(seen) == (1, 1, 0, 1, "2027-02-01")


def test_a_waiver_holds_in_every_instance(make: Make) -> None:
    ratings = {"A.PA.1.1": {"instances": {"one": "N", "two": "F"}}}
    seen = make(MODEL).evaluate(
        ratings, date=DAY, up_to_level=1, instances={"one": {}, "two": {}}, waivers={"A.PA.1.1": _waiver("P")}
    )
    # From (1 + 3) / 2 = 2, L; without the waiver (0 + 3) / 2 = 1.5, which goes up to L as well.
    assert _levels(seen) == (1, 1, 1, 1, None)
    assert seen.rating("A.PA.1.1")["waived"] == "P"


# ------------------------------------------------------------------------------------ in derivations


def test_a_waived_criterion_is_derived_from(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": "F", "A.2": "N"},
        date=DAY,
        method="mean",
        reading="derive",
        up_to_level=1,
        waivers={"A.2": _waiver("L")},
    )
    assert seen.counts("A.PA.1.1") == "F"  # (3 + 2) / 2, half up
    assert _levels(seen)[:3] == (1, 1, 1)
    assert (seen.rating("A.2")["given"], seen.rating("A.2")["rating"]) == ("N", "L")


def test_a_waived_attribute_counts_at_least_so_though_it_is_derived(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": "P", "A.2": "N"},
        date=DAY,
        method="mean",
        reading="derive",
        up_to_level=1,
        waivers={"A.PA.1.1": _waiver()},
    )
    assert _levels(seen) == (1, 1, 0, 0, "2027-02-01")
    rating = seen.rating("A.PA.1.1")
    assert (rating["rating"], rating["derived"], rating["waived"]) == ("L", "P", "L")


def test_a_waiver_lifts_a_rating_above_the_bound_of_a_rule(make: Make) -> None:
    model = f"{MODEL}rule R cap A.PA.1.1 at P when A.1 at most P"
    seen = make(model).evaluate(
        {"A.PA.1.1": "L", "A.1": "P"},
        date=DAY,
        reading="derive",
        up_to_level=1,
        waivers={"A.PA.1.1": _waiver()},
    )
    assert _levels(seen) == (1, 1, 0, 0, "2027-02-01")


def test_a_rule_that_the_given_rating_keeps_is_not_broken_by_a_waiver(make: Make) -> None:
    model = f"{MODEL}rule R cap A.PA.1.1 at P when A.1 at most P"
    ratings = {"A.PA.1.1": "P", "A.1": "P"}
    waivers = {"A.PA.1.1": _waiver()}
    seen = make(model).evaluate(ratings, date=DAY, waivers=waivers)
    assert seen.rule("R", "A.PA.1.1")["outcome"] == "kept"
    seen = make(model).evaluate({**ratings, "A.PA.1.1": "L"}, date=DAY, waivers=waivers)
    assert seen.rule("R", "A.PA.1.1")["outcome"] == "broken"


# -------------------------------------------------------------------------------------- explanations


def test_an_explanation_names_the_waiver(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"rating": "P", "by": "lead"}},
        date=DAY,
        up_to_level=1,
        assessors={"lead": {}},
        waivers={"A.PA.1.1": _waiver(), "B.PA.1.1": _waiver()},
        scope=["A", "B"],
    )
    tail = "counts as L under a waiver until 2027-01-31 approved by sponsor: new tool."
    assert seen.why("A.PA.1.1") == [f"A.PA.1.1 (Process performance) is L: rated P by lead; {tail}"]
    assert seen.why("B.PA.1.1") == [f"B.PA.1.1 (Process performance) is L: not rated; {tail}"]
    assert any(f"at least L is required: rated P by lead; {tail}" in line for line in seen.why("A"))
    assert any(f"at least L is required: not rated; {tail}" in line for line in seen.why("B"))


def test_an_explanation_tells_what_would_be_derived(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": "P", "A.2": "N"},
        date=DAY,
        method="mean",
        reading="derive",
        up_to_level=1,
        waivers={"A.PA.1.1": _waiver()},
    )
    first, *others = seen.why("A.PA.1.1")
    assert first == (
        "A.PA.1.1 (Process performance) would be P, but counts as L under a waiver until 2027-01-31 "
        "approved by sponsor: new tool."
    )
    assert any("is derived as P" in line for line in others)
