"""Which operands made a result what it is: what an explanation tells, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.values import NO, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Sequence


def applicable(_: Any, values: Sequence[Value]) -> list[int]:
    """All operands but those that are outside."""
    return [place for place, value in enumerate(values) if value != OUTSIDE]


def everything(_: Any, values: Sequence[Value]) -> list[int]:
    """All operands."""
    return list(range(len(values)))


def for_all(_: Any, values: Sequence[Value]) -> list[int]:
    """What failed, else what is open, else everything."""
    failed = [place for place, value in enumerate(values) if value in {NO, OUTSIDE}]
    return failed or _open(values) or list(range(len(values)))


def for_every(_: Any, values: Sequence[Value]) -> list[int]:
    """As for all, among the operands that are not outside; if none is left, their being outside decided."""
    asked = [place for place, value in enumerate(values) if value != OUTSIDE]
    failed = [place for place in asked if values[place] == NO]
    return failed or _open(values) or asked or list(range(len(values)))


def for_any(_: Any, values: Sequence[Value]) -> list[int]:
    """What holds; where nothing surely does, everything that could."""
    return [place for place, value in enumerate(values) if value == YES] or list(range(len(values)))


def for_bound(_: Any, values: Sequence[Value]) -> list[int]:
    """A bound that surely does nothing leaves only what it would have bound."""
    *_, when, deviated = values
    if when in {NO, OUTSIDE}:
        return [0, len(values) - 2]
    return [0, len(values) - 1] if deviated == YES else list(range(len(values)))


def for_choice(_: Any, values: Sequence[Value]) -> list[int]:
    """The side that was chosen, or both where the choice is open."""
    return {YES: [0, 1], NO: [0, 2], OUTSIDE: [0, 2]}.get(values[0], [0, 1, 2])


def for_level(_: Any, values: Sequence[Value]) -> list[int]:
    """The highest level surely reached, and the first above it that is not."""
    reached = [place for place, value in enumerate(values) if value == YES]
    missed = [place for place, value in enumerate(values) if value != YES]
    above = [place for place in missed if not reached or place > reached[-1]]
    return reached[-1:] + above[:1]


def _open(values: Sequence[Value]) -> list[int]:
    return [place for place, (low, high) in enumerate(values) if low != high]
