"""Not rated, not applicable, the lowest rating, and out of scope: four things that are kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
capability A "First" { criterion 1 "One" criterion 2 "Two" }
capability B "Second" { criterion 1 "One" }
capability C "Third" { criterion 1 "One" }
"""


def test_the_lowest_rating_is_a_rating(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "N"})
    assert seen.state() == "rated"
    assert seen.level() == (0, 0)
    assert seen.counts("A.PA.1.1") == "N"


def test_what_is_not_rated_may_still_be_anything(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.1": "F"})
    assert seen.state() == "open"
    assert seen.level() == (0, 5)
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["possible"], found["applicable"], found["given"]) == (
        None,
        "F",
        True,
        None,
    )


def test_a_capability_in_scope_without_any_rating_is_not_rated(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "N"}, scope=["A", "B"])
    assert seen.state("B") == "not-rated"
    assert seen.level("B") == (None, 5)
    assert seen.capability("B")["met"] is None


def test_what_is_possible_for_it_ends_at_the_level_that_is_assessed(make: Make) -> None:
    seen = make(MODEL).evaluate({}, scope=["B"], up_to_level=3)
    assert seen.level("B") == (None, 3)


def test_a_capability_that_does_not_apply_has_no_level_and_a_reason(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "F", "B": {"not-applicable": "there are no suppliers"}})
    assert seen.state("B") == "not-applicable"
    assert seen.level("B") == (None, None)
    assert seen.capability("B")["reason"] == "there are no suppliers"


def test_a_capability_outside_the_scope_has_no_level_even_if_it_is_rated(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "F", "C.PA.1.1": "F"}, scope=["A"])
    assert seen.state("C") == "out-of-scope"
    assert seen.level("C") == (None, None)


def test_every_capability_of_the_model_is_listed_in_its_order(make: Make) -> None:
    seen = make(MODEL).evaluate({"B.1": "L"})
    assert [each["id"] for each in seen.result["capabilities"]] == ["A", "B", "C"]


def test_without_a_scope_what_is_rated_or_named_by_the_target_is_assessed(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.1": "N"}, target={"B": 1})
    assert [seen.state(name) for name in "ABC"] == ["open", "not-rated", "out-of-scope"]


def test_what_does_not_apply_is_left_out_where_criteria_are_joined(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": "F", "A.2": {"not-applicable": "no such part"}}, method="mean", reading="derive"
    )
    assert seen.counts("A.PA.1.1") == "F"
    found = seen.rating("A.2")
    assert (found["rating"], found["possible"], found["applicable"]) == (None, None, False)


def test_where_it_is_the_lowest_rating_it_is_not_left_out(make: Make) -> None:
    """(3 + 0) / 2 = 1.5, which goes up to L."""
    seen = make(MODEL).evaluate({"A.1": "F", "A.2": "N"}, method="mean", reading="derive")
    assert seen.counts("A.PA.1.1") == "L"


def test_if_nothing_is_left_to_join_the_attribute_is_open(make: Make) -> None:
    gone = {"not-applicable": "no such part"}
    seen = make(MODEL).evaluate({"A.1": gone, "A.2": gone, "A.PA.2.1": "F"}, method="mean", reading="derive")
    assert seen.counts("A.PA.1.1") == "open, at most F"


@pytest.mark.parametrize("reading", ["audit", "derive"])
def test_an_attribute_that_does_not_apply_is_left_out_of_every(make: Make, reading: str) -> None:
    """Level 2 asks that every attribute of level 2 is at least L: one is L, the other does not apply."""
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": "F", "A.PA.2.1": "L", "A.PA.2.2": {"not-applicable": "nothing is kept"}},
        reading=reading,
        up_to_level=2,
    )
    assert seen.level() == (2, 2)


def test_if_none_of_them_applies_the_requirement_fails(make: Make) -> None:
    gone = {"not-applicable": "nothing is kept"}
    seen = make(MODEL).evaluate({"A.PA.1.1": "F", "A.PA.2.1": gone, "A.PA.2.2": gone}, up_to_level=2)
    assert seen.level() == (1, 1)


def test_the_open_ratings_that_decide_a_level_are_named(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "F", "A.PA.2.1": "L"}, up_to_level=2)
    assert seen.level() == (1, 2)
    assert seen.capability("A")["open"] == ["A.PA.2.2"]


def test_open_ratings_that_decide_nothing_are_not_named(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "L"}, up_to_level=2)
    assert seen.level() == (1, 1)
    assert seen.capability("A")["open"] == []
