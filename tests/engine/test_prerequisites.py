"""What must be there first: between criteria, and between capabilities at levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import ALONE

if TYPE_CHECKING:
    from tests.engine.small import Make

CRITERIA = """
capability A "First" { criterion 1 "The ground" }
capability B "Second" {
  criterion 1 "The house" { prerequisite A.1 }
  criterion 2 "The roof" { prerequisite 1 at least F }
}
"""

AUDIT = [
    # A.1 and B.1: the scale counts as met from L
    ("L", "F", "not-triggered", "the ground is there"),
    ("F", "F", "not-triggered", "the ground is there"),
    ("P", "P", "kept", "below L, as it must be"),
    ("P", "N", "kept", "lower still"),
    ("P", "L", "broken", "L without the ground"),
    ("N", "F", "broken", "F without any ground"),
    ("?", "L", "undecidable", "nobody knows about the ground"),
    ("?", "P", "kept", "P is right in any case"),
    ("P", "?", "undecidable", "nobody knows about the house"),
]


@pytest.mark.parametrize(("ground", "house", "outcome", "why"), AUDIT)
def test_a_prerequisite_in_an_audit(make: Make, ground: str, house: str, outcome: str, why: str) -> None:
    given = {"A.1": ground, "B.1": house, "A.PA.1.1": "L", "B.PA.1.1": "L"}
    seen = make(CRITERIA).evaluate({name: each for name, each in given.items() if each != "?"})
    assert seen.rule("B.1.prerequisite.A.1", "B.1")["outcome"] == outcome, why
    if house != "?":
        assert seen.counts("B.1") == house


def test_in_the_derive_reading_it_bounds_the_rating(make: Make) -> None:
    seen = make(CRITERIA).evaluate({"A.1": "P", "B.1": "F", "B.2": "F"}, reading="derive")
    assert seen.counts("B.1") == "P"
    assert seen.counts("B.2") == "L", "the roof asks for F of a house that counts as P: one step below F"
    assert seen.rating("B.1")["given"] == "F"
    assert seen.rating("B.1")["counts"] == "derived"
    assert seen.rule("B.1.prerequisite.A.1", "B.1")["outcome"] == "kept"


def test_an_open_prerequisite_leaves_a_range_in_the_derive_reading(make: Make) -> None:
    seen = make(CRITERIA).evaluate({"B.1": "F"}, reading="derive", scope=["A", "B"])
    assert seen.counts("B.1") == "open, at most F"


def test_a_deviation_switches_a_prerequisite_off(make: Make) -> None:
    reason = {"B.1.prerequisite.A.1": {"reason": "It stands on rock."}}
    ratings = {"A.1": "N", "B.1": "F"}
    audit = make(CRITERIA).evaluate(ratings, deviations=reason)
    assert audit.rule("B.1.prerequisite.A.1", "B.1")["outcome"] == "deviated"
    assert make(CRITERIA).evaluate(ratings, deviations=reason, reading="derive").counts("B.1") == "F"


def test_a_condition_may_ask_whether_every_prerequisite_is_there(make: Make) -> None:
    model = """
    capability A "First" { criterion 1 "The ground" criterion 2 "The path" }
    capability B "Second" {
      criterion 1 "The house" { prerequisite A.1, A.2 }
      level 1 requires every prerequisite is at least L
    }
    """
    for path, level in (("L", 1), ("P", 0)):
        seen = make(model).evaluate({"A.1": "F", "A.2": path, "B.PA.1.1": "L"}, up_to_level=1)
        assert seen.level("B") == (level, level)


MUTUAL = """
capability A "First" { criterion 1 "One" level 2 requires B reaches level 1 }
capability B "Second" { criterion 1 "One" level 2 requires A reaches level 1 }
"""
HIGH = {"PA.1.1": "F", "PA.2.1": "L", "PA.2.2": "L"}


def test_capabilities_may_rest_on_each_other_at_different_levels(make: Make) -> None:
    ratings = {f"{name}.{attribute}": rating for name in "AB" for attribute, rating in HIGH.items()}
    seen = make(MUTUAL).evaluate(ratings, up_to_level=2)
    assert (seen.level("A"), seen.level("B")) == ((2, 2), (2, 2))


def test_a_capability_held_back_holds_the_other_back(make: Make) -> None:
    ratings = {f"A.{attribute}": rating for attribute, rating in HIGH.items()} | {"B.PA.1.1": "P"}
    seen = make(MUTUAL).evaluate(ratings, up_to_level=2)
    assert (seen.level("A"), seen.level("B")) == ((1, 1), (0, 0))


def test_a_capability_that_is_not_rated_leaves_the_other_open(make: Make) -> None:
    ratings = {f"A.{attribute}": rating for attribute, rating in HIGH.items()}
    seen = make(MUTUAL).evaluate(ratings, scope=["A", "B"], up_to_level=2)
    assert seen.level("A") == (1, 2)
    assert seen.capability("A")["open"] == ["B.PA.1.1"]


def test_levels_follow_their_order_of_dependency_not_that_of_the_text(make: Make) -> None:
    model = """
    capability A "First" { criterion 1 "One" level 1 requires B reaches level 1 }
    capability B "Second" { criterion 1 "One" level 1 requires C reaches level 1 }
    capability C "Third" { criterion 1 "One" }
    """
    for last, level in (("L", 1), ("N", 0)):
        seen = make(model).evaluate({"A.PA.1.1": "L", "B.PA.1.1": "L", "C.PA.1.1": last}, up_to_level=1)
        assert [seen.level(name) for name in "ABC"] == [(level, level)] * 3


LONG = 300


def test_a_long_chain_of_criteria_bounds_to_its_end(make: Make) -> None:
    lines = [f'criterion {n} "Step {n}" {{ prerequisite {n - 1} }}' for n in range(2, LONG + 1)]
    model = 'capability A "Long" { criterion 1 "Step 1"\n' + "\n".join(lines) + "\n}"
    ratings = {f"A.{n}": "F" for n in range(2, LONG + 1)}
    held = make(model).evaluate({**ratings, "A.1": "N"}, reading="derive")
    assert {held.counts(f"A.{n}") for n in range(2, LONG + 1)} == {"P"}
    free = make(model).evaluate({**ratings, "A.1": "F"}, reading="derive")
    assert free.counts(f"A.{LONG}") == "F"
    assert len(free.why(f"A.{LONG}")) == 1
    assert held.why(f"A.{LONG}")[0].startswith(f"A.{LONG} (Step {LONG}) would be F, but is held to P")


STEPS = """
scale answer { no "No" value 0 yes "Yes" value 1 }
method asked { criteria judged }
levels cumulative from 0 { 0 "Nothing" 1 "Something" requires done is yes }
"""


def test_a_long_chain_of_capabilities_holds_its_end_back(make: Make) -> None:
    lines = [
        f'capability C{n} "Step {n}" {{ criterion done "Done" level 1 requires C{n - 1} reaches level 1 }}'
        for n in range(2, LONG + 1)
    ]
    model = STEPS + 'capability C1 "Step 1" { criterion done "Done" }\n' + "\n".join(lines)
    ratings = {f"C{n}.done": "yes" for n in range(1, LONG + 1)}
    small = make(model, ALONE)
    assert small.evaluate(ratings).level(f"C{LONG}") == (1, 1)
    held = small.evaluate({**ratings, "C1.done": "no"})
    assert {held.level(f"C{n}") for n in range(1, LONG + 1)} == {(0, 0)}
    told = held.why(f"C{LONG}")
    assert told[0] == f"C{LONG} (Step {LONG}) is at level 0 (Nothing)."
    assert told[-1].endswith(": no. Why: explain C274."), "nobody follows 300 steps at once"
    lacking = held.why(f"C{LONG}", why_not=1)
    assert f"C{LONG} (Step {LONG}) does not reach level 1 (Something): 1 requirement is not met." in lacking
    assert any(sentence.strip().startswith("C1.done (Done) is no; yes is required") for sentence in lacking)
    assert lacking[-1].strip() == "If C1.done were yes instead of no, this alone would be enough."
