"""Decisions: what is wrong with their rows shows before anything is evaluated, with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, hints, plan_of, problems

if TYPE_CHECKING:
    from cxrules.semantics.terms import Term

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
finding f "F"  finding g "G"
scale colour { red value 0  amber value 1  green value 2 }
input money "Money" : number 0 .. 10
capability A "A" { criterion 1 "One"  criterion 2 "Two" }
"""
)


def _decide(rows: str, head: str = "of A as colour") -> str:
    return f"{MODEL} decide d {head} {{ {rows} }}"


WRONG = [
    # rows, the message
    ("when A.1 at least L -> green", "d decides nothing when A.1 is N."),
    (
        "when A.1 at least L -> green  when A.1 at most P and finding f -> red",
        "d decides nothing when A.1 is N and f not.",
    ),
    ("when money at least 5 -> green  when money below 4 -> red", "d decides nothing when money is 4."),
    (
        "when money at least 5 -> green  when money at most 5 -> red",
        "Rows 1 and 2 of d both fit when money is 5.",
    ),
    (
        "when A.1 at least P -> green  when A.1 at most P -> red",
        "Rows 1 and 2 of d both fit when A.1 is P.",
    ),
    (
        "when finding f -> green  when finding g -> red  otherwise -> amber",
        "Rows 1 and 2 of d both fit when f and g.",
    ),
]


@pytest.mark.parametrize(("rows", "message"), WRONG)
def test_a_case_without_a_row_or_with_two_is_shown(rows: str, message: str) -> None:
    assert problems(_decide(rows)) == [("CX0410", message, "d")]


RIGHT = [
    "when A.1 at least L -> green  otherwise -> red",
    "when A.1 at least L -> green  when A.1 below L -> red",
    "when money at least 5 -> green  when money below 5 -> red",
    "when A.1 at least P -> green  when A.1 at least L -> green  otherwise -> red",
    'when finding f -> open because "The table is silent"  otherwise -> green',
    "when finding f -> judgement { amber, green }  otherwise -> red",
    "when finding f -> judgement { amber, green } but amber when finding g  otherwise -> red",
    'when finding f -> refuse "This is not rated"  otherwise -> green',
]


@pytest.mark.parametrize("rows", RIGHT)
def test_nothing_is_said_where_one_row_fits_every_case(rows: str) -> None:
    assert problems(_decide(rows)) == []


def test_the_first_row_may_count() -> None:
    rows = "when A.1 at least P -> green  when A.1 at most P -> red"
    assert problems(_decide(rows, "of A as colour first fit")) == []
    assert "first fit" in hints(_decide(rows))[0]


def test_a_row_that_is_never_used_is_known() -> None:
    analysis = analysed(
        _decide(
            "when A.1 at least P -> green  when A.1 is F -> amber  otherwise -> red",
            "of A as colour first fit",
        )
    )
    (table,) = analysis.tables
    assert table.facts.never == (1,)


def test_what_is_a_choice_becomes_one_and_what_is_forced_comes_before_it() -> None:
    text = _decide("when finding f -> judgement { green, amber } but amber when finding g  otherwise -> red")
    (value,) = analysed(text).values
    word, rows, *_ = _inside(value.term)
    assert word == "decide"
    assert [outcome[:2] for _, outcome in rows] == [("rank", 1), ("choice", "A.d"), ("rank", 0)]
    assert rows[1][1][2] == (1, 2)


def _inside(term: Term) -> Term:
    """A value's term without the condition that its thing is asked for."""
    return _inside(term[2]) if term[0] == "when" else term


def test_what_is_open_is_open_between_the_ends_of_its_scale() -> None:
    text = _decide('when finding f -> open because "Nobody knows"  otherwise -> red')
    (value,) = analysed(text).values
    assert _inside(value.term)[1][0][1] == ("open", 0, 2, ("red", "amber", "green"))


