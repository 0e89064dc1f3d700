"""Values of a plan: what is guaranteed and what is still possible.

A value is a pair over an order, guaranteed first: ranks of a scale, levels, truth (0 no, 1 yes), exact
numbers. Known means both ends are equal. Outside stands for what no rating is asked of: not applicable,
or out of scope.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Point: TypeAlias = int | Fraction | None
Value: TypeAlias = tuple[Point, Point]

NO: Value = (0, 0)
OPEN: Value = (0, 1)
YES: Value = (1, 1)
OUTSIDE: Value = (None, None)


def is_known(value: Value) -> bool:
    """Whether nothing is left open, which is also so where no rating is asked for."""
    return value[0] == value[1]


def hull(values: Iterable[Value]) -> Value:
    """From the lowest to the highest end of some values; outside where all of them are."""
    ends = [end for value in values for end in value if end is not None]
    return (min(ends), max(ends)) if ends else OUTSIDE
