"""Between which ends a value can lie at all, from its term alone: what is left open can be anything there.

Wider than the truth where a term speaks of the same thing twice; never narrower.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.semantics.terms import Term

Extent: TypeAlias = tuple[Fraction, Fraction]

_TRUTH: Extent = (Fraction(0), Fraction(1))
_LAST_DAY = 3_652_059
_MOST = 10 * 1024 * 1024
"""As many characters and entries as an assessment's file has at most."""


class Extents:
    """Tells the extents of terms of one model."""

    def __init__(self, codes: Sequence[Fraction], value: Callable[[str], Term]) -> None:
        """Take the codes of the base scale, and what gives the term of a declared value."""
        self._codes, self._value = codes, value

    def of(self, term: Term) -> Extent:
        """The lowest and the highest that a term can come to; of a truth 0 and 1."""
        word, *rest = term
        made = _SHAPES.get(word)
        return _TRUTH if made is None else made(self, rest)

    def value(self, key: str) -> Extent:
        """The extent of a declared value."""
        return self.of(self._value(key))

    def code(self) -> Extent:
        """The extent of the number that stands for a rating."""
        return (min(self._codes), max(self._codes))

    def aggregate(self, op: str, members: Sequence[Term]) -> Extent:
        """The extent of an aggregate over any of its members, at least one."""
        found = [self.of(member) for member in members] or [(Fraction(0), Fraction(0))]
        if op == "share":
            return (Fraction(0), Fraction(100))
        if op == "count":
            return (Fraction(0), Fraction(len(members)))
        if op == "sum":
            none = Fraction(0)
            lows, highs = [min(low, none) for low, _ in found], [max(high, none) for _, high in found]
            return (sum(lows, none), sum(highs, none))
        return hull(found)


def hull(found: Sequence[Extent]) -> Extent:
    """From the lowest end to the highest."""
    return (min(low for low, _ in found), max(high for _, high in found))


def _ends(work: Callable[[Fraction, Fraction], Fraction]) -> Shape:
    def shape(extents: Extents, rest: list[Any]) -> Extent:
        found = [work(*ends) for ends in product(extents.of(rest[0]), extents.of(rest[1]))]
        return (min(found), max(found))

    return shape


def _input(_: Extents, rest: list[Any]) -> Extent:
    _, kind, low, high = rest
    if kind == "truth":
        return _TRUTH
    return (Fraction(1), Fraction(_LAST_DAY)) if kind == "date" else (Fraction(low), Fraction(high))


def _divided(extents: Extents, rest: list[Any]) -> Extent:
    low, high = (end / Fraction(rest[1]) for end in extents.of(rest[0]))
    return (min(low, high), max(low, high))


def _rounded(extents: Extents, rest: list[Any]) -> Extent:
    (low, high), step = extents.of(rest[0]), Fraction(rest[1][1])
    return (step * (low // step), -step * (-high // step))


def _same(*ends: int) -> Shape:
    return lambda _, __: (Fraction(ends[0]), Fraction(ends[1]))


if TYPE_CHECKING:
    Shape = Callable[[Extents, list[Any]], Extent]

_SHAPES: dict[str, Shape] = {
    "number": lambda _, rest: (Fraction(rest[0]), Fraction(rest[0])),
    "rank": lambda _, rest: (Fraction(rest[0]), Fraction(rest[0])),
    "open": lambda _, rest: (Fraction(rest[0]), Fraction(rest[1])),
    "choice": lambda _, rest: (Fraction(min(rest[1])), Fraction(max(rest[1]))),
    "refused": lambda _, rest: (Fraction(0), Fraction(len(rest[3]) - 1)),
    "code": lambda extents, _: extents.code(),
    "value": lambda extents, rest: extents.value(rest[0]),
    "input": _input,
    "measured": _input,
    "recorded": _same(0, _MOST),
    "age": _same(0, _LAST_DAY),
    "level-of": lambda _, rest: (Fraction(min(rest[1], default=0)), Fraction(max(rest[1], default=0))),
    "plus": _ends(lambda one, other: one + other),
    "minus": _ends(lambda one, other: one - other),
    "times": _ends(lambda one, other: one * other),
    "divide": _divided,
    "round": _rounded,
    "aggregate": lambda extents, rest: extents.aggregate(rest[0], [member for member, _ in rest[1]]),
    "leading": lambda _, rest: (Fraction(0), Fraction(len(rest[0]))),
    "decide": lambda extents, rest: hull([extents.of(outcome) for _, outcome in rest[0]]),
    "when": lambda extents, rest: extents.of(rest[1]),
}
