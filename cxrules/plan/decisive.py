"""Which operands made a result what it is: what an explanation tells, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.aggregates import policy_of
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


def for_members(param: Any, values: Sequence[Value]) -> list[int]:
    """All members but those that are outside, and what tells whether they apply unless it simply holds.

    Where something is counted for those that are outside, everything.
    """
    policy = policy_of(param)
    if policy.na is not None:
        return everything(param, values)
    count = len(values) - len(policy.optional)
    left = {place for place, value in enumerate(values[:count]) if value != OUTSIDE}
    left -= {at for at, value in zip(policy.optional, values[count:], strict=True) if value in {NO, OUTSIDE}}
    return [*sorted(left), *(place for place in range(count, len(values)) if values[place] != YES)]


def for_every(param: Any, values: Sequence[Value]) -> list[int]:
    """As for all, among the operands that are not outside; if none is left, their being outside decided."""
    optional = policy_of(param).optional
    if optional:
        return _for_every_that_applies(optional, values)
    asked = [place for place, value in enumerate(values) if value != OUTSIDE]
    failed = [place for place in asked if values[place] == NO]
    return failed or _open(values) or asked or list(range(len(values)))


def _for_every_that_applies(optional: Sequence[int], values: Sequence[Value]) -> list[int]:
    """As for every; a member counts only where what tells whether it applies, at the end, holds."""
    count = len(values) - len(optional)
    guards = {member: count + at for at, member in enumerate(optional)}
    applies = {member: values[guard] for member, guard in guards.items()}
    asked = [
        place
        for place in range(count)
        if values[place] != OUTSIDE and applies.get(place, YES) not in {NO, OUTSIDE}
    ]
    failed = [place for place in asked if values[place] == NO and applies.get(place, YES) == YES]
    if failed:
        return failed
    unsure = [place for place in asked if values[place] != YES or applies.get(place, YES) != YES]
    found = unsure or asked
    still = [guards[place] for place in found if applies.get(place, YES) != YES]
    return [*found, *still] or list(range(len(values)))


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


def for_decision(_: Any, values: Sequence[Value]) -> list[int]:
    """All conditions up to the first that surely holds, and the values of those that may."""
    found = []
    for place in range(0, len(values) - 1, 2):
        found.append(place)
        if values[place][1]:
            found.append(place + 1)
        if values[place] == YES:
            return found
    return [*found, len(values) - 1] if len(values) % 2 else found


def for_level(_: Any, values: Sequence[Value]) -> list[int]:
    """The highest level surely reached, and the first above it that is not."""
    reached = [place for place, value in enumerate(values) if value == YES]
    missed = [place for place, value in enumerate(values) if value != YES]
    above = [place for place in missed if not reached or place > reached[-1]]
    return reached[-1:] + above[:1]


def _open(values: Sequence[Value]) -> list[int]:
    return [place for place, (low, high) in enumerate(values) if low != high]
