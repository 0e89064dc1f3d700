"""Explanations: what stands in them, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
cause late "It came too late"
practices of PA.2.1 { practice GP.2.1.1 "Plan" practice GP.2.1.2 "Follow the plan" }
capability SWE.1 "Requirements" { criterion BP1 "Write" criterion BP2 "Link" criterion BP3 "Tell" }
capability SWE.2 "Design" { criterion BP1 "Draw" level 1 requires SWE.1 reaches level 1 }
rule R.1 cap SWE.1.PA.1.1 at L
  when SWE.1.BP2 at most P
  source "Guideline 2.1"
  because "What is not linked is not complete"
"""
R_1 = "cap SWE.1.PA.1.1 at L when SWE.1.BP2 at most P"
BROKEN = f"The rule R.1 (Guideline 2.1) is broken. SWE.1.PA.1.1 is rated F, but the rule says: {R_1}."
LOW = {"SWE.1.PA.1.1": "L", "SWE.1.PA.2.1": "F", "SWE.1.PA.2.2": "F"}


def test_a_level_tells_what_carries_it_and_what_ends_it(make: Make) -> None:
    assert make(MODEL).evaluate(LOW, up_to_level=2).why("SWE.1") == [
        "SWE.1 (Requirements) is at level 1 (Performed).",
        "  Level 1 (Performed) is reached.",
        "    Met: PA.1.1 at least L.",
        "      SWE.1.PA.1.1 (Process performance) is L; at least L is required: rated L.",
        "  Level 2 (Managed) is not reached.",
        "    Not met: every attribute at level 2 is at least L and every attribute below level 2 is F.",
        "      SWE.1.PA.1.1 (Process performance) is L; F is required.",
    ]


def test_only_what_made_the_difference_is_told(make: Make) -> None:
    """PA.2.1 and PA.2.2 are F: they keep SWE.1 from nothing, and are not mentioned."""
    told = " ".join(make(MODEL).evaluate(LOW, up_to_level=2).why("SWE.1"))
    assert "PA.2.1" not in told
    assert "PA.2.2" not in told


def test_a_missed_level_tells_every_unmet_part_and_no_other(make: Make) -> None:
    ratings = {"SWE.1.PA.1.1": "F", "SWE.1.PA.2.1": "P", "SWE.1.PA.2.2": "L"}
    told = make(MODEL).evaluate(ratings, up_to_level=2).why("SWE.1")
    assert "      SWE.1.PA.2.1 (Performance management) is P; at least L is required: rated P." in told
    assert not any("PA.2.2" in sentence for sentence in told)


def test_an_open_level_tells_what_is_sure_and_what_is_possible(make: Make) -> None:
    told = make(MODEL).evaluate({"SWE.1.PA.1.1": "F", "SWE.1.PA.2.1": "L"}, up_to_level=2).why("SWE.1")
    assert told[0] == (
        "SWE.1 (Requirements) is at level 1 (Performed) for sure; "
        "with what is still open, level 2 (Managed) is possible."
    )
    assert "  Level 2 (Managed) is still open." in told
    assert told[-1].strip().startswith("SWE.1.PA.2.2 (Work product management) is not rated")


def test_a_rating_tells_who_gave_it_and_why(make: Make) -> None:
    rating = {
        "rating": "P",
        "by": "lead",
        "causes": ["late"],
        "evidence": ["E1", "I1"],
        "note": "Twelve of forty",
        "weaknesses": ["Twelve have no link."],
    }
    seen = make(MODEL).evaluate(
        {"SWE.1.BP2": rating},
        assessors={"lead": {"role": "lead"}},
        evidence={
            "E1": {"kind": "document", "title": "SRS 2.3"},
            "I1": {"kind": "interview", "role": "developer"},
        },
    )
    assert seen.why("SWE.1.BP2") == [
        (
            "SWE.1.BP2 (Link) is P: rated P by lead, because “It came too late”, "
            "weakness: Twelve have no link, evidence E1 (SRS 2.3), I1 (interview with developer), "
            "note: Twelve of forty."
        )
    ]


