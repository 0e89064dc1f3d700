"""Statistics of metrics, exact throughout: from what was counted to an estimate with its interval.

`samples` is what is counted of the rows of a table, `intervals` and `ranks` are the methods, `forms` tells
which method fits which metric, and `measure` works out a metric. No row is read here, no text is parsed and
nothing is rated. A number is a fraction or a root of one (`cxrules.model.surd`), never a float.
"""

from cxrules.measuring.estimate import Estimate, Group, Groups, Inputs, counted_things, left_out, undefined
from cxrules.measuring.forms import fitting_intervals
from cxrules.measuring.measure import measure
from cxrules.measuring.nps import nps_column, nps_problem
from cxrules.measuring.samples import (
    Modelled,
    Moments,
    Ordered,
    Part,
    Rows,
    Sample,
    Single,
    effective_size,
)

__all__ = [
    "Estimate",
    "Group",
    "Groups",
    "Inputs",
    "Modelled",
    "Moments",
    "Ordered",
    "Part",
    "Rows",
    "Sample",
    "Single",
    "counted_things",
    "effective_size",
    "fitting_intervals",
    "left_out",
    "measure",
    "nps_column",
    "nps_problem",
    "undefined",
]
