"""Consensus rules: which rating counts where assessors differ, in prose and as laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.engine.consensus import Settles, leads, settled_ratings
from cxrules.model.assessment import CONSENSUS, Assessment, Assessor, Given
from cxrules.model.record import RULES, TIES, Consensus

if TYPE_CHECKING:
    from tests.engine.small import Make, Seen

MODEL = 'capability A "A process" { criterion 1 "One" criterion 2 "Two" }'
TEAM = {"lead": {"role": "lead"}, "co": {"role": "co-assessor"}, "third": {"role": "co-assessor"}}


def seen(make: Make, consensus: object, *said: tuple[str, str] | dict[str, object]) -> Seen:
    """An attribute rated by several assessors under a rule."""
    ratings = [{"by": each[0], "rating": each[1]} if isinstance(each, tuple) else each for each in said]
    small = make(MODEL)
    if consensus is None:
        return small.evaluate({"A.PA.1.1": ratings}, assessors=TEAM, up_to_level=1)
    return small.evaluate({"A.PA.1.1": ratings}, assessors=TEAM, up_to_level=1, consensus=consensus)


def test_the_lead_decides(make: Make) -> None:
    found = seen(make, "lead-decides", ("co", "F"), ("lead", "P"))
    assert found.counts("A.PA.1.1") == "P"
    (entry,) = found.result["disagreements"]
    assert (entry["rule"], entry["decided"], entry["counts"]) == ("lead-decides", True, "P")
    assert entry["because"] == "the lead decides"


def test_before_the_lead_has_rated_anything_is_possible(make: Make) -> None:
    found = seen(make, "lead-decides", ("co", "N"))
    assert found.counts("A.PA.1.1") == "open, at most F"
    (entry,) = found.result["disagreements"]
    assert (entry["decided"], entry["because"]) == (False, "the lead has not rated it")


def test_a_majority_is_more_than_half(make: Make) -> None:
    assert seen(make, "majority", ("lead", "P"), ("co", "L"), ("third", "L")).counts("A.PA.1.1") == "L"
    split = seen(make, "majority", ("lead", "P"), ("co", "L"))
    assert split.counts("A.PA.1.1") == "open, at most L"


def test_without_a_majority_the_lowest_may_count(make: Make) -> None:
    rule = {"rule": "majority", "tie": "lowest"}
    assert seen(make, rule, ("lead", "F"), ("co", "L"), ("third", "P")).counts("A.PA.1.1") == "P"


@pytest.mark.parametrize(("rule", "counts"), [("lowest", "P"), ("highest", "F")])
def test_the_lowest_or_the_highest_counts(make: Make, rule: str, counts: str) -> None:
    assert seen(make, rule, ("lead", "F"), ("co", "P"), ("third", "L")).counts("A.PA.1.1") == counts


def test_without_a_rule_the_discussion_is_pending(make: Make) -> None:
    found = seen(make, None, ("lead", "F"), ("co", "L"))
    assert found.counts("A.PA.1.1") == "open, at most F"
    assert found.level() == (1, 1)


def test_what_the_assessors_agreed_on_counts_whatever_the_rule(make: Make) -> None:
    agreed: dict[str, object] = {"rating": "L", "by": "consensus", "because": "we looked again"}
    found = seen(make, "lowest", ("lead", "F"), ("co", "N"), agreed)
    assert found.counts("A.PA.1.1") == "L"
    (entry,) = found.result["disagreements"]
    assert (entry["rule"], entry["because"]) == ("recorded", "we looked again")
    assert entry["ratings"] == [{"by": "lead", "rating": "F"}, {"by": "co", "rating": "N"}]


def test_a_quorum_must_have_rated(make: Make) -> None:
    rule = {"rule": "lowest", "quorum": 2}
    assert seen(make, rule, ("co", "L")).counts("A.PA.1.1") == "open, at most F"
    assert seen(make, rule, ("co", "L"), ("lead", "F")).counts("A.PA.1.1") == "L"


def test_a_subject_may_have_a_rule_of_its_own(make: Make) -> None:
    rule = {"rule": "lowest", "A": "highest"}
    assert seen(make, rule, ("co", "L"), ("lead", "F")).counts("A.PA.1.1") == "F"
    rule = {"rule": "lowest", "A.1": "highest"}
    assert seen(make, rule, ("co", "L"), ("lead", "F")).counts("A.PA.1.1") == "L"


def test_what_is_rated_anew_takes_the_place_of_what_was_carried_over(make: Make) -> None:
    found = seen(
        make, "lowest", {"rating": "N", "by": "lead", "carried": True}, {"rating": "F", "by": "lead"}
    )
    assert found.counts("A.PA.1.1") == "F"
    assert found.result["carried"] == []


def test_each_instance_is_decided_by_itself(make: Make) -> None:
    ratings = {
        "A.PA.1.1": {
            "instances": {
                "one": [{"rating": "F", "by": "lead"}, {"rating": "P", "by": "co"}],
                "two": [{"rating": "L", "by": "lead"}, {"rating": "F", "by": "co"}],
            }
        }
    }
    found = make(MODEL).evaluate(
        ratings,
        assessors=TEAM,
        instances={"one": {}, "two": {}},
        consensus="lead-decides",
        up_to_level=1,
    )
    decided = {each["instance"]: each["counts"] for each in found.result["disagreements"]}
    assert decided == {"one": "F", "two": "L"}


def test_an_explanation_tells_who_decided(make: Make) -> None:
    found = seen(make, "lead-decides", ("co", "F"), ("lead", "P"))
    assert found.why("A.PA.1.1")[0] == (
        "A.PA.1.1 (Process performance) is P: rated F by co; rated P by lead; the lead decides."
    )
    waiting = seen(make, "lead-decides", ("co", "F"))
    assert waiting.why("A.PA.1.1")[0].endswith("rated F by co; open, because the lead has not rated it.")


def test_the_causes_are_those_of_the_rating_that_counts() -> None:
    said = [
        Given("A.1", "P", by="lead", causes=("one",)),
        Given("A.1", "P", by="co", causes=("two",)),
        Given("A.1", "F", by="third"),
    ]
    found = settles("majority").settled("A.1", said)
    assert found.counts is not None
    assert found.counts.causes == ("one", "two")


def test_who_leads() -> None:
    roles = {"a": "lead", "b": "Lead Assessor", "c": "lead-assessor", "d": "co-assessor", "e": "leader"}
    team = {name: Assessor(name, role) for name, role in roles.items()}
    assert leads(Assessment("x", "y", assessors=team)) == {"a", "b", "c"}


# ---------------------------------------------------------------------------------------------- laws

RANKS = {"N": (0, 0), "P": (1, 1), "L": (2, 2), "F": (3, 3)}
names = ("lead", "co", "third", "fourth", CONSENSUS)
voices = st.lists(
    st.builds(
        Given,
        st.just("A.1"),
        st.sampled_from(list(RANKS)),
        by=st.sampled_from(names),
        carried=st.booleans(),
        causes=st.sampled_from([(), ("c",)]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each.by,
)
rules = st.builds(Consensus, st.sampled_from(RULES), st.integers(1, 4), st.sampled_from(TIES))


def assessed(rule: Consensus) -> Assessment:
    team = {name: Assessor(name, "lead" if name == "lead" else "") for name in names[:4]}
    return Assessment("x", "y", assessors=team, consensus=rule)


def settles(rule: str) -> Settles:
    return Settles(assessed(Consensus(rule)), RANKS)


@given(voices, rules)
def test_what_counts_lies_between_the_lowest_and_the_highest(said: list[Given], rule: Consensus) -> None:
    found = Settles(assessed(rule), RANKS).settled("A.1", said)
    given_ranks = [RANKS[str(each.rating)][0] for each in said]
    if found.counts is not None:
        assert min(given_ranks) <= RANKS[str(found.counts.rating)][0] <= max(given_ranks)
    assert found.why


@given(voices, rules)
def test_who_agrees_is_never_left_open_but_by_who_has_not_spoken(said: list[Given], rule: Consensus) -> None:
    alike = [each._replace(rating="L", carried=False) for each in said]
    found = Settles(assessed(rule), RANKS).settled("A.1", alike)
    assert found.counts is None or found.counts.rating == "L"
    assert found.counts is not None or found.waits


@given(voices, rules)
def test_an_open_rating_keeps_its_voices_or_is_as_not_rated(said: list[Given], rule: Consensus) -> None:
    chosen = {"A.1": said}
    counting = settled_ratings(assessed(rule), chosen, RANKS)
    found = Settles(assessed(rule), RANKS).settled("A.1", said)
    if found.counts is not None:
        assert counting["A.1"] == (found.counts,)
    elif found.waits:
        assert "A.1" not in counting
    else:
        assert {each.rating for each in counting["A.1"]} <= {each.rating for each in said}
        assert len({each.rating for each in counting["A.1"]}) > 1
