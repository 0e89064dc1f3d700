"""A name of a value, an input, a property or a second answer means one thing."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, hints, problems

MODEL = f'model m version 1.0.0\n{FRAMEWORK}\ncapability A "A" {{ criterion 1 "One" criterion size "Two" }}\n'


@pytest.mark.parametrize(
    ("more", "message", "underlined"),
    [
        ("input size : percent", "The input size has the id of a criterion, A.size.", "size"),
        ("value size of model = 3", "The value size has the id of a criterion, A.size.", "size"),
        (
            "facet size of rating : count 1 .. 5",
            "The second answer size has the id of a criterion, A.size.",
            "size",
        ),
        (
            "property size of criterion : number",
            "The property size has the id of a criterion, A.size.",
            "size",
        ),
        ("value PA.1 of A = 1", "The value PA.1 has the id of an attribute, A.PA.1.", "PA.1"),
        (
            "decide GP.1 of A { otherwise -> F }",
            "The decision GP.1 has the id of a practice, A.GP.1.",
            "GP.1",
        ),
        ("input all : percent value all of model = 3", "all of m is an input already.", "all"),
        (
            "input all of criterion : percent value all of A.1 = 3",
            "all of A.1 is an input already.",
            "all",
        ),
        (
            "facet sure of rating : count 1 .. 5 property sure of criterion : number",
            "sure of A.1 is a second answer already.",
            "sure",
        ),
        ("value weight of criterion = 3", "Everything that is rated has a weight already.", "weight"),
        (
            "facet note of rating : count 1 .. 5",
            "In an assessment note says something else of a rating.",
            "note",
        ),
    ],
)
def test_a_name_that_means_two_things_is_reported(more: str, message: str, underlined: str) -> None:
    assert problems(f"{MODEL}{more}\n") == [("CX0202", message, underlined)]


@pytest.mark.parametrize(
    "more",
    [
        "input all : percent value all of capability = 3",
        "value all of model = 3 value all of capability = 3",
        "property weight of capability : number",
    ],
)
def test_the_nearest_of_several_things_may_have_the_same_name(more: str) -> None:
    assert problems(f"{MODEL}{more}\n") == []


def test_the_hint_tells_what_a_condition_would_mean() -> None:
    (hint,) = hints(f"{MODEL}input size : percent\n")
    assert hint == "In a condition size is that criterion. Give one of them another name."
