"""The measures of assessments of one unit over time, and how much they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric
    from cxrules.workspace.standing import Standing


class Difference(NamedTuple):
    """How much a measure is above the one before; `apart`: their intervals do not meet, None without any."""

    value: Fraction
    apart: bool | None


class MeasureCourse(NamedTuple):
    """A metric, of the whole or of one instance, on each day, and each change against the day before."""

    metric: Metric
    instance: str | None
    found: Sequence[Measurement | None]
    changes: Sequence[Difference | None]


def measure_courses(standings: Sequence[Standing]) -> list[MeasureCourse]:
    """Every metric that is measured on any day, of the whole and of each instance."""
    metrics: dict[str, Metric] = {}
    places: dict[str | None, None] = {None: None}
    for standing in reversed(standings):
        for name, metric in standing.evaluation.plan.metrics.items():
            metrics.setdefault(name, metric)
        places.update(dict.fromkeys(standing.evaluation.assessment.instances))
    courses = [_measure(standings, metric, place) for metric in metrics.values() for place in places]
    return [each for each in courses if any(found is not None for found in each.found)]


def _measure(standings: Sequence[Standing], metric: Metric, place: str | None) -> MeasureCourse:
    found = [each.evaluation.assessment.measured.found.get((place, metric.name)) for each in standings]
    units = [each.evaluation.plan.metrics.get(metric.name, metric).unit for each in standings]
    changes = [
        None if units[at] != units[at - 1] else difference(found[at - 1], found[at])
        for at in range(1, len(found))
    ]
    return MeasureCourse(metric, place, found, changes)


def difference(old: Measurement | None, new: Measurement | None) -> Difference | None:
    """How much the new one is above the old one; None where one of them has no value."""
    if old is None or new is None or old.value is None or new.value is None:
        return None
    ends = old.low, old.high, new.low, new.high
    apart = None
    if not any(each is None for each in ends):
        apart = bool(new.low > old.high or new.high < old.low)  # type: ignore[operator]
    return Difference(new.value - old.value, apart)
