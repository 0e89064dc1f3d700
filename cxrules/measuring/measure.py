"""Working out a metric: its value, of how many rows, and its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.measuring.bodies import lone_group, worked_out
from cxrules.measuring.bounds import bounds_of, missing_bounds, variance_of
from cxrules.measuring.estimate import Estimate, Inputs, too_few, undefined
from cxrules.measuring.forms import FITTING, form_of
from cxrules.measuring.intervals import z_of
from cxrules.model.metrics import counted_by

if TYPE_CHECKING:
    from cxrules.model.metrics import Metric


def measure(metric: Metric, inputs: Inputs) -> Estimate:
    """What a metric comes to, in its unit.

    No value where no row counts, where fewer rows count than are needed, and where something is divided by 0;
    the reason says so in plain words.

    Raises KeyError where something that the metric names is not among the inputs, ValueError where its
    interval does not fit it, TypeError where a sample is of another kind than its aggregate.
    """
    worked = worked_out(metric.body, inputs, metric.least_in_group)
    n = worked.n or 0
    column = counted_by(metric.body)
    few = too_few(n, metric.shown or metric.least, column) if n else ""
    reason = few or worked.reason or lone_group(metric.body, inputs, metric.least_in_group)
    if reason or worked.value is None:
        return undefined(reason, n, worked.effective)
    return _with_interval(
        metric,
        inputs,
        Estimate(
            worked.value,
            n,
            worked.effective,
            variance=variance_of(metric.body, inputs),
            unrated=too_few(n, metric.least, column) or worked.unrated,
        ),
    )


def _with_interval(metric: Metric, inputs: Inputs, estimate: Estimate) -> Estimate:
    if not metric.interval or estimate.value is None:
        return estimate
    form = form_of(metric.body)
    if form is None or metric.interval not in FITTING[form.kind]:
        raise ValueError(f"the interval {metric.interval} does not fit the metric {metric.name}")
    low, high = bounds_of(form, estimate, z_of(metric.confidence), inputs)
    return estimate._replace(low=low, high=high, reason=missing_bounds(low, high, form))
