"""Numbers that no decimals write in full: expected as what they are, and told that way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_file
from cxrules.testkit.points import exactly
from cxrules.text import Source
from tests.testkit.inline import MODEL, failing

THIRDS = (
    MODEL.replace('criterion 2 "Two"', 'criterion 2 "Two" criterion 3 "Three"')
    + """
value done of capability = share of every criterion that is F
value less of capability = (sum of it over every criterion) divided by 3 minus 2
"""
)
GIVEN = "given A.1 is F, A.2 is F, A.3 is P "


def test_a_share_of_thirds() -> None:
    assert failing(GIVEN + "expect value done of A = 200 divided by 3", THIRDS) == []
    assert failing(GIVEN + "expect value less of A = 1 divided by 3", THIRDS) == []
    lines = "given every criterion of A is P expect value less of A = minus 1 divided by 1"
    assert failing(lines, THIRDS) == []
    lines = "given A.1 is F expect value done of A = 100 divided by 3 to 100"
    assert failing(lines, THIRDS) == []


def test_what_came_out_is_told_exactly() -> None:
    (found,) = failing(GIVEN + "expect value done of A = 67%", THIRDS)
    assert found[1].endswith(", exactly 200 divided by 3")
    (found,) = failing(GIVEN + "expect value done of A = 100 divided by 3", THIRDS)
    assert found[0] == "done of A 100 divided by 3"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((Fraction(5, 2), Fraction(5, 2)), ""),
        ((None, None), ""),
        ((Fraction(-1, 3), Fraction(5, 2)), ", exactly minus 1 divided by 3 to 2.5"),
        ((Fraction(1, 3), Fraction(100)), ", exactly 1 divided by 3 to 100"),
    ],
)
def test_exactly(value: tuple[Fraction | None, Fraction | None], said: str) -> None:
    assert exactly(value) == said


def test_it_is_laid_out_as_it_is_written() -> None:
    text = 'test "a" {\n  expect value a of B = minus 200 divided by 3 to 1 divided by 3\n}\n'
    file, problems = parse(Source("a.cxr", text))
    assert not problems
    assert print_file(file) == text
