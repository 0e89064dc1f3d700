"""Every operation is written down once and completely, and its columns agree with each other."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from cxrules.plan.operations import OPERATIONS, Operation, Telling
from cxrules.plan.values import NO, YES
from tests.plan.operands import PARAMS, TOP, calls, operand

OVER_INSTANCES = {name for name in OPERATIONS if name.startswith("join-")}
ROWS = [pytest.param(row, id=name) for name, row in OPERATIONS.items() if name not in OVER_INSTANCES]
LOOSE = {"that"}
"""Rows whose exact meaning is one end of something that is open even when everything is known."""
OUTSIDE_COUNTS = {"every", "same"}
"""Truths about what is left when everything outside is taken away."""


@pytest.mark.parametrize("row", ROWS)
def test_a_row_lacks_nothing(row: Operation) -> None:
    assert row.name in PARAMS, "say which parameters it is tested with"
    assert row.takes or row.name == "constant"
    assert len(row.follows) in {1, len(row.takes)}
    assert row.gives in {"truth", "rating", "level", "number", "any"}
    for column in (row.meaning, row.ranges, row.decisive, row.says, row.solver, row.prepare):
        assert callable(column)
    assert "column" in row._fields


def test_every_range_is_tight_but_those_known_not_to_be() -> None:
    assert {name for name, row in OPERATIONS.items() if not row.tight} - OVER_INSTANCES == LOOSE


def test_only_joins_join_instances() -> None:
    assert {name for name, row in OPERATIONS.items() if row.joins} == OVER_INSTANCES | {"join"}
    assert [name for name, row in OPERATIONS.items() if row.alone] == ["join"]


@pytest.mark.parametrize("name", sorted(OVER_INSTANCES))
def test_over_instances_an_operation_means_what_it_means_over_operands(name: str) -> None:
    row = OPERATIONS[name]
    other = OPERATIONS[name.removeprefix("join-")]
    assert row == other._replace(name=name, says=row.says, joins=True)


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_a_range_holds_every_exact_result_and_is_reached(row: Operation, data: st.DataObject) -> None:
    call = data.draw(calls(row))
    low, high = call.result()
    exact = list(call.exact())
    if low is None or high is None:
        assert set(exact) == {None}
        return
    present = [point for point in exact if point is not None]
    assert all(low <= point <= high for point in present)
    if row.tight and (len(present) == len(exact) or row.name not in {"choose", "decide"}):
        assert min(present) == low
        assert max(present) == high


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_knowing_more_never_widens_a_range(row: Operation, data: st.DataObject) -> None:
    call = data.draw(calls(row))
    low, high = call.result()
    closed = []
    for kind, (lowest, highest) in zip(call.kinds, call.operands, strict=True):
        if lowest is None or highest is None or kind == "number":
            closed.append((lowest, highest))
        else:
            ends = sorted(data.draw(st.lists(st.integers(int(lowest), int(highest)), min_size=2, max_size=2)))
            closed.append((ends[0], ends[1]))
    narrow_low, narrow_high = call.result(closed)
    if low is not None and high is not None and narrow_low is not None and narrow_high is not None:
        assert low <= narrow_low <= narrow_high <= high


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_a_result_follows_its_operands_as_the_row_says(row: Operation, data: st.DataObject) -> None:
    call = data.draw(calls(row))
    members = len(call.operands) - call.optional
    if not members:
        return
    place = data.draw(st.integers(0, members - 1))
    kind = call.kinds[place]
    direction = row.follows[min(row.slot(place), len(row.follows) - 1)]
    known = [ends[data.draw(st.integers(0, 1))] for ends in call.operands]
    start = known[place]
    if direction == "either" or start is None:
        return
    raised = [*known]
    if kind == "number":
        raised[place] = start + data.draw(st.fractions(0, 4, max_denominator=8))
    else:
        raised[place] = data.draw(st.integers(int(start), 1 if kind == "truth" else TOP))
    before, after = row.meaning(call.param, known), row.meaning(call.param, raised)
    if before is None or after is None:
        return
    assert before <= after if direction == "rises" else before >= after


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_decisive_operands_are_enough(row: Operation, data: st.DataObject) -> None:
    """Whatever the other operands were, the result would be no less certain a truth."""
    call = data.draw(calls(row))
    result = call.result()
    chosen = row.decisive(call.param, call.operands)
    assert len(chosen) == len(set(chosen))
    assert set(chosen) <= set(range(len(call.operands)))
    is_truth = row.gives == "truth" or (row.name == "decide" and "truth" in call.kinds[1:2])
    if not is_truth or result not in {NO, YES} or row.name in OUTSIDE_COUNTS:
        return
    changed = [
        value if place in chosen else data.draw(operand(row, call.kinds[place]))
        for place, value in enumerate(call.operands)
    ]
    assert call.result(changed) == result


@pytest.mark.parametrize("row", ROWS)
@given(data=st.data())
def test_every_operation_is_told_in_a_sentence(row: Operation, data: st.DataObject) -> None:
    call = data.draw(calls(row))
    value = data.draw(st.sampled_from(["yes", "no", "open"])) if row.gives == "truth" else "L"
    told = row.says(
        Telling(
            about="X",
            value=value,
            names=["A"] * len(call.operands),
            values=["F"] * len(call.operands),
            param=call.param,
            rating=lambda rank: "NPLF"[int(rank)],
            required=data.draw(st.booleans()),
            best="F",
        )
    )
    assert told
    assert told[-1] in ".:"
    assert "None" not in told.removeprefix("None of these")
