"""Several ratings become one: exact arithmetic over encoded ratings, and back to a rating.

Ratings are ranks on a scale, counted from 0; codes, midpoints and band ends are exact rationals. What an
open or a not applicable member means is decided in `aggregates`.

Source: ISO/IEC 33020 leaves the choice of aggregation to the assessment; encoding, mean, median and the
half that rounds up are as published for Automotive SPICE assessments.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = Fraction | int


def weighted_mean(numbers: Sequence[Number], weights: Sequence[Number]) -> Fraction:
    """The mean of numbers under weights; both have the same length, and the weights a positive sum."""
    total = sum(number * weight for number, weight in zip(numbers, weights, strict=True))
    return Fraction(total) / sum(weights)


def median(numbers: Sequence[Number]) -> Fraction:
    """The middle number; of an even count, the mean of the two in the middle."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle]) / 2


def kth_highest(numbers: Sequence[Number], k: int, bottom: Number = 0) -> Number:
    """The highest number that at least `k` members reach; the bottom where there are fewer members."""
    return sorted(numbers, reverse=True)[k - 1] if len(numbers) >= k else bottom


def nearest(number: Number, codes: Sequence[Number], rounding: str) -> int:
    """The rank whose code is nearest; exactly half way goes ``up``, ``down``, or to the ``even`` rank."""
    above, below = number.numerator, number.denominator
    for rank, code in enumerate(codes):
        if above <= code * below:
            if rank == 0:
                return 0
            twice = 2 * above - (code + codes[rank - 1]) * below
            if twice == 0:
                return {"up": rank, "down": rank - 1, "even": rank - rank % 2}[rounding]
            return rank if twice > 0 else rank - 1
    return len(codes) - 1


def band(percent: Number, ends: Sequence[Number]) -> int:
    """The rank of the band a percentage falls in; `ends` are the upper ends, each within its band."""
    for rank, end in enumerate(ends):
        if percent <= end:
            return rank
    return len(ends) - 1
