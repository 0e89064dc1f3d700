"""Windows that are said to be apart share no day, whatever the date of the assessment is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cxrules.measuring.apart import windows_apart
from cxrules.model.metrics import Window

_UNITS = {"days": 1, "months": 1, "years": 12}


def _back(day: date, count: int, unit: str) -> date:
    if unit == "days":
        return day - timedelta(days=count)
    months = day.year * 12 + day.month - 1 - count * _UNITS[unit]
    for number in (day.day, 30, 29, 28):
        try:
            return date(months // 12, months % 12 + 1, min(day.day, number))
        except ValueError:
            continue
    raise AssertionError


def _days(window: Window, today: date) -> tuple[date, date]:
    if not window.unit:
        return date.fromisoformat(window.since), date.fromisoformat(window.until)
    if not window.ago:
        return _back(today, window.length, window.unit), today
    ended = _back(today, window.ago, window.ago_unit)
    if "days" in {window.unit, window.ago_unit}:
        first = _back(ended, window.length, window.unit)
        return min(first, _back(_back(today, window.length, window.unit), window.ago, window.ago_unit)), (
            ended - timedelta(days=1)
        )
    many = window.length * _UNITS[window.unit] + window.ago * _UNITS[window.ago_unit]
    return _back(today, many, "months"), ended - timedelta(days=1)


days = st.dates(date(2019, 1, 1), date(2026, 12, 31))
windows = st.one_of(
    st.builds(
        Window,
        st.just("asked"),
        st.integers(1, 40),
        st.sampled_from(sorted(_UNITS)),
        st.just(""),
        st.just(""),
        st.integers(0, 40),
        st.sampled_from(sorted(_UNITS)),
    ),
    st.tuples(days, days).map(
        lambda ends: Window("asked", since=min(ends).isoformat(), until=max(ends).isoformat())
    ),
)


@given(windows, windows, days)
def test_windows_apart_share_no_day(one: Window, other: Window, today: date) -> None:
    if windows_apart(one, other):
        (first, last), (begin, end) = _days(one, today), _days(other, today)
        assert last < begin or end < first
        assert windows_apart(other, one)


YEAR = Window("asked", 12, "months")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (YEAR, Window("asked", 1, "years", ago=1, ago_unit="years"), True),
        (YEAR, Window("asked", 3, "months", ago=12, ago_unit="months"), True),
        (YEAR, Window("asked", 3, "months", ago=11, ago_unit="months"), False),
        (YEAR, Window("asked", 90, "days", ago=372, ago_unit="days"), True),
        (YEAR, Window("asked", 90, "days", ago=365, ago_unit="days"), False),
        (YEAR, YEAR, False),
        (YEAR, None, False),
        (YEAR, Window("seen", 1, "years", ago=1, ago_unit="years"), False),
        (
            Window("asked", since="2025-01-01", until="2025-12-31"),
            Window("asked", since="2026-01-01", until="2026-06-30"),
            True,
        ),
        (YEAR, Window("asked", since="2001-01-01", until="2001-12-31"), False),
    ],
)
def test_windows(one: Window, other: Window | None, *, apart: bool) -> None:
    assert windows_apart(one, other) is apart
