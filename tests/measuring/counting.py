"""Samples counted from plain lists, and statistics in floats, written without the program's own methods."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from cxrules.measuring import Moments, Part, Rows
from cxrules.model.surd import Number, Surd

if TYPE_CHECKING:
    from collections.abc import Sequence

Weighted: TypeAlias = "Sequence[tuple[Fraction, Fraction]]"
"""Values, each with its weight."""

Z95 = Fraction("1.959964")

small = st.fractions(min_value=-50, max_value=50, max_denominator=20)
weights = st.fractions(min_value=Fraction(1, 10), max_value=5, max_denominator=10)
weighted = st.lists(st.tuples(small, weights), min_size=1, max_size=40)
answers = st.lists(st.tuples(st.integers(0, 10).map(Fraction), weights), min_size=1, max_size=60)
sizes = st.fractions(min_value=1, max_value=5000, max_denominator=50)
shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
zs = st.sampled_from([Fraction("1.281552"), Fraction("1.644854"), Z95, Fraction("2.575829")])


def plain(number: Number | None) -> float:
    """The number as a float, for comparison with what other programs say."""
    assert number is not None
    if isinstance(number, Surd):
        return float(number.rational) + number.sign * math.sqrt(number.under)
    return float(number)


def seen(*values: object) -> tuple[object, ...]:
    """The values side by side, to be compared with plain numbers."""
    return values


def rows(of: Weighted) -> Rows:
    given = [weight for _, weight in of]
    return Rows(len(given), sum(given, Fraction(0)), sum((w * w for w in given), Fraction(0)))


def even(n: int) -> Rows:
    """Rows of which each weighs 1."""
    return Rows(n, Fraction(n), Fraction(n))


def even_part(n: int, part: int) -> Part:
    return Part(even(n), part, Fraction(part))


def part(of: Weighted, low: int, high: int) -> Part:
    """The rows with a value from `low` to `high`."""
    inside = [weight for value, weight in of if low <= value <= high]
    return Part(rows(of), len(inside), sum(inside, Fraction(0)))


def moments(of: Weighted) -> Moments:
    total = sum((w * x for x, w in of), Fraction(0))
    return Moments(rows(of), total, sum((w * x * x for x, w in of), Fraction(0)))


def rescaled(of: Weighted, factor: Fraction) -> Weighted:
    """The same values, with all weights in another unit."""
    return [(value, weight * factor) for value, weight in of]


# ------------------------------------------------------------------------------------ in floats


def float_size(of: Weighted) -> float:
    given = [float(weight) for _, weight in of]
    return math.fsum(given) ** 2 / math.fsum(w * w for w in given)


def float_share(of: Weighted, low: int, high: int) -> float:
    inside = math.fsum(float(w) for x, w in of if low <= x <= high)
    return inside / math.fsum(float(w) for _, w in of)


def float_wilson(p: float, n: float, z: float) -> tuple[float, float]:
    """Both solutions x of (p - x)² = z² x (1 - x) / n, the equation that defines the interval."""
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def float_nps(p: float, d: float, n: float, z: float) -> tuple[float, float]:
    """The mean of answers counted as 1, 0 and -1, three of them made up, with z errors, within -1 to 1."""
    m = n + 3
    up, down = (n * p + 0.75) / m, (n * d + 0.75) / m
    mean = up - down
    variance = up * (1 - mean) ** 2 + down * (1 + mean) ** 2 + (1 - up - down) * mean**2
    half = z * math.sqrt(variance / m)
    return max(mean - half, -1.0), min(mean + half, 1.0)
