"""Tables of an assessment: the file of a table is read to what metrics count in it. The one door to DuckDB.

`asking` is what may be asked and what comes of it, `reading` does it. `opening` opens a file; `columns`,
`conditions`, `aggregates` and `quantiles` give the parts of a metric their SQL, which `rows` and `scan` put
together to one query. `faults` finds what is wrong with rows. What a metric comes to is worked out in
`cxrules.measuring`; no row passes through Python but those of a spreadsheet.
"""

from cxrules.workspace.tables.aggregates import nothing_counted
from cxrules.workspace.tables.asking import Asked, By, Groups, Reading, Samples
from cxrules.workspace.tables.opening import ENDINGS, Limits
from cxrules.workspace.tables.problems import Place, Problem
from cxrules.workspace.tables.reading import read_table

__all__ = [
    "ENDINGS",
    "Asked",
    "By",
    "Groups",
    "Limits",
    "Place",
    "Problem",
    "Reading",
    "Samples",
    "nothing_counted",
    "read_table",
]
