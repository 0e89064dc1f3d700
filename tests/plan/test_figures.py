"""Numbers are shown plainly; only what is shown is shortened."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cxrules.model.surd import Surd
from cxrules.plan.figures import apart_text, date_text, number_text, percent_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("100", "100"),
        ("25/2", "12.5"),
        ("-5/4", "-1.25"),
        ("1/3", "0.33…"),
        ("-2/3", "-0.66…"),
        ("200/3", "66.66…"),
        ("1/1000", "0.00…"),
    ],
)
def test_a_number_in_full_or_with_an_ellipsis(number: str, text: str) -> None:
    assert number_text(Fraction(number)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("100", "100 %"),
        ("25/2", "12.5 %"),
        ("100/3", "33.3 %"),
        ("200/3", "66.7 %"),
        ("8497/100", "84.97 %"),
        ("84997/1000", "85.0 %"),
        ("-100/3", "-33.3 %"),
    ],
)
def test_a_percentage_is_rounded_to_be_read(number: str, text: str) -> None:
    assert percent_text(Fraction(number)) == text


def test_a_date_is_the_day_of_its_ordinal() -> None:
    assert date_text(date(2025, 3, 31).toordinal()) == "2025-03-31"
    assert date_text(Fraction(5, 2)) == "2.5"
    assert date_text(0) == "0"


@pytest.mark.parametrize(
    ("number", "bound", "told"),
    [
        ("20.9", "20", "as it was"),
        ("5.04", "5", "5.04 %"),
        ("5.0004", "5", "5.0004 %"),
        ("4.9996", "5", "4.9996 %"),
        ("5", "5", "as it was"),
        ("-0.001", "0", "-0.001 %"),
    ],
)
def test_a_number_never_looks_like_the_bound_that_it_misses(number: str, bound: str, told: str) -> None:
    assert apart_text(Fraction(number), Fraction(bound), "as it was", " %") == told


def test_a_bound_with_a_root_is_told_apart_too() -> None:
    root = Surd(Fraction(5), Fraction(2, 10**12))
    assert root != 5
    assert apart_text(root, Fraction(5), "5.0 %", " %") == "5.000001 %"
