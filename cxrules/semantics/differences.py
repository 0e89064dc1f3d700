"""Whether a difference of metrics is one of different rows, as its interval takes for granted.

Of different tables nothing can be proved, and the model is believed.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from cxrules.measuring.apart import disjoint, windows_apart
from cxrules.measuring.forms import form_of
from cxrules.model.metrics import named_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.model.metrics import Metric, Tree


def rows_shared(body: Tree, metrics: Mapping[str, Metric]) -> tuple[Metric, Metric] | None:
    """Two metrics on the two sides of a difference that may be measured from some of the same rows."""
    form = form_of(body)
    if form is None or form.kind != "apart":
        return None
    left, right = (list(_measured(part, metrics)) for part in form.parts)
    pairs = product(left, right)
    return next((pair for pair in pairs if not _apart(*pair)), None)


def _measured(body: Tree, metrics: Mapping[str, Metric]) -> Iterator[Metric]:
    """The metrics below a body that are measured from a table."""
    for name in named_in(body):
        metric = metrics[name]
        if metric.table:
            yield metric
        else:
            yield from _measured(metric.body, metrics)


def _apart(one: Metric, other: Metric) -> bool:
    if one.table != other.table:
        return True
    return disjoint(one.where, other.where) or windows_apart(one.window, other.window)
