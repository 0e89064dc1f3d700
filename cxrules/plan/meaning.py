"""What each operation means on exact values: the reference, written for reading, not for speed.

A rating or level is its rank or order, a truth 0 or 1, a number exact. None is outside: not applicable, or
out of scope. Ranges of values are the matter of `ranges`. Aggregates, numbers and choices have modules of
their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan import aggregates, aggregation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.types import Meaning
    from cxrules.plan.values import Point


def _truth(answer: object) -> int:
    return 1 if answer else 0


# ------------------------------------------------------------------------------- comparisons


def _compare(test: Callable[[Any, Any], bool]) -> Meaning:
    """A rating against a parameter; outside stays outside."""

    def meaning(param: Any, values: Sequence[Point]) -> Point:
        return None if values[0] is None else _truth(test(values[0], param))

    return meaning


def _pair(test: Callable[[Any, Any, Any], bool]) -> Meaning:
    """Two ratings against each other; one outside makes the comparison outside."""

    def meaning(param: Any, values: Sequence[Point]) -> Point:
        left, right = values
        return None if left is None or right is None else _truth(test(left, right, param))

    return meaning


at_least = _compare(lambda value, rank: value >= rank)
at_most = _compare(lambda value, rank: value <= rank)
one_of = _compare(lambda value, ranks: value in ranks)
not_above = _pair(lambda left, right, _: left <= right)
close = _pair(lambda left, right, steps: abs(left - right) <= steps)
apart = _pair(lambda left, right, steps: abs(left - right) > steps)


def applies(_: Any, values: Sequence[Point]) -> int:
    """Whether a rating is asked for at all."""
    return _truth(values[0] is not None)


# ------------------------------------------------------------------------------------ truths


def negation(_: Any, values: Sequence[Point]) -> int:
    """Not; what is outside does not hold, so its opposite does."""
    return _truth(not values[0])


def conjunction(_: Any, values: Sequence[Point]) -> int:
    """All of them; what is outside does not hold."""
    return _truth(all(values))


def disjunction(_: Any, values: Sequence[Point]) -> int:
    """Any of them; what is outside does not hold."""
    return _truth(any(values))


def at_least_k(k: int, values: Sequence[Point]) -> int:
    """At least `k` of them; what is outside does not hold."""
    return _truth(sum(map(bool, values)) >= k)


def itself(_: Any, values: Sequence[Point]) -> Point:
    """The operand as it is."""
    return values[0]


# ------------------------------------------------------------------ back to a rating


def nearest(param: Any, values: Sequence[Point]) -> Point:
    """The rating whose code is nearest to a number."""
    return None if values[0] is None else aggregation.nearest(values[0], param["codes"], param["rounding"])


def band(param: Any, values: Sequence[Point]) -> Point:
    """The rating in whose band a percentage lies."""
    return None if values[0] is None else aggregation.band(values[0], param["ends"])


def collapse(ranks: Sequence[int], values: Sequence[Point]) -> Point:
    """A rating of a refined scale as a rating of its base."""
    return None if values[0] is None else ranks[int(values[0])]


def join(param: Any, values: Sequence[Point]) -> Point:
    """Instances become one rating."""
    kind = param["kind"]
    if kind in {"mean", "median"}:
        number = (aggregates.MEAN if kind == "mean" else aggregates.MEDIAN).meaning(param, values)
        return band(param, [number]) if param["ends"] else nearest(param, [number])
    if kind == "at least":
        return aggregates.KTH_HIGHEST.meaning(param, values)
    return (aggregates.LOWEST if kind == "lowest" else aggregates.HIGHEST).meaning(param, values)


# --------------------------------------------------------------------- rules that bound a rating


def _bounded(limit: Callable[[Any, Sequence[Any]], int]) -> Meaning:
    """The first operand, bounded if the condition (last but one) holds and no deviation (last) stands."""

    def meaning(param: Any, values: Sequence[Point]) -> Point:
        *_, when, deviated = values
        if values[0] is None or not when or deviated:
            return values[0]
        return limit(param, values)

    return meaning


cap = _bounded(lambda rank, values: min(values[0], rank))
raised = _bounded(lambda rank, values: max(values[0], rank))
fix = _bounded(lambda rank, _: rank)
keep = _bounded(lambda _, values: values[0] if values[1] is None else min(values[0], values[1]))


def step_down(_: Any, values: Sequence[Point]) -> Point:
    """The rating one step lower; the bottom one stays."""
    return None if values[0] is None else max(values[0] - 1, 0)


# -------------------------------------------------------------------------------------- levels


def highest_level(param: Any, values: Sequence[Point]) -> int:
    """The highest level that is reached, or the bottom one; `param` is the bottom and then each level."""
    reached = [int(order) for order, yes in zip(param[1:], values, strict=True) if yes]
    return max(reached, default=int(param[0]))


def first_stop(param: Any, values: Sequence[Point]) -> int:
    """The level before the first that is not reached."""
    level = int(param[0])
    for order, reached in zip(param[1:], values, strict=True):
        if not reached:
            break
        level = int(order)
    return level
