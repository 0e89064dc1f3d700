"""Calendar arithmetic: ages in days or calendar months, and the day on which an age is reached.

A month later is the same day of the next month, and the last day of a month that is too short for it:
31 January and a month is 28 February, or 29 in a leap year. Days count to their end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

_MONTHS = 12
_LAST_MONTH = 9999 * _MONTHS + _MONTHS - 1


class Age(NamedTuple):
    """Whole calendar months, and the days beyond them."""

    months: int
    days: int

    def __str__(self) -> str:
        """``14 months``, ``12 months and 3 days``, ``20 days``."""
        parts = [
            f"{number} {unit if number == 1 else unit + 's'}"
            for number, unit in ((self.months, "month"), (self.days, "day"))
            if number
        ]
        return " and ".join(parts) or "0 days"


def later(day: date, number: int, unit: str) -> date | None:
    """The day so many ``days``, ``months`` or ``years`` later; None beyond the end of the calendar."""
    if unit == "days":
        ordinal = day.toordinal() + number
        return day.fromordinal(ordinal) if ordinal <= day.max.toordinal() else None
    months = day.year * _MONTHS + day.month - 1 + number * (_MONTHS if unit == "years" else 1)
    if months > _LAST_MONTH:
        return None
    first = day.replace(months // _MONTHS, months % _MONTHS + 1, 1)
    return first.replace(day=min(day.day, _days_of(first)))


def is_older(day: date, number: int, unit: str, today: date) -> bool:
    """Whether a day lies more than so many ``days``, ``months`` or ``years`` before today."""
    last = later(day, number, unit)
    return last is not None and today > last


def age(day: date, today: date) -> Age:
    """How old something of a day is today, which must not come before it."""
    months = (today.year - day.year) * _MONTHS + today.month - day.month
    since = later(day, months, "months")
    if since is None or since > today:
        months -= 1
        since = later(day, months, "months")
    return Age(months, (today - since).days if since else 0)


def _days_of(first: date) -> int:
    """How many days the month has that begins on a day."""
    from calendar import monthrange

    return monthrange(first.year, first.month)[1]
