"""Numbers in a plan: joined over instances, written plainly, and told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cxrules.engine.because import Story
from cxrules.engine.evaluation import evaluate, levels
from cxrules.engine.words import Words
from cxrules.model.assessment import Assessment, Given, Instance
from cxrules.plan.plan import Nodes
from cxrules.plan.values import NO, OUTSIDE, YES

if TYPE_CHECKING:
    from cxrules.plan import Plan
    from cxrules.plan.values import Value
    from tests.engine.small import Make

MODEL = 'capability A "A process" { criterion 1 "First" criterion 2 "Second" }'
LARGELY = 2


class Longer:
    """A plan with further nodes at its end, each by name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = list(plan.nodes.walk())

    def add(self, op: str, *args: int, param: object = None) -> int:
        self.rows.append((op, args, param, op.startswith("join")))
        return len(self.rows) - 1

    def made(self) -> Plan:
        return replace(self.plan, nodes=Nodes(self.rows), linked={})


def _assessment(*ratings: str, instances: bool) -> Assessment:
    names = [f"I{number}" if instances else None for number in range(len(ratings))]
    given = [
        Given("A.1", rating, instance=name) for name, rating in zip(names, ratings, strict=True) if rating
    ]
    weights = {name: Instance(name, Fraction(place)) for place, name in enumerate(names, 1) if name}
    return Assessment("case", "small", ratings=tuple(given), instances=weights)


JOINED = [
    ("join-any", YES, YES, NO),
    ("join-every", NO, YES, NO),
    ("join-count", (1, 1), (1, 1), (0, 0)),
    ("join-share", (Fraction(100, 3),) * 2, (100, 100), (0, 0)),
    ("join-same", NO, YES, YES),
]


@pytest.mark.parametrize(("op", "several", "one", "none"), JOINED)
def test_truths_are_joined_over_instances(
    make: Make, op: str, several: Value, one: Value, none: Value
) -> None:
    longer = Longer(make(MODEL).load().plan)
    subject = longer.plan.subjects["A.1"]
    largely = longer.add("at-least", subject.given, param=LARGELY)
    joined = longer.add(op, largely, param={"weighted": True} if op == "join-share" else None)
    plan = longer.made()

    def found(assessment: Assessment) -> Value:
        return evaluate(plan, assessment).value(joined)

    assert found(_assessment("F", "N", instances=True)) == several
    assert found(_assessment("F", instances=False)) == one
    assert found(_assessment("P", instances=False)) == none
    assert levels(plan, _assessment("F", instances=False)) == {"A": (0, 5)}


def test_what_applies_in_no_instance(make: Make) -> None:
    longer = Longer(make(MODEL).load().plan)
    largely = longer.add("at-least", longer.plan.subjects["A.1"].given, param=LARGELY)
    joined = {
        longer.add(op, largely): expected
        for op, expected in [
            ("join-any", NO),
            ("join-every", NO),
            ("join-count", (0, 0)),
            ("join-share", OUTSIDE),
        ]
    }
    evaluation = evaluate(longer.made(), Assessment("case", "small"))
    assert {node: evaluation.value(node) for node in joined} == joined


def test_a_number_is_written_by_its_kind(make: Make) -> None:
    longer = Longer(make(MODEL).load().plan)
    given = longer.plan.subjects["A.1"].given
    largely = longer.add("at-least", given, param=LARGELY)
    share = longer.add("share", largely)
    plain = longer.add("constant", param=(Fraction(5, 2), Fraction(5, 2)))
    day = longer.add("constant", param=(739341, 739341, "date"))
    written = {
        share: "33.3 %",
        longer.add("plus", share, plain): "33.3 %",
        longer.add("average", share, share): "33.3 %",
        longer.add("decide", largely, share, plain): "33.3 %",
        longer.add("times", share, plain): "33.33…",
        longer.add("code", given): "33.33…",
        longer.add("plus", day, plain): "33.33…",
        longer.add("constant", param=(0, 0, "rating")): "P",
        longer.add("lowest", given, given): "P",
        longer.add("lowest", plain, plain): "33.33…",
        longer.add("constant", param=(0, 0, "truth")): "yes",
    }
    words = Words(longer.made())
    third = Fraction(100, 3)
    for node, text in written.items():
        value = third if "33" in text else Fraction(1)
        assert words.value(node, (value, value)) == text
    assert words.value(day, (739341, 739342)) == "2025-03-31 to 2025-04-01"
    days = longer.add("minus", day, day)
    assert Words(longer.made()).value(days, (30, 30)) == "30"


def test_a_number_is_told(make: Make) -> None:
    longer = Longer(make(MODEL).load().plan)
    one, two = (longer.plan.subjects[name].given for name in ("A.1", "A.2"))
    truths = [longer.add("at-least", node, param=LARGELY) for node in (one, two)]
    share = longer.add("share", *truths)
    enough = longer.add("at-least", share, param=Fraction(125, 2))
    over = longer.add("join-count", truths[0])
    ratings = (Given("A.1", "F"), Given("A.2", "P"))
    story = Story(evaluate(longer.made(), Assessment("case", "small", ratings=ratings)))
    told = story.told(enough)
    assert told.sentence == "This is 50 % (at least 62.5 %)."
    assert [each.sentence for each in told.children] == ["Of these 2, 50 % of those that apply hold."]
    assert len(told.children[0].children) == 2
    several = Story(evaluate(longer.made(), _assessment("F", "N", "P", instances=True)))
    told = several.told(over)
    assert told.sentence == "1 of these 3 hold."
    assert len(told.children) == 3
