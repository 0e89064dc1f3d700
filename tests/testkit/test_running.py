"""What a test may give and expect, and what it says when something else comes out."""

from __future__ import annotations

import pytest

from tests.testkit.inline import MODEL, Suite, failing

PASSING = [
    # levels
    "given A.PA.1 is L expect level of A = 1",
    "given A.PA.1 is F expect level of A = 1 to 2 expect level of A is open",
    "given A.PA.1 is F expect level of B is not rated",
    "given A.PA.1 is F, B is not applicable expect level of B is not applicable",
    "given A.PA.1 is F, B not applicable expect level of B is not applicable",
    # ratings
    "given A.PA.1 is L expect rating of A.PA.1 = L expect rating of A.PA.2 is open",
    "reading derive method mean given A.1 is F, A.2 is P expect rating of A.PA.1 = L",
    "reading derive method mean given A.1 is F expect rating of A.PA.1 = L to F",
    "instances a, b given A.PA.1 in a is F, A.PA.1 in b is P expect rating of A.PA.1 = L",
    "instances a, b given A.PA.1 in a is F, A.PA.1 in b is P expect rating of A.PA.1 in b = P",
    "instances a weight 3, b given A.PA.1 is F, A.PA.1 in b is N expect rating of A.PA.1 = L",
    "up to level 1 given A.PA.1 is F expect level of A = 1",
    "scope B given A.PA.1 is F, B.PA.1 is F expect level of B = 1 to 2",
    # every
    "given every criterion of A is P expect rating of A.2 = P",
    "given every criterion of A except A.2 is P, A.2 is F expect rating of A.2 = F",
    "given A.2 is F, every criterion of A is P expect rating of A.2 = F",
    "given every criterion is P, A.1 is not rated expect rating of A.1 is open expect rating of B.1 = P",
    "given every criterion tagged hard is L expect rating of A.1 = L expect rating of A.2 is open",
    "given every criterion in G is L expect rating of A.1 = L expect rating of B.1 is open",
    "given every attribute of A at level 2 is F, A.PA.1 is F expect level of A = 2",
    "given every attribute of A below level 2 is L expect level of A = 1",
    "instances a, b given every criterion of A in b is P, A.1 in a is F expect rating of A.1 in b = P",
    "given A.1 .. A.2 is L expect rating of A.2 = L",
    # rules
    "given A.1 is P, A.PA.1 is F expect rule gap is broken",
    "given A.1 is P, A.PA.1 is F expect rule gap on A.PA.1 is broken",
    "given A.1 is P, A.PA.1 is L expect rule gap is kept",
    "given A.1 is L, A.PA.1 is F expect rule gap is not triggered expect no violation",
    "given A.PA.1 is F expect rule gap is undecidable",
    'given A.1 is P, A.PA.1 is F given deviation gap because "x" expect rule gap is deviated',
    'given A.1 is P, A.PA.1 is F given deviation gap on A.PA.1 because "x" expect rule gap is deviated',
    "given A.1 is L, A.2 is F given finding known on A expect rule both is not triggered",
    "given A.1 is L, A.2 is F given finding known is no expect rule both is broken",
    "given A.1 is L, A.2 is F given finding known is open expect rule both is undecidable",
    "given A.2 is L for cause late given B.1 is F expect rule why is broken",
    "given A.2 is L for cause thin given B.1 is F expect rule why is not triggered",
    "instances a, b given A.1 in a is P, A.1 in b is F, A.PA.1 is F expect rule gap in b is not triggered",
    # reasons and targets
    "given A.PA.1 is P expect level of A = 0 expect because A.PA.1",
    "given A.1 is P, A.PA.1 is F expect rule gap is broken expect because A.1",
    "target first given A.PA.1 is L expect target is met",
    "target first given A.PA.1 is P expect target is not met",
]

FAILING = [
    ("given A.PA.1 is L expect level of A = 2", "level 2 of A", "it is 1"),
    ("given A.PA.1 is F expect level of A = 1", "level 1 of A", "it is 1 to 2"),
    ("given A.PA.1 is F expect level of B = 0", "level 0 of B", "it is not rated"),
    ("scope A given A.PA.1 is L expect level of B = 0", "level 0 of B", "it is out of scope"),
    ("given A.PA.1 is L expect rating of A.PA.1 = F", "rating F of A.PA.1", "it is L"),
    ("given A.PA.1 is L expect rating of A.PA.1 is open", "rating open of A.PA.1", "it is L"),
    ("given A.1 is P, A.PA.1 is F expect rule gap is kept", "gap kept", "it is broken on A.PA.1"),
    ("given A.PA.1 is F, B.1 is F scope B expect rule gap is kept", "gap kept", "gap is out of scope"),
    ("given A.1 is P, A.PA.1 is F expect no violation", "no violation", "broken: gap on A.PA.1"),
    ("target first given A.PA.1 is P expect target is met", "the target met", "it is missed by A"),
    ("target first given A.PA.1 is L expect target is not met", "the target not met", "it is met"),
    ("given A.PA.1 is L expect target is met", "the target met", "the test names no target"),
    (
        "given A.PA.1 is L expect level of A = 1 expect because A.2",
        "",
        "the explanation of A does not name A.2",
    ),
    ('given A.PA.1 is L expect error "x"', "the error “x”", "nothing was refused"),
]


