"""How well assessors agree: kappa for each pair and for all, alpha, and the share of equal ratings.

Exact: every statistic is a fraction. Sources: Cohen (1960, weights 1968), Fleiss (1971), Krippendorff
(*Content Analysis*, ordinal metric). A statistic whose chance agreement is complete, since all ratings are
the same, says nothing and is undefined; the reason is given in its place.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.model.assessment import CONSENSUS, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Given

Unit: TypeAlias = "Mapping[str, int]"
"""What was rated: the rank that each assessor gave it."""

_TWO = 2


class Statistic(NamedTuple):
    """A value of at most 1, or the reason why there is none; `units` are those it was worked out from."""

    value: Fraction | None
    units: int
    undefined: str = ""


class Pair(NamedTuple):
    """Two assessors: the share of equal ratings, and kappa without and with two kinds of weights."""

    first: str
    second: str
    equal: Statistic
    kappa: Statistic
    linear: Statistic
    quadratic: Statistic


class Agreement(NamedTuple):
    """How well all of them agree; `units` were rated by two or more of the `assessors`."""

    assessors: tuple[str, ...]
    units: int
    equal: Statistic
    fleiss: Statistic
    alpha: Statistic
    pairs: tuple[Pair, ...]


def units_of(evaluation: Evaluation) -> tuple[list[dict[str, int]], int]:
    """What each assessor gave to each subject and instance, and how many were said not to apply by somebody.

    A rating that is nobody's in particular, or that all agreed on, tells nothing of agreement.
    """
    ranks = {value: rank for rank, value in enumerate(evaluation.plan.given_values)}
    groups: dict[tuple[str, str | None], list[Given]] = {}
    for each in evaluation.assessment.ratings:
        groups.setdefault((each.subject, each.instance), []).append(each)
    units, left_out = [], 0
    for group in groups.values():
        said = [each for each in standing(group) if each.by not in {None, CONSENSUS}]
        if any(each.rating is None for each in said):
            left_out += len(said) > 1
        elif said:
            units.append({str(each.by): ranks[str(each.rating)] for each in said})
    return units, left_out


def agreement(units: Sequence[Unit]) -> Agreement:
    """Every statistic for these units; an assessor who gave no rating of a unit is not among its keys."""
    assessors = tuple(dict.fromkeys(name for unit in units for name in unit))
    shared = [unit for unit in units if len(unit) >= _TWO]
    pairs = tuple(_pair(first, second, units) for first, second in combinations(assessors, _TWO))
    return Agreement(
        assessors, len(shared), equal_share(units), fleiss_kappa(units), ordinal_alpha(units), pairs
    )


def _pair(first: str, second: str, units: Sequence[Unit]) -> Pair:
    both = [(unit[first], unit[second]) for unit in units if first in unit and second in unit]
    equal = Fraction(sum(one == other for one, other in both), len(both)) if both else None
    return Pair(
        first,
        second,
        Statistic(equal, len(both), "" if both else _NO_UNITS),
        cohen_kappa(both, _nominal),
        cohen_kappa(both, _linear),
        cohen_kappa(both, _quadratic),
    )


_NO_UNITS = "nothing was rated by both"
_NONE_SHARED = "nothing was rated by two assessors"
_ALIKE = "all ratings are the same, so that chance alone would agree"


def _nominal(one: int, other: int) -> int:
    return int(one != other)


def _linear(one: int, other: int) -> int:
    return abs(one - other)


def _quadratic(one: int, other: int) -> int:
    return (one - other) ** 2


def cohen_kappa(both: Sequence[tuple[int, int]], distance: Callable[[int, int], int] = _nominal) -> Statistic:
    """Cohen's kappa of the ranks that two assessors gave to each unit: 1 - observed / expected distance."""
    if not both:
        return Statistic(None, 0, _NO_UNITS)
    ones, others = Counter(one for one, _ in both), Counter(other for _, other in both)
    observed = sum(distance(one, other) for one, other in both)
    expected = sum(
        count * times * distance(one, other) for one, count in ones.items() for other, times in others.items()
    )
    if not expected:
        return Statistic(None, len(both), _ALIKE)
    return Statistic(1 - Fraction(observed * len(both), expected), len(both))


def equal_share(units: Sequence[Unit]) -> Statistic:
    """The share of equal ratings among all pairs of ratings of one unit."""
    pairs = equal = shared = 0
    for unit in units:
        counts = Counter(unit.values())
        total = len(unit)
        shared += total >= _TWO
        pairs += total * (total - 1)
        equal += sum(count * (count - 1) for count in counts.values())
    return Statistic(Fraction(equal, pairs), shared) if pairs else Statistic(None, 0, _NONE_SHARED)


def fleiss_kappa(units: Sequence[Unit]) -> Statistic:
    """Fleiss' kappa; it takes only units that all assessors rated."""
    assessors = {name for unit in units for name in unit}
    complete = [Counter(unit.values()) for unit in units if len(unit) == len(assessors)]
    each = len(assessors)
    if each < _TWO:
        return Statistic(None, 0, _NONE_SHARED)
    if not complete:
        return Statistic(None, 0, "nothing was rated by all assessors")
    agreeing = sum(count * (count - 1) for counts in complete for count in counts.values())
    observed = Fraction(agreeing, len(complete) * each * (each - 1))
    totals = sum(complete, Counter[int]())
    ratings = len(complete) * each
    expected = sum(Fraction(count, ratings) ** 2 for count in totals.values())
    if expected == 1:
        return Statistic(None, len(complete), _ALIKE)
    return Statistic((observed - expected) / (1 - expected), len(complete))


def ordinal_alpha(units: Sequence[Unit]) -> Statistic:
    """Krippendorff's alpha for ordinal data; missing ratings are no obstacle."""
    shared = [Counter(unit.values()) for unit in units if len(unit) >= _TWO]
    if not shared:
        return Statistic(None, 0, _NONE_SHARED)
    totals = sum(shared, Counter[int]())
    ratings = sum(totals.values())
    apart = {(one, other): _ordinal(one, other, totals) for one, other in combinations(sorted(totals), _TWO)}
    expected = sum(totals[one] * totals[other] * far for (one, other), far in apart.items())
    if not expected:
        return Statistic(None, len(shared), _ALIKE)
    observed = Fraction(0)
    for counts in shared:
        met = sum(
            counts[one] * counts[other] * apart[one, other]
            for one, other in combinations(sorted(counts), _TWO)
        )
        observed += Fraction(met, counts.total() - 1)
    return Statistic(1 - (ratings - 1) * observed / expected, len(shared))


def _ordinal(low: int, high: int, totals: Mapping[int, int]) -> Fraction:
    """The squared distance of two ranks: the ratings between them, each end counting half."""
    between = sum(count for rank, count in totals.items() if low <= rank <= high)
    return (between - Fraction(totals[low] + totals[high], 2)) ** 2
