"""What metrics come to, of all rows, of groups and of periods: from a data file, or as an assessment has it.

Which table, metrics and columns are meant is found in `measure_choices`; rows are read by `tables`, and
`estimating` works metrics out of what was counted. Nothing is shown here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxrules.measuring import Inputs, measure
from cxrules.model.metrics import named_in, told_apart_in
from cxrules.workspace.estimating import Estimating, asked_of, measurement
from cxrules.workspace.measure_choices import Unmeasurable
from cxrules.workspace.metric_models import metric_model_of
from cxrules.workspace.tables import By, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.measuring import Estimate
    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric, Table
    from cxrules.workspace.measure_choices import Choice
    from cxrules.workspace.metric_models import MetricModel
    from cxrules.workspace.tables import Problem, Reading

MOST_GROUPS = 1000
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


class Measure(NamedTuple):
    """A metric of one group and period; None: of all. An instance of an assessment is a group."""

    group: str | None
    period: str | None
    found: Measurement


class Change(NamedTuple):
    """How a metric differs between a period and the one before it, in one group; None: of all."""

    group: str | None
    since: str
    period: str
    found: Measurement


class Measured(NamedTuple):
    """What one metric comes to: all, then its periods, then each group with its periods."""

    metric: Metric
    measures: Sequence[Measure]
    changes: Sequence[Change] = ()


class Measures(NamedTuple):
    """What metrics come to, and what they are measured from.

    `file` is a data file as it was named, with its `table` and `rows`; both are empty where the measures are
    those of an `assessment`. `by` and `period` tell rows apart.
    """

    model: MetricModel
    metrics: Sequence[Measured]
    date: date | None = None
    file: str = ""
    table: Table | None = None
    rows: int = 0
    assessment: str = ""
    by: By | None = None
    period: By | None = None


class Place(NamedTuple):
    """A data file: where it is, which sheet of it, and which day is today for windows of metrics."""

    path: Path
    sheet: str = ""
    date: date | None = None


def measures_of_file(
    model: MetricModel, choice: Choice, place: Place
) -> tuple[Measures | None, tuple[Problem, ...]]:
    """Measure what was chosen from a data file, with what is good to know of it; None where it is faulty.

    Raises Unmeasurable where a column has too many values for groups, and where a metric depends on the day
    and the place says none.
    """
    needy = choice.needs_day()
    if needy and place.date is None:
        raise Unmeasurable(f"{needy} depends on the day it is measured on.", "Say which: --date 2026-11-30.")
    asked = [
        each
        for metric in choice.needed
        for by in _ways(choice)
        for each in asked_of(model.metrics, metric, by)
    ]
    reading = read_table(place.path, choice.table, asked, place.date, sheet=place.sheet)
    if reading.problems:
        return None, reading.problems
    working = _Working(model, choice, reading)
    return (
        Measures(
            model,
            [working.measured(metric) for metric in choice.metrics],
            place.date,
            str(place.path),
            choice.table,
            reading.rows,
            by=choice.by,
            period=choice.period,
        ),
        reading.notices,
    )


def measures_of_assessment(evaluation: Evaluation, names: Sequence[str]) -> Measures:
    """What metrics come to in an assessment: of the whole, and of each instance that has its own."""
    plan, assessment = evaluation.plan, evaluation.assessment
    measured = []
    for name in names:
        found = [assessment.measured.found.get((each, name)) for each in (None, *assessment.instances)]
        own = [Measure(each.instance, None, each.shown or each) for each in found if each is not None]
        measured.append(Measured(plan.metrics[name], own))
    return Measures(metric_model_of(plan), measured, assessment.date, assessment=assessment.id)


def _ways(choice: Choice) -> tuple[tuple[By, ...], ...]:
    """The ways in which rows are told apart: not at all first, then by each and by both."""
    period = [(choice.period,)] if choice.period else []
    by = [(choice.by,)] if choice.by else []
    both = [(choice.by, choice.period)] if choice.by and choice.period else []
    return ((), *period, *by, *both)


class _Working:
    """Works out what was counted in one file, for each way in which its rows are told apart."""

    def __init__(self, model: MetricModel, choice: Choice, reading: Reading) -> None:
        self._model, self._choice = model, choice
        metrics = {metric.name: metric for metric in choice.needed}
        readings = {choice.table.name: reading}
        self._estimates: dict[tuple[By, ...], dict[tuple[str, ...], dict[str, Estimate]]] = {}
        for by in _ways(choice):
            estimating = Estimating(metrics, readings, lambda _, by=by: by)  # type: ignore[misc]
            groups = sorted(
                {group for each in choice.needed if each.table for group in estimating.groups(each)},
                key=self._order(by),
            )
            if len(groups) > MOST_GROUPS:
                raise _too_many(by, len(groups))
            if choice.period in by and not choice.period.unit:
                _hold_years(choice.period.column, [group[-1] for group in groups])
            self._estimates[by] = {group: estimating.of(group) for group in (groups if by else [()])}

    def measured(self, metric: Metric) -> Measured:
        """What one metric comes to."""
        measures = list(self._measures(metric))
        return Measured(metric, measures, list(self._changes(metric)))

    def _measures(self, metric: Metric) -> Iterator[Measure]:
        for group in (None, *self._groups(metric)):
            yield self._measure(metric, group, None)
            for period in self._periods(metric, group):
                yield self._measure(metric, group, period)

    def _measure(self, metric: Metric, group: str | None, period: str | None) -> Measure:
        estimate = self._estimate(metric.name, group, period)
        found = measurement(metric, None, estimate)
        return Measure(group, period, found.shown or found)

    def _changes(self, metric: Metric) -> Iterator[Change]:
        """Each period against the one before, where the error of both is known."""
        if not metric.interval:
            return
        for group in (None, *self._groups(metric)):
            periods = self._periods(metric, group)
            for since, period in pairwise(periods):
                before, after = (self._estimate(metric.name, group, each) for each in (since, period))
                if before.variance is not None and after.variance is not None:
                    change = difference(metric, after, before)._replace(unrated="")  # none ever is
                    yield Change(group, since, period, measurement(metric, None, change))

    def _estimate(self, name: str, group: str | None, period: str | None) -> Estimate:
        by = tuple(
            each
            for each, value in ((self._choice.by, group), (self._choice.period, period))
            if each is not None and value is not None
        )
        key = tuple(each for each in (group, period) if each is not None)
        return self._estimates[by][key][name]

    def _groups(self, metric: Metric) -> list[str]:
        by = self._choice.by
        if by is None or compares(self._model.metrics, metric, by.column):
            return []
        return [group for (group,) in self._estimates[by,]]

    def _periods(self, metric: Metric, group: str | None) -> list[str]:
        by, period = self._choice.by, self._choice.period
        if period is None or compares(self._model.metrics, metric, period.column):
            return []
        if group is None or by is None:
            return [each for (each,) in self._estimates[period,]]
        return [each for own, each in self._estimates[by, period] if own == group]

    def _order(self, by: tuple[By, ...]) -> _Order:
        return _Order(self._choice.table, by)


class _Order:
    """Sorts groups: numbers by size, choices as the table has them, the rest as text."""

    def __init__(self, table: Table, by: tuple[By, ...]) -> None:
        self._columns = [None if each.unit else table.column(each.column) for each in by]

    def __call__(self, group: tuple[str, ...]) -> list[tuple[int, str]]:
        return [self._one(*each) for each in zip(self._columns, group, strict=True)]

    @staticmethod
    def _one(column: object, name: str) -> tuple[int, str]:
        choices = getattr(column, "choices", ())
        if name in choices:
            return choices.index(name), name
        return (int(name) if getattr(column, "type", "") == "count" else 0), name


def _too_many(by: tuple[By, ...], count: int) -> Unmeasurable:
    columns = " and ".join(each.column for each in by)
    message = f"By {columns} there are {count:,} groups; more than {MOST_GROUPS:,} are not told apart."
    return Unmeasurable(message, "Choose a column with fewer values.")


def _hold_years(column: str, values: Sequence[str]) -> None:
    odd = next((each for each in values if not _FIRST_YEAR <= int(each) <= _LAST_YEAR), None)
    if odd is not None:
        raise Unmeasurable(f"The column {column} does not hold years: {odd} is among its values.")


def difference(metric: Metric, after: Estimate, before: Estimate) -> Estimate:
    """How much an estimate of a metric is above another one, of other rows, with its interval.

    The squared standard errors of both add up.
    """
    body = ("minus", ("metric", "after"), ("metric", "before"))
    of = metric._replace(body=body, table="", interval="difference", least=1, shown=0, least_in_group=0)
    return measure(of, Inputs({}, {"after": after, "before": before}))


def compares(metrics: Mapping[str, Metric], metric: Metric, column: str) -> bool:
    """Whether a metric, or one that it rests on, compares the groups of a column."""
    return column in told_apart_in(metric.body) or any(
        compares(metrics, metrics[name], column) for name in named_in(metric.body)
    )