def test_a_rating_cites_its_line_in_the_assessment(make: Make) -> None:
    seen = make(MODEL).evaluate({"SWE.1.BP2": "P"})
    because = api.explain(seen.evaluation, "SWE.1.BP2")
    assert because.source is not None
    assert because.source.file == "assessment.json"


def test_assessors_who_disagree_are_both_told(make: Make) -> None:
    said = [{"rating": "F", "by": "lead"}, {"rating": "P", "by": "co"}]
    seen = make(MODEL).evaluate({"SWE.1.BP2": said}, assessors={"lead": {"role": "l"}, "co": {"role": "c"}})
    assert seen.why("SWE.1.BP2") == ["SWE.1.BP2 (Link) is P to F: rated F by lead; rated P by co."]


def test_a_derived_attribute_tells_the_arithmetic_and_what_is_below_the_top(make: Make) -> None:
    """(3 + 2 + 1) / 3 = 2. BP1 is F and explains nothing."""
    ratings = {"SWE.1.BP1": "F", "SWE.1.BP2": "L", "SWE.1.BP3": "P"}
    first, *below = make(MODEL).evaluate(ratings, method="mean", reading="derive").why("SWE.1.PA.1.1")
    assert first.startswith("SWE.1.PA.1.1 (Process performance) is derived as L.")
    assert "The mean of the 3 ratings, counting N as 0, P as 1, L as 2, F as 3, is 2." in first
    assert first.endswith("The nearest rating, with exactly half going up, is L.")
    assert below == ["  SWE.1.BP2 (Link) is L: rated L.", "  SWE.1.BP3 (Tell) is P: rated P."]


def test_a_number_that_is_not_whole_is_written_without_false_precision(make: Make) -> None:
    ratings = {"SWE.1.BP1": "F", "SWE.1.BP2": "F", "SWE.1.BP3": "L"}
    (first, *_) = make(MODEL).evaluate(ratings, method="mean", reading="derive").why("SWE.1.PA.1.1")
    assert "is 2.66…." in first


def test_a_bounded_rating_tells_the_rule_its_source_and_what_it_would_be(make: Make) -> None:
    ratings = {"SWE.1.BP1": "F", "SWE.1.BP2": "P", "SWE.1.BP3": "F", "SWE.1.PA.1.1": "F"}
    told = make(MODEL).evaluate(ratings, reading="derive").why("SWE.1.PA.1.1")
    assert told[:2] == [
        "SWE.1.PA.1.1 (Process performance) would be F, but is held to L.",
        f"  The rule R.1 (Guideline 2.1) is kept for SWE.1.PA.1.1: {R_1}.",
    ]
    assert told[2].startswith("    SWE.1.BP2 (Link) is P (at most P)")
    assert "  SWE.1.PA.1.1 (Process performance) is F: rated F." in told


def test_a_judged_attribute_shows_what_is_below_the_top_beneath_it_and_the_rule_it_breaks(make: Make) -> None:
    ratings = {"SWE.1.BP1": "F", "SWE.1.BP2": "P", "SWE.1.PA.1.1": "F"}
    told = make(MODEL).evaluate(ratings).why("SWE.1.PA.1.1")
    assert told[0] == "SWE.1.PA.1.1 (Process performance) is F: rated F."
    assert "  SWE.1.BP2 (Link) is P: rated P." in told
    assert f"  {BROKEN}" in told


def test_joined_instances_are_told_with_their_weights(make: Make) -> None:
    ratings = {"SWE.1.PA.1.1": {"instances": {"platform": "F", "app": "P"}}}
    seen = make(MODEL).evaluate(
        ratings, method="weighted-mean", instances={"platform": {"weight": 2}, "app": {"weight": 1}}
    )
    assert seen.why("SWE.1.PA.1.1") == [
        "SWE.1.PA.1.1 (Process performance) is L, joined from platform F (weight 2), app P.",
        "  SWE.1.PA.1.1 (Process performance) is F in platform: rated F.",
        "  SWE.1.PA.1.1 (Process performance) is P in app: rated P.",
    ]


