"""Ages in days and calendar months: ends of months, leap years, and what always holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cxrules.plan.calendar import Age, age, is_older, later

LATER = [
    ("2026-01-31", 1, "months", "2026-02-28"),
    ("2024-01-31", 1, "months", "2024-02-29"),
    ("2026-01-31", 2, "months", "2026-03-31"),
    ("2025-12-31", 2, "months", "2026-02-28"),
    ("2024-02-29", 12, "months", "2025-02-28"),
    ("2024-02-29", 1, "years", "2025-02-28"),
    ("2024-02-29", 4, "years", "2028-02-29"),
    ("2026-11-20", 0, "months", "2026-11-20"),
    ("2026-12-15", 1, "months", "2027-01-15"),
    ("2026-12-31", 1, "days", "2027-01-01"),
    ("2024-02-28", 2, "days", "2024-03-01"),
]


@pytest.mark.parametrize(("day", "number", "unit", "then"), LATER)
def test_so_much_later(day: str, number: int, unit: str, then: str) -> None:
    assert later(date.fromisoformat(day), number, unit) == date.fromisoformat(then)


AGES = [
    ("2025-09-20", "2026-11-20", "14 months"),
    ("2025-11-20", "2026-11-20", "12 months"),
    ("2025-11-19", "2026-11-20", "12 months and 1 day"),
    ("2026-10-21", "2026-11-20", "30 days"),
    ("2026-11-20", "2026-11-20", "0 days"),
    ("2026-01-31", "2026-02-28", "1 month"),
    ("2026-01-31", "2026-03-30", "1 month and 30 days"),
    ("2024-02-29", "2025-02-28", "12 months"),
    ("2024-02-29", "2025-03-01", "12 months and 1 day"),
]


@pytest.mark.parametrize(("day", "today", "text"), AGES)
def test_how_old(day: str, today: str, text: str) -> None:
    assert str(age(date.fromisoformat(day), date.fromisoformat(today))) == text


def test_beyond_the_calendar_nothing_is_older() -> None:
    assert later(date.max, 1, "days") is None
    assert later(date(9999, 12, 1), 1, "months") is None
    assert not is_older(date(9000, 1, 1), 9000, "years", date.max)


days = st.dates(date(1, 1, 1), date(9000, 1, 1))
numbers = st.integers(0, 500)
units = st.sampled_from(["days", "months", "years"])


@given(days, numbers, units)
def test_the_last_day_still_counts_and_the_next_one_does_not(day: date, number: int, unit: str) -> None:
    last = later(day, number, unit)
    assert last is not None
    assert not is_older(day, number, unit, last)
    assert is_older(day, number, unit, last + timedelta(days=1))


@given(days, numbers)
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(day: date, number: int) -> None:
    then = later(day, number, "months")
    assert then is not None
    assert (then.year - day.year) * 12 + then.month - day.month == number
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


@given(days, numbers)
def test_twelve_months_are_a_year(day: date, number: int) -> None:
    assert later(day, number, "years") == later(day, 12 * number, "months")


@given(days, numbers, units)
def test_more_time_is_never_earlier(day: date, number: int, unit: str) -> None:
    sooner, then = later(day, number, unit), later(day, number + 1, unit)
    assert sooner is not None
    assert then is not None
    assert sooner < then
    younger = later(day + timedelta(days=1), number, unit)
    assert younger is not None
    assert sooner <= younger


@given(days, st.integers(0, 100_000), numbers)
def test_an_age_and_a_limit_agree(day: date, number: int, limit: int) -> None:
    today = day + timedelta(days=number)
    found = age(day, today)
    since = later(day, found.months, "months")
    assert since is not None
    assert since + timedelta(days=found.days) == today
    assert 0 <= found.days <= 30
    assert is_older(day, limit, "months", today) == (found > Age(limit, 0))
