"""What metrics come to, as data (``cxrules-measures/1``), with the words that the other forms share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.measuring import counted_things
from cxrules.model.metrics import counted_by
from cxrules.model.surd import decimal_text, published
from cxrules.reports.columns import clean, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric
    from cxrules.model.surd import Number
    from cxrules.workspace.measures import Measured, Measures
    from cxrules.workspace.tables import By

FORMAT = "cxrules-measures/1"
_DRAWN_PLACES = 6


def measures_data(measures: Measures) -> dict[str, Any]:
    """What metrics come to, as plain data; numbers are texts, with two decimals and exact."""
    model = measures.model
    return {
        "format": FORMAT,
        "model": {"id": model.id, "version": model.version, "digest": model.digest},
        "assessment": measures.assessment or None,
        "file": measures.file or None,
        "table": measures.table.name if measures.table else None,
        "rows": measures.rows if measures.table else None,
        "date": measures.date.isoformat() if measures.date else None,
        "by": measures.by.column if measures.by else None,
        "period": _period(measures.period),
        "metrics": [_metric(each) for each in measures.metrics],
    }


def _period(period: By | None) -> dict[str, str] | None:
    return None if period is None else {"unit": period.unit or "year", "column": period.column}


def _metric(measured: Measured) -> dict[str, Any]:
    metric = measured.metric
    return {
        "id": metric.name,
        "title": metric.title,
        "table": metric.table or None,
        "unit": metric.unit,
        "needs": metric.least,
        "needs-to-show": metric.shown or metric.least,
        "weighted-by": metric.weight or None,
        "interval": metric.interval or None,
        "confidence": confidence(metric) if metric.interval else None,
        "measures": [
            {"group": each.group, "period": each.period, **_found(each.found)} for each in measured.measures
        ],
        "changes": [
            {"group": each.group, "since": each.since, "period": each.period, **_found(each.found)}
            for each in measured.changes
        ],
    }


def _found(found: Measurement) -> dict[str, Any]:
    return {
        "value": published(found.value),
        "exact": None if found.value is None else str(found.value),
        "low": published(found.low),
        "high": published(found.high),
        "n": found.n,
        "effective": published(found.effective),
        "reason": found.reason,
    }


# ------------------------------------------------------------------------------- words and numbers


def called(metric: Metric) -> str:
    """A metric's title with its name, or its name alone."""
    return clean(f"{metric.title} ({metric.name})" if metric.title else metric.name)


def about_metric(metric: Metric) -> str:
    """``Contacts solved in time: percent of tickets, 100 rows needed, 95% interval by wilson``."""
    facts = ", ".join(_facts(metric))
    return f"{metric.title}: {facts}" if metric.title else facts


def _facts(metric: Metric) -> Iterator[str]:
    of = f"the table {metric.table}" if metric.table else "other metrics"
    yield f"{metric.unit} from {of}"
    if metric.weight:
        yield f"weighted by {metric.weight}"
    yield from needed(metric)
    if metric.least_in_group:
        yield f"{counted(metric.least_in_group, 'row')} needed in each group"
    yield f"{confidence(metric)} interval by {metric.interval}" if metric.interval else "without an interval"


def needed(metric: Metric) -> Iterator[str]:
    """From how many rows a metric is rated and shown: ``100 rows needed``, ``30 rows to show``.

    Where not rows are counted but the values of a column: ``100 values of customer needed``.
    """
    column = clean(counted_by(metric.body))
    if metric.least > 1:
        yield f"{metric.least} {counted_things(metric.least, column)} needed"
    if metric.shown:
        yield f"{metric.shown} {counted_things(metric.shown, column)} to show"


def confidence(metric: Metric) -> str:
    """How sure the interval of a metric is: ``95%``."""
    return f"{Fraction(metric.confidence) * 100}%"


def shown(number: Number, places: int = 1, *, signed: bool = False) -> str:
    """A number rounded for people, with commas between thousands, and a plus before it where `signed`."""
    text = decimal_text(number, places)
    whole, point, part = text.removeprefix("-").partition(".")
    sign = "-" if text.startswith("-") else "+" if signed and text.strip("0.") else ""
    return f"{sign}{int(whole):,}{point}{part}"


def places_of(measured: Measured) -> int:
    """How many decimals the numbers of a metric are shown with: none where it counts whole things."""
    values = [each.found.value for each in measured.measures if each.found.value is not None]
    return 0 if measured.metric.unit == "count" and all(each.denominator == 1 for each in values) else 1


def missing(metric: Metric, found: Measurement) -> str:
    """Why there is no value, in few words: ``too few: 12 of 100 needed``."""
    least = metric.shown or metric.least
    if found.n and found.n < least:
        return f"too few: {found.n:,} of {least:,} needed"
    return found.reason


def drawn(number: Number) -> float:
    """A number as near as it is drawn."""
    return float(decimal_text(number, _DRAWN_PLACES))


def reach(measured: Measured) -> tuple[float, float] | None:
    """From where to where the values of a metric and their intervals reach; None where there is no value."""
    ends = [
        drawn(number)
        for each in measured.measures
        if each.found.value is not None
        for number in (each.found.value, each.found.low, each.found.high)
        if number is not None
    ]
    return (min(ends), max(ends)) if ends else None
