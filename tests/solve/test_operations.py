"""The solver form of an operation means what its exact meaning says, whatever its operands are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from cxrules.plan.linear.forms import Form, Known, Ordered
from cxrules.plan.linear.program import Affine, Program
from cxrules.plan.operations import OPERATIONS, Operation
from cxrules.solve.highs import solve
from cxrules.solve.unfold import is_so
from tests.plan.operands import calls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.values import Point

pytest.importorskip("highspy")

ROWS = [pytest.param(row, id=name) for name, row in OPERATIONS.items() if not name.startswith("join-")]


@pytest.mark.parametrize("row", ROWS)
@settings(max_examples=max(settings().max_examples // 3, 20))  # each one is solved
@given(data=st.data())
def test_a_solution_says_what_the_meaning_says(row: Operation, data: st.DataObject) -> None:
    call = data.draw(calls(row))
    points = call.points()
    chosen = [data.draw(st.sampled_from(each)) for each in points]
    program = Program()
    forms = [_form(program, each) for each in points]
    made = row.solver(program, call.param, forms)
    exact = sorted({point for point in call.exact() if point is not None})
    asked = sorted(
        {*exact, *(point - Fraction(1, 8) for point in exact), *(point + 1 for point in exact[-1:])}
    )
    truths = [(point, above, made.at_least(point, above=above)) for point in asked for above in (False, True)]
    for form, point in zip(forms, chosen, strict=True):
        if not isinstance(form, Known):
            assert point is not None
            program.require(form.is_(point))
    solution = solve(program, Affine({}))
    assert solution is not None, "every operand may be anything that it may be"
    told = [
        None if not is_so(solution.values, made.here) else _highest(solution.values, truths),
    ]
    meant = set(call.meanings(chosen))
    if row.name == "that":  # where they differ it is open between them
        present = [point for point in chosen if point is not None]
        assert (told[0] is None) == (not present)
        assert told[0] is None or min(present) <= told[0] <= max(present)
        return
    assert told[0] in meant
    if told[0] is not None:
        for point, above, truth in truths:
            assert is_so(solution.values, truth) == (told[0] > point if above else told[0] >= point)


def _form(program: Program, points: Sequence[Point]) -> Form:
    present = [point for point in points if point is not None]
    return Ordered(program, present) if len(present) > 1 else Known(program, points[0])


def _highest(values: Sequence[float], truths: Sequence[tuple[Point, bool, int]]) -> Point:
    return max(
        point for point, above, truth in truths if not above and point is not None and is_so(values, truth)
    )
