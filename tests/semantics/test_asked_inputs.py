"""Inputs, policies and roundings that make no sense are reported before anything is evaluated."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, problems

MODEL = f'model m version 1.0.0\n{FRAMEWORK}\ncapability A "A" {{ criterion 1 "One" }}\n'
ROWS = "value num of criterion = it  value v of A = sum of num over every criterion"


@pytest.mark.parametrize(
    ("more", "code", "message", "underlined"),
    [
        ("input a : number", "CX0306", "The input a has no bounds.", "a"),
        ("input a : count", "CX0306", "The input a has no bounds.", "a"),
        ("input a : count 5 .. 2", "CX0306", "The bounds of a do not run upwards.", "5"),
        ("input a : percent 50 .. 20", "CX0306", "The bounds of a do not run upwards.", "50"),
        ("input a : count 0 .. 2.5", "CX0306", "2.5 is no whole number.", "2.5"),
        ("input a : date 1 .. 3", "CX0306", "A date has no bounds.", "1"),
        ("input a : truth 0 .. 1", "CX0306", "A truth has no bounds.", "0"),
        ("input a : one of no, yes, no", "CX0202", "no stands twice among the answers.", "no"),
        (
            f"{ROWS} (blank counts 0, blank is left out)",
            "CX0202",
            "It is said twice what is done about what is blank.",
            "every criterion",
        ),
        (
            f"{ROWS} (none left counts 0, none left is open)",
            "CX0202",
            "It is said twice what is done about an empty list.",
            "every criterion",
        ),
        ("value v of A = 3 rounded up to 0", "CX0306", "There are no steps of 0 to round to.", "0"),
    ],
)
def test_what_makes_no_sense(more: str, code: str, message: str, underlined: str) -> None:
    assert problems(f"{MODEL}{more}\n") == [(code, message, underlined)]


@pytest.mark.parametrize(
    "more", ["number 1 .. 1", "percent", "percent 0 .. 150", "date", "truth", "one of no, yes"]
)
def test_what_makes_sense(more: str) -> None:
    assert not analysed(f"{MODEL}input a : {more}\n").diagnostics
