"""Decisions, values of things and levels of the organisation: what they come to, and how they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxrules.engine.because import UnknownSubject, explain
from cxrules.engine.whynot import NoSuchLevel, why_not
from tests.engine.small import ALONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.engine.small import Make, Seen

MODEL = """
scale marks met from good { outside later "not yet"  poor value 0  fair value 1  good value 2 }
scale verdict { bad value 0  unclear value 1  sound value 2 }
method joined "Joined" { criteria judged  instances by join-up }
decide join-up of instances first fit {
  when every instance is the same -> that
  when some instance is good and some instance is below good -> judgement { poor, fair }
  otherwise -> poor
}
kind goal in capability
judgement grave "The weaknesses are grave" on goal, attribute
attribute Q.1 "Quality" at level 2 { practice P.1 "Plan"  practice P.2 "Check" }
decide rating "Rating" of goal as verdict first fit {
  when some criterion is later -> unclear
  when every criterion is good -> sound
  when every criterion is at least fair and not judged grave -> sound
  otherwise -> bad
}
decide rating "Rating" of Q.1 as verdict first fit {
  when every practice is good -> sound
  otherwise -> bad
}
value worst "Worst goal" of capability = lowest of rating over every goal
value step of capability = lowest of rating over every goal
levels cumulative from 0 {
  0 "None"
  1 "Sound" requires every goal is sound
  2 "Quality" requires Q.1 is sound
}
set both = { A, B }
capability A "Alpha" {
  goal G.1 "First" { criterion 1.1 "One"  criterion 1.2 "Two" }
  goal G.2 "Second" { criterion 2.1 "Three" }
}
capability B "Beta" to level 1 { goal G.1 "Only" { criterion 1.1 "Four" } }
maturity whole "Maturity" cumulative from 0 {
  0 "Low"
  1 "Middle" requires every capability of both reaches level 1
  2 "High" requires every capability of both reaches level lowest of (2 and its top)
}
maturity other "Other way" cumulative from 0 {
  0 "Low"
  1 "Middle" requires every capability of both has worst at least sound
}
scope small "Small" view { A }
"""
GOOD = {"A.1.1": "good", "A.1.2": "good", "A.2.1": "good", "B.1.1": "good"}
FAIR = "every criterion is at least fair and not judged grave"
PEOPLE = {"lead": {"role": "lead"}}


def _seen(make: Make, ratings: Mapping[str, object], **more: Any) -> Seen:  # noqa: ANN401 - lines of an assessment
    return make(MODEL, ALONE).evaluate(ratings, assessors=PEOPLE, **more)


def _value(seen: Seen, subject: str, name: str = "rating") -> tuple[object, object]:
    row = next(each for each in seen.result["values"] if (each["subject"], each["name"]) == (subject, name))
    return row["value"], row["possible"]


# ------------------------------------------------------------------------------- what is decided


def test_a_thing_with_a_decided_rating_is_asked_in_its_words(make: Make) -> None:
    seen = _seen(make, {**GOOD, "A.P.1": "good", "A.P.2": "good"})
    assert seen.level("A") == (2, 2)
    assert seen.level("B") == (1, 1)
    assert seen.result["organisation"]["level"] == 2


def test_an_attribute_with_a_decided_rating_has_it_in_the_result(make: Make) -> None:
    held = _seen(make, {"A.P.1": "good", "A.P.2": "good"}).rating("A.Q.1")
    assert (held["rating"], held["derived"], held["given"], held["counts"]) == (
        "sound",
        "sound",
        None,
        "derived",
    )
    assert _seen(make, {"A.P.1": "good"}).rating("A.Q.1")["possible"] == "sound"


def test_two_things_may_have_decisions_of_one_name(make: Make) -> None:
    seen = _seen(make, {**GOOD, "A.P.1": "poor", "A.P.2": "good"})
    assert _value(seen, "A.G.1") == ("sound", "sound")
    assert _value(seen, "A.Q.1") == ("bad", "bad")


def test_a_view_is_assessed_as_a_whole(make: Make) -> None:
    seen = _seen(make, {"B.1.1": "good"}, view="small")
    assert (seen.state("A"), seen.state("B")) == ("not-rated", "rated")


def test_nobody_is_asked_to_judge_before_the_facts_are_known(make: Make) -> None:
    open_still = _seen(make, {"A.1.1": "fair", "A.2.1": "good"}, up_to_level=1)
    assert open_still.capability("A")["open"] == ["A.1.2"]
    known = _seen(make, {"A.1.1": "fair", "A.1.2": "good", "A.2.1": "good"}, up_to_level=1)
    assert known.capability("A")["open"] == ["the judgement A.G.1.grave"]


# ------------------------------------------------------------------------------------- how it is told


def test_a_goal_is_told_by_the_row_that_decides(make: Make) -> None:
    assert _seen(make, {**GOOD, "A.1.1": "later"}).why("A.G.1") == [
        "A.G.1 (First) is unclear, by this row: some criterion is later.",
        "  A.1.1 (One) is later (at most later): rated later.",
    ]


def test_a_goal_is_told_by_the_last_row_where_no_other_holds(make: Make) -> None:
    assert _seen(make, {**GOOD, "A.1.1": "poor"}).why("A.G.1") == [
        "A.G.1 (First) is bad, for no other row holds.",
        "  Not so: every criterion is at least fair and not judged grave.",
        "    A.1.1 (One) is poor (at least fair): rated poor.",
    ]


def test_a_goal_that_waits_for_a_judgement_says_so(make: Make) -> None:
    assert _seen(make, {**GOOD, "A.1.1": "fair"}).why("A.G.1") == [
        f"A.G.1 (First) is still open; it waits for this row: {FAIR}.",
        "  The judgement A.G.1.grave is not recorded yet.",
    ]


def test_a_judgement_that_is_recorded_is_told(make: Make) -> None:
    judged = {"A.G.1.grave": {"answer": "no", "by": "lead", "because": "Small ones."}}
    told = _seen(make, {**GOOD, "A.1.1": "fair"}, judgements=judged).why("A.G.1")
    assert told[0] == (
        "A.G.1 (First) is sound, by this row: every criterion is at least fair and not judged grave."
    )
    assert "  The judgement A.G.1.grave is no, decided by lead: Small ones." in told


def test_a_level_names_the_goal_and_what_is_required_of_it(make: Make) -> None:
    told = _seen(make, {**GOOD, "A.2.1": "poor"}, up_to_level=1).why("A")
    assert told[1:4] == [
        "  Level 1 (Sound) is not reached.",
        "    Not met: every goal is sound.",
        "      A.G.2 (Second) is bad, for no other row holds; sound is required.",
    ]


def test_instances_are_told_once_with_the_row_that_joins_them(make: Make) -> None:
    ratings = {"A.1.1": {"instances": {"x": "good", "y": "fair"}}}
    instances: dict[str, object] = {"x": {}, "y": {}}
    row = "some instance is good and some instance is below good"
    assert _seen(make, ratings, instances=instances).why("A.1.1") == [
        f"A.1.1 (One), with x good, y fair, is poor to fair, by this row: {row}.",
        "  A.1.1 (One) is good in x: rated good.",
        "  A.1.1 (One) is fair in y: rated fair.",
        "  The judgement A.1.1.join-up is not recorded yet.",
    ]
    judged = {"A.1.1.join-up": {"answer": "fair", "by": "lead", "because": "Mostly so"}}
    told = _seen(make, ratings, instances=instances, judgements=judged).why("A.1.1")
    assert told[0] == f"A.1.1 (One), with x good, y fair, is fair, by this row: {row}."
    assert told[-1] == "  The judgement A.1.1.join-up is fair, decided by lead: Mostly so."


def test_a_rating_that_is_the_same_in_all_instances_is_told_plainly(make: Make) -> None:
    told = _seen(make, {"A.1.1": "good"}, instances={"x": {}, "y": {}}).why("A.1.1")
    assert told == ["A.1.1 (One) is good: rated good."]


def test_an_attribute_is_told_by_its_decision(make: Make) -> None:
    told = _seen(make, {"A.P.1": "poor", "A.P.2": "good"}).why("A.Q.1")
    assert told[0] == "A.Q.1 (Quality) is bad, for no other row holds."


def test_a_value_is_told_by_its_own_id(make: Make) -> None:
    told = _seen(make, {**GOOD, "A.2.1": "later"}).why("A.worst")
    assert told[0] == "worst of A (Alpha) is unclear. The lowest of the 2 ratings is unclear."
    assert "  A.G.2 (Second) is unclear, by this row: some criterion is later." in told


def test_the_organisation_is_told_under_several_names(make: Make) -> None:
    seen = _seen(make, {**GOOD, "A.P.1": "good", "B.1.1": "poor"})
    for name in ("maturity", "organisation", "whole"):
        assert seen.why(name)[:4] == [
            "Maturity: 0 (Low).",
            "  Level 1 (Middle) is not reached.",
            "    Not met: every capability of both reaches level 1.",
            "      B (Beta) does not reach level 1 (Sound).",
        ]
    assert seen.why("other")[0] == "Other way: 0 (Low)."


def test_an_open_level_of_the_organisation_tells_both_ends(make: Make) -> None:
    told = _seen(make, GOOD).why("maturity")
    assert told[0] == "Maturity: 1 (Middle) for sure; with what is still open, 2 (High) is possible."
    assert told[1:3] == [
        "  Level 1 (Middle) is reached.",
        "    Met: every capability of both reaches level 1.",
    ]


def test_what_keeps_the_organisation_from_a_level(make: Make) -> None:
    seen = _seen(make, {**GOOD, "A.P.1": "good", "A.P.2": "poor"})
    told = seen.why("maturity", why_not=2)
    assert told[:2] == [
        "Maturity: level 2 (High) is not reached.",
        "  A (Alpha) does not reach level 2 (Quality).",
    ]
    assert _seen(make, GOOD).why("whole", why_not=2)[0] == "Maturity: level 2 (High) is not surely reached."
    assert seen.why("whole", why_not=1)[0] == "Level 1 (Middle) is reached."
    with pytest.raises(NoSuchLevel):
        why_not(seen.evaluation, "whole", 3)
    with pytest.raises(UnknownSubject):
        why_not(seen.evaluation, "A.G.1", 1)


def test_what_is_out_of_scope_is_told_as_that(make: Make) -> None:
    seen = _seen(make, {"A.1.1": "good"}, scope=["A"])
    assert seen.why("B.G.1") == ["B (Beta) is not in the scope of this assessment."]
    assert "      B (Beta) is not in the scope of this assessment." in seen.why("maturity")


def test_a_capability_that_ends_below_a_level_says_so(make: Make) -> None:
    told = _seen(make, GOOD).why("B")
    assert "    Not met: B goes up to level 1." in told
    assert not any("None of these" in line for line in told)


def test_a_name_that_means_nothing_is_not_found(make: Make) -> None:
    with pytest.raises(UnknownSubject) as caught:
        explain(_seen(make, GOOD).evaluation, "A.G.3")
    assert "A.G.2" in caught.value.known
    assert "A.worst" in caught.value.known
    assert "maturity" in caught.value.known
