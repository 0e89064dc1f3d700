"""Ratings that the model works out or decides: what applies, on which scale, and beside what is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import ALONE

if TYPE_CHECKING:
    from tests.engine.small import Make

SCALES = """
scale nplf met from L {
  N "Not achieved" 0% .. 15% value 0
  P "Partially achieved" > 15% .. 50% value 1
  L "Largely achieved" > 50% .. 85% value 2
  F "Fully achieved" > 85% .. 100% value 3
}
refine nplf as nplf6 {
  N value 0
  P- to 32.5% value 1
  P+ value 2
  L- to 67.5% value 3
  L+ value 4
  F value 5
}
"""
WORKED_OUT = f"""{SCALES}
method six {{ scale nplf6 criteria mean, half rounds up instances lowest }}
method four {{ criteria mean, half rounds up instances lowest }}
input calls : count 0 .. 10
context small "It is small"
attribute PA.1 "One" at level 1 {{ from criteria of capability }}
levels cumulative from 0 {{ 0 "No" 1 "Yes" requires every criterion is at least L }}
capability A "A" {{
  criterion 1 "One" {{ rate F when calls at least 7  L when calls at least 5  otherwise N }}
  criterion 2 "Two" {{
    applies when context small
    rate F when calls at least 7  otherwise N
  }}
  criterion 3 "Three"
}}
"""
DECIDED = f"""{SCALES}
method judged {{ criteria judged }}
attribute PA.1 "One" at level 1 {{ from criteria of capability }}
decide rating "Rating" of PA.1 {{
  when every criterion is F -> F
  otherwise -> N
}}
levels cumulative from 0 {{ 0 "No" 1 "Yes" requires PA.1 at least L }}
capability A "A" {{ criterion 1 "One" criterion 2 "Two" }}
"""
ROLLED_UP = f"""{SCALES}
method six {{ scale nplf6 criteria judged instances by chain }}
decide chain of instances first fit {{ when every instance is the same -> that  otherwise -> N }}
blank ratings count L
levels cumulative from 0 {{ 0 "No" 1 "Yes" requires every criterion is at least L }}
capability A "A" {{ criterion 1 "One" criterion 2 "Two" }}
"""


@pytest.mark.parametrize("reading", ["audit", "derive"])
def test_what_is_stated_not_to_apply_is_not_rated_by_the_model(make: Make, reading: str) -> None:
    ratings = {"A.1": {"not-applicable": "Nobody calls"}, "A.3": "F"}
    seen = make(WORKED_OUT, ALONE).evaluate(ratings, method="four", reading=reading, values={"calls": 2})
    assert seen.rating("A.1")["applicable"] is False
    assert seen.rating("A.2")["applicable"] is False
    assert seen.level() == (1, 1)
    assert seen.why("A.1") == ["A.1 (One) is not applicable: stated not applicable, because Nobody calls."]
    assert seen.why("A.2")[0] == "A.2 (Two) does not apply here."


@pytest.mark.parametrize(("calls", "rating", "derived"), [(9, "F", "F"), (2, "N", "N"), (5, None, None)])
def test_a_rating_worked_out_is_open_between_the_parts_of_a_finer_scale(
    make: Make, calls: int, rating: str | None, derived: str | None
) -> None:
    seen = make(WORKED_OUT, ALONE).evaluate({"A.3": "F"}, method="six", values={"calls": calls})
    found = seen.rating("A.1")
    assert (found["rating"], found["derived"]) == (rating, derived)
    assert seen.level() == ((0, 0) if calls == 2 else (1, 1))
    if rating is None:
        assert (found["possible"], seen.rating("A.PA.1")["derived"]) == ("L+", None)


def test_a_decision_on_the_scale_of_ratings_is_what_is_derived(make: Make) -> None:
    """It counts where nothing is given, and always in the derive reading."""
    model = make(DECIDED, ALONE)
    seen = model.evaluate({"A.1": "F", "A.2": "F"})
    assert (seen.counts("A.PA.1"), seen.level()) == ("F", (1, 1))
    assert "it is F, by this row: every criterion is F" in "\n".join(seen.why("A"))
    given = {"A.1": "F", "A.2": "N", "A.PA.1": "F"}
    audit = model.evaluate(given).rating("A.PA.1")
    assert (audit["rating"], audit["given"], audit["derived"]) == ("F", "F", "N")
    derive = model.evaluate(given, reading="derive")
    assert (derive.counts("A.PA.1"), derive.level()) == ("N", (0, 0))


def test_a_decision_over_instances_stays_on_the_plain_scale(make: Make) -> None:
    model = make(ROLLED_UP, ALONE)
    ratings = {"A.1": "F", "A.2": {"instances": {"a": "L+", "b": "L-"}}}
    seen = model.evaluate(ratings, method="six", instances={"a": {}, "b": {}})
    assert (seen.counts("A.2"), seen.level()) == ("L", (1, 1))
    assert seen.why("A.2")[0] == "A.2 (Two), with a L+, b L-, is L, by this row: every instance is the same."


def test_a_blank_counts_as_all_parts_of_a_rating(make: Make) -> None:
    seen = make(ROLLED_UP, ALONE).evaluate({"A.1": "F"}, method="six")
    assert seen.level() == (0, 1)
    assert seen.capability("A")["stated"] == 1


def test_what_assessors_disagree_about_is_no_blank(make: Make) -> None:
    said = [{"rating": "N", "by": "ann"}, {"rating": "F", "by": "bob"}]
    people: dict[str, dict[str, str]] = {"ann": {}, "bob": {}}
    text = DECIDED + "\nblank ratings count F\n"
    model = make(text, ALONE)
    assert model.evaluate({"A.1": "F"}).capability("A")["stated"] == 1
    disputed = model.evaluate({"A.1": "F", "A.2": said}, assessors=people)
    assert disputed.capability("A")["stated"] is None


def test_whether_a_blank_applies_stays_open_in_what_is_stated(make: Make) -> None:
    text = """
