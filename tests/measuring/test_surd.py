"""Exact numbers with a root: their order, their arithmetic and how they are written."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import assume, example, given, strategies as st

from cxrules.model.surd import Surd, decimal_text, within

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=200)
positive = st.fractions(min_value=0, max_value=1000, max_denominator=200)
surds = st.builds(Surd, fractions, positive, st.sampled_from([1, -1]))
numbers = surds | fractions | st.integers(-1000, 1000)
PRECISE = Context(prec=120)


def decimal(number: Surd | Fraction | int) -> Decimal:
    """The number to 120 digits, by other means."""
    with localcontext(PRECISE):
        if not isinstance(number, Surd):
            exact = Fraction(number)
            return Decimal(exact.numerator) / Decimal(exact.denominator)
        root = (Decimal(number.under.numerator) / Decimal(number.under.denominator)).sqrt()
        return Decimal(number.rational.numerator) / Decimal(number.rational.denominator) + number.sign * root


def far(one: Surd | Fraction | int, other: Surd | Fraction | int) -> bool:
    with localcontext(PRECISE):
        return abs(decimal(one) - decimal(other)) > Decimal("1e-100")


@given(surds, numbers)
@example(Surd(3, 2), Surd(2, Fraction(583, 100)))
@example(Surd(1, 2), Surd(1, 2, -1))
@example(Surd(0, 2), Surd(Fraction(1414213562373095048801688, 10**24)))
def test_the_order_is_that_of_many_digits(one: Surd, other: Surd | Fraction | int) -> None:
    if far(one, other):
        below = decimal(one) < decimal(other)
        assert (one < other, one <= other, one > other, one >= other) == (below, below, not below, not below)
        assert (other > one, other >= one, other < one, other <= one) == (below, below, not below, not below)
        assert one != other
    else:
        assert one == other
        assert one <= other <= one
        assert not one < other
        assert hash(one) == hash(other)


def test_numbers_that_floats_cannot_tell_apart_are_told_apart() -> None:
    root = Surd(0, 2)
    below = Fraction(14142135623730950488016887242096980785696, 10**40)
    assert below < root < below + Fraction(1, 10**40)
    assert Surd(below - 1, 2, -1) < -1
    assert Surd(0, 10**60 + 1) > 10**30


def test_a_root_that_is_a_fraction_is_taken() -> None:
    assert Surd(1, 4) == 3
    assert Surd(1, Fraction(9, 4), -1) == Fraction(-1, 2)
    assert hash(Surd(1, 4)) == hash(3)
    assert Surd(1, 4).under == Surd(1, 4).sign == 0
    assert Surd(1, 2) != 1
    assert Surd(1, 2) != "1"


@given(surds, fractions)
def test_arithmetic_is_that_of_many_digits(one: Surd, other: Fraction) -> None:
    with localcontext(PRECISE):
        by = decimal(other)
        near = Decimal("1e-100")
        assert abs(decimal(one + other) - (decimal(one) + by)) < near
        assert abs(decimal(other - one) - (by - decimal(one))) < near
        assert abs(decimal(one * other) - decimal(one) * by) < near
    assert other + one == one + other
    assert other * one == one * other
    assert one - other == -(other - one)
    assert -one == one * -1
    assert -one * -1 == one


@given(surds, fractions, positive)
def test_the_order_goes_with_sums_and_factors(one: Surd, other: Fraction, factor: Fraction) -> None:
    assume(factor)
    assert (one < other) == (one * factor < other * factor) == (one * -factor > other * -factor)
    assert (one < other) == (one + factor < other + factor)


@given(numbers, st.integers(0, 12))
@example(Fraction(5, 1000), 2)
@example(Fraction(-5, 1000), 2)
@example(Fraction(-15, 1000), 2)
def test_decimals_are_the_nearest(number: Surd | Fraction | int, places: int) -> None:
    shown = Fraction(decimal_text(number, places))
    apart = shown - number
    half = Fraction(1, 2 * 10**places)
    assert -half < apart <= half  # of two that are as near, the greater one


@given(surds)
def test_floor_and_ceiling_are_those_of_many_digits(number: Surd) -> None:
    assume(far(number, round(decimal(number))))
    with localcontext(PRECISE):
        assert floor(number) == int(decimal(number).to_integral_value(ROUND_FLOOR))
        assert ceil(number) == int(decimal(number).to_integral_value(ROUND_CEILING))


def test_decimals_as_they_are_written() -> None:
    assert decimal_text(Surd(0, 2), 4) == "1.4142"
    assert decimal_text(Surd(0, 2, -1), 1) == "-1.4"
    assert decimal_text(Fraction(1, 8), 2) == "0.13"
    assert decimal_text(Fraction(-1, 8), 2) == "-0.12"
    assert decimal_text(Fraction(-1, 1000), 2) == "0.00"
    assert decimal_text(7, 0) == "7"
    assert repr(Surd(Fraction(1, 2), 3, -1)) == "1/2 - √(3)"
    assert repr(Surd(2, 4)) == "4"


@given(numbers)
def test_a_number_is_kept_within_a_range(number: Surd | Fraction | int) -> None:
    kept = within(number, -1, 1)
    assert -1 <= kept <= 1
    assert kept == number or not -1 <= number <= 1


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no root of -1"):
        Surd(0, -1)
    with pytest.raises(ValueError, match="sign"):
        Surd(0, 2, 0)
