"""Two models side by side: what is the same, what is stricter, and cases that the engine confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.engine import evaluate
from cxrules.exchange.against import check_against
from cxrules.solve.cases import blank
from cxrules.solve.links import Link, Same
from cxrules.solve.pairs import Pair
from cxrules.solve.truths import Not, UnknownThing, broken, decided, rated, reaches, triggered
from tests.semantics.inline import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.plan import Plan
    from cxrules.solve.asked import Atom
    from cxrules.solve.pairs import Comparison, Verdict, Witness
    from cxrules.solve.truths import Truth

pytest.importorskip("highspy")

MODEL = """
model small version 1.0.0
  title "Small"
  source "test"

scale nplf met from L {
  N "Not"     0% ..  15% value 0
  P "Partly" > 15% ..  50% value 1
  L "Largely" > 50% ..  85% value 2
  F "Fully"  > 85% .. 100% value 3
}
attribute PA.1 "Performance" at level 1 { from criteria of capability }
levels cumulative from 0 {
  0 "None"
  1 "Some" requires PA.1 at least L
}
method judged "As judged" { criteria judged  instances mean, half rounds up }

input response "Share of answers" : percent
finding late "Everything is late"
cause haste "It was done in haste"

capability DO "Do it" {
  criterion 1 "It is done"
  criterion 2 "It is written down"
}

rule shown cap DO.PA.1 at P
  when not (DO.1 is shown by 1 document not older than 12 months)
  source "test" because "Show it"

rule answered cap DO.PA.1 at P when response below 40%
  source "test" because "Ask them"

rule late cap DO.PA.1 at L when finding late
  source "test" because "Late"

rule hasty lower DO.PA.1 when DO.1 below F for cause haste
  source "test" because "Haste"
