"""The format of measures: ``cxrules-measures/1``, what `cxrules measure --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # pydantic looks it up

Unit = Literal["percent", "points", "count", "number", "days", "hours"]


class Found(Open):
    """A number with two decimals and exact, the ends of its interval, and from how many rows it is.

    Without a value, or without an end of the interval that was asked for, `reason` says why. `effective` is
    how many rows of equal weight would tell as much.
    """

    value: str | None
    exact: str | None
    low: str | None
    high: str | None
    n: int | None
    effective: str | None
    reason: str


class OneMeasure(Found):
    """A metric of one group and period; null: of all. An instance of an assessment is a group."""

    group: str | None
    period: str | None


class PeriodChange(Found):
    """How much a metric is above that of the period before; `n` is the smaller one of both."""

    group: str | None
    since: str
    period: str


class MeasuredMetric(Open):
    """A metric: what it is, and what it comes to."""

    id: str
    title: str
    table: str | None
    unit: Unit
    needs: int
    needs_to_show: int
    weighted_by: str | None
    interval: Literal["wilson", "adjusted-wald", "normal", "order", "difference"] | None
    confidence: str | None
    measures: list[OneMeasure]
    changes: list[PeriodChange]


class Period(Open):
    """By what periods rows are told apart."""

    unit: Literal["year", "quarter", "month"]
    column: str


class Measures(Open):
    """What metrics come to: in a data file with the rows of a table, or in an assessment."""

    format: Literal["cxrules-measures/1"]
    model: ModelReference
    assessment: str | None
    file: str | None
    table: str | None
    rows: int | None
    date: str | None
    by: str | None
    period: Period | None
    metrics: list[MeasuredMetric]
