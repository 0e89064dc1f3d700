"""What values are where something does not apply, is out of scope, or is not recorded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import ALONE

if TYPE_CHECKING:
    from tests.engine.small import Make, Seen

MODEL = """
scale mark { no value 0 some value 1 yes value 2 }
method seen { criteria judged }
context cards "Customers pay with cards"
decide verdict of criterion first fit { when it is yes -> yes  otherwise -> no }
value points of criterion = if it is yes then 3 otherwise 1
value asked of criterion = if it is not applicable then 7 otherwise 1
value noted of criterion = note-length
value best of capability = highest of points over every criterion
value open-best of capability = highest of points over every criterion (none left is open)
value capped of capability = lowest of (best and 2)
value notes of capability = sum of noted over every criterion
value every-blank-met of capability = share of every criterion that is yes (blank counts 100)
value total of model = sum of best over every capability
value lowest-of-all of model = lowest of capped over every capability
value without of capability = if some criterion is not applicable then 1 otherwise 0
levels cumulative from 0 { 0 "Zero" 1 "One" requires best at least 2 }
capability A "One" {
  criterion 1 "First"
  criterion 2 "Second" { applies when context cards }
}
capability B "Two" { criterion 1 "First" }
"""


def _value(seen: Seen, subject: str, name: str) -> tuple[object, object, object]:
    found = next(each for each in seen.result["values"] if (each["subject"], each["name"]) == (subject, name))
    return found["value"], found["possible"], found["stated"]


def _known(seen: Seen, subject: str, name: str) -> object:
    low, high, _ = _value(seen, subject, name)
    assert low == high
    return low


@pytest.fixture(scope="module")
def seen(make: Make) -> Seen:
    """One criterion does not apply, one is not asked for, one capability is out of scope."""
    return make(MODEL, ALONE).evaluate(
        {"A.1": {"not-applicable": "There is none here", "approved-by": "lead"}}
    )


@pytest.mark.parametrize("name", ["verdict", "points"])
def test_a_value_of_what_does_not_apply_does_not_apply(seen: Seen, name: str) -> None:
    assert _known(seen, "A.1", name) is None
    assert _known(seen, "A.2", name) is None


def test_unless_it_asks_about_that(seen: Seen) -> None:
    assert _known(seen, "A.1", "asked") == "7"


def test_an_aggregate_with_nothing_left_does_not_apply_and_neither_does_what_is_worked_out_of_it(
    seen: Seen,
) -> None:
    assert _known(seen, "A", "best") is None
    assert _known(seen, "A", "capped") is None


def test_one_that_is_then_open_lies_between_what_its_members_may_be(seen: Seen) -> None:
    assert _value(seen, "A", "open-best")[:2] == ("1", "3")


def test_what_is_out_of_scope_takes_no_part_in_the_whole(make: Make) -> None:
    seen = make(MODEL, ALONE).evaluate({"A.1": "yes"})
    assert _known(seen, "small", "total") == "3"
    assert _known(seen, "small", "lowest-of-all") == "2"


def test_what_is_not_asked_for_is_not_applicable(make: Make) -> None:
    rated = {"A.1": "yes", "A.2": "yes"}
    without = make(MODEL, ALONE).evaluate(rated)
    assert _known(without, "A", "without") == "1"
    asked = make(MODEL, ALONE).evaluate(rated, findings={"cards": "yes"})
    assert _known(asked, "A", "without") == "0"
    perhaps = make(MODEL, ALONE).evaluate(rated, findings={"cards": "open"})
    assert _value(perhaps, "A", "without")[:2] == ("0", "1")


def test_how_long_the_note_on_a_rating_is_is_open_until_there_is_one(make: Make) -> None:
    seen = make(MODEL, ALONE).evaluate({"B.1": {"rating": "yes", "note": "Twelve signs"}}, scope=["A", "B"])
    assert _known(seen, "B", "notes") == "12"
    low, high, _ = _value(seen, "A", "notes")
    assert low == "0"
    assert high != "0"


def test_the_reason_for_which_something_does_not_apply_is_a_note(make: Make) -> None:
    text = MODEL.replace("= note-length", "= if it is not applicable then note-length otherwise 0")
    seen = make(text, ALONE).evaluate({"B.1": {"not-applicable": "There is none", "approved-by": "lead"}})
    assert _known(seen, "B.1", "noted") == "13"


def test_a_blank_member_of_a_share_counts_in_percent(make: Make) -> None:
    seen = make(MODEL, ALONE).evaluate({"A.2": "no"}, findings={"cards": "yes"})
    assert _value(seen, "A", "every-blank-met") == ("0", "50", "50")


def test_the_lowest_level_is_always_reached_by_what_rests_on_it(make: Make) -> None:
    text = MODEL.replace(
        'capability B "Two" { criterion 1 "First" }',
        'capability B "Two" { criterion 1 "First" { rate yes when A reaches level 0 otherwise no } }',
    )
    assert make(text, ALONE).evaluate({"A.1": "no"}, scope=["A", "B"]).rating("B.1")["rating"] == "yes"


CHOSEN = """
scale mark { no value 0 some value 1 yes value 2 }
value score of capability = if A.2 is yes then A.1 otherwise 2
levels cumulative from 0 { 0 "Zero" 1 "One" requires score at least 1 }
capability A "One" { criterion 1 "First"  criterion 2 "Second" }
"""


@pytest.mark.parametrize(("second", "level"), [(None, (0, 1)), ("yes", (0, 0)), ("no", (1, 1))])
def test_while_it_is_open_which_row_decides_its_value_may_not_be_there(
    make: Make, second: str | None, level: tuple[int, int]
) -> None:
    ratings: dict[str, object] = {"A.1": {"not-applicable": "There is none here", "approved-by": "lead"}}
    seen = make(CHOSEN, ALONE).evaluate(ratings if second is None else {**ratings, "A.2": second})
    assert seen.level() == level


ASKED = """
scale mark { no value 0 some value 1 yes value 2 }
method joined { criteria judged  instances mean, half rounds up }
value total of capability = sum of it over every criterion
levels cumulative from 0 { 0 "Zero" 1 "One" requires total at least 3 }
capability A "One" { criterion 1 "First"  criterion 2 "Second" { applies when A.1 is some } }
"""


def test_what_applies_in_one_instance_counts_for_the_whole(make: Make) -> None:
    """In the first instance the second criterion is not asked for; joined, the first one is rated yes."""
    seen = make(ASKED, ALONE).evaluate(
        {"A.1": {"instances": {"i": "yes", "j": "some"}}, "A.2": {"instances": {"i": "no", "j": "some"}}},
        instances={"i": {}, "j": {}},
    )
    assert _known(seen, "A", "total") == "3"
