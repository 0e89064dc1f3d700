"""Comparisons as terms: ratings and numbers held against bounds, and what is said of many at once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.members import Member
    from cxrules.semantics.terms import Term


class Test(NamedTuple):
    """How a rating is compared: the operation (empty after a mistake), and causes to be recorded."""

    op: str
    param: object
    causes: tuple[str, ...]


def at_least(one: Term, other: Term) -> Term:
    """One number at least another, with an exact bound where it is written out."""
    if other[0] == "number":
        return ("compare", "at-least", one, str(Fraction(other[1])))
    if one[0] == "number":
        return ("compare", "at-most", other, str(Fraction(one[1])))
    return ("compare-two", "not-above", other, one)


def every(members: Sequence[Member], terms: Sequence[Term]) -> Term:
    """All of these that are asked for; those whose guard does not hold are left out."""
    if all(member.guard is None for member in members):
        return ("every", tuple(terms))
    return ("every", tuple(terms), tuple(member.guard for member in members))


def compare(word: str, ranks: list[int], top: int, about: tuple[str, object]) -> Term:
    """A comparison over ranks; `about` begins the term: a subject's rating, or another term."""

    def made(op: str, param: object) -> Term:
        return (about[0], op, about[1], param)

    rank = ranks[0]
    if word == "at least" or (word == "is" and rank == top):
        return made("at-least", rank)
    if word == "at most" or (word == "is" and rank == 0):
        return made("at-most", rank)
    if word == "below" and rank > 0:
        return made("at-most", rank - 1)
    if word == "above" and rank < top:
        return made("at-least", rank + 1)
    allowed = [] if word in {"below", "above"} else sorted(set(ranks))
    if word == "is not":  # one of the others, so that it is as false as `is` of what does not apply
        allowed = [other for other in range(top + 1) if other not in ranks]
    if allowed and allowed == list(range(allowed[0], top + 1)):
        return made("at-least", allowed[0])
    if allowed == list(range(len(allowed))) and allowed:
        return made("at-most", allowed[-1])
    return made("one-of", tuple(allowed))
