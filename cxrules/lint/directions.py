"""How a condition follows the ratings it reads: whether it can only become true, or false, when ratings rise.

The directions of single comparisons stand in the table of operations. What is not known here counts as not
following ratings at all: advice is missed rather than given wrongly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.plan.operations import OPERATIONS
from cxrules.semantics.terms import Term, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TURNED = {"rises": "falls", "falls": "rises", "either": "either"}
_ALONG = frozenset({
    "all", "any", "every", "count", "plus", "round", "aggregate", "leading", "instances", "known",
    "asked-when",
})  # fmt: skip
_RISING = frozenset({"reaches", "code", "level-of", "rating-of"})


def follows(term: Term, values: Mapping[str, Term]) -> set[str]:
    """How a term follows ratings: any of ``rises``, ``falls``, ``either``; `values` by their keys."""
    found: set[str] = set()
    seen: set[tuple[int, bool]] = set()
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        each, turned = stack.pop()
        if (id(each), turned) in seen:
            continue
        seen.add((id(each), turned))
        direction = _direction(each)
        if direction:
            found.add(_TURNED[direction] if turned else direction)
        elif each[0] == "value":
            stack += [(values[each[1]], turned)] if each[1] in values else []
        else:
            stack += [(part, turned ^ turns) for part, turns in _parts(each)]
    return found


def _direction(term: Term) -> str:
    """The direction of a single fact; nothing for one that does not follow ratings, or is none."""
    word = term[0]
    if word == "test":
        return OPERATIONS[term[1]].follows[0] if term[3] != () else ""  # no rating is one of none
    if word in {"close", "apart", "not-above"}:
        return "either"
    return "rises" if word in _RISING else ""


def _parts(term: Term) -> Iterator[tuple[Term, bool]]:
    """The parts through which a term follows ratings, and whether it falls as they rise."""
    word = term[0]
    if word == "not":
        yield term[1], True
    elif word in _ALONG:
        yield from ((part, False) for part in parts_of(term))
    elif word == "minus":
        yield term[1], False
        yield term[2], True
    elif word in {"compare", "compare-two"}:
        directions = OPERATIONS[term[1]].follows
        for part, direction in zip(parts_of(term), directions, strict=False):
            if direction != "rises":
                yield part, True
            if direction != "falls":
                yield part, False
