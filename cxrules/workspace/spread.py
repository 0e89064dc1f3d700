"""How numbers of a group are spread, and where one's own lies among them. Pure numbers, nothing is read."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


class Spread(NamedTuple):
    """From the lowest to the highest of `n` numbers, with the quartiles between them."""

    n: int
    lowest: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: Fraction


class Rank(NamedTuple):
    """How many of a group lie below one's own number, are equal to it, and lie above."""

    below: int
    equal: int
    above: int


def spread_of(numbers: Iterable[Fraction | int], *, steps: bool = False) -> Spread:
    """The spread of at least one number.

    Quartiles lie between two numbers in proportion (type 7 of Hyndman and Fan 1996). With `steps`, for
    levels, each is a number of the group: the least one that such a share does not exceed (type 1).
    Raises ValueError for no number at all.
    """
    ordered = sorted(Fraction(each) for each in numbers)
    if not ordered:
        raise ValueError("there is no spread of nothing")
    quartile = _step if steps else _between
    lower, median, upper = (quartile(ordered, share) for share in _QUARTERS)
    return Spread(len(ordered), ordered[0], lower, median, upper, ordered[-1])


def rank_of(own: Fraction | int, numbers: Iterable[Fraction | int]) -> Rank:
    """Where one's own number lies among those of a group, which it is not one of."""
    others = list(numbers)
    below, equal = sum(each < own for each in others), sum(each == own for each in others)
    return Rank(below, equal, len(others) - below - equal)


def _between(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    place = share * (len(ordered) - 1)
    at = floor(place)
    behind = ordered[min(at + 1, len(ordered) - 1)]
    return ordered[at] + (place - at) * (behind - ordered[at])


def _step(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    return ordered[max(ceil(share * len(ordered)), 1) - 1]
