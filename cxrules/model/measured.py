"""What was measured from the tables of an assessment: for each metric its value, its interval, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cxrules.model.surd import Number

_PARTS = {"": "value", "lower bound of ": "low", "upper bound of ": "high", "rows of ": "n"}
PARTS = tuple(_PARTS.values())
"""What can be asked of a metric, as the fields of its measurement."""
_STARTS = {part: start for start, part in _PARTS.items()}


class Measurement(NamedTuple):
    """A metric of the whole, or of one instance; percentages and points as numbers of hundredths.

    `value` None: it is not known, and `reason` says why in plain words. `n` rows count, None where no table
    was read; `effective` is their number where they are weighted (Kish). `low` and `high` are the ends of
    the interval, exact. `shown` is what may be looked at of a metric that is not known well enough to be
    rated, with its value.
    """

    metric: str
    instance: str | None
    value: Fraction | None
    n: int | None = None
    effective: Fraction | None = None
    low: Number | None = None
    high: Number | None = None
    reason: str = ""
    shown: Measurement | None = None


class Measured(NamedTuple):
    """All that was measured, by instance (None: the whole) and metric."""

    found: Mapping[tuple[str | None, str], Measurement] = {}

    def of(self, metric: str, instance: str | None) -> Measurement | None:
        """A metric of an instance, or of the whole where it is not measured by instance."""
        own = self.found.get((instance, metric))
        return own if own is not None else self.found.get((None, metric))

    def answer(self, key: str, instance: str | None) -> Fraction | Number | None:
        """What is asked of a metric: ``nps``, ``lower bound of nps``, ``rows of nps``; None: not known."""
        metric, part = taken_apart(key)
        found = self.of(metric, instance)
        if found is None:
            return None
        answer: Fraction | Number | None = getattr(found, part)
        return answer


def asked_of_metric(metric: str, part: str) -> str:
    """The name of the input that asks for one of `PARTS` of a metric: ``lower bound of nps``."""
    return f"{_STARTS[part]}{metric}"


def taken_apart(key: str) -> tuple[str, str]:
    """The metric that an input asks of, and which of `PARTS`."""
    start = next((each for each in _PARTS if each and key.startswith(each)), "")
    return key.removeprefix(start), _PARTS[start]
