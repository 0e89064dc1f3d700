"""Stated values: how each type is written, and what it is worth exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.model.stated import allowed, beyond, exact, mismatch

WRITTEN = [
    ("12", "number", 12),
    ("-12", "number", -12),
    ("12.50", "number", Fraction(25, 2)),
    ("25/2", "number", Fraction(25, 2)),
    ("92%", "percent", 92),
    ("99.9 %", "percent", Fraction(999, 10)),
    ("007", "count", 7),
    ("1970-01-01", "date", date(1970, 1, 1).toordinal()),
    ("yes", "truth", 1),
    ("no", "truth", 0),
    ("false", "truth", 0),
    ("green", "one of red amber green", 2),
]


@pytest.mark.parametrize(("text", "kind", "value"), WRITTEN)
def test_what_is_written_so_is_worth(text: str, kind: str, value: object) -> None:
    assert exact(text, kind) == value
    assert mismatch(text, kind) == ""


NOT = [
    ("12%", "number"),
    ("1e9", "number"),
    ("1/0", "number"),
    ("", "number"),
    ("٣", "number"),
    ("-", "number"),
    ("92", "percent"),
    ("%", "percent"),
    ("1.5", "count"),
    ("-1", "count"),
    ("2026-02-29", "date"),
    ("2026-1-1", "date"),
    ("20260101", "date"),
    ("maybe", "truth"),
    ("blue", "one of red amber green"),
    ("of", "one of red amber green"),
]


@pytest.mark.parametrize(("text", "kind"), NOT)
def test_what_is_not(text: str, kind: str) -> None:
    assert exact(text, kind) is None
    assert mismatch(text, kind)


def test_the_words_of_a_type() -> None:
    assert allowed("one of red amber green") == ["red", "amber", "green"]
    assert allowed("number") == []
    assert mismatch("blue", "one of red green") == "red or green"
    assert mismatch("anything", "text") == ""


def test_a_number_beyond_its_bounds() -> None:
    assert beyond("-1", "number", "0", None) == "at least 0"
    assert beyond("101%", "percent", None, "100") == "at most 100%"
    assert beyond("0", "count", "0", "0") == ""
    assert beyond("2026-01-01", "date", "0", "1") == ""
    assert beyond("x", "number", "0", "1") == ""


@given(st.fractions(max_denominator=10**6).filter(lambda value: abs(value) < 10**9))
def test_any_fraction_reads_back(value: Fraction) -> None:
    assert exact(str(value), "number") == value


@given(st.dates())
def test_any_date_reads_back(day: date) -> None:
    assert exact(day.isoformat(), "date") == day.toordinal()
