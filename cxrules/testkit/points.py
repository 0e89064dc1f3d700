"""Values as a test writes them, compared exactly with what came out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.plan.values import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.values import Value
    from cxrules.syntax.parts import Leaf
    from cxrules.syntax.testing_tree import Found

_TRUTHS = ("no", "yes")


def is_met(value: Value, found: Found, kind: str, words: Sequence[str]) -> bool:
    """Whether a value is what was expected: both ends where two are written, known where one is."""
    if found.low is None:
        if found.said == "not applicable":
            return value == OUTSIDE
        return value[0] != value[1]
    low = point(found.low, kind, words)
    high = point(found.high, kind, words) if found.high is not None else low
    return low is not None and value == (low, high)


def point(leaf: Leaf, kind: str, words: Sequence[str]) -> Fraction | int | None:
    """The exact number that stands for a written value; None where it is none of its type."""
    text = leaf.text
    if kind == "truth":
        return _TRUTHS.index(text) if text in _TRUTHS else None
    if kind == "rating":
        return list(words).index(text) if text in words else None
    try:
        return date.fromisoformat(text).toordinal() if kind == "date" else Fraction(text.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None


def exactly(value: Value) -> str:
    """How to expect a number that no decimals write in full: ``, exactly 200 divided by 3``; or nothing."""
    ends = dict.fromkeys(Fraction(end) for end in value if end is not None)
    if all(_is_decimal(end.denominator) for end in ends):
        return ""
    return f", exactly {' to '.join(map(_written, ends))}"


def _is_decimal(denominator: int) -> bool:
    """Whether decimals come to an end: below the line stand only twos and fives."""
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    return denominator == 1


def _written(number: Fraction) -> str:
    if _is_decimal(number.denominator):
        written = f"{Decimal(abs(number.numerator)) / number.denominator:f}"
    else:
        written = f"{abs(number.numerator)} divided by {number.denominator}"
    return f"minus {written}" if number < 0 else written
