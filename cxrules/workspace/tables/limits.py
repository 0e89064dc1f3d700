"""Texts of a model or a file as exact numbers: limits, bounds and codes. No row is read here."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MICRO = 1_000_000
"""A number is kept as whole millionths."""

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_RATIO = re.compile(r"[+-]?[0-9]+/[0-9]*[1-9][0-9]*")


def exact(text: str) -> Fraction | None:
    """The number that a text is: ``0.92``, ``92%``, ``4/5``; None for any other text."""
    plain = text.strip()
    if plain.endswith("%"):
        share = exact(plain[:-1])
        return None if share is None else share / 100
    if _NUMBER.fullmatch(plain) or _RATIO.fullmatch(plain):
        return Fraction(plain)
    return None


def stated(text: str) -> Fraction:
    """The number of a limit in a model; raises ValueError for a text that is none."""
    number = exact(text)
    if number is None:
        raise ValueError(f"{text!r} is no number")
    return number


def bounded(value: str, low: str | None, high: str | None, scale: int) -> str:
    """Whether a whole SQL number, `scale` to the unit, is below `low` or above `high`; empty without both."""
    tests = []
    if low is not None:
        tests.append(f"{value} < {ceil(stated(low) * scale)}")
    if high is not None:
        tests.append(f"{value} > {floor(stated(high) * scale)}")
    return " OR ".join(tests)


def compared(word: str, value: str, limit: str, scale: int) -> str:
    """A whole SQL number of `scale` to the unit against a limit, exactly."""
    number = stated(limit) * scale
    return {
        "at-least": f"{value} >= {ceil(number)}",
        "at-most": f"{value} <= {floor(number)}",
        "below": f"{value} < {ceil(number)}",
        "above": f"{value} > {floor(number)}",
    }[word]


def ratio_compared(word: str, value: str, divisor: str, limit: str, scale: int) -> str:
    """A whole SQL number, `scale` to the unit, by a positive one against a limit, exactly."""
    number = stated(limit) * scale
    sign = {"at-least": ">=", "at-most": "<=", "below": "<", "above": ">"}[word]
    return f"({value})::HUGEINT * {number.denominator} {sign} ({number.numerator}) * ({divisor})::HUGEINT"


def among(value: str, texts: Iterable[str], scale: int) -> str:
    """Whether a whole SQL number, `scale` to the unit, is one of some; empty where it cannot be any."""
    numbers = {number * scale for text in texts if (number := exact(text)) is not None}
    whole = sorted(int(number) for number in numbers if number.denominator == 1)
    return f"{value} IN ({', '.join(map(str, whole))})" if whole else ""
