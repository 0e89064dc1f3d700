"""Exact numbers of the form a ± √b, with a and b fractions: where the bounds of intervals lie.

They are compared by their squares, so that no rounding decides anything. Two of them are not added up here:
the sum of two roots is no such number.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, isqrt
from typing import NamedTuple, TypeAlias


class _Parts(NamedTuple):
    rational: Fraction
    under: Fraction
    sign: int


FINE = 10**9
"""Numbers that differ by more than one over this are told apart without roots."""


class Surd:
    """The number ``rational + sign · √under``, never changed once made.

    A root that is itself a fraction is taken at once, so that equal numbers have equal parts: ``under`` is 0
    (and so is `sign`) exactly when the number is a fraction. Orders with, and equals, whole numbers and
    fractions as well.
    """

    __slots__ = ("_near", "_parts")

    def __init__(self, rational: Rational, under: Rational = 0, sign: int = 1) -> None:
        """Make the number; `sign` is 1 or -1.

        Raises ValueError for a root of a negative number and for another sign.
        """
        if under < 0:
            raise ValueError(f"there is no root of {under}")
        if sign not in {1, -1}:
            raise ValueError(f"the sign of a root is 1 or -1, not {sign}")
        self._near: int | None = None
        root = _rational_root(Fraction(under))
        if root is None:
            self._parts = _Parts(Fraction(rational), Fraction(under), sign)
        else:
            self._parts = _Parts(rational + sign * root, Fraction(0), 0)

    @property
    def near(self) -> int:
        """So many whole parts of `FINE` are in it, worked out once: what most comparisons need."""
        if self._near is None:
            fine = Surd(self.rational * FINE, self.under * FINE * FINE, self.sign or 1)
            self._near = fine.__floor__()
        return self._near

    @property
    def rational(self) -> Fraction:
        """The part beside the root."""
        return self._parts.rational

    @property
    def under(self) -> Fraction:
        """What the root is taken of, 0 or more."""
        return self._parts.under

    @property
    def sign(self) -> int:
        """1 or -1, the sign of the root; 0 where there is none."""
        return self._parts.sign

    def __repr__(self) -> str:
        if not self.sign:
            return str(self.rational)
        return f"{self.rational} {'+' if self.sign > 0 else '-'} √({self.under})"

    def __hash__(self) -> int:
        return hash(self._parts) if self.sign else hash(self.rational)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Surd):
            return self._parts == other._parts
        return not self.sign and self.rational == other

    def __lt__(self, other: Number) -> bool:
        return _compare(self, other) < 0

    def __le__(self, other: Number) -> bool:
        return _compare(self, other) <= 0

    def __gt__(self, other: Number) -> bool:
        return _compare(self, other) > 0

    def __ge__(self, other: Number) -> bool:
        return _compare(self, other) >= 0

    def __neg__(self) -> Surd:
        return self * -1

    def __add__(self, other: Rational) -> Surd:
        return Surd(self.rational + other, self.under, self.sign or 1)

    __radd__ = __add__

    def __sub__(self, other: Rational) -> Surd:
        return self + -other

    def __rsub__(self, other: Rational) -> Surd:
        return -self + other

    def __mul__(self, factor: Rational) -> Surd:
        turned = -1 if factor < 0 else 1
        return Surd(self.rational * factor, self.under * factor * factor, (self.sign or 1) * turned)

    __rmul__ = __mul__

    def __floor__(self) -> int:
        """The greatest whole number that is not above this one."""
        above, below = self.rational.numerator, self.rational.denominator
        return (above + _floor_of_root(self.under * below * below, self.sign)) // below

    def __ceil__(self) -> int:
        """The least whole number that is not below this one."""
        return -floor(-self)


Rational: TypeAlias = int | Fraction
Number: TypeAlias = int | Fraction | Surd


_PUBLISHED = 2


def decimal_text(number: Number, places: int) -> str:
    """A number in decimals, correctly rounded; one exactly half way goes to the greater neighbour.

    `places` is the number of digits after the point, 0 or more. Zero has no sign.
    """
    steps = floor(number * 10**places + Fraction(1, 2))
    digits = str(abs(steps)).zfill(places + 1)
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{'-' if steps < 0 else ''}{whole}{'.' if places else ''}{part}"


def published(number: Number | None) -> str | None:
    """A number as results show it: two decimals, half up; None stays None."""
    return None if number is None else decimal_text(number, _PUBLISHED)


def within(number: Number, low: Rational, high: Rational) -> Number:
    """The number of a range, both ends included, that is next to a number."""
    return min(max(number, low), high)


def _rational_root(square: Fraction) -> Fraction | None:
    above, below = isqrt(square.numerator), isqrt(square.denominator)
    whole = above * above == square.numerator and below * below == square.denominator
    return Fraction(above, below) if whole else None


def _floor_of_root(square: Fraction, sign: int) -> int:
    """The floor of ``sign · √square``, where `square` is no square of a whole number unless it is 0."""
    root = isqrt(floor(square))
    return root if sign >= 0 else -root - 1


def _compare(one: Surd, other: Number) -> int:
    """-1, 0 or 1: below, equal, above."""
    if isinstance(other, Surd):
        apart = one.rational - other.rational
        return _sign_of_sum(apart, one.sign * one.under, -other.sign * other.under)
    far = other.numerator * FINE
    if far < one.near * other.denominator:
        return 1
    if far >= (one.near + 1) * other.denominator:
        return -1
    return _sign_of_sum(one.rational - other, one.sign * one.under, Fraction(0))


def _sign_of_sum(apart: Fraction, one: Fraction, other: Fraction) -> int:
    """The sign of ``apart + s(one) + s(other)``, s(x) being the root of x with its sign: s(-4) is -2.

    s rises, so s(one) + s(other) has the sign of one + other. Against a number of the other sign, squares
    decide: that of the sum of roots is |one| + |other| + s(4 · one · other).
    """
    roots = _sign(one + other)
    if roots * _sign(apart) >= 0:
        return roots or _sign(apart)
    rest = apart * apart - abs(one) - abs(other)
    return _sign(apart) * _sign(_sign(rest) * rest * rest - 4 * one * other)


def _sign(number: Rational) -> int:
    return (number > 0) - (number < 0)