scale mark { no value 0 yes value 1 }
method seen { criteria judged }
context small "It is small"
value done "Done" of capability = share of every criterion that is yes (blank counts 0)
levels cumulative from 0 { 0 "No" 1 "Yes" requires done at least 50% }
capability A "A" {
  criterion 1 "One"
  criterion 2 "Two" { applies when context small }
}
"""
    findings = {"small": {"answer": "open"}}
    seen = make(text, ALONE).evaluate({"A.1": "yes"}, findings=findings)
    (value,) = seen.result["values"]
    assert (value["value"], value["possible"], value["stated"]) == ("50", "100", None)


def test_the_words_of_an_input_are_its_own_in_a_model_without_values(make: Make) -> None:
    text = """
scale mark { no value 0 yes value 1 }
method seen { criteria judged }
input size "Size" : one of small, middle, large
levels cumulative from 0 { 0 "No" 1 "Yes" requires size at least middle }
capability A "A" { criterion 1 "One" }
"""
    seen = make(text, ALONE).evaluate({"A.1": "yes"}, values={"size": "large"})
    assert "size is large" in "\n".join(seen.why("A"))


def test_what_is_given_beside_a_decision_on_another_scale_stays_in_the_result(make: Make) -> None:
    text = DECIDED.replace("of PA.1 {", "of PA.1 as verdict {").replace("-> F", "-> good")
    text = text.replace("-> N", "-> bad").replace("PA.1 at least L", "PA.1 is good")
    seen = make(f"{text}\nscale verdict {{ bad value 0 good value 1 }}\n", ALONE).evaluate(
        {"A.1": "F", "A.2": "P", "A.PA.1": "F"}
    )
    found = seen.rating("A.PA.1")
    assert (found["rating"], found["given"], found["derived"]) == ("bad", "F", "bad")
    assert [each.code for each in seen.evaluation.diagnostics] == ["CX0558"]
    assert seen.level() == (0, 0)
