"""Aggregates, numbers and choices by example: what a reader of a standard would work out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cxrules.plan.operations import OPERATIONS
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value


def result(name: str, param: object, *operands: Value | int | str) -> Value:
    """The value of an operation; a known operand may be written as a number or its text."""
    row = OPERATIONS[name]
    values = [each if isinstance(each, tuple) else (Fraction(each), Fraction(each)) for each in operands]
    return row.ranges(row.prepare(param), values, range(len(values)))


def known(text: str) -> Value:
    return (Fraction(text), Fraction(text))


@pytest.mark.parametrize(
    ("name", "param", "operands", "expected"),
    [
        ("share", None, (YES, YES, NO), known("200/3")),
        ("share", None, (YES, OUTSIDE, NO), known("50")),
        ("share", {"na": "holds"}, (YES, OUTSIDE, NO, YES), known("75")),
        ("share", {"na": "fails"}, (YES, OUTSIDE), known("50")),
        ("share", {"weights": ["3", "1"]}, (YES, NO), known("75")),
        ("share", None, (YES, OPEN), (50, 100)),
        ("share", None, (OUTSIDE,), OUTSIDE),
        ("share", {"empty": "100"}, (OUTSIDE,), known("100")),
        ("share", {"empty": {"low": "0", "high": "100"}}, (OUTSIDE,), (0, 100)),
        ("count", None, (YES, OUTSIDE, OPEN, YES), (2, 3)),
        ("count", None, (OUTSIDE,), known("0")),
        ("average", None, (1, 2, OUTSIDE, 6), known("3")),
        ("average", {"na": "0"}, (1, 2, OUTSIDE, 6), known("9/4")),
        ("sum", None, (1, "1/2", OUTSIDE), known("3/2")),
        ("median", None, ("1/2", 3, 2, 1), known("3/2")),
        ("lowest", None, ("5/2", "9/4"), known("9/4")),
        ("kth-highest", {"count": 2}, ("5/2", "9/4", 1), known("9/4")),
        ("leading", {}, (100, 100, 40, 100), known("12/5")),
        ("leading", {}, (100, OUTSIDE, 40), known("7/5")),
        ("leading", {}, (100, 100), known("2")),
        ("leading", {}, (100, (50, 100), 20), (Fraction(3, 2), Fraction(11, 5))),
        ("divide", "5/2", (5,), known("2")),
        ("times", None, ((-1, 2), (-3, 1)), (-6, 3)),
        ("minus", None, ((1, 2), (-3, 1)), (0, 5)),
        ("at-least", "5/2", ((2, 3),), OPEN),
    ],
)
def test_what_comes_of_it(name: str, param: object, operands: tuple[Any, ...], expected: Value) -> None:
    assert result(name, param, *operands) == expected


@pytest.mark.parametrize(
    ("applies", "expected"),
    [
        (YES, known("3")),
        (NO, known("2")),
        (OUTSIDE, known("2")),
        (OPEN, (2, 3)),
    ],
)
def test_a_member_may_apply_or_not(applies: Value, expected: Value) -> None:
    assert result("average", {"optional": 1, "members": [2]}, 1, 3, 5, applies) == expected


def test_nothing_may_be_left() -> None:
    """Whether the only member applies is open: what is told is what comes if it does."""
    param = {"optional": 1, "members": [0]}
    assert result("average", param, 5, OPEN) == known("5")
    assert result("average", {**param, "empty": "0"}, 5, OPEN) == (0, 5)
    assert result("every", param, YES, OPEN) == OPEN
    assert result("count", param, YES, OPEN) == (0, 1)


def test_many_open_members_are_no_trouble() -> None:
    members = [(place % 7, place % 7 + 2) for place in range(60)]
    param = {"optional": 60, "members": list(range(60))}
    assert result("average", param, *members, *[OPEN] * 60) == (0, 8)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        ("half up", "-1 -0.5 0 0.5 1.5 2 3"),
        ("half down", "-1.5 -1 0 0 1 2 3"),
        ("half even", "-1 -1 0 0 1 2 3"),
        ("half away", "-1.5 -1 0 0.5 1.5 2 3"),
        ("up", "-1 -0.5 0.5 0.5 1.5 2 3.5"),
        ("down", "-1.5 -1 0 0 1 2 3"),
        ("towards zero", "-1 -0.5 0 0 1 2 3"),
    ],
)
def test_rounding_to_a_step(mode: str, rounded: str) -> None:
    numbers = ["-1.25", "-0.75", "0.01", "0.25", "1.25", "2", "3.01"]
    expected = [Fraction(each) for each in rounded.split()]
    assert [result("round", {"mode": mode, "step": "1/2"}, each)[0] for each in numbers] == expected


def test_a_table_is_read_from_the_top() -> None:
    assert result("decide", None, NO, 1, YES, 2, YES, 3) == known("2")
    assert result("decide", None, NO, 1, OPEN, 2, YES, 3) == (2, 3)
    assert result("decide", None, OUTSIDE, 1, NO, 2, 5) == known("5")
    assert result("decide", None, NO, 1) == OUTSIDE
    assert result("decide", None, OPEN, OUTSIDE, 2) == known("2")


def test_values_that_agree_and_values_that_do_not() -> None:
    assert result("same", None, 2, OUTSIDE, 2) == YES
    assert result("same", None, 2, (1, 3)) == OPEN
    assert result("same", None, (0, 1), (2, 3)) == NO
    assert result("same", None, OUTSIDE) == OUTSIDE
    assert result("that", None, 2, OUTSIDE, 2) == known("2")
    assert result("that", None, 1, 3) == (1, 3)


def test_a_bound_from_below() -> None:
    assert result("floor", 2, (0, 3), YES, NO) == (2, 3)
    assert result("floor", 2, (0, 3), OPEN, NO) == (0, 3)
    assert result("floor", 2, 0, YES, OPEN) == (0, 2)
    assert result("step-down", None, (0, 3)) == (0, 2)


@pytest.mark.parametrize("divisor", [0, "0", "1/0", "two"])
def test_what_nothing_can_be_divided_by_is_refused(divisor: object) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        OPERATIONS["divide"].prepare(divisor)
