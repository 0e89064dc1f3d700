"""What is asked of a table, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.measuring.samples import Sample
from cxrules.model.metrics import Tree

if TYPE_CHECKING:
    from cxrules.model.metrics import Metric
    from cxrules.workspace.tables.problems import Problem


class By(NamedTuple):
    """What rows are told apart by: the value of a column, or the year, quarter or month that its date is in.

    Values are named as text: a truth ``yes`` or ``no``, a date ``2026-11-20``, a number without needless
    zeros, periods ``2026``, ``2026-Q4`` and ``2026-11``. Rows in which the column is blank are in no group.
    """

    column: str
    unit: str = ""


class Asked(NamedTuple):
    """A metric over all rows, or for each group of rows that share what stands in `by`."""

    metric: Metric
    by: tuple[By, ...] = ()


Samples: TypeAlias = Mapping[Tree, Sample]
"""For each aggregate in the body of a metric what was counted for it."""

Groups: TypeAlias = Mapping[tuple[str, ...], Samples]
"""The samples of each group, by the names of what its rows share: ``()`` where they are not told apart."""


class Reading(NamedTuple):
    """What was counted, or, where there is a problem, nothing. `rows` is the number of rows of the table.

    `notices` tell what is not wrong, but good to know.
    """

    samples: Mapping[Asked, Groups]
    rows: int
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
