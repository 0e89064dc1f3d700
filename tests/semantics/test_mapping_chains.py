"""Chains of claims: what follows is true of sets, true claims never contradict each other, false ones do.

What an element asks for is a set here. Between two sets exactly one relation holds.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import assume, given, strategies as st

from cxrules.model.mapping import INVERSE
from cxrules.semantics.mapping.chains import chain_problems, compose, relation_class
from cxrules.semantics.mapping.claims import Claim, Node
from cxrules.semantics.mapping.pairs import pair_problems
from cxrules.semantics.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.mapping import Relation

Asked = frozenset[int]
SETS = [frozenset(each) for size in (1, 2, 3) for each in combinations(range(4), size)]


def relation(one: Asked, other: Asked) -> Relation:
    if one == other:
        return "equivalent"
    if one < other:
        return "subset"
    if one > other:
        return "superset"
    return "intersects" if one & other else "none"


def test_what_follows_is_so() -> None:
    followed = 0
    for one, other, third in product(SETS, repeat=3):
        steps = [relation(one, other), relation(other, third)]
        if "none" in steps:
            continue
        result = compose(*map(relation_class, steps))
        if result == "meets":
            assert one & third
        elif result is not None:
            assert relation_class(relation(one, third)) == result
        followed += result is not None
    assert followed


def test_nothing_more_follows() -> None:
    """Where nothing is said to follow, sets with and without a common part can be found."""
    for one, other in product(["same", "subset", "superset", "intersects"], repeat=2):
        ends = {
            relation(a, c)
            for a, b, c in product(SETS, repeat=3)
            if relation_class(relation(a, b)) == one and relation_class(relation(b, c)) == other
        }
        if compose(one, other) is None:
            assert "none" in ends
            assert len(ends) > 1


def test_what_follows_reads_the_same_from_the_other_side() -> None:
    back = {
        "same": "same",
        "subset": "superset",
        "superset": "subset",
        "intersects": "intersects",
        "meets": "meets",
    }
    for one, other in product(back, repeat=2):
        result = compose(one, other)
        assert compose(back[other], back[one]) == (back[result] if result else None)


# ----------------------------------------------------------------------------------- nets of claims

_Net = dict[Node, Asked]
nodes = st.builds(
    Node, st.sampled_from(["a 1", "b 1", "c 1", "d 1"]), st.just("element"), st.sampled_from("xyz")
)
nets = st.dictionaries(nodes, st.sampled_from(SETS), min_size=3, max_size=9)


def claim(one: Node, other: Node, said: Relation) -> Claim:
    return Claim("m", one, other, said, other.model, None)


def true_claims(net: _Net, pairs: Sequence[tuple[Node, Node]]) -> list[Claim]:
    """Each pair once, with the relation that holds; pairs with nothing in common are left out."""
    found = {}
    for one, other in pairs:
        said = relation(net[one], net[other])
        if one.model != other.model and said != "none":
            found[frozenset({one, other})] = claim(one, other, said)
    return list(found.values())


@st.composite
def claimed(draw: st.DrawFn) -> tuple[_Net, list[Claim]]:
    net = draw(nets)
    some = st.sampled_from(sorted(net))
    return net, true_claims(net, draw(st.lists(st.tuples(some, some), max_size=14)))


def codes(claims: Sequence[Claim]) -> set[str]:
    report = Report()
    chain_problems(claims, pair_problems(claims, {"m": ("a 1", "b 1")}, lambda _: (), report), report)
    return {each.code for each in report.diagnostics}


@given(claimed())
def test_true_claims_do_not_contradict_each_other(found: tuple[_Net, list[Claim]]) -> None:
    _, claims = found
    assert not codes(claims) & {"CX0715", "CX0716", "CX0717"}


@given(st.data(), st.integers(2, 6))
def test_a_false_claim_at_the_end_of_a_chain_is_found(data: st.DataObject, length: int) -> None:
    """A chain from model to model, each a part of what comes after, or the same; and one false claim."""
    nodes = [Node(f"m{place} 1", "element", "x") for place in range(length + 1)]
    steps: list[Relation] = data.draw(
        st.lists(st.sampled_from(["equal", "equivalent", "subset"]), min_size=length, max_size=length)
    )
    claims = [claim(nodes[place], nodes[place + 1], said) for place, said in enumerate(steps)]
    claims = [each.inverse() if data.draw(st.booleans()) else each for each in claims]
    assert not codes(claims)
    truth = "subset" if "subset" in steps else "equivalent"
    others = [each for each in ("equivalent", "subset", "superset", "intersects") if each != truth]
    false = claim(nodes[0], nodes[-1], data.draw(st.sampled_from(others)))
    claims.insert(data.draw(st.integers(0, length)), false)
    report = Report()
    chain_problems(claims, (), report)
    assert [each.code for each in report.diagnostics] == ["CX0717"]
    assert all(f"m{place} x" in report.diagnostics[0].message for place in range(length + 1))


@given(st.data(), st.integers(2, 5))
def test_a_gap_that_a_chain_fills_is_found(data: st.DataObject, length: int) -> None:
    nodes = [Node(f"m{place} 1", "element", "x") for place in range(length + 1)]
    down = data.draw(st.integers(0, length))
    steps: list[Relation] = ["superset" if place < down else "subset" for place in range(length)]
    claims = [claim(nodes[place], nodes[place + 1], said) for place, said in enumerate(steps)]
    gap = Claim("m", nodes[0], None, "none", nodes[-1].model, None)
    assert codes([*claims, gap]) == {"CX0717"}


def test_one_false_claim_is_told_once() -> None:
    """What follows from a contradiction is no further one."""
    nodes = [Node(f"m{place} 1", "element", "x") for place in range(3)]
    around = [Node(f"o{place} 1", "element", "y") for place in range(6)]
    claims = [claim(nodes[0], nodes[1], "subset"), claim(nodes[1], nodes[2], "subset")]
    claims.append(claim(nodes[2], nodes[0], "subset"))
    claims += [claim(nodes[place % 3], each, "equal") for place, each in enumerate(around)]
    report = Report()
    chain_problems(claims, (), report)
    assert [each.code for each in report.diagnostics] == ["CX0717"]


@given(claimed(), st.data())
def test_the_same_pair_with_two_relations_is_found(
    found: tuple[_Net, list[Claim]], data: st.DataObject
) -> None:
    _, claims = found
    assume(claims)
    one = data.draw(st.sampled_from(claims))
    others = [each for each in INVERSE if each not in {one.relation, "none"}]
    other = one._replace(relation=data.draw(st.sampled_from(others)))
    assert "CX0715" in codes([*claims, data.draw(st.sampled_from([other, other.inverse()]))])
