"""What was measured, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cxrules.model.measured import Measurement, taken_apart
from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.model.surd import published
from cxrules.plan.figures import measured_text

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.model.metrics import Metric
    from cxrules.model.surd import Surd
    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number

_ENDS = {
    "low": (phrase("{} has no lower bound: {}."), phrase("The lower bound of {} is {}{}.")),
    "high": (phrase("{} has no upper bound: {}."), phrase("The upper bound of {} is {}{}.")),
}
_UNITS = {"points": phrase("{} points"), "days": phrase("{} days"), "hours": phrase("{} hours")}


class Figures(NamedTuple):
    """What is asked of a metric, and all that is known of it: which part of it, and what it comes to."""

    metric: Metric
    part: Literal["value", "low", "high", "n"]
    found: Measurement


def figures(plan: Plan, assessment: Assessment, key: str, instance: str | None) -> Figures | None:
    """The figures that an input asks for, of an instance or of the whole; None where it asks of no metric."""
    name, part = taken_apart(key)
    metric = plan.metrics.get(name)
    if metric is None:
        return None
    return Figures(metric, part, assessment.measured.of(name, instance) or _not_given(metric))  # type: ignore[arg-type] # one of PARTS


def measures_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Every metric of the model as published: of the whole, and of each instance that has its own."""
    plan, assessment = evaluation.plan, evaluation.assessment
    rows = []
    for name, metric in plan.metrics.items():
        places = [None, *assessment.instances]
        found = [each for place in places if (each := assessment.measured.found.get((place, name)))]
        rows += [_row(metric, each) for each in found] or [_row(metric, _not_given(metric))]
    return rows


def _not_given(metric: Metric) -> Measurement:
    table = f": the table {metric.table} is not given" if metric.table else ""
    return Measurement(metric.name, None, None, reason=f"not measured{table}")


def _row(metric: Metric, found: Measurement) -> dict[str, Any]:
    return {
        "id": metric.name,
        "title": metric.title,
        "unit": metric.unit,
        "instance": found.instance,
        "value": published(found.value),
        "n": found.n,
        "effective": published(found.effective),
        "low": published(found.low),
        "high": published(found.high),
        "reason": found.reason,
    }


def told(plan: Plan, assessment: Assessment, key: str, instance: str | None, say: Speech = ENGLISH) -> str:
    """What an input that asks of a metric is, and from what; empty where it asks of none."""
    name, part = taken_apart(key)
    metric = plan.metrics.get(name)
    if metric is None:
        return ""
    called = f"{metric.title} ({name})" if metric.title else name
    found = assessment.measured.of(name, instance)
    if found is None:
        if metric.table:
            return say("{} is not measured: the table {} is not given.", called, metric.table)
        return say("{} is not measured.", called)
    if found.value is None:
        return say("{} is not rated: {}.", called, found.reason)
    if part in _ENDS:
        end = found.low if part == "low" else found.high
        without, sentence = _ENDS[part]
        if end is None:
            return say(without, called, found.reason)
        return say(sentence, called, _measured(end, metric.unit, say), _from(found, say))
    value = _measured(found.value, metric.unit, say)
    return say("{} is {}{}{}.", called, value, _between(found, metric.unit, say), _from(found, say))


def _measured(number: Number | Surd, unit: str, say: Speech) -> str:
    """A measured number with its unit."""
    if unit in _UNITS:
        return say(_UNITS[unit], say.number(measured_text(number, "")))
    return say.number(measured_text(number, unit))


def _between(found: Measurement, unit: str, say: Speech) -> str:
    if found.low is None or found.high is None:
        return ""
    return say(", between {} and {}", _measured(found.low, unit, say), _measured(found.high, unit, say))


def _from(found: Measurement, say: Speech) -> str:
    if found.n is None:
        return ""
    return (
        say(", from {} row", found.n) if found.n == 1 else say(", from {} rows", say.number(f"{found.n:,}"))
    )