"""


@pytest.mark.parametrize(
    ("rule", "before", "after", "verdict"),
    [
        ("shown", "by 1 document", "by 2 document", "stricter"),
        ("shown", "12 months", "18 months", "laxer"),
        ("shown", "1 document not older than 12 months", "1 interview", "incomparable"),
        ("answered", "below 40%", "below 40.5%", "stricter"),
        ("answered", "below 40%", "at most 40%", "stricter"),
        ("answered", "response below 40%", "not (response at least 40%)", "equal"),
        ("late", "at L", "at P", "stricter"),
        ("late", "when finding late", "when finding late and DO.1 below F", "laxer"),
        ("late", "when finding late", "when DO.1 below F", "incomparable"),
        ("hasty", "below F for cause haste", "at most P for cause haste", "laxer"),
        ("hasty", "DO.1 below F for cause haste", "DO.1 below F", "stricter"),
    ],
)
def test_a_changed_rule_is_told_with_a_case(rule: str, before: str, after: str, verdict: Verdict) -> None:
    assert before in MODEL
    old, new = plan_of(MODEL), plan_of(MODEL.replace(before, after))
    truths = (Not(broken(old, rule)), Not(broken(new, rule)))
    found = _compared((old, new), truths)
    assert found.verdict == verdict


def test_a_level_follows_what_it_requires() -> None:
    old, new = plan_of(MODEL), plan_of(MODEL.replace("requires PA.1 at least L", "requires PA.1 is F"))
    found = _compared((old, new), (reaches(old, "DO", 1), reaches(new, "DO", 1)))
    assert found.verdict == "stricter"
    assert found.lost is not None
    assert [(each.subject, each.rating) for each in found.lost.left.ratings] == [("DO.PA.1", "L")]


def test_a_value_is_known_by_its_id_where_ranks_are_others() -> None:
    scale = '  N "Not"     0% ..  15% value 0\n'
    finer = '  Z "Nothing" 0% ..   5% value 0\n  N "Not"    > 5% ..  15% value 0.5\n'
    old, new = plan_of(MODEL), plan_of(MODEL.replace(scale, finer))
    assert [name for name, _ in new.scale_values] == ["Z", "N", "P", "L", "F"]
    for value in ("N", "P", "L", "F"):
        truths = (rated(old, "DO.PA.1", value), rated(new, "DO.PA.1", value))
        assert _compared((old, new), truths).verdict == "equal"
    truths = (rated(old, "DO.PA.1", "P"), rated(new, "DO.PA.1", "L"))
    assert _compared((old, new), truths).verdict == "stricter"


def test_what_was_renamed_is_the_same_and_what_was_reused_is_not() -> None:
    swapped = MODEL.replace("DO.1", "DO.9").replace("criterion 1", "criterion 9")
    old, new = plan_of(MODEL), plan_of(swapped)
    truths = (Not(broken(old, "hasty")), Not(broken(new, "hasty")))
    assert Pair(blank(old), blank(new)).compare(*truths).verdict == "incomparable"
    for renames in ({"DO.9": ["DO.1"]}, {"9": ["1"]}):
        links = Same(old, new, renames)
        assert Pair(blank(old), blank(new), links).compare(*truths).verdict == "equal"
    links = Same(old, old, {"DO.1": []})
    same = (triggered(old, "hasty", "DO.PA.1"), triggered(old, "hasty", "DO.PA.1"))
    assert Pair(blank(old), blank(old), links).compare(*same).verdict == "incomparable"


def test_rows_that_a_proof_needs_are_found() -> None:
    left, right = plan_of(MODEL), plan_of(MODEL.replace("model small", "model other"))
    links = _Rows([("DO.1", "DO.2"), ("DO.2", "DO.1"), ("DO.PA.1", "DO.PA.1")])
    pair = Pair(blank(left), blank(right), links)
    question = [(reaches(left, "DO", 1), reaches(right, "DO", 1))]
    assert pair.separate_any(question).excluded
    assert pair.needed(question) == ([("DO.PA.1", "DO.PA.1")], True)
    witness = pair.separate_any(question, without=[("DO.PA.1", "DO.PA.1")]).witness
    assert witness is not None
    _confirmed((left, right), question[0], witness, (True, False))


def test_names_that_are_not_there_are_told_with_those_that_are() -> None:
    plan = plan_of(MODEL)
    with pytest.raises(UnknownThing) as told:
        reaches(plan, "DO", 7)
    assert told.value.known == ["DO:0", "DO:1"]
    with pytest.raises(UnknownThing, match="XY"):
        reaches(plan, "XY", 1)
    with pytest.raises(UnknownThing, match="M"):
        rated(plan, "DO.1", "M")
    with pytest.raises(UnknownThing):
        broken(plan, "nothing")


def test_models_with_the_same_areas_and_other_names_of_levels_are_equivalent() -> None:
    left, right = api.load("cx-motex").plan, api.load("cx-fiveable").plan
    pair = Pair(blank(left), blank(right))
    for level in range(1, 6):
        for name in (*left.capabilities, "staged"):
            found = pair.compare(reaches(left, name, level), reaches(right, name, level))
            assert found.verdict == "equal", (name, level, found.reason)
    found = pair.compare(reaches(left, "staged", 4), reaches(right, "staged", 5))
    assert found.verdict == "stricter"


class _Rows:
    """Links for the test of rows: each pair of ids, at least."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self.rows = rows

    def of_left(self, atom: Atom) -> Iterable[Link]:
        return [self._link(row, atom) for row in self.rows if self._is_rating(atom, row[0])]

    def of_right(self, atom: Atom) -> Iterable[Link]:
        return [self._link(row, atom) for row in self.rows if self._is_rating(atom, row[1])]

    @staticmethod
    def _is_rating(atom: Atom, name: str) -> bool:
        return atom.kind == "rating" and atom.name == name

    @staticmethod
    def _link(row: tuple[str, str], atom: Atom) -> Link:
        return Link(atom._replace(name=row[0]), atom._replace(name=row[1]), "at least", None, row)


def _compared(plans: tuple[Plan, Plan], truths: tuple[Truth, Truth]) -> Comparison:
    """The verdict, with each case confirmed and made short."""
    pair = Pair(blank(plans[0]), blank(plans[1]))
    found = pair.compare(*truths)
    for witness, holds in ((found.lost, (True, False)), (found.gained, (False, True))):
        if witness is not None:
            _confirmed(plans, truths, witness, holds)
            _confirmed(plans, truths, pair.tidied(witness, [truths]), holds)
    return found


def _confirmed(
    plans: tuple[Plan, Plan], truths: tuple[Truth, Truth], witness: Witness, holds: tuple[bool, bool]
) -> None:
    for plan, truth, assessment, expected in zip(
        plans, truths, (witness.left, witness.right), holds, strict=True
    ):
        assert not [
            each for each in check_against(assessment, plan.vocabulary(), None) if each.code < "CX0550"
        ]
        assert decided(evaluate(plan, assessment).bound.arrays, truth) is expected
