"""Every operation is written down once and completely, and its columns agree with each other."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxrules.plan.operations import OPERATIONS, Operation, Telling
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.plan.values import Point

TOP = 3
_NUMBERS = {"codes": [0, 1, 2, 3], "weights": None, "rounding": "up", "ends": None}
_JOIN = {**_NUMBERS, "kind": "mean", "weighted": False, "criteria": None, "count": 1}
PARAMS: dict[str, list[Any]] = {
    "at-least": [0, 1, 3],
    "at-most": [0, 2, 3],
    "one-of": [(), (1,), (0, 2), (2, 3)],
    "applies": [None],
    "not-above": [None],
    "close": [0, 1, 2],
    "apart": [0, 1],
    "not": [None],
    "all": [None],
    "any": [None],
    "every": [None],
    "at-least-k": [1, 2, 4],
    "mean": [_NUMBERS],
    "median": [_NUMBERS],
    "lowest": [None],
    "highest": [None],
    "kth-highest": [{"count": 1}, {"count": 2}, {"count": 5}],
    "nearest": [{**_NUMBERS, "rounding": each} for each in ("up", "down", "even")],
    "band": [{"ends": [15, 50, 85, 100]}],
    "collapse": [[0, 0, 1, 2]],
    "join": [{**_JOIN, "kind": each} for each in ("mean", "median", "lowest", "highest")]
    + [{**_JOIN, "kind": "at least", "count": 2}],
    "cap": [0, 1, 3],
    "fix": [0, 2],
    "keep": [None],
    "choose": [None],
    "level": [[0, 1, 2]],
    "first-stop": [[0, 1, 2]],
}
COUNTS = {"level": 2, "first-stop": 2, "nearest": 1, "band": 1, "collapse": 1}
ROWS = [pytest.param(row, id=name) for name, row in OPERATIONS.items()]

ratings = st.one_of(
    st.just(OUTSIDE),
    st.tuples(st.integers(0, TOP), st.integers(0, TOP)).map(lambda ends: (min(ends), max(ends))),
)
truths = st.sampled_from([NO, OPEN, YES, OUTSIDE])
BY_TYPE = {"rating": ratings, "truth": truths, "level": ratings}


def _types(row: Operation, count: int) -> list[str]:
    return [row.takes[min(place, len(row.takes) - 1)] for place in range(count)]


def _count(row: Operation) -> st.SearchStrategy[int]:
    if row.name in COUNTS:
        return st.just(COUNTS[row.name])
    if len(row.takes) > 1:
        return st.just(len(row.takes))
    if row.name in {"at-least", "at-most", "one-of", "applies", "not"}:
        return st.just(1)
    return st.integers(0 if row.takes == ("truth",) else 1, 4)


@st.composite
def calls(draw: st.DrawFn, row: Operation) -> tuple[Any, list[Value]]:
    """A parameter and operands that fit an operation."""
    param = draw(st.sampled_from(PARAMS[row.name]))
    operands: list[Value] = []
    for kind in _types(row, draw(_count(row))):
        if kind == "number":
            top = 100 if row.name == "band" else 12
            ends = sorted(draw(st.lists(st.integers(0, top * 4), min_size=2, max_size=2)))
            operands.append((Fraction(ends[0], 4), Fraction(ends[1], 4)))
        else:
            operands.append(draw(BY_TYPE[kind]))
    return param, operands


def _points(kind: str, value: Value) -> Sequence[Point]:
    low, high = value
    if low is None or high is None:
        return [None]
    if kind == "number":
        return list(dict.fromkeys([low, Fraction(low + high) / 2, high]))
    return list(range(int(low), int(high) + 1))


def _exact(row: Operation, param: object, operands: Sequence[Value]) -> Iterator[Point]:
    kinds = _types(row, len(operands))
    for points in product(*(_points(kind, value) for kind, value in zip(kinds, operands, strict=True))):
        yield row.meaning(param, points)


def _range(row: Operation, param: object, operands: Sequence[Value]) -> Value:
    return row.ranges(param, operands, range(len(operands)))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_lacks_nothing(row: Operation) -> None:
    assert row.name in PARAMS, "say which parameters it is tested with"
    assert row.takes
    assert len(row.follows) in {1, len(row.takes)}
    assert row.gives in {"truth", "rating", "level", "number"}
    for column in (row.meaning, row.ranges, row.decisive, row.says, row.prepare):
        assert callable(column)
    for place in ("column", "solver"):
        assert place in row._fields


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_a_range_holds_every_exact_result_and_is_reached(row: Operation, data: st.DataObject) -> None:
    param, operands = data.draw(calls(row))
    low, high = _range(row, param, operands)
    exact = list(_exact(row, param, operands))
    if low is None or high is None:
        assert None in exact
        return
    present = [point for point in exact if point is not None]
    if len(present) == len(exact):
        assert min(present) == low
        assert max(present) == high
    else:
        assert all(low <= point <= high for point in present)


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_a_result_follows_its_operands_as_the_row_says(row: Operation, data: st.DataObject) -> None:
    param, operands = data.draw(calls(row))
    if not operands:
        return
    place = data.draw(st.integers(0, len(operands) - 1))
    kind = _types(row, len(operands))[place]
    direction = row.follows[min(place, len(row.follows) - 1)]
    known = [
        data.draw(st.sampled_from(_points(k, v)))
        for k, v in zip(_types(row, len(operands)), operands, strict=True)
    ]
    if direction == "either" or known[place] is None or kind == "number":
        return
    raised = [*known]
    raised[place] = data.draw(st.integers(int(known[place] or 0), 1 if kind == "truth" else TOP))
    before, after = row.meaning(param, known), row.meaning(param, raised)
    if before is None or after is None:
        return
    assert before <= after if direction == "rises" else before >= after


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_decisive_operands_are_enough(row: Operation, data: st.DataObject) -> None:
    """Whatever the other operands were, the result would be no less certain a truth."""
    param, operands = data.draw(calls(row))
    result = _range(row, param, operands)
    chosen = row.decisive(param, operands)
    assert set(chosen) <= set(range(len(operands)))
    if row.gives != "truth" or result not in {NO, YES} or row.name == "every":
        return
    kinds = _types(row, len(operands))
    changed = [
        value if place in chosen else data.draw(BY_TYPE[kinds[place]]) for place, value in enumerate(operands)
    ]
    assert _range(row, param, changed) == result


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_every_operation_is_told_in_a_sentence(row: Operation, data: st.DataObject) -> None:
    param, operands = data.draw(calls(row))
    count = max(len(operands), 2)
    told = row.says(
        Telling(
            about="X",
            value="yes" if row.gives == "truth" else "L",
            names=["A"] * count,
            values=["F"] * count,
            param=param,
            rating=lambda rank: "NPLF"[rank],
            required=data.draw(st.booleans()),
            best="F",
        )
    )
    assert told
    assert told[-1] in ".:"
    assert "None" not in told
