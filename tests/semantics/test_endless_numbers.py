"""A number of thousands of digits is a mistake like any other, wherever it stands."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, problems

NINES = "9" * 5000
MODEL = f'model m version 1.0.0\n{FRAMEWORK}\ncapability A "A" {{ criterion 1 "One"  criterion 2 "Two" }}\n'


@pytest.mark.parametrize(
    "declaration",
    [
        f'capability B "B" {{ criterion 1 "One" weight {NINES} }}',
        f'capability B "B" {{ criterion 1 "One" at level {NINES} }}',
        f'capability B "B" {{ outcomes {NINES} }}',
        f'capability B "B" {{ level {NINES} requires PA.1 is F }}',
        f'attribute PA.9 "Nine" at level {NINES}',
        f"scale s {{ A value 0  B value {NINES} }}",
        f"scale s {{ A 0% .. {NINES}% value 0 }}",
        f"method x {{ criteria at least {NINES} }}",
        f"target t {{ A reaches level {NINES} }}",
        f'parameter p "P" : count = {NINES}',
        f'rule R warn when at least {NINES} of A.1, A.2 is F source "x"',
        f'rule R warn when A.1 differs from A.2 by more than {NINES} steps source "x"',
        f'rule R align A.1 with A.2 within {NINES} steps source "x"',
        f'rule R for every capability warn when every attribute at level {NINES} is F source "x"',
    ],
)
def test_it_is_reported_where_it_stands_and_hides_nothing_else(declaration: str) -> None:
    found = problems(f'{MODEL}{declaration}\ncapability Z "Z" in NOWHERE\n')
    assert [code for code, _, _ in found] == ["CX0106", "CX0201"]
    assert found[0][1] == "This number has 5000 digits; one of at most 100 is expected."
    assert found[0][2].strip("%") == NINES


@pytest.mark.parametrize(
    "text",
    [
        f'{MODEL}capability B "{NINES}" {{ criterion 1 "{NINES}" }}\n',
        f"{MODEL}# {NINES}\n",
        f'{MODEL}group G{NINES} "A name may be as long as it likes"\n',
        MODEL.replace("1.0.0", f"1.{NINES}"),
    ],
)
def test_digits_in_texts_names_and_versions_are_no_numbers(text: str) -> None:
    assert analysed(text).complete


def test_a_hundred_digits_are_a_number() -> None:
    text = MODEL.replace('criterion 1 "One"', f'criterion 1 "One" weight {"9" * 100}')
    assert analysed(text).complete