def test_one_rating_for_all_instances_is_told_once(make: Make) -> None:
    seen = make(MODEL).evaluate({"SWE.1.PA.1.1": "F"}, instances={"platform": {}, "app": {}})
    assert seen.why("SWE.1.PA.1.1") == ["SWE.1.PA.1.1 (Process performance) is F: rated F."]


def test_a_level_that_rests_on_another_capability_follows_it_there(make: Make) -> None:
    seen = make(MODEL).evaluate({"SWE.1.PA.1.1": "P", "SWE.2.PA.1.1": "F"}, up_to_level=1)
    told = seen.why("SWE.2")
    assert told[0] == "SWE.2 (Design) is at level 0 (Incomplete)."
    assert any("SWE.1.PA.1.1 (Process performance) is P; at least L is required" in each for each in told)


def test_what_is_out_of_scope_or_does_not_apply_says_so(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"SWE.2": {"not-applicable": "nothing is designed", "approved-by": "lead"}},
        assessors={"lead": {"role": "l"}},
    )
    assert seen.why("SWE.1") == ["SWE.1 (Requirements) is not in the scope of this assessment."]
    assert seen.why("SWE.2") == ["SWE.2 (Design) does not apply: nothing is designed. Approved by lead."]


# ------------------------------------------------------------------------------------ rules


def test_a_rule_tells_its_words_its_reason_and_how_it_ended(make: Make) -> None:
    told = make(MODEL).evaluate({"SWE.1.BP2": "P", "SWE.1.PA.1.1": "F"}).why("R.1")
    assert told == [
        f"The rule R.1 says: {R_1}. What is not linked is not complete. Here: 1 broken.",
        f"  {BROKEN}",
        "    SWE.1.BP2 (Link) is P (at most P): rated P.",
    ]


def test_a_rule_that_was_not_triggered_says_so(make: Make) -> None:
    told = make(MODEL).evaluate({"SWE.1.BP2": "F"}).why("R.1")
    assert len(told) == 1
    assert told[0].endswith("Here: 1 not triggered.")


def test_a_rule_outside_the_scope_says_so(make: Make) -> None:
    (told,) = make(MODEL).evaluate({"SWE.2.BP1": "F"}).why("R.1")
    assert told.endswith("Here: nothing in scope.")


def test_a_deviation_stays_visible_with_its_reason(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"SWE.1.BP2": "P", "SWE.1.PA.1.1": "F"}, deviations={"R.1": {"reason": "Linked by the customer"}}
    )
    assert any("Deviation recorded: Linked by the customer" in each for each in seen.why("R.1"))
    assert any("Deviation recorded: Linked by the customer" in each for each in seen.why("SWE.1.PA.1.1"))


# ---------------------------------------------------------------------------------- why not


def test_why_not_names_every_unmet_requirement_of_the_level_and_those_below(make: Make) -> None:
    ratings = {"SWE.1.PA.1.1": "P", "SWE.1.PA.2.1": "N", "SWE.1.PA.2.2": "L"}
    told = make(MODEL).evaluate(ratings, up_to_level=2).why("SWE.1", why_not=2)
    first, *unmet, last = told
    assert first == "SWE.1 (Requirements) does not reach level 2 (Managed): 2 requirements are not met."
    assert sorted(unmet) == [
        "  SWE.1.PA.1.1 (Process performance) is P; F is required: rated P.",
        "  SWE.1.PA.2.1 (Performance management) is N; at least L is required: rated N.",
    ]
    assert last == "  No single rating would turn it; all of the above must change."


def test_why_not_names_the_single_rating_that_would_turn_it(make: Make) -> None:
    told = make(MODEL).evaluate(LOW, up_to_level=2).why("SWE.1", why_not=2)
    assert told == [
        "SWE.1 (Requirements) does not reach level 2 (Managed): 1 requirement is not met.",
        "  SWE.1.PA.1.1 (Process performance) is L; F is required: rated L.",
        "  If SWE.1.PA.1.1 were F instead of L, this alone would be enough.",
    ]