NAMES = [
    (
        "when finding f -> blue  otherwise -> red",
        "CX0301",
        "There is no value of the scale colour blue.",
        "blue",
    ),
    (
        "when finding f -> judgement { red, blue }  otherwise -> red",
        "CX0201",
        "There is no rating blue.",
        "blue",
    ),
    (
        "when finding f -> judgement { red, amber } but green when finding g  otherwise -> red",
        "CX0410",
        "green is none of the outcomes among which is judged.",
        "green",
    ),
    ("when finding h -> green  otherwise -> red", "CX0201", "There is no finding h.", "h"),
]


@pytest.mark.parametrize(("rows", "code", "message", "underlined"), NAMES)
def test_names_in_a_decision_are_bound(rows: str, code: str, message: str, underlined: str) -> None:
    assert problems(_decide(rows)) == [(code, message, underlined)]


def test_a_decision_of_a_scale_that_is_not_there() -> None:
    found = problems(_decide("otherwise -> red", "of A as paint"))
    assert ("CX0201", "There is no scale paint.", "paint") in found


def test_each_thing_may_have_a_decision_of_one_name() -> None:
    first = _decide("otherwise -> red")
    text = f"{first} decide d of A.1 as colour {{ otherwise -> green }}"
    assert [value.key for value in analysed(text).values] == ["A.d", "A.1.d"]
    again = f"{first} decide d of A as colour {{ otherwise -> green }}"
    assert problems(again) == [("CX0202", "A has two values of the name d.", "d")]


# ------------------------------------------------------------------------------- over instances


def test_a_decision_over_instances_is_checked_with_up_to_five_of_them() -> None:
    rows = "when every instance is the same -> that  when some instance is N -> N"
    assert problems(_decide(rows, "of instances first fit")) == [
        ("CX0410", "d decides nothing when the instances are P, L.", "d")
    ]


def test_that_is_what_all_instances_are() -> None:
    rows = "when every instance is F -> F  when every instance is the same -> that  otherwise -> N"
    assert problems(_decide(rows, "of instances")) == []
    rows = "when every instance is F -> L  when every instance is the same -> that  otherwise -> N"
    assert problems(_decide(rows, "of instances")) == [
        ("CX0410", "Rows 1 and 2 of d both fit when the instances are F.", "d")
    ]


def test_shares_and_counts_of_instances_are_tried() -> None:
    rows = (
        "when (share of every instance that is at least L) at least 50% -> F"
        "  when (count of every instance that is N) at least 1 -> N"
    )
    assert problems(_decide(rows, "of instances first fit")) == [
        ("CX0410", "d decides nothing when the instances are P.", "d")
    ]


ALONE = f'model m version 1.0.0\n{FRAMEWORK}\ncapability A "A" {{ criterion 1 "One" }}\n'


@pytest.mark.parametrize(
    ("more", "code", "message", "underlined"),
    [
        (
            "decide v of A { when A.1 is F -> 50% otherwise -> N }",
            "CX0306",
            "Either all rows of v give percentages, or none does.",
            "N",
        ),
        (
            "decide v of A { when A.1 is F -> that otherwise -> N }",
            "CX0207",
            "Nothing is meant by `that` here: it is what instances agree on.",
            "v",
        ),
        (
            "decide v of instances { otherwise -> 50% }",
            "CX0306",
            "Instances are joined to a rating, not to a percentage.",
            "50%",
        ),
        ("decide v of A { }", "CX0410", "v decides nothing.", "v"),
        (
            "method x { criteria judged instances by v } decide v of A { otherwise -> N }",
            "CX0201",
            "There is no decision of instances v.",
            "v",
        ),
        (
            'maturity "M" cumulative from 0 { 0 "a" 1 "b" requires every capability in view reaches level 1}',
            "CX0201",
            "The model has no view.",
            "view",
        ),
    ],
)
def test_a_decision_that_decides_nothing_of_use(more: str, code: str, message: str, underlined: str) -> None:
    assert problems(f"{ALONE}{more}\n") == [(code, message, underlined)]


def test_an_open_percentage_is_any() -> None:
    text = f'{ALONE}decide v of A {{ when A.1 is F -> 50% otherwise -> open because "silent" }}\n'
    constants = [list(node.param[:2]) for node in plan_of(text).nodes if node.op == "constant"]
    assert [0, 100] in constants
