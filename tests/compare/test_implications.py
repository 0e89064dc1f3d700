"""What follows between two small models is what all pairs of assessments say that a mapping allows."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from cxrules import api
from cxrules.compare.claims import claim
from cxrules.compare.implications import Implications
from cxrules.engine import evaluate
from cxrules.model.assessment import Given
from cxrules.model.mapping import RELATIONS
from cxrules.solve.cases import blank
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.truths import UnknownThing, decided
from tests.compare.two_models import SHOP, WORDS, WORKSHOP, mapping
from tests.semantics.inline import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.compare.claims import Claim
    from cxrules.compare.implications import Answer
    from cxrules.model.mapping import Relation
    from cxrules.plan import Plan
    from cxrules.plan.values import Value

pytest.importorskip("highspy")

PAIRS = (("ORD.agreed", "SAL.promised"), ("ORD.traced", "SAL.found"), ("DSK.filed", "BCK.paper"))
VERDICT_AND_ALL_ROWS = 2
"""So many calls of the solver come before rows are left out."""

BACK = {"D": "no", "B": "all"}
"""The words that only one value of the workshop's scale has."""


@pytest.fixture(scope="module")
def plans() -> tuple[Plan, Plan]:
    """The two models."""
    return plan_of(WORKSHOP), plan_of(SHOP)


@pytest.mark.parametrize(
    "relations", list(product(RELATIONS[:5:2], RELATIONS[1:5], ["superset", "intersects"]))
)
def test_a_verdict_is_what_all_allowed_pairs_of_assessments_say(
    plans: tuple[Plan, Plan], relations: tuple[Relation, ...]
) -> None:
    rows = dict(zip(PAIRS, relations, strict=True))
    asked = Implications(*plans, [mapping(rows)])
    given = claim(plans[0], "1")
    wanted = [
        claim(plans[1], text) for text in ("SAL:1", "SAL:2", "BCK:1", "staged:1", "staged:2", "SAL.found=C")
    ]
    found = asked.follows([given], wanted)
    allowed = list(_allowed(plans, rows, given))
    assert found.possible is bool(allowed)
    for answer in found.answers:
        follows = all(decided(right, answer.claim.truth) for right in allowed)
        assert answer.verdict == ("follows" if follows else "does not follow"), (answer.claim.text, relations)
        _confirmed(plans, asked, given, answer)
    for answer in found.answers:
        if answer.verdict == "follows":
            _are_needed(plans, rows, given, answer)


def _allowed(
    plans: tuple[Plan, Plan], rows: Mapping[tuple[str, str], Relation], given: Claim
) -> Iterator[list[list[Value]]]:
    """The values of the shop in every pair of assessments in which the claim and the rows hold."""
    left, right = (_every(plan) for plan in plans)
    for ratings, arrays in left:
        if not decided(arrays, given.truth):
            continue
        for others, values in right:
            if all(_holds(rows[pair], ratings[pair[0]], others[pair[1]]) for pair in rows):
                yield values


def _every(plan: Plan) -> list[tuple[dict[str, str], list[list[Value]]]]:
    base = blank(plan).assessment
    made = []
    for values in product(plan.given_values, repeat=len(plan.subjects)):
        ratings = dict(zip(plan.subjects, values, strict=True))
        assessment = replace(base, ratings=tuple(Given(*each) for each in ratings.items()))
        made.append((ratings, evaluate(plan, assessment).bound.arrays))
    return made


def _holds(relation: Relation, one: str, other: str) -> bool:
    forth = "DCB".index(other) >= "DCB".index(WORDS[one])
    ticks = ("no", "some", "most", "all")
    back = all(
        ticks.index(one) >= ticks.index(word)
        for mark, word in BACK.items()
        if "DCB".index(other) >= "DCB".index(mark)
    )
    return {
        "equal": forth and back,
        "equivalent": forth and back,
        "superset": forth,
        "subset": back,
    }.get(relation, True)


def _confirmed(plans: tuple[Plan, Plan], asked: Implications, given: Claim, answer: Answer) -> None:
    for witness in (answer.witness, asked.tidied(given, answer)):
        if witness is not None:
            sides = [
                evaluate(plan, each).bound.arrays
                for plan, each in zip(plans, (witness.left, witness.right), strict=True)
            ]
            assert decided(sides[0], given.truth) is True
            assert decided(sides[1], answer.claim.truth) is False


def _are_needed(
    plans: tuple[Plan, Plan], rows: Mapping[tuple[str, str], Relation], given: Claim, answer: Answer
) -> None:
    """With the rows that are told it follows, and without any one of them it does not."""
    assert answer.rows is not None
    told = {(each.left, each.right): each.relation for each in answer.rows}
    smaller = [told, *({pair: one for pair, one in told.items() if pair != gone} for gone in told)]
    verdicts = [
        Implications(*plans, [mapping(each)]).follows([given], [answer.claim]).answers[0].verdict
        for each in smaller
    ]
    assert verdicts == ["follows", *["does not follow"] * len(told)]