@pytest.mark.parametrize("lines", PASSING)
def test_what_comes_out_as_expected_passes(lines: str) -> None:
    assert failing(lines) == []


@pytest.mark.parametrize(("lines", "expected", "found"), FAILING)
def test_what_comes_out_otherwise_fails(lines: str, expected: str, found: str) -> None:
    assert failing(lines) == [(expected, found)]


def test_a_failure_says_why_and_where() -> None:
    suite = Suite('test "one" {\n  given A.PA.1 is P\n  expect level of A = 1\n}')
    ((failure,),) = (each.failures for each in suite.ran)
    assert suite.cases[0].source.slice(failure.span) == "expect level of A = 1"
    assert failure.because is not None
    assert failure.because.sentence == "A (First) is at level 0 (Incomplete)."


def test_what_a_test_speaks_of_is_in_scope() -> None:
    assert failing("given A.1 is F expect level of B is not rated expect level of A = 0 to 2") == []


REFUSING = MODEL + 'rule stop refuse "Not while it is urgent" when context urgent source "s"\n'


def test_an_error_that_is_expected_is_none() -> None:
    assert failing('given context urgent given A.PA.1 is F expect error "urgent"', REFUSING) == []
    assert failing('given A.PA.1 is F expect error "urgent"', REFUSING) == [
        ("the error “urgent”", "nothing was refused")
    ]


def test_an_assessment_that_cannot_be_may_be_expected_to_be_refused() -> None:
    assert failing('given A.PA.1 is X expect error "not a rating"') == []


VALUED = (
    MODEL
    + """
kind goal in capability
judgement weak "It is weak" on capability
input points of criterion : number 0 .. 10
input share : percent
blank ratings count N
value score of capability = 10 minus (sum of points over every criterion) rounded half up to 0.1
value fine of capability = every criterion is at least L and not judged weak
maturity staged "Staged" cumulative from 1 { 1 "One" 2 "Two" requires A reaches level 1 }
"""
)


@pytest.mark.parametrize(
    "lines",
    [
        "given value A.1.points is 2 given value A.2.points is 3.25 expect value score of A = 4.8",
        "given value A.1.points is 9 given value A.2.points is 3 expect value score of A = minus 2",
        "given value A.1.points is 2 expect value score of A = minus 2 to 8 expect value score of A is open",
        "given every criterion of A is L given judged A.weak is no expect value fine of A = yes",
        "given every criterion of A is P expect value fine of A = no expect because A.1",
        "given A.PA.1 is L expect maturity = 2 expect maturity of staged = 2",
        "given A.PA.1 is P expect maturity = 1 expect because A.PA.1",
        "given A.1 is L expect stated level of A = 0",
    ],
)
def test_values_and_the_organisation(lines: str) -> None:
    assert failing(lines, VALUED) == []


def test_values_that_are_others() -> None:
    given = "given value A.1.points is 2 given value A.2.points is 3"
    assert failing(f"{given} expect value score of A = 4", VALUED) == [("score of A 4", "it is 5")]
    assert failing("given A.PA.1 is P expect maturity = 2", VALUED) == [("maturity 2", "it is 1")]
    assert failing("given A.PA.1 is P expect stated level of A = 2", VALUED) == [
        ("stated level of A 2", "it is 0 (Incomplete)")
    ]


def test_a_profile_and_a_day() -> None:
    model = (
        MODEL
        + """
parameter worst "Worst" : rating = P , L from 2027-01-01
rule dated cap B.PA.1 at L when B.1 at most parameter worst source "s"
profile lax of small { set worst = N because "for beginners" }
"""
    )
    given = "given B.1 is L, B.PA.1 is F, A.1 is F"
    assert failing(f"date 2026-06-01 {given} expect rule dated is not triggered", model) == []
    assert failing(f"date 2027-06-01 {given} expect rule dated is broken", model) == []
    assert failing(f"date 2027-06-01 profile lax {given} expect rule dated is not triggered", model) == []
