"""Values that are not decided yet: an exact number, rank, level or truth as a function of a program's truths.

A form tells for each number whether the value is at least that, and where the value is outside. Comparisons
are made when they are asked for, so that only those enter the program that something rests on.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Literal, Program, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Point

_MOST_POINTS = 4096
"""So many different numbers a value may have where each must be looked at on its own."""


_FINE = 10**6
"""One over the finest difference that measured numbers are told apart by."""


class TooWide(Refusal):
    """A value may have so many different numbers that a program over all of them would not be solved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The model works with numbers that may have too many different values for the solver.",
            "State more of the open values.",
        )


class Form:
    """A value that may be outside (where `here` does not hold); see the module."""

    def __init__(self, program: Program, here: Literal = TRUE) -> None:
        """Keep the program and when the value is there."""
        self.program, self.here = program, here

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """Whether the value, where it is there, is at least a number, or with `above` greater."""
        raise NotImplementedError

    def points(self) -> Sequence[Number]:
        """Every number that the value may be, and perhaps others, rising.

        Raises TooWide where there are too many.
        """
        raise NotImplementedError

    def is_continuous(self) -> bool:
        """Whether it may be any number of a range; asking for its `points` ends that."""
        return False

    def affine(self) -> Affine:
        """The value, where it is there, as a number over variables."""
        first, *rest = self.points()
        last, terms = first, []
        for point in rest:
            terms.append((self.at_least(point), point - last))
            last = point
        return total(terms, first)

    def holds(self) -> Literal:
        """Of a truth: it is there and holds."""
        return self.program.both([self.here, self.at_least(1)])

    def is_(self, number: Number) -> Literal:
        """The value, where it is there, is a number."""
        return self.program.both([self.at_least(number), -self.at_least(number, above=True)])


class Known(Form):
    """A value that is decided; None is outside."""

    def __init__(self, program: Program, point: Point) -> None:
        """Keep the value."""
        super().__init__(program, FALSE if point is None else TRUE)
        self.point = point

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        if self.point is None:
            return FALSE
        return TRUE if (self.point > number if above else self.point >= number) else FALSE

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        return (0,) if self.point is None else (self.point,)


class Truth(Form):
    """A truth that is a literal."""

    def __init__(self, program: Program, truth: Literal, here: Literal = TRUE) -> None:
        """Keep the literal."""
        super().__init__(program, here)
        self.truth = truth

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        if number < 0 or (number == 0 and not above):
            return TRUE
        return self.truth if number < 1 or (number == 1 and not above) else FALSE

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        return (0, 1)


class Ordered(Form):
    """A value that is one of some numbers, chosen by variables of its own."""

    def __init__(self, program: Program, points: Iterable[Number], here: Literal = TRUE) -> None:
        """Make a variable for each number but the lowest: whether the value is at least that."""
        super().__init__(program, here)
        self._points = sorted(set(points))
        self.variables = [program.fresh() for _ in self._points[1:]]
        for lower, higher in zip(self.variables, self.variables[1:], strict=False):
            program.implies(higher, lower)

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        place = next(
            (
                at
                for at, point in enumerate(self._points)
                if point > number or (point == number and not above)
            ),
            None,
        )
        if place is None:
            return FALSE
        return self.variables[place - 1] if place else TRUE

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        return self._points


