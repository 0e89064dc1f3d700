"""A 0/1 linear program as plain data, and truths over its variables.

A truth is a literal: the number of a variable, from 1, or that number with a minus for its opposite. `both`,
`either` and `at_least` give the literal of a further truth, with the rows that tie it to those it speaks of
in both directions; asked for the same again, they give the same literal. All coefficients are whole
numbers.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, gcd, lcm
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.plan.aggregation import Number

Literal: TypeAlias = int

TRUE: Literal = 1 << 60
FALSE: Literal = -TRUE


class Affine(NamedTuple):
    """A constant and variables with a factor each."""

    terms: Mapping[int, Number]
    constant: Number = 0

    def plus(self, other: Affine, times: Number = 1) -> Affine:
        """The sum with so many times another."""
        terms = dict(self.terms)
        for variable, factor in other.terms.items():
            terms[variable] = terms.get(variable, 0) + factor * times
        return Affine(
            {variable: factor for variable, factor in terms.items() if factor},
            self.constant + other.constant * times,
        )

    def times(self, factor: Number) -> Affine:
        """Every number of this by a factor."""
        return Affine({}).plus(self, factor)

    @property
    def low(self) -> Number:
        """No value of it is lower."""
        return self.constant + sum(factor for factor in self.terms.values() if factor < 0)

    @property
    def high(self) -> Number:
        """No value of it is higher."""
        return self.constant + sum(factor for factor in self.terms.values() if factor > 0)


class Row(NamedTuple):
    """The sum of variables by their factors is at least a number."""

    factors: Mapping[int, int]
    least: int


def literal(truth: Literal) -> Affine:
    """A truth as a number, 1 where it holds."""
    if truth in {TRUE, FALSE}:
        return Affine({}, 1 if truth == TRUE else 0)
    return Affine({truth: 1}) if truth > 0 else Affine({-truth: -1}, 1)


def total(truths: Iterable[tuple[Literal, Number]], constant: Number = 0) -> Affine:
    """The sum of the numbers of the truths that hold."""
    terms: dict[int, Number] = {}
    for truth, number in truths:
        if truth == TRUE:
            constant += number
        elif truth > 0:
            terms[truth] = terms.get(truth, 0) + number
        elif truth != FALSE:
            terms[-truth] = terms.get(-truth, 0) - number
            constant += number
    return Affine({variable: factor for variable, factor in terms.items() if factor}, constant)


class Program:
    """Variables from 1 to `variables`, and the rows that hold for them."""

    def __init__(self) -> None:
        """Begin without variables."""
        self.variables = 0
        self.rows: list[Row] = []
        self._gathered: dict[frozenset[Literal], Literal] = {}
        self._compared: dict[tuple[frozenset[tuple[int, int]], int], Literal] = {}

    def fresh(self) -> Literal:
        """A further variable, of which nothing is known."""
        self.variables += 1
        return self.variables

    def require(self, truth: Literal) -> None:
        """A truth has to hold."""
        self.require_any([truth])

    def require_any(self, truths: Iterable[Literal]) -> None:
        """At least one of some truths has to hold."""
        self._row(total((truth, 1) for truth in truths), 1)

    def implies(self, first: Literal, then: Literal) -> None:
        """Where the first holds, so does the other."""
        if first != then:
            self.require_any([-first, then])

    def both(self, truths: Iterable[Literal]) -> Literal:
        """All of them hold."""
        asked = frozenset(truths) - {TRUE}
        if FALSE in asked or any(-truth in asked for truth in asked):
            return FALSE
        if len(asked) <= 1:
            return next(iter(asked), TRUE)
        known = self._gathered.get(asked)
        if known is None:
            known = self._gathered[asked] = self.fresh()
            for truth in sorted(asked):
                self._row(total([(truth, 1), (known, -1)]), 0)
            self._row(total([*((truth, -1) for truth in sorted(asked)), (known, 1)]), 1 - len(asked))
        return known

    def either(self, truths: Iterable[Literal]) -> Literal:
        """At least one of them holds."""
        return -self.both(-truth for truth in truths)

    def count(self, truths: Iterable[Literal], least: int) -> Literal:
        """At least so many of them hold."""
        asked = list(truths)
        if least == len(asked):
            return self.both(asked)
        if least == 1:
            return self.either(asked)
        return self.at_least(total((truth, 1) for truth in asked), least)

    def at_least(self, number: Affine, least: Number, *, above: bool = False) -> Literal:
        """A number is at least another, or with `above` greater than it."""
        factors, limit = _whole(number, least, above=above)
        low = sum(factor for factor in factors.values() if factor < 0)
        high = sum(factor for factor in factors.values() if factor > 0)
        if limit <= low:
            return TRUE
        if limit > high:
            return FALSE
        key = (frozenset(factors.items()), limit)
        known = self._compared.get(key)
        if known is None:
            known = self._compared[key] = self._single(factors) or self._tied(factors, limit, low, high)
        return known

    def require_at_least(self, number: Affine, least: Number) -> None:
        """A number has to be at least another."""
        self._row(number, least)

    @staticmethod
    def _single(factors: Mapping[int, int]) -> Literal | None:
        """What a number of one variable says; what it must reach lies between its two values."""
        if len(factors) != 1:
            return None
        variable, factor = next(iter(factors.items()))
        return variable if factor > 0 else -variable

    def _tied(self, factors: Mapping[int, int], limit: int, low: int, high: int) -> Literal:
        known = self.fresh()
        self.rows.append(Row({**factors, known: low - limit}, low))
        opposite = {variable: -factor for variable, factor in factors.items()}
        self.rows.append(Row({**opposite, known: high - limit + 1}, 1 - limit))
        return known

    def _row(self, number: Affine, least: Number) -> None:
        factors, limit = _whole(number, least)
        if limit > sum(factor for factor in factors.values() if factor < 0):
            self.rows.append(Row(factors, limit))


def _whole(number: Affine, least: Number, *, above: bool = False) -> tuple[dict[int, int], int]:
    """The same comparison in the smallest whole numbers: the factors, and what they must reach."""
    if isinstance(least, int) and isinstance(number.constant, int) and _are_whole(number.terms.values()):
        shared = gcd(*number.terms.values()) or 1  # type: ignore[arg-type] # whole numbers
        short = least - number.constant
        whole = {variable: int(factor) // shared for variable, factor in sorted(number.terms.items())}
        return whole, short // shared + 1 if above else -(-short // shared)
    scale = lcm(*(Fraction(factor).denominator for factor in number.terms.values()))
    factors = {variable: int(factor * scale) for variable, factor in sorted(number.terms.items())}
    common = gcd(*factors.values()) or 1
    limit = (least - number.constant) * Fraction(scale, common)  # exact, also where it has a root in it
    reached = floor(limit) + 1 if above else -floor(-limit)
    return {variable: factor // common for variable, factor in factors.items()}, reached


def _are_whole(factors: Iterable[Number]) -> bool:
    return all(isinstance(factor, int) for factor in factors)
