"""Whether two conditions, or two windows, can hold of one row, as far as their text tells; no row is read.

Where nothing is proved, they are taken to hold together.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.model.metrics import Tree, Window

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOWER = ("at-least", "above")
_UPPER = ("at-most", "below")


def disjoint(one: Tree | None, other: Tree | None) -> bool:
    """Whether it is sure that no row meets both conditions; None is the condition that each row meets."""
    if one is None or other is None:
        return False
    return _apart(one, other) or _apart(other, one)


_MONTHS = {"months": 1, "years": 12}
_SHORTEST, _LONGEST = 28, 31


def windows_apart(one: Window | None, other: Window | None) -> bool:
    """Whether it is sure that no row lies in both windows; None is no window at all."""
    if one is None or other is None or one.column != other.column:
        return False
    if one.unit and other.unit:
        return _ended_before(one, other) or _ended_before(other, one)
    if one.unit or other.unit:
        return False
    return one.until < other.since or other.until < one.since


def _ended_before(one: Window, other: Window) -> bool:
    """Whether a window had ended before another one began; both count back from one day."""
    ended = [(one.ago, one.ago_unit)]
    began = [(other.length, other.unit), (other.ago, other.ago_unit)]
    units = {unit for count, unit in (*ended, *began) if count}
    if not one.ago:
        return False
    if units <= _MONTHS.keys():
        return _sum(ended, _MONTHS) >= _sum(began, _MONTHS)
    shortest = {unit: months * _SHORTEST for unit, months in _MONTHS.items()}
    longest = {unit: months * _LONGEST for unit, months in _MONTHS.items()}
    return _sum(ended, shortest) >= _sum(began, longest)


def _sum(spans: Iterable[tuple[int, str]], of: Mapping[str, int]) -> int:
    """How long some spans are together; days count as they are."""
    return sum(count * of.get(unit, 1) for count, unit in spans)


def _apart(one: Tree, other: Tree) -> bool:
    if one[0] == "and":
        return any(disjoint(part, other) for part in one[1:])
    if one[0] == "or":
        return all(disjoint(part, other) for part in one[1:])
    if one[0] == "not":
        return bool(one[1] == other)
    compared = {*_LOWER, *_UPPER, "is", "is-not"}
    if one[0] not in compared or other[0] not in compared or one[1] != other[1]:
        return False
    if one[0] == "is":
        return all(_refuses(other, text) for text in one[2])
    return one[0] in _LOWER and other[0] in _UPPER and _beyond(one, other)


def _refuses(condition: Tree, text: str) -> bool:
    """Whether a value written so does not meet a condition."""
    word, _, limit = condition
    if word == "is":
        return not any(_same(text, each) for each in limit)
    if word == "is-not":
        return text in limit
    side = _order(text, limit)
    if side is None:
        return False
    return {"at-least": side < 0, "above": side <= 0, "at-most": side > 0, "below": side >= 0}[word]


def _beyond(lower: Tree, upper: Tree) -> bool:
    """Whether no value is both above the one limit and below the other."""
    side = _order(lower[2], upper[2])
    if side is None:
        return False
    both = lower[0] == "at-least" and upper[0] == "at-most"
    return side > 0 if both else side >= 0


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or _order(one, other) == 0


def _order(one: Any, other: Any) -> int | None:  # noqa: ANN401  # a limit is text, or a column
    """-1, 0 or 1: the first is below, equal to or above the second; None where that is not known."""
    if one == other:
        return 0
    if not (isinstance(one, str) and isinstance(other, str)):
        return None
    if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other):
        left, right = Fraction(one), Fraction(other)
        return (left > right) - (left < right)
    if _DAY.fullmatch(one) and _DAY.fullmatch(other):
        return (one > other) - (one < other)
    return None
