"""The value of a metric's body: arithmetic over aggregates, metrics and groups. Intervals are in `bounds`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.measuring.estimate import Group, Groups, Inputs, counted_things, left_out
from cxrules.measuring.forms import ARITHMETIC, calculated
from cxrules.measuring.samples import Modelled, Moments, Ordered, Part, Sample, Single, effective_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.metrics import Tree

_TWO = 2
_NO_ROW = "no row counts"
_NO_WEIGHT = "the weights of the rows that count add up to 0"
_BY_ZERO = "the number to divide by is 0"


class Worked(NamedTuple):
    """The value of a part of a body, or why there is none; `n` is None for a number, which is of no rows."""

    value: Fraction | None
    n: int | None = None
    effective: Fraction | None = None
    reason: str = ""
    unrated: str = ""


def worked_out(body: Tree, inputs: Inputs, least_in_group: int = 0) -> Worked:
    """The value of a body.

    Raises KeyError where something that the body names is not among the inputs.
    """
    word = body[0]
    if word == "number":
        return Worked(Fraction(body[1]))
    if word in ARITHMETIC:
        left, right = (worked_out(part, inputs, least_in_group) for part in body[1:])
        return _combined(word, left, right)
    if word == "metric":
        return _of_metric(body[1], inputs)
    if word == "over":
        return _over(body, inputs.groups[body[2], body[3]], least_in_group)
    return _of_sample(word, inputs.samples[body])


def _combined(word: str, left: Worked, right: Worked) -> Worked:
    """The arithmetic of two parts; of how many rows and how sure the weaker one is."""
    n = min((each.n for each in (left, right) if each.n is not None), default=None)
    effective = min((each.effective for each in (left, right) if each.effective is not None), default=None)
    if left.value is None or right.value is None:
        return Worked(None, n, effective, left.reason or right.reason)
    value = calculated(word, left.value, right.value)
    unrated = left.unrated or right.unrated
    return Worked(value, n, effective, _BY_ZERO if value is None else "", unrated)


def _of_metric(name: str, inputs: Inputs) -> Worked:
    estimate = inputs.metrics[name]
    reason = f"{name}: {estimate.reason}" if estimate.value is None else ""
    unrated = f"{name}: {estimate.unrated}" if estimate.unrated else ""
    return Worked(estimate.value, estimate.n, estimate.effective, reason, unrated)


# ---------------------------------------------------------------------------------------- aggregates


def _of_sample(word: str, sample: Sample) -> Worked:
    n, effective = sample.base.rows, effective_size(sample.base)
    if not n:
        return Worked(None, n, effective, _NO_ROW)
    if effective is None and word in {"share", "keys", "mean", "quantile"}:
        return Worked(None, n, effective, _NO_WEIGHT)
    if isinstance(sample, Modelled):
        return Worked(sample.value, n, effective, sample.reason)
    value = sample_value(word, sample)
    return Worked(value, n, effective, _NO_ROW if value is None else "")


def sample_value(word: str, sample: Sample) -> Fraction | None:
    """What an aggregate comes to, of at least one row and some weight; `word` is the one it starts with.

    Raises TypeError where the sample is of another aggregate.
    """
    match sample:
        case Part() if word in {"share", "keys", "count"}:
            return sample.weight if word == "count" else share_of(sample)
        case Moments() if word == "mean":
            return sample.total / sample.base.weight
        case Ordered() if word == "quantile":
            return (sample.lower + sample.upper) / 2
        case Single() if word in {"sum", "lowest", "highest", "distinct"}:
            return sample.value
        case _:
            raise TypeError(f"{type(sample).__name__} is not what a {word} is worked out from")


def share_of(sample: Part) -> Fraction:
    """The share that a part is of its rows, by weight: 0 to 1."""
    return sample.weight / sample.base.weight


# -------------------------------------------------------------------------------------------- groups


def _over(body: Tree, groups: Groups, least_in_group: int) -> Worked:
    least = least_in_group or groups.least
    rated = rated_groups(groups, least)
    values = [group.estimate.value for group in rated if group.estimate.value is not None]
    n = sum(group.estimate.n for group in rated)
    if not values:
        return Worked(None, n, None, no_groups(groups, least))
    return Worked(_joined(body[1], values), n)


def _joined(which: str, values: Sequence[Fraction]) -> Fraction:
    if which == "mean":
        return sum(values, Fraction(0)) / len(values)
    return max(values) if which == "highest" else min(values)


def rated_groups(groups: Groups, least: int) -> tuple[Group, ...]:
    """The groups with enough rows and a value; the others are shown, but not rated."""
    return tuple(group for group in groups.members if not left_out(group, least))


def no_groups(groups: Groups, least: int) -> str:
    """Why no group is rated."""
    if not groups.members:
        return _NO_ROW
    rows = "a row that counts is" if least <= 1 else f"{least} {counted_things(least, groups.column)} are"
    return f"none of {len(groups.members)} groups is rated: {rows} needed in each"


def lone_group(body: Tree, inputs: Inputs, least_in_group: int) -> str:
    """Why a spread of groups is undefined; empty where it is defined, and where a body is no spread.

    A body is a spread where it compares different aggregates over the same groups.
    """
    asked: dict[tuple[str, str], set[str]] = {}
    for which, metric, column in _aggregates_over(body):
        asked.setdefault((metric, column), set()).add(which)
    for key, words in asked.items():
        groups = inputs.groups[key]
        rated = rated_groups(groups, least_in_group or groups.least)
        if len(words) > 1 and len(rated) == 1:
            return f"only one group is rated, {rated[0].name}: a spread needs {_TWO}"
    return ""


def _aggregates_over(body: Tree) -> list[tuple[str, str, str]]:
    if body[0] == "over":
        return [(body[1], body[2], body[3])]
    if body[0] in ARITHMETIC:
        return [each for part in body[1:] for each in _aggregates_over(part)]
    return []
