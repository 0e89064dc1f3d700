"""Operations that take one of several values over: tables of decision, and values that should agree.

As in `meaning`, None is outside. Where some of the values that may come are outside and others are not, the
range tells of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.values import NO, OUTSIDE, Value, hull

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.values import Point


def decide(_: Any, values: Sequence[Point]) -> Point:
    """The value of the first condition that holds.

    Conditions and values take turns; a value that is left over holds where no condition does.
    """
    for place in range(0, len(values) - 1, 2):
        if values[place]:
            return values[place + 1]
    return values[-1] if len(values) % 2 else None


def decide_range(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """What any row may give that is reached: the first one that surely fits is the last."""
    found = []
    for place in range(0, len(args) - 1, 2):
        surely, possibly = values[args[place]]
        if possibly:
            found.append(values[args[place + 1]])
        if surely:
            return hull(found)
    if len(args) % 2:
        found.append(values[args[-1]])
    return hull(found)


def choose(_: Any, values: Sequence[Point]) -> Point:
    """The second operand where the first holds, else the third."""
    return values[1] if values[0] else values[2]


def choose_range(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """One of two ratings; an open choice leaves what either may be."""
    chosen, first, second = (values[arg] for arg in args)
    if chosen[0]:
        return first
    return hull([first, second]) if chosen[1] else second


def same(_: Any, values: Sequence[Point]) -> Point:
    """Whether all values that apply are equal; outside where none applies."""
    present = {value for value in values if value is not None}
    return (1 if len(present) == 1 else 0) if present else None


def same_range(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """All values that apply are equal."""
    lows: list[Any] = [values[arg][0] for arg in args if values[arg] != OUTSIDE]
    highs: list[Any] = [values[arg][1] for arg in args if values[arg] != OUTSIDE]
    if not lows:
        return OUTSIDE
    if max(lows) > min(highs):
        return NO
    return (1 if len(lows) == 1 or min(lows) == max(highs) else 0, 1)


def that(_: Any, values: Sequence[Point]) -> Point:
    """The value on which all that apply agree; where they differ it is open, and this its guaranteed end."""
    return min((value for value in values if value is not None), default=None)


def that_range(_: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """Anything from the lowest to the highest value."""
    return hull([values[arg] for arg in args])
