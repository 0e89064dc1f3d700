"""What is expected of customers: a query for how often, how long and for how much each of them has bought."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.measuring.samples import Modelled, Rows as Counted
from cxrules.workspace.lifetimes import History, NotInstalled, expected_of
from cxrules.workspace.tables.problems import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.workspace.tables.aggregates import Buying
    from cxrules.workspace.tables.scan import Part, Scan


def expected(
    scan: Scan, part: Part, buying: Buying, groups: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], Modelled]:
    """What is expected of the customers of each group; a group is told by its texts in SQL.

    Raises TableError where the library that fits the models is not installed.
    """
    many = len(part.keys)
    histories: dict[tuple[str, ...], list[History]] = {group: [] for group in groups}
    for row in scan.file.all(_query(scan, part, buying), scan.bind.values):
        if (group := tuple(row[:many])) in histories:
            histories[group].append(_history(row[many:], buying.value.scale))
    try:
        return {group: _modelled(part, buying, own) for group, own in histories.items()}
    except NotInstalled as error:
        table, file = scan.table.name, scan.file.file
        message = f"The metric {part.asked.metric.name} needs {error.library}."
        hint = f'Install it: pip install "{error.extra}".'
        raise TableError(Problem("file", table, file, message, hint)) from None


def _query(scan: Scan, part: Part, buying: Buying) -> str:
    """A record for each customer of each group; what is bought on one day is one purchase.

    A group is looked at until the last day on which anything was bought in it.
    """
    keys = [f"k{at}" for at in range(len(part.keys))]
    named = "".join(f"{mark} AS {key}, " for mark, key in zip(part.keys, keys, strict=True))
    grouped = "".join(f"{key}, " for key in keys)
    partition = f"PARTITION BY {', '.join(keys)}" if keys else ""
    times = " * n" if scan.rows.gathered else ""
    return (
        f"WITH d AS (SELECT {named}{buying.customer} AS c, ({buying.day})::DATE AS d, "
        f"sum({buying.value.sql}{times}) AS v FROM {scan.source} WHERE {buying.mark} GROUP BY ALL) "
        f"SELECT {grouped}count(*) - 1 AS repeats, max(d) - min(d) AS recency, "
        f"max(max(d)) OVER ({partition}) - min(d) AS age, sum(v) - arg_min(v, d) AS later, min(v) AS least "
        f"FROM d GROUP BY {grouped}c ORDER BY ALL"
    )


def _history(record: tuple[int, int, int, int, int], scale: int) -> History:
    repeats, recency, age, later, least = record
    mean = Fraction(int(later), scale * repeats) if repeats else Fraction(0)
    return History(repeats, recency, age, mean, below_zero=least < 0)


def _modelled(part: Part, buying: Buying, histories: list[History]) -> Modelled:
    many = len(histories)
    base = Counted(many, Fraction(many), Fraction(many))
    metric = part.asked.metric
    if many < (metric.shown or metric.least):
        return Modelled(base, None, f"{many} customers are too few")
    value, reason = expected_of(histories, buying.tree[4], Fraction(buying.tree[5]))
    return Modelled(base, value, reason)
