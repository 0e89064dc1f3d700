"""Metrics worked out from what was counted in tables: of all rows, or of each group of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.measuring import Group, Groups, Inputs, measure
from cxrules.model.measured import Measurement
from cxrules.model.metrics import counted_by, groups_in, named_in
from cxrules.workspace.tables import Asked, By, nothing_counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxrules.measuring import Estimate
    from cxrules.measuring.samples import Sample
    from cxrules.model.metrics import Metric, Tree
    from cxrules.workspace.tables import Reading

_HUNDREDTHS = {"percent", "points"}


def asked_of(metrics: Mapping[str, Metric], metric: Metric, by: Sequence[By]) -> Iterator[Asked]:
    """What must be counted for a metric in each group of rows; `by` empty: of all rows."""
    if not metric.table:
        return
    yield Asked(metric, tuple(by))
    for name, column in groups_in(metric.body):
        yield Asked(metrics[name], (*by, By(column)))


class Estimating:
    """Works metrics out, each after those it rests on.

    `by` tells for a metric what its rows are told apart by: a metric that is not is that of all rows.
    """

    def __init__(
        self,
        metrics: Mapping[str, Metric],
        readings: Mapping[str, Reading],
        by: Callable[[Metric], Sequence[By]],
    ) -> None:
        """Take the metrics in order, and what was counted in each table."""
        self._metrics, self._readings, self._by = metrics, readings, by

    def of(self, group: tuple[str, ...]) -> dict[str, Estimate]:
        """Each metric whose table was read, for one group."""
        found: dict[str, Estimate] = {}
        for name, metric in self._metrics.items():
            named = list(named_in(metric.body))
            there = not metric.table or metric.table in self._readings
            if there and all(each in found for each in named):
                found[name] = self._measured(metric, group, found)
        return found

    def groups(self, metric: Metric) -> list[tuple[str, ...]]:
        """The groups that a metric has rows of, sorted."""
        asked = Asked(metric, tuple(self._by(metric)))
        return sorted(self._readings[metric.table].samples.get(asked, {}))

    def _measured(self, metric: Metric, group: tuple[str, ...], known: Mapping[str, Estimate]) -> Estimate:
        by = tuple(self._by(metric))
        key = group if by else ()
        groups = {
            (name, column): self._grouped(name, column, by, key) for name, column in groups_in(metric.body)
        }
        return measure(metric, Inputs(self._samples(metric, by, key), known, groups))

    def _samples(self, metric: Metric, by: tuple[By, ...], key: tuple[str, ...]) -> Mapping[Tree, Sample]:
        if not metric.table:
            return {}
        found = self._readings[metric.table].samples.get(Asked(metric, by), {})
        return found.get(key) or nothing_counted(metric.body)

    def _grouped(self, name: str, column: str, by: tuple[By, ...], key: tuple[str, ...]) -> Groups:
        inner = self._metrics[name]
        found = self._readings[inner.table].samples.get(Asked(inner, (*by, By(column))), {})
        members = [
            Group(keys[-1], measure(inner._replace(least=1, shown=0), Inputs(samples)))
            for keys, samples in sorted(found.items())
            if keys[:-1] == key
        ]
        return Groups(tuple(members), inner.least, counted_by(inner.body))


def measurement(metric: Metric, instance: str | None, estimate: Estimate) -> Measurement:
    """An estimate in the unit of its metric."""
    by = 100 if metric.unit in _HUNDREDTHS else 1
    value, low, high = estimate.value, estimate.low, estimate.high
    found = Measurement(
        metric.name,
        instance,
        None if value is None else value * by,
        estimate.n,
        estimate.effective,
        None if low is None else low * by,
        None if high is None else high * by,
        estimate.reason,
    )
    if not estimate.unrated:
        return found
    shown = found._replace(reason=f"not rated: {estimate.unrated}")
    return found._replace(value=None, low=None, high=None, reason=estimate.unrated, shown=shown)
