"""Several assessors: where they disagree, the rating is open between the lowest and the highest of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = 'capability A "A process" { criterion 1 "One" criterion 2 "Two" }'
ASSESSORS = {"lead": {"role": "lead"}, "co": {"role": "co-assessor"}, "third": {"role": "co-assessor"}}


def _said(**ratings: str) -> list[dict[str, str]]:
    return [{"by": name, "rating": rating} for name, rating in ratings.items()]


def test_assessors_who_agree_give_one_rating(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": _said(lead="L", co="L")}, assessors=ASSESSORS, up_to_level=1)
    assert seen.counts("A.PA.1.1") == "L"
    assert seen.result["disagreements"] == []


def test_assessors_who_disagree_leave_the_rating_open_between_theirs(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": _said(lead="L", co="N", third="P")}, assessors=ASSESSORS)
    assert seen.counts("A.PA.1.1") == "open, at most L"
    assert seen.level() == (0, 1)


def test_disagreement_that_does_not_matter_leaves_the_level_known(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": _said(lead="F", co="L")}, assessors=ASSESSORS, up_to_level=1)
    assert seen.level() == (1, 1)
    assert seen.state() == "rated"


def test_disagreements_are_listed_with_who_said_what(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": _said(lead="F", co="P"), "A.2": _said(lead="F", co="F")}, assessors=ASSESSORS
    )
    assert seen.result["disagreements"] == [
        {
            "subject": "A.1",
            "instance": None,
            "ratings": _said(lead="F", co="P"),
            "rule": "discussion",
            "counts": None,
            "decided": False,
            "because": "the discussion is pending",
        }
    ]


def test_disagreement_is_one_of_an_instance(make: Make) -> None:
    ratings = {"A.PA.1.1": {"instances": {"one": _said(lead="F", co="P"), "two": "F"}}}
    seen = make(MODEL).evaluate(ratings, assessors=ASSESSORS, instances={"one": {}, "two": {}})
    (listed,) = seen.result["disagreements"]
    assert (listed["subject"], listed["instance"]) == ("A.PA.1.1", "one")
    # From (1 + 3) / 2 = 2, L, to F.
    assert seen.counts("A.PA.1.1") == "open, at most F"
    assert seen.level()[0] == 1


def test_a_derived_rating_spans_what_the_assessors_said(make: Make) -> None:
    """From (0 + 0) / 2 to (3 + 0) / 2 = 1.5, which goes up to L."""
    seen = make(MODEL).evaluate(
        {"A.1": _said(lead="F", co="N"), "A.2": "N"}, assessors=ASSESSORS, method="mean", reading="derive"
    )
    assert seen.counts("A.PA.1.1") == "open, at most L"
