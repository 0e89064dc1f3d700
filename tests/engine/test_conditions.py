"""What conditions say of what does not apply, of other capabilities, and of several instances at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import ALONE

if TYPE_CHECKING:
    from tests.engine.small import Make

TWO = """
cause c "Something is missing"
capability A "First" { criterion 1 "One" criterion 2 "Two" criterion 3 "Three" }
capability B "Second" { criterion 1 "One" }
"""
# A.1 does not apply, A.2 is F, A.3 is P, and B is out of scope.
INAPPLICABLE = [
    ("A.1 is F", "no", "there is nothing to compare"),
    ("A.1 is not F", "no", "that is a comparison as well"),
    ("A.1 at most P", "no", "what does not apply is not low"),
    ("A.1 is one of N, P, L, F", "no", "it is none of them"),
    ("not A.1 is F", "yes", "it is not so that it is F"),
    ("A.1 is not applicable", "yes", "that is what was said"),
    ("A.2 is not applicable", "no", "it is rated"),
    ("A.1 differs from A.2", "no", "there is nothing to compare"),
    ("A.3 differs from A.2 by more than 1 step", "yes", "P and F are two apart"),
    ("A.3 differs from A.2 by more than 2 steps", "no", "they are not three apart"),
    ("any of A.1, A.2 is F", "yes", "A.2 is"),
    ("all of A.1, A.2 is F", "yes", "A.1 is left out"),
    ("all of A.1, A.3 is F", "no", "A.3 is not"),
    ("all of A.1 is F", "no", "nobody is left who could be F"),
    ("at least 2 of A.1, A.2, A.3 at least P", "yes", "A.2 and A.3 are"),
    ("at least 2 of A.1, A.2, A.3 is F", "no", "only A.2 is"),
    ("B.1 below F", "no", "it is out of scope"),
    ("not B reaches level 1", "yes", "what is out of scope reaches nothing"),
]


@pytest.mark.parametrize(("condition", "answer", "why"), INAPPLICABLE)
def test_a_comparison_with_what_does_not_apply_is_no(
    make: Make, condition: str, answer: str, why: str
) -> None:
    model = make(f'{TWO} rule R warn when {condition} source "Made up"')
    ratings = {"A.1": {"not-applicable": "nobody needs it"}, "A.2": "F", "A.3": "P"}
    outcome = model.evaluate(ratings, scope=["A"]).rule("R", "")["outcome"]
    assert outcome == {"yes": "broken", "no": "not-triggered"}[answer], why


def test_capabilities_out_of_scope_are_not_among_the_others(make: Make) -> None:
    model = make(
        TWO + "rule R for every capability warn when PA.1.1 differs from PA.1.1 of any other capability"
    )
    assert model.evaluate({"A.PA.1.1": "F"}).outcomes("R") == {"A": "not-triggered"}
    seen = model.evaluate({"A.PA.1.1": "F", "B.PA.1.1": "L"})
    assert seen.outcomes("R") == {"A": "broken", "B": "broken"}


def test_a_rule_about_a_capability_leaves_each_instance_its_own_rating(make: Make) -> None:
    model = make(TWO + 'rule R cap A.1 at L when not B reaches level 1 source "Made up"')
    ratings = {"A.1": {"instances": {"one": "F", "two": "N"}}, "A.2": "F", "A.3": "F"}
    instances: dict[str, object] = {"one": {}, "two": {}}
    seen = model.evaluate(
        {**ratings, "B.1": "F", "B.PA.1.1": "F"}, method="lowest", reading="derive", instances=instances
    )
    assert seen.counts("A.1") == "N"
    seen = model.evaluate({**ratings, "B.1": "N"}, method="mean", reading="derive", instances=instances)
    assert seen.counts("A.1") == "P", "L and N have the mean 1"


def test_a_level_sees_the_causes_recorded_in_any_instance(make: Make) -> None:
    requirement = 'capability A "First" { criterion 1 "One" level 1 requires not (A.1 below F for cause c) }'
    model = make(f'cause c "Something is missing" {requirement}')
    low = {"rating": "L", "causes": ["c"]}
    for instances in ({"one": low, "two": "L"}, {"one": "L", "two": low}):
        ratings = {"A.1": {"instances": instances}, "A.PA.1.1": "F"}
        assert model.evaluate(ratings, instances={"one": {}, "two": {}}).level() == (0, 0)
    ratings = {"A.1": {"instances": {"one": "L", "two": "L"}}, "A.PA.1.1": "F"}
    assert model.evaluate(ratings, instances={"one": {}, "two": {}}).level()[0] == 1


TOGETHER = """
scale s met from L { N value 0 P value 1 L value 2 F value 3 }
method way { together at least 2 }
attribute P "Performance" at level 1 { from criteria of capability }
levels cumulative from 0 { 0 "None" 1 "Some" requires P at least L 2 "All" requires P is F }
capability A "First" { criterion 1 "One" criterion 2 "Two" criterion 3 "Three" }
rule R cap A.P at L when A.3 at most P source "Made up"
"""


@pytest.mark.parametrize(
    ("third", "counts"),
    [
        ({"one": "F", "two": "F"}, "F"),
        ({"one": "F", "two": "P"}, "L"),
        ({"one": "P", "two": "P"}, "L"),
    ],
)
def test_what_was_joined_before_it_is_bounded_is_bounded_as_any_instance_demands(
    make: Make, third: dict[str, str], counts: str
) -> None:
    ratings = {"A.1": "F", "A.2": "F", "A.3": {"instances": third}}
    seen = make(TOGETHER, ALONE).evaluate(ratings, reading="derive", instances={"one": {}, "two": {}})
    assert seen.counts("A.P") == counts


def test_a_rule_may_ask_whether_something_before_it_applies(make: Make) -> None:
    """The one it asks about stands later in the text, and is worked out first all the same."""
    model = make(TWO + 'rule R cap A.1 at L when B.1 is not applicable source "Made up"')
    inapplicable = {"B.1": {"not-applicable": "nobody needs it"}, "A.1": "F"}
    assert model.evaluate(inapplicable, reading="derive").counts("A.1") == "L"
    assert model.evaluate({"B.1": "F", "A.1": "F"}, reading="derive").counts("A.1") == "F"
