"""The scale of a chart: which numbers lie where, and which of them are marked."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = (1, 2, 5, 10)
_MARKS = 5


class Scale(NamedTuple):
    """Numbers from `low` to `high` on a line from `start` to `end`; the ticks are so many `step` apart."""

    low: float
    high: float
    start: float
    end: float
    ticks: Sequence[float]
    places: int

    def at(self, number: float) -> float:
        """Where a number lies."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)

    def label(self, tick: float) -> str:
        """A tick as text, with as many decimals as the step between ticks asks for."""
        return f"{tick:,.{self.places}f}"


def scale_over(low: float, high: float, start: float, end: float) -> Scale:
    """A scale from a round number at or below `low` to one at or above `high`, with a few round ticks."""
    if low == high:
        low, high = low - 1, high + 1
    step = _round_step((high - low) / _MARKS)
    first, last = floor(low / step), ceil(high / step)
    places = max(-floor(log10(step) + 1e-9), 0)
    ticks = [round(each * step, places) + 0.0 for each in range(first, last + 1)]
    return Scale(ticks[0], ticks[-1], start, end, ticks, places)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is at least so much."""
    power: float = 10.0 ** floor(log10(least))
    return next(each * power for each in _STEPS if each * power >= least * (1 - 1e-9))
