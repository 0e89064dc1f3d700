"""Targets, and assessments that go up to a certain level only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
capability A.1 "First" { criterion 1 "One" }
capability A.2 "Second" { criterion 1 "One" }
capability B "Third" { criterion 1 "One" }
target both "What we ask for" { A.1 .. A.2 reach level 1 by 2027-06-30 }
target steps "More of one" { A.1 reaches level 2 A.2 reaches level 1 }
"""
ONE, TWO = {"PA.1.1": "L"}, {"PA.1.1": "F", "PA.2.1": "L", "PA.2.2": "L"}


def _rated(**capabilities: dict[str, str]) -> dict[str, object]:
    return {
        f"{name.replace('_', '.')}.{attribute}": rating
        for name, attributes in capabilities.items()
        for attribute, rating in attributes.items()
    }


def test_a_target_is_met_when_every_capability_reaches_its_level(make: Make) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=TWO, A_2=ONE), target="steps", up_to_level=2)
    assert seen.result["target"]["id"] == "steps"
    assert seen.result["target"]["met"] is True
    assert [(each["target"], each["met"]) for each in seen.result["capabilities"]] == [
        (2, True),
        (1, True),
        (None, None),
    ]


def test_one_capability_below_its_level_is_enough_to_miss_it(make: Make) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=ONE, A_2=TWO), target="steps", up_to_level=2)
    assert seen.result["target"]["met"] is False
    assert [each["met"] for each in seen.result["capabilities"]] == [False, True, None]


def test_an_assessment_may_state_its_own_target(make: Make) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=ONE), target={"A.1": 1})
    assert seen.result["target"] == {"id": None, "title": "", "met": True}


def test_without_a_target_there_is_no_verdict(make: Make) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=ONE))
    assert seen.result["target"] is None


def test_what_is_possible_does_not_meet_a_target(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.1.1": "F"}, target={"A.1": 1})
    assert seen.level("A.1") == (0, 5)
    assert seen.capability("A.1")["met"] is False
    assert seen.result["target"]["met"] is False


def test_what_does_not_apply_is_left_out_of_the_target(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {**_rated(A_1=ONE), "A.2": {"not-applicable": "nobody does this"}}, target="both"
    )
    assert seen.capability("A.2")["met"] is None
    assert seen.result["target"]["met"] is True


@pytest.mark.parametrize("scope", [["A.1"], ["A.1", "A.2"]])
def test_what_is_out_of_scope_or_not_rated_does_not_meet_it(make: Make, scope: list[str]) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=ONE), target="both", scope=scope)
    assert seen.capability("A.2")["met"] is False
    assert seen.result["target"]["met"] is False


def test_levels_above_those_assessed_are_not_awarded(make: Make) -> None:
    everything = {"PA.1.1": "F", "PA.2.1": "F", "PA.2.2": "F", "PA.3.1": "F", "PA.3.2": "F"}
    seen = make(MODEL).evaluate(_rated(A_1=everything), up_to_level=2)
    assert seen.level("A.1") == (2, 2)
    assert seen.state("A.1") == "rated"


def test_attributes_above_are_not_asked_for(make: Make) -> None:
    seen = make(MODEL).evaluate(_rated(A_1=TWO), up_to_level=2)
    assert seen.state("A.1") == "rated"
    assert seen.capability("A.1")["open"] == []


def test_an_unfinished_assessment_can_reach_the_last_assessed_level_at_most(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.1.PA.1.1": "F"}, up_to_level=3)
    assert seen.level("A.1") == (1, 3)