class Between(Form):
    """A number between two others.

    Each number it is compared with splits what it may be. As soon as its `points` are asked for, for
    example because it is part of a sum, it is one of its ends, one of `also`, or one of the numbers it was
    compared with before. `splits` are those numbers, each with whether it was asked for more.
    """

    def __init__(
        self, program: Program, low: Number, high: Number, *, whole: bool = False, also: Iterable[Number] = ()
    ) -> None:
        """Keep the ends, and whether only whole numbers lie between them."""
        super().__init__(program)
        self.low, self.high, self.whole, self._also = low, high, whole, tuple(also)
        self.splits: list[tuple[Number, bool]] = []
        self._truths: dict[tuple[Number, bool], Literal] = {}
        self._points: Sequence[Number] | None = None

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        if number < self.low or (number == self.low and not above):
            return TRUE
        if number > self.high or (number == self.high and above):
            return FALSE
        split = (number, above)
        if self.whole:
            split = (floor(number) + 1 if above else ceil(number), False)
        if self._points is not None:
            split = (self._next(split), False)
        if split not in self._truths:
            self._truths[split] = self._split(split)
        return self._truths[split]

    def _next(self, split: tuple[Number, bool]) -> Number:
        """The lowest of the points from a split on."""
        number, above = split
        return min(point for point in self._points or () if point > number or (point == number and not above))

    def _split(self, split: tuple[Number, bool]) -> Literal:
        place, truth = bisect_right(self.splits, split), self.program.fresh()
        if place:
            self.program.implies(truth, self._truths[self.splits[place - 1]])
        if place < len(self.splits):
            self.program.implies(self._truths[self.splits[place]], truth)
        insort(self.splits, split)
        return truth

    def is_continuous(self) -> bool:
        """See `Form`."""
        return self._points is None

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        if self._points is None:
            found = {self.low, self.high, *self._also, *(number for number, _ in self.splits)}
            for number, above in self.splits:
                if above and number < self.high:
                    later = min(point for point in (*found, self.high) if point > number)
                    found.add(_between(number, later))
            known = sorted(found)
            for split in self.splits:  # what was asked before is one of the points, too
                point = min(
                    point for point in known if point > split[0] or (point == split[0] and not split[1])
                )
                self._truths[point, False] = self._truths[split]
            self._points = known
        return self._points


class Sum(Form):
    """A number over variables."""

    def __init__(self, program: Program, number: Affine, here: Literal = TRUE) -> None:
        """Keep the number."""
        super().__init__(program, here)
        self.number = number

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        return self.program.at_least(self.number, number, above=above)

    def affine(self) -> Affine:
        """See `Form`."""
        return self.number

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        found: set[Number] = {self.number.constant}
        for factor in self.number.terms.values():
            found |= {number + factor for number in found}
            _limit(found)
        return sorted(found)


class Ratio(Form):
    """One number over variables divided by another, which is above 0 where the value is there."""

    def __init__(self, program: Program, number: Affine, by: Affine, here: Literal = TRUE) -> None:
        """Keep both."""
        super().__init__(program, here)
        self.number, self.by = number, by

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        return self.program.at_least(self.number.plus(self.by, -number), 0, above=above)

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        numbers = Sum(self.program, self.number).points()
        found: set[Number] = {
            Fraction(number) / by
            for by in Sum(self.program, self.by).points()
            if by > 0
            for number in numbers
        }
        _limit(found)
        return sorted(found)


class Made(Form):
    """A value whose comparisons are made of those of others."""

    def __init__(
        self,
        program: Program,
        compare: Callable[[Number, bool], Literal],
        points: Callable[[], Iterable[Number]],
        here: Literal = TRUE,
        over: Sequence[Form] = (),
    ) -> None:
        """`compare` answers `at_least`, `points` what the value may be; `over` what it is made of."""
        super().__init__(program, here)
        self._compare, self._points, self._over = compare, points, over
        self._known: dict[tuple[Number, bool], Literal] = {}

    def at_least(self, number: Number, *, above: bool = False) -> Literal:
        """See `Form`."""
        key = (number, above)
        if key not in self._known:
            self._known[key] = self._compare(number, above)
        return self._known[key]

    def is_continuous(self) -> bool:
        """See `Form`."""
        return any(form.is_continuous() for form in self._over)

    def points(self) -> Sequence[Number]:
        """See `Form`."""
        found = set(self._points())
        _limit(found)
        return sorted(found)


def _between(low: Number, high: Number) -> Number:
    """A number above the lower and, unless they are next to each other, below the higher one."""
    found = Fraction(floor(low * _FINE) + 1, _FINE)
    return min(high, found)


def _limit(found: set[Number]) -> None:
    if len(found) > _MOST_POINTS:
        raise TooWide
