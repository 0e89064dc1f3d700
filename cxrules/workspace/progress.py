"""How far a level has come from where it was first to where it should be. Pure numbers, nothing is read."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Progress(NamedTuple):
    """The share of the way that is done, 1 for all of it; None where there is none, and `reason` says why.

    The share is below 0 where a level has fallen below the first one, and above 1 beyond the target. `met`
    None: the level is not known.
    """

    share: Fraction | None
    met: bool | None
    reason: str = ""


def progress(baseline: int | None, current: int | None, target: int) -> Progress:
    """(current - baseline) / (target - baseline); levels that are not known are None.

    There is no such share where the first level was the target already, nor where it was above: there was no
    way to go.
    """
    met = None if current is None else current >= target
    if baseline is None:
        return Progress(None, met, "there is no first level")
    if baseline == target:
        return Progress(None, met, "the first level is the target")
    if baseline > target:
        return Progress(None, met, "the first level is above the target")
    if current is None:
        return Progress(None, met, "there is no level")
    return Progress(Fraction(current - baseline, target - baseline), met)
