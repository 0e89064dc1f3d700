"""Numbers as people read them. Only what is shown is shortened; values stay exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxrules.model.surd import Surd
    from cxrules.plan.aggregation import Number


def number_text(number: Number | Surd) -> str:
    """An exact number, written with at most two decimals and an ellipsis where that is not all of it."""
    if not isinstance(number, (int, Fraction)):
        return _root_text(number)
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    hundredths = exact * 100
    whole, part = divmod(abs(hundredths.numerator) // hundredths.denominator, 100)
    digits = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
    more = "" if hundredths.denominator == 1 else "…"
    if more:
        digits = f"{whole}.{part:02d}"
    return f"{'-' if exact < 0 else ''}{digits}{more}"


def _root_text(number: Surd) -> str:
    from math import floor

    hundredths = floor((-number if number < 0 else number) * 100)
    whole, part = divmod(hundredths, 100)
    return f"{'-' if number < 0 else ''}{whole}.{part:02d}…"


def measured_text(number: Number | Surd, unit: str) -> str:
    """A measured number with its unit, rounded to one decimal for people: ``12.5 points``, ``81.3 %``."""
    from cxrules.model.surd import decimal_text

    text = decimal_text(number, 1)
    if unit == "percent":
        return f"{text} %"
    text = text.removesuffix(".0") if unit == "count" else text
    return f"{text} {unit}" if unit in {"points", "days", "hours"} else text


def percent_text(number: Number | Surd) -> str:
    """A percentage in full if two decimals are enough, else rounded to one: ``12.5 %``, ``33.3 %``."""
    if not isinstance(number, (int, Fraction)):
        return measured_text(number, "percent")
    if (Fraction(number) * 100).denominator == 1:
        return f"{number_text(number)} %"
    tenths = round(abs(Fraction(number)) * 10)
    return f"{'-' if number < 0 else ''}{tenths // 10}.{tenths % 10} %"


def apart_text(number: Number | Surd, other: Number | Surd, text: str, unit: str) -> str:
    """The text of a number, with more decimals where it would look like another one: ``5.003 %``, not 5."""
    from cxrules.model.surd import decimal_text

    if number == other:
        return text
    places = 1
    while decimal_text(number, places) == decimal_text(other, places):
        places += 1
    return text if places == 1 else f"{decimal_text(number, places)}{unit}"


def date_text(number: Number) -> str:
    """The day of an ordinal, ``2025-03-31``; a number that is no day of the calendar as a number."""
    from datetime import date

    exact = Fraction(number)
    inside = exact.denominator == 1 and date.min.toordinal() <= exact <= date.max.toordinal()
    return date.fromordinal(exact.numerator).isoformat() if inside else number_text(number)
