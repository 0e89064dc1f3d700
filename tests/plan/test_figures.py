"""Numbers are shown plainly; only what is shown is shortened."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cxrules.plan.figures import date_text, number_text, percent_text


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
