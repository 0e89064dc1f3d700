"""What cannot be put together in values is found before anything is evaluated."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, problems

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
input customers "Customers" : count 0 .. 10
input content "Content" : percent
input size "Size" : one of small, large
input paint "Paint" : one of red, blue
input day "Day" : date
capability A "A" { criterion 1 "One" criterion 2 "Two" }
value mixed of A.1 = 5
value mixed of A.2 = content
value done of capability on each level n = if n at most 1 then 1 otherwise 2
"""
)


@pytest.mark.parametrize(
    ("body", "message", "at"),
    [
        (
            "customers plus content",
            "On one side of `plus` stands a count; this is a percentage.",
            "customers",
        ),
        (
            "if customers at least 1 then 5 otherwise content",
            "Both branches give one kind of value: here a number; this is a percentage.",
            "customers",
        ),
        (
            "lowest of (customers and content)",
            "`lowest of` compares values of one kind: here a count; this is a percentage.",
            "customers",
        ),
        (
            "lowest of (size and paint)",
            "`lowest of` compares values of one kind; these are ratings of different scales.",
            "size",
        ),
        (
            "if customers at least 1 then size otherwise paint",
            "Both branches give one kind of value; these are ratings of different scales.",
            "customers",
        ),
        (
            "sum of mixed over every criterion",
            "Values of one kind are taken together: here a number; this is a percentage.",
            "mixed",
        ),
        ("customers at least size", "These two cannot be compared.", "size"),
        ("content at least 5", "These two cannot be compared.", "5"),
        ("customers at least L", "These two cannot be compared.", "L"),
        ("age of customers in days", "An age is asked of a date; this is a count.", "days"),
    ],
)
def test_values_of_different_kinds_are_not_put_together(body: str, message: str, at: str) -> None:
    assert problems(f"{MODEL}\nvalue v of model = {body}\n") == [("CX0306", message, at)]


@pytest.mark.parametrize(
    "body",
    [
        "customers plus 1",
        "day plus customers",
        "day minus day",
        "lowest of (customers and 3)",
        "content minus 5%",
    ],
)
def test_a_count_is_a_number_and_a_day_may_move(body: str) -> None:
    assert problems(f"{MODEL}\nvalue v of model = {body}\n") == []


def test_whether_something_is_rated_is_asked_of_the_record_alone() -> None:
    message = "Only a rule that refuses or warns can ask whether something is rated."
    value = "\nvalue v of capability = some criterion is not rated\n"
    assert problems(MODEL + value) == [("CX0304", message, "is not rated")]
    rule = '\nrule R refuse "Complete it." when some criterion of A is not rated source "x"\n'
    assert problems(MODEL + rule) == []
