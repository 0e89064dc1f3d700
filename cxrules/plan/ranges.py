"""What each operation means on ranges: this is what evaluation runs.

A function takes the parameter, the array of all values, and where in it the operands stand, so that no list
is built for each of thousands of nodes. `by_ends` makes one from the reference for any operation that follows
each operand in one direction; those written out are here because they run most often, or because their
direction varies. Aggregates, numbers and choices have theirs beside their meaning.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.plan.aggregates import EVERY, MEAN
from cxrules.plan.aggregation import nearest as nearest_rank
from cxrules.plan.values import NO, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.types import Direction, Meaning, Ranges
    from cxrules.plan.values import Point


def by_ends(meaning: Meaning, follows: Sequence[Direction]) -> Ranges:
    """Ranges from the meaning at both ends.

    An operand that can be followed either way must be known or take no more than two values; both are tried.
    """

    def ranges(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
        lows: list[list[Point]] = [[]]
        highs: list[list[Point]] = [[]]
        for place, arg in enumerate(args):
            low, high = values[arg]
            direction = follows[min(place, len(follows) - 1)]
            if direction == "either" and low != high:
                lows = [[*ends, point] for ends in lows for point in (low, high)]
                highs = [[*ends, point] for ends in highs for point in (low, high)]
                continue
            if direction == "falls":
                low, high = high, low
            for ends in lows:
                ends.append(low)
            for ends in highs:
                ends.append(high)
        found_low = [meaning(param, ends) for ends in lows]
        found_high = [meaning(param, ends) for ends in highs]
        lowest = [point for point in found_low if point is not None]
        highest = [point for point in found_high if point is not None]
        if len(lowest) < len(found_low) or len(highest) < len(found_high):
            return OUTSIDE
        return (min(lowest), max(highest))

    return ranges


# ------------------------------------------------------------------------------- comparisons


def at_least(rank: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """A rating is at least a rank."""
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    return (1 if low >= rank else 0, 1 if high >= rank else 0)


def at_most(rank: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """A rating is at most a rank."""
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    return (1 if high <= rank else 0, 1 if low <= rank else 0)


def one_of(ranks: Sequence[int], values: Sequence[Value], args: Sequence[int]) -> Value:
    """A rating is one of some ranks."""
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    inside = [rank in ranks for rank in range(int(low), int(high) + 1)]
    return (1 if all(inside) else 0, 1 if any(inside) else 0)


def applies(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """A rating is asked for at all, which is always known."""
    return NO if values[args[0]] == OUTSIDE else YES


def close(steps: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """Two ratings are at most some steps apart."""
    (low, high), (other_low, other_high) = values[args[0]], values[args[1]]
    if low is None or high is None or other_low is None or other_high is None:
        return OUTSIDE
    farthest = max(high - other_low, other_high - low)
    closest = max(low - other_high, other_low - high, 0)
    return (1 if farthest <= steps else 0, 1 if closest <= steps else 0)


def apart(steps: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """Two ratings are more than some steps apart."""
    near = close(steps, values, args)
    return near if near == OUTSIDE else negation(None, [near], [0])


# ------------------------------------------------------------------------------------ truths


def negation(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """Not."""
    low, high = values[args[0]]
    return (0 if high else 1, 0 if low else 1)


def conjunction(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """All of them."""
    sure = 1
    for arg in args:
        low, high = values[arg]
        if not high:
            return NO
        if not low:
            sure = 0
    return (sure, 1)


def disjunction(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """Any of them."""
    possible = 0
    for arg in args:
        low, high = values[arg]
        if low:
            return YES
        if high:
            possible = 1
    return (0, possible)


def every(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """All that are not outside."""
    if param:
        return EVERY.ranges(param, values, args)
    sure, asked = 1, not args
    for arg in args:
        low, high = values[arg]
        if high is None:
            continue
        if not high:
            return NO
        asked = True
        if not low:
            sure = 0
    return (sure, 1) if asked else NO


def at_least_k(k: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """At least `k` of them."""
    lows = highs = 0
    for arg in args:
        low, high = values[arg]
        lows += 1 if low else 0
        highs += 1 if high else 0
    return (1 if lows >= k else 0, 1 if highs >= k else 0)


# ------------------------------------------------------------------- several ratings become one


def mean(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """The (weighted) mean of codes, in one pass over both ends."""
    if "policy" in param:
        return MEAN.ranges(param, values, args)
    codes, weights = param["codes"], param["weights"]
    low_sum = high_sum = total = 0
    for place, arg in enumerate(args):
        low, high = values[arg]
        if low is None:
            continue
        weight = weights[place] if weights else 1
        total += weight
        low_sum += codes[low] * weight
        high_sum += codes[high] * weight
    if not total:
        return OUTSIDE
    lowest = Fraction(low_sum, total)
    return (lowest, lowest if low_sum == high_sum else Fraction(high_sum, total))


def nearest(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """The ratings nearest to both ends of a number."""
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    codes, rounding = param["codes"], param["rounding"]
    rank = nearest_rank(low, codes, rounding)
    return (rank, rank if low == high else nearest_rank(high, codes, rounding))


# --------------------------------------------------------------------- rules that bound a rating


def cap(rank: int, values: Sequence[Value], args: Sequence[int]) -> Value:
    """A rating, at most a rank where the condition holds and no deviation is recorded."""
    value, (when, may), (deviated, may_deviate) = (values[arg] for arg in args)
    low, high = value
    if not may or deviated or high is None or low is None or high <= rank:
        return value
    surely = when and not may_deviate
    return (min(low, rank), rank if surely else high)


# -------------------------------------------------------------------------------------- levels


def highest_level(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """The highest level surely and possibly reached."""
    low = high = param[0]
    for order, arg in zip(param[1:], args, strict=True):
        surely, possibly = values[arg]
        if surely and order > low:
            low = order
        if possibly and order > high:
            high = order
    return (low, high)
