"""One full id stands for one thing, whatever kind of thing it is."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, problems

MODEL = f'model m version 1.0.0\n{FRAMEWORK}\ncapability A "A" {{ criterion 1 "One"  criterion 2.1 "Two" }}\n'


@pytest.mark.parametrize(
    ("more", "message", "underlined"),
    [
        (
            'capability B "B" { criterion PA.1 "Performance" }',
            "The criterion B.PA.1 has the id of an attribute of every capability.",
            "PA.1",
        ),
        (
            'capability B "B" { criterion GP.2 "Watch" }',
            "The criterion B.GP.2 has the id of a practice of every capability.",
            "GP.2",
        ),
        ('capability A.1 "One"', "The capability A.1 has the id of a criterion.", "A.1"),
        ('capability A.2.1 "Two"', "The capability A.2.1 has the id of a criterion.", "A.2.1"),
        ('capability A.PA.2 "Management"', "The capability A.PA.2 has the id of an attribute.", "A.PA.2"),
        ('practices of PA.1 { practice GP.1 "Plan" }', "The practice GP.1 has the id of a practice.", "GP.1"),
        ('attribute GP.2 "Watch" at level 2', "The attribute GP.2 has the id of a practice.", "GP.2"),
    ],
)
def test_a_second_thing_of_the_same_id_is_reported(more: str, message: str, underlined: str) -> None:
    found = problems(f"{MODEL}{more}\n")
    assert [code for code, _, _ in found] == ["CX0202"]
    assert found[0][1] == message
    assert found[0][2] == underlined


def test_the_first_one_is_shown_as_well() -> None:
    (found,) = analysed(f'{MODEL}capability A.1 "One"\n').diagnostics
    (related,) = found.related
    assert related.source.slice(related.span) == "1"
    assert found.hint == "Give one of them another id."


def test_ids_that_only_begin_alike_do_not_clash() -> None:
    text = (
        f'{MODEL}capability A.3 "Three" {{ criterion 1 "One" }}\ncapability A.PA "PA" {{ criterion 3 "x" }}\n'
    )
    assert problems(text) == []