def test_why_not_names_the_rating_of_another_capability_where_that_is_the_one(make: Make) -> None:
    seen = make(MODEL).evaluate({"SWE.1.PA.1.1": "P", "SWE.2.PA.1.1": "F"}, up_to_level=1)
    told = seen.why("SWE.2", why_not=1)
    assert told[-1] == "  If SWE.1.PA.1.1 were L instead of P, this alone would be enough."


def test_why_not_of_a_derived_attribute_names_the_criterion_that_would_turn_it(make: Make) -> None:
    """(0 + 1 + 2) / 3 = 1, P. With N as L it is 5/3, L; with P as F too, and so L as F, 4/3, not."""
    ratings = {"SWE.1.BP1": "N", "SWE.1.BP2": "P", "SWE.1.BP3": "L"}
    told = (
        make(MODEL).evaluate(ratings, method="mean", reading="derive", up_to_level=1).why("SWE.1", why_not=1)
    )
    turning = [each.strip() for each in told if "this alone" in each]
    assert "If SWE.1.BP1 were L instead of N, this alone would be enough." in turning
    assert not any("BP3" in each for each in turning)


def test_why_not_of_an_open_level_tells_what_is_open(make: Make) -> None:
    seen = make(MODEL).evaluate({"SWE.1.PA.1.1": "F", "SWE.1.PA.2.1": "L"}, up_to_level=2)
    first, second, *_, last = seen.why("SWE.1", why_not=2)
    assert (
        first
        == "SWE.1 (Requirements) does not surely reach level 2 (Managed): 1 requirement is not met or open."
    )
    assert second.strip().startswith(
        "SWE.1.PA.2.2 (Work product management) is not rated; at least L is required"
    )
    assert last.strip().startswith("If SWE.1.PA.2.2 is rated L")
    assert last.endswith("this alone would be enough.")


def test_why_not_of_a_level_that_is_reached_says_so(make: Make) -> None:
    told = make(MODEL).evaluate(LOW, up_to_level=2).why("SWE.1", why_not=1)
    assert told[0] == "SWE.1 (Requirements) does reach level 1 (Performed)."


def test_why_not_says_when_the_level_was_not_assessed(make: Make) -> None:
    told = make(MODEL).evaluate({"SWE.1.PA.1.1": "F"}, up_to_level=1).why("SWE.1", why_not=2)
    assert any("The assessment does not cover level 2." in each for each in told)


# ------------------------------------------------------------------------------- unknown names


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("SWE.3", "Nothing in small has the id 'SWE.3'. Did you mean SWE.1?"),
        ("SWE.1.BP9", "Nothing in small has the id 'SWE.1.BP9'. Did you mean SWE.1.BP1?"),
        ("swe.1.pa.2.1", "Nothing in small has the id 'swe.1.pa.2.1'. Did you mean SWE.1.PA.2.1?"),
        ("R.11", "Nothing in small has the id 'R.11'. Did you mean R.1?"),
        ("something-else", "Nothing in small has the id 'something-else'"),
    ],
)
def test_an_unknown_subject_is_refused_with_the_near_name(make: Make, asked: str, message: str) -> None:
    seen = make(MODEL).evaluate(LOW)
    with pytest.raises(api.CxrulesError) as refused:
        api.explain(seen.evaluation, asked)
    assert str(refused.value) == message


@pytest.mark.parametrize("level", [0, 6, -1])
def test_an_unknown_level_is_refused_with_those_there_are(make: Make, level: int) -> None:
    seen = make(MODEL).evaluate(LOW)
    with pytest.raises(api.CxrulesError) as refused:
        api.explain(seen.evaluation, "SWE.1", why_not=level)
    assert str(refused.value) == f"There is no level {level} to ask for; there are 1, 2, 3, 4, 5"
