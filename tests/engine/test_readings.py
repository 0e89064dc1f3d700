"""Audit and derive: what is given counts, or what can be computed does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
practices of PA.2.1 { practice GP.2.1.1 "Plan" practice GP.2.1.2 "Follow the plan" }
capability A "A process" { criterion 1 "First" criterion 2 "Second" criterion 3 "Third" }
"""
# The mean of F, L and P is (3 + 2 + 1) / 3 = 2, which is L.
MIXED = {"A.1": "F", "A.2": "L", "A.3": "P"}


def test_audit_counts_what_is_given_and_shows_what_would_be_derived(make: Make) -> None:
    seen = make(MODEL).evaluate({**MIXED, "A.PA.1.1": "F"}, method="mean")
    assert seen.rating("A.PA.1.1") == {
        "id": "PA.1.1",
        "rating": "F",
        "possible": "F",
        "applicable": True,
        "given": "F",
        "derived": "L",
        "counts": "given",
        "waived": None,
    }


def test_derive_counts_what_is_derived_and_shows_what_was_given(make: Make) -> None:
    seen = make(MODEL).evaluate({**MIXED, "A.PA.1.1": "F"}, method="mean", reading="derive")
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["given"], found["derived"], found["counts"]) == ("L", "F", "L", "derived")


def test_audit_leaves_open_what_is_not_given_even_where_it_could_be_derived(make: Make) -> None:
    seen = make(MODEL).evaluate(MIXED, method="mean")
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["possible"], found["counts"]) == (None, "F", "none")
    assert (found["given"], found["derived"]) == (None, "L")
    assert seen.level() == (0, 5)
    assert seen.state() == "open"


def test_derive_takes_the_given_rating_where_nothing_below_is_rated(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "L"}, method="mean", reading="derive")
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["given"], found["derived"], found["counts"]) == ("L", "L", None, "given")


def test_derive_leaves_open_what_is_neither_derived_nor_given(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.2.1": "L"}, method="mean", reading="derive")
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["possible"], found["counts"]) == (None, "F", "none")


def test_derive_from_an_unfinished_set_gives_a_range(make: Make) -> None:
    """F, F and an open one: from (3 + 3 + 0) / 3 = 2, L, to F; so level 1 is sure already."""
    seen = make(MODEL).evaluate(
        {"A.1": "F", "A.2": "F", "A.PA.1.1": "N"}, method="mean", reading="derive", up_to_level=1
    )
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["possible"], found["derived"], found["given"]) == (None, "F", None, "N")
    assert seen.level() == (1, 1)


def test_attributes_above_level_1_are_derived_from_their_practices(make: Make) -> None:
    """N and F: (0 + 3) / 2 = 1.5, an exact half, goes up to L."""
    seen = make(MODEL).evaluate(
        {"A.GP.2.1.1": "N", "A.GP.2.1.2": "F"}, method="mean", reading="derive", up_to_level=2
    )
    assert seen.counts("A.PA.2.1") == "L"


def test_a_judged_method_derives_nothing_in_either_reading(make: Make) -> None:
    for reading in ("audit", "derive"):
        seen = make(MODEL).evaluate({**MIXED, "A.PA.1.1": "F"}, method="R2", reading=reading)
        found = seen.rating("A.PA.1.1")
        assert (found["rating"], found["derived"], found["counts"]) == ("F", None, "given")


def test_criteria_count_as_given_in_both_readings(make: Make) -> None:
    for reading in ("audit", "derive"):
        found = make(MODEL).evaluate(MIXED, method="mean", reading=reading).rating("A.3")
        assert (found["rating"], found["given"], found["counts"]) == ("P", "P", "given")


def test_each_instance_decides_by_itself_whether_it_is_derived(make: Make) -> None:
    """In `one` the criteria give F; in `two` nothing below is rated, and the given L counts: 2.5 is F."""
    three = {f"A.{number}": {"instances": {"one": "F"}} for number in (1, 2, 3)}
    seen = make(MODEL).evaluate(
        {**three, "A.PA.1.1": "L"}, method="mean", reading="derive", instances={"one": {}, "two": {}}
    )
    assert seen.counts("A.PA.1.1") == "F"
