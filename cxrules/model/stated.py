"""Stated values and their types: how each type is written, and the exact value behind it.

A type is ``number``, ``percent``, ``count``, ``date``, ``truth``, ``text``, or ``one of a b c``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15}|/0{0,8}[1-9][0-9]{0,8})?")
_COUNT = re.compile(r"[0-9]{1,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRUTHS = {"yes": 1, "no": 0, "true": 1, "false": 0}
_ONE_OF = "one of "
_WANTED = {
    "number": "a number such as 12, 12.5 or 25/2",
    "percent": "a percent such as 92%",
    "count": "a whole number such as 12",
    "date": "a date such as 2026-11-20",
    "truth": "yes or no",
}


def exact(text: str, type_: str) -> int | Fraction | None:
    """The value that a text states, None where it is none of the type (which for ``text`` is always so).

    A percent is a number of hundredths: ``92%`` is 92. A date is its number in the calendar
    (`date.toordinal`), yes is 1 and no 0, and a word is its place among those allowed, from 0.
    """
    if type_ == "number" or (type_ == "percent" and text.endswith("%")):
        return _number(text.removesuffix("%").rstrip() if type_ == "percent" else text)
    if type_ == "count":
        return int(text) if _COUNT.fullmatch(text) else None
    if type_ == "date":
        return _day(text)
    if type_ == "truth":
        return _TRUTHS.get(text)
    words = allowed(type_)
    return words.index(text) if text in words else None


def allowed(type_: str) -> list[str]:
    """The words of a type that lists them; none for the other types."""
    return type_.removeprefix(_ONE_OF).split() if type_.startswith(_ONE_OF) else []


def mismatch(text: str, type_: str) -> str:
    """What a value of the type looks like, where the text is none; empty where it is one."""
    if type_ == "text" or exact(text, type_) is not None:
        return ""
    *words, last = allowed(type_) or [f"of the type {type_}"]
    return _WANTED.get(type_) or (f"{', '.join(words)} or {last}" if words else last)


def beyond(text: str, type_: str, low: str | None, high: str | None) -> str:
    """Which bound, a number as text, a value is beyond: ``at least 0``; empty where it is within."""
    if type_ not in {"number", "percent", "count"}:
        return ""
    found, lowest, highest = exact(text, type_), _number(low or ""), _number(high or "")
    sign = "%" if type_ == "percent" else ""
    if found is not None and lowest is not None and found < lowest:
        return f"at least {low}{sign}"
    return f"at most {high}{sign}" if found is not None and highest is not None and found > highest else ""


def _number(text: str) -> int | Fraction | None:
    if not _NUMBER.fullmatch(text):
        return None
    if text.lstrip("-").isdigit():
        return int(text)
    from fractions import Fraction

    return Fraction(text)


def _day(text: str) -> int | None:
    if not _DATE.fullmatch(text):
        return None
    from datetime import date

    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
