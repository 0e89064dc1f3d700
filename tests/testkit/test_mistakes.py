"""Mistakes in tests: each is reported once, at the words that it is in, with what would be right."""

from __future__ import annotations

import pytest

from tests.testkit.inline import MODEL, Suite, mistaken

MISTAKES = [
    ("given C.1 is L expect no violation", "CX0506", "C.1"),
    ("given A.1 is X expect no violation", "CX0507", "X"),
    ("given A is L expect no violation", "CX0529", "L"),
    ("given A.1 is L for cause lat expect no violation", "CX0514", "lat"),
    ("given finding knowm expect no violation", "CX0513", "knowm"),
    ("given finding known is maybe expect no violation", "CX0201", "maybe"),
    ("given finding known on C expect no violation", "CX0506", "C"),
    ('given deviation gab because "x" expect no violation', "CX0515", "gab"),
    ('given deviation gap on B because "x" expect no violation', "CX0515", "B"),
    ("given A.1 in b is L expect no violation", "CX0516", "b"),
    ("given every thing is L expect no violation", "CX0201", "every thing"),
    ("given every criterion in H is L expect no violation", "CX0201", "H"),
    ("given every criterion tagged soft is L expect no violation", "CX0201", "soft"),
    ("given every criterion of C is L expect no violation", "CX0201", "C"),
    ("given every criterion with points at least 2 is L expect no violation", "CX0207", None),
    ("given value nps is 3 expect no violation", "CX0537", "nps"),
    ("given judged A.weak is no expect no violation", "CX0532", "A.weak"),
    ("given evidence document for A.1 expect no violation", "CX0706", "A.1"),
    ("given A.1 is L, A.1 is P expect no violation", "CX0703", "A.1"),
    ("given finding known given finding known expect no violation", "CX0703", "known"),
    ("reading audit reading derive expect no violation", "CX0703", "derive"),
    ("reading loud expect no violation", "CX0201", "loud"),
    ("method mea expect no violation", "CX0518", "mea"),
    ("profile none expect no violation", "CX0201", "none"),
    ("target second expect no violation", "CX0518", "second"),
    ("date 2026-13-01 expect no violation", "CX0106", "2026-13-01"),
    ("scope C expect no violation", "CX0506", "C"),
    ("up to level 7 expect no violation", "CX0303", "7"),
    ("expect level of C = 1", "CX0201", "C"),
    ("expect level of A = 7", "CX0303", "7"),
    ("expect rating of A = L", "CX0207", "A"),
    ("expect rating of A.3 = L", "CX0201", "A.3"),
    ("expect rating of A.1 = X", "CX0301", "X"),
    ("expect rating of A.1 in b = L", "CX0516", "b"),
    ("expect rule gab is kept", "CX0201", "gab"),
    ("expect rule gap on A.1 is kept", "CX0515", "A.1"),
    ("expect value score of A = 1", "CX0201", "score"),
    ("expect maturity = 1", "CX0201", "expect maturity = 1"),
    ("expect because A.1 expect level of A is open", "CX0704", "A.1"),
    ("expect level of A is open expect because A.7", "CX0201", "A.7"),
]

VALUED = (
    MODEL
    + """
value done of capability = share of every criterion that is F
value fine of capability = every criterion is F
decide mark of capability first fit { when every criterion is F -> F otherwise -> N }
maturity cumulative from 1 { 1 "One" 2 "Two" requires A reaches level 1 }
"""
)


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        ("expect value mark of A = X", "CX0301", "X"),
        ("expect value fine of A = maybe", "CX0306", "maybe"),
        ("expect value done of A = many", "CX0306", "many"),
        ("expect value done of A = 1 divided by 0", "CX0306", "1 divided by 0"),
        ("expect maturity = 7", "CX0303", "7"),
        ("expect maturity = 1 to 3", "CX0303", "3"),
    ],
)
def test_a_value_is_expected_to_be_what_it_cannot_be(lines: str, code: str, words: str) -> None:
    found = mistaken(lines, VALUED)
    assert [(each[0], each[2]) for each in found] == [(code, words)]


@pytest.mark.parametrize(("lines", "code", "words"), MISTAKES)
def test_a_mistake(lines: str, code: str, words: str | None) -> None:
    found = mistaken(lines)
    assert [each[0] for each in found] == [code], found
    assert words is None or found[0][2] == words


def test_a_test_that_expects_nothing() -> None:
    assert mistaken("given A.1 is L") == [("CX0702", "This test expects nothing.", '"one"')]


def test_two_tests_of_one_title() -> None:
    body = "{ given A.1 is L expect no violation }"
    found = Suite(f'test "one" {body}\ntest "one" {body}').mistakes()
    assert found == [("CX0202", "Two tests are called “one”.", '"one"')]


def test_a_profile_that_makes_a_mistake_of_the_model() -> None:
    model = MODEL + 'profile odd of small { set worst = N because "x" }\n'
    found = mistaken("profile odd expect no violation", model)
    assert [each[0] for each in found] == ["CX0201"]
