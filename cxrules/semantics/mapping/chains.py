"""Contradictions along chains: what follows when one claim is read after another.

Equal and equivalent pass on what stands beside them, a part of a part is a part, and what holds a part that
meets something meets it, too. Nothing follows from any other two. A contradiction is told once, by the
fewest claims that make it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.semantics.mapping.claims import Claim, Node
    from cxrules.semantics.report import Report

Chain = tuple["Claim", ...]

_CLASS = {"equal": "same", "equivalent": "same", "subset": "subset", "superset": "superset"}
_LONGEST = 8
"""Longer chains than any set of models needs; each claim more is a step of interpretation more."""

_THEN: Mapping[tuple[str, str], str] = {
    **{("same", each): each for each in ("same", "subset", "superset", "intersects", "meets")},
    **{(each, "same"): each for each in ("subset", "superset", "intersects", "meets")},
    ("subset", "subset"): "subset",
    ("superset", "superset"): "superset",
    **{("superset", each): "meets" for each in ("subset", "intersects", "meets")},
    **{(each, "subset"): "meets" for each in ("intersects", "meets")},
}
"""What holds from A to C, where one relation holds from A to B and another from B to C.

`meets`: something is asked for by both, and more is not known.
"""


class Reached(NamedTuple):
    """Where a chain leads, and what holds from its beginning to there."""

    start: Node
    to: Node
    relation: str
    chain: Chain


class Contradiction(NamedTuple):
    """Two chains between the same two that cannot both hold; `none`: the claim that there is nothing."""

    one: Reached
    other: Reached | None
    none: Claim | None = None

    @property
    def claims(self) -> frozenset[Claim]:
        """All claims that take part, each in the direction in which it is written."""
        told = {*self.one.chain, *(self.other.chain if self.other else ())}
        return frozenset(told | ({self.none} if self.none else set()))


def chain_problems(claims: Sequence[Claim], known: Iterable[frozenset[Claim]], report: Report) -> None:
    """Report each contradiction along chains that holds none of the `known` ones."""
    told = list(known)
    order = {claim: index for index, claim in enumerate(claims)}
    found = list(_contradictions(claims))
    found.sort(key=lambda each: (len(each.claims), _direct(each) is None, _rank(each, order)))
    for each in found:
        if not any(before <= each.claims for before in told):
            told.append(each.claims)
            _tell(each, order, report)


def compose(one: str, other: str) -> str | None:
    """What follows from two relations, by their classes: ``same`` for equal and equivalent; None: nothing."""
    return _THEN.get((one, other))


def relation_class(relation: str) -> str:
    """Equal and equivalent are one class: the same is asked for."""
    return _CLASS.get(relation, relation)


def _rank(each: Contradiction, order: Mapping[Claim, int]) -> list[int]:
    return sorted(order[claim] for claim in each.claims)


def _contradictions(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    steps: dict[Node, list[tuple[Claim, Claim]]] = {}
    lacking: dict[tuple[Node, str], Claim] = {}
    for claim in claims:
        if claim.to is None:
            lacking.setdefault((claim.start, claim.other), claim)
        else:
            steps.setdefault(claim.start, []).append((claim, claim))
            steps.setdefault(claim.to, []).append((claim.inverse(), claim))
    for start in steps:
        strict: dict[Node, Reached] = {}
        for reached in _from(start, steps):
            none = lacking.get((start, reached.to.model))
            if none is not None and reached.to.kind == start.kind:
                yield Contradiction(reached, None, none)
            if reached.relation == "meets":
                continue
            before = strict.setdefault(reached.to, reached)
            if before.relation != reached.relation:
                yield Contradiction(before, reached)


def _from(start: Node, steps: Mapping[Node, Sequence[tuple[Claim, Claim]]]) -> Iterator[Reached]:
    """All that a chain leads to, the shortest chain for each relation first.

    The start itself is the same as itself, by no claim.
    """
    seen = {(start, "same")}
    first = Reached(start, start, "same", ())
    yield first
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        if len(here.chain) == _LONGEST:
            continue
        for step, claim in steps.get(here.to, ()):
            relation = compose(here.relation, relation_class(step.relation))
            to = step.to
            if relation is None or to is None or (to, relation) in seen or claim in here.chain:
                continue
            seen.add((to, relation))
            reached = Reached(start, to, relation, (*here.chain, claim))
            yield reached
            waiting.append(reached)


# --------------------------------------------------------------------------------------- telling


def _tell(each: Contradiction, order: Mapping[Claim, int], report: Report) -> None:
    involved = sorted(each.claims, key=lambda claim: order[claim])
    at = _direct(each) or involved[-1]
    related = tuple(place for claim in involved if claim is not at for place in claim.related())
    source, span = at.place or (None, None)
    hint = "One of these claims is not so: look at each of them again."
    report.add("CX0717", _message(each), source, span, hint, related)


def _direct(each: Contradiction) -> Claim | None:
    """The one claim that says the opposite of what the others lead to."""
    if each.none is not None:
        return each.none
    chains = [each.one.chain, each.other.chain if each.other else ()]
    return next((chain[0] for chain in chains if len(chain) == 1), None)


def _message(each: Contradiction) -> str:
    one, other = each.one, each.other
    if each.none is not None:
        gap = f"{one.start.said} is said to have no counterpart in {each.none.other}"
        return f"{gap}, but one follows: {_steps(one)}."
    if other is None or not one.chain:
        chain = other or one
        return f"{chain.start.said} would be {_PART[chain.relation]} itself: {_steps(chain)}."
    if len(other.chain) == 1:
        one, other = other, one
    about = f"{one.start.said} {_WORD[one.relation]} {one.to.said}"
    if len(one.chain) == 1:
        word = _WORD[other.relation]
        return f"{about} is said here, but {word} follows: {_steps(other)}."
    return f"{about} follows from {_steps(one)}; but {_WORD[other.relation]} from {_steps(other)}."


_WORD = {"same": "equivalent", "subset": "subset", "superset": "superset", "intersects": "intersects"}
_PART = {"subset": "a part of", "superset": "more than", "intersects": "only partly the same as"}


def _steps(reached: Reached) -> str:
    """A chain in words, each claim read in the direction of the chain, with the mapping that makes it."""
    told, here = [], reached.start
    for claim in reached.chain:
        step = claim if claim.start == here else claim.inverse()
        told.append(f"{step.said} ({claim.mapping})")
        here = step.to or here
    return ", ".join(told)