def test_the_highest_level_is_told_of_each_thing(plans: tuple[Plan, Plan]) -> None:
    asked = Implications(*plans, [mapping(dict.fromkeys(PAIRS, "superset"))])
    found = asked.highest([claim(plans[0], "2")], rows=True)
    assert [(each.subject, each.level, each.name) for each in found.highest] == [
        ("staged", 2, "Second"),
        ("SAL", 2, "Good"),
        ("BCK", 2, "Good"),
    ]
    staged = found.highest[0]
    assert {each.right for each in staged.proof.rows or ()} == {"SAL.promised", "BCK.paper"}
    found = asked.highest([claim(plans[0], "ORD:2"), claim(plans[0], "DSK.filed=some")])
    assert [(each.subject, each.level) for each in found.highest] == [("staged", 1), ("SAL", 2), ("BCK", 1)]
    assert found.highest[0].above is not None
    assert found.highest[0].above.verdict == "does not follow"


def test_claims_that_cannot_hold_are_told(plans: tuple[Plan, Plan]) -> None:
    asked = "every criterion is at least most"
    left = plan_of(WORKSHOP.replace(asked, f"{asked} and every criterion is some"))
    asked_of = Implications(left, plans[1], [mapping({PAIRS[0]: "superset"})])
    assert asked_of.follows([claim(left, "1")], [claim(plans[1], "SAL:2")]).possible is False
    assert asked_of.follows([claim(left, "0")], [claim(plans[1], "SAL:2")]).possible is True


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("sound", "Everything sound"),
        ("target sound", "Everything sound"),
        ("1", "level 1 of every capability"),
        ("ORD:2", "ORD at level 2 or higher"),
        ("ORD.agreed=some", "ORD.agreed rated some or better"),
    ],
)
def test_claims_are_read(plans: tuple[Plan, Plan], text: str, title: str) -> None:
    assert claim(plans[0], text).title == title


@pytest.mark.parametrize("text", ["7", "ORD:7", "ORD", "XYZ:1", "ORD.agreed=great", "nothing:1"])
def test_claims_that_the_model_does_not_have_are_told(plans: tuple[Plan, Plan], text: str) -> None:
    with pytest.raises(UnknownThing):
        claim(plans[0], text)


def test_two_frameworks_of_one_family_are_equivalent_and_two_that_differ_are_not() -> None:
    motex, fiveable = api.load("cx-motex").plan, api.load("cx-fiveable").plan
    found = Implications(motex, fiveable).equivalence()
    assert found.same
    assert len(found.compared) == 5 * (len(motex.capabilities) + 1)
    changed = plan_of(WORKSHOP.replace("every criterion is all", "every criterion is at least most"))
    found = Implications(plan_of(WORKSHOP), changed).equivalence()
    assert not found.same
    assert {key: each.verdict for key, each in found.compared.items()} == {
        ("ORD", 1): "equal",
        ("ORD", 2): "laxer",
        ("DSK", 1): "equal",
        ("DSK", 2): "laxer",
    }


def test_what_no_row_reaches_is_refuted_without_the_solver(
    plans: tuple[Plan, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsolved(*_: object, **__: object) -> None:
        pytest.fail("the solver was asked")

    monkeypatch.setattr("cxrules.solve.pair_program.solve", unsolved)
    asked = Implications(*plans, [mapping({PAIRS[0]: "superset"})])
    given = claim(plans[0], "2")
    found = asked.highest([given], ["BCK"])
    assert found.possible
    assert found.highest[0].level == 0
    assert found.highest[0].above is not None
    _confirmed(plans, asked, given, found.highest[0].above)


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_search_for_rows_that_ends_early_says_so(
    plans: tuple[Plan, Plan], monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    asked = Implications(*plans, [mapping(dict.fromkeys(PAIRS, "superset"))])
    calls = []

    def solved(*arguments: Any, **options: Any) -> object:  # noqa: ANN401 - whatever the solver takes
        calls.append(arguments)
        if len(calls) > VERDICT_AND_ALL_ROWS and not goes_on:
            raise Unsolved("the time was over")
        return solve(*arguments, **options)

    monkeypatch.setattr("cxrules.solve.pair_program.solve", solved)
    answer = asked.follows([claim(plans[0], "2")], [claim(plans[1], "SAL:2")]).answers[0]
    assert (answer.verdict, answer.least) == ("follows", goes_on)
    assert {each.right for each in answer.rows or ()} == {"SAL.promised", "SAL.found"}
