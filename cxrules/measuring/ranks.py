"""Places of quantiles and of their bounds in the order of all rows. No float and no table is needed.

The bounds are ranks from the binomial distribution by its normal approximation, np ± z √(np(1 - p)), the
upper one a rank further, both rounded outwards (Campbell and Gardner 1988, *Calculating confidence intervals
for some non-parametric analyses*). A quantile that falls exactly between two rows is half way between them,
definition 2 of Hyndman and Fan (1996); that of one half is the usual median.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from cxrules.measuring.samples import Ordered, Rows, effective_size
from cxrules.model.surd import Surd

if TYPE_CHECKING:
    from collections.abc import Sequence


class Ranks(NamedTuple):
    """Which rows to fetch, counted from 1, the lowest value: those about the quantile, and the bounds.

    A bound is None where its rank is beyond the first or last row: there are too few rows for it.
    """

    lower: int
    upper: int
    low: int | None
    high: int | None


class Places(NamedTuple):
    """Where bounds lie as shares of all weight: at the first row with which that much weight is reached."""

    low: Fraction | None
    high: Fraction | None


def ranks(rows: int, fraction: Fraction, z: Fraction) -> Ranks:
    """The ranks of a quantile, 0 < `fraction` < 1, among rows that weigh the same, at least one."""
    place = rows * fraction
    low, high = _bounds(Fraction(rows), fraction, z)
    return Ranks(ceil(place), floor(place) + 1, low, high)


def places(size: Fraction, fraction: Fraction, z: Fraction) -> Places:
    """The places of the bounds of a quantile among weighted rows of an effective size."""
    low, high = _bounds(size, fraction, z)
    return Places(None if low is None else low / size, None if high is None else high / size)


def _bounds(size: Fraction, fraction: Fraction, z: Fraction) -> tuple[int | None, int | None]:
    centre = size * fraction
    under = z * z * centre * (1 - fraction)
    low, high = floor(Surd(centre, under, -1)), ceil(Surd(centre, under)) + 1
    return (low if low >= 1 else None), (high if high <= size else None)


def order_statistics(
    values: Sequence[tuple[Fraction, Fraction]], base: Rows, fraction: Fraction, z: Fraction
) -> Ordered | None:
    """A quantile and its bounds from all values with their weights, rising in value.

    Rows of one value may be given together. None where there is no weight.
    """
    size = effective_size(base)
    if size is None:
        return None
    reached = list(accumulate(weight for _, weight in values))
    low, high = (
        None if place is None else values[bisect_left(reached, place * base.weight)][0]
        for place in places(size, fraction, z)
    )
    place = fraction * base.weight
    lower, upper = values[bisect_left(reached, place)][0], values[bisect_right(reached, place)][0]
    return Ordered(base, lower, upper, low, high)
