"""Quantiles by the ranks of rows: a query for the values at certain places in the order of all."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from cxrules.measuring.intervals import z_of
from cxrules.measuring.ranks import places, ranks
from cxrules.measuring.samples import Ordered, effective_size
from cxrules.workspace.tables.columns import scale_of
from cxrules.workspace.tables.rows import WEIGHTLESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.measuring.samples import Rows as Counted
    from cxrules.workspace.tables.aggregates import Ordering
    from cxrules.workspace.tables.scan import Part, Scan

_Steps = tuple[int | None, ...]


def ordered(
    scan: Scan, part: Part, ordering: Ordering, bases: Mapping[tuple[str, ...], Counted]
) -> dict[tuple[str, ...], Ordered]:
    """A quantile of each group, whose rows are counted already; a group is told by its texts in SQL."""
    zero = Fraction(0)
    found = {group: Ordered(base, zero, zero, None, None) for group, base in bases.items()}
    steps = {group: _steps(scan, part, ordering, base) for group, base in bases.items() if base.weight}
    if not steps:
        return found
    scale, many = ordering.value.scale, len(part.keys)
    for row in scan.file.all(*_query(scan, part, ordering, steps)):
        group = tuple(row[:many])
        lower, upper, low, high = (None if value is None else Fraction(value, scale) for value in row[many:])
        if lower is None or upper is None:
            raise AssertionError("a quantile lies among the rows it is taken of")
        found[group] = Ordered(bases[group], lower, upper, low, high)
    return found


def _steps(scan: Scan, part: Part, ordering: Ordering, base: Counted) -> _Steps:
    """The sums of weights, in steps, at which the values stand that are wanted."""
    fraction, z = Fraction(ordering.tree[3]), z_of(part.asked.metric.confidence)
    if part.weight == WEIGHTLESS:
        return tuple(ranks(base.rows, fraction, z))
    whole = base.weight * scale_of(scan.table.columns[part.weight])
    low, high = places(effective_size(base) or Fraction(1), fraction, z)
    bounds = (None if place is None else ceil(place * whole) for place in (low, high))
    return ceil(fraction * whole), floor(fraction * whole) + 1, *bounds


def _query(
    scan: Scan, part: Part, ordering: Ordering, steps: Mapping[tuple[str, ...], _Steps]
) -> tuple[str, dict[str, str]]:
    keys = [f"k{at}" for at in range(len(part.keys))]
    named = "".join(f"{mark} AS {key}, " for mark, key in zip(part.keys, keys, strict=True))
    wanted = ", ".join(
        f"({', '.join([*map(scan.bind, group), *('NULL' if step is None else str(step) for step in each)])})"
        for group, each in steps.items()
    )
    same = " AND ".join(f"g.{key} = s.{key}" for key in keys) or "true"
    grouped = "".join(f"g.{key}, " for key in keys)
    values = ", ".join(f"min(v) FILTER (WHERE reached >= step{at})" for at in range(4))
    names = ", ".join([*keys, *(f"step{at}" for at in range(4))])
    partition = f"PARTITION BY {', '.join(keys)} " if keys else ""
    sql = (
        f"WITH g AS (SELECT {named}{ordering.value.sql} AS v, {_weight(scan, part)} AS c FROM {scan.source} "
        f"WHERE {ordering.mark} GROUP BY ALL), "
        f"s({names}) AS (VALUES {wanted}), "
        f"a AS (SELECT *, sum(c) OVER ({partition}ORDER BY v ROWS UNBOUNDED PRECEDING) AS reached FROM g) "
        f"SELECT {grouped}{values} FROM a AS g JOIN s ON {same}"
        + (f" GROUP BY {grouped.rstrip(', ')}" if keys else "")
    )
    return sql, scan.bind.values


def _weight(scan: Scan, part: Part) -> str:
    if part.weight == WEIGHTLESS:
        return "sum(n)" if scan.rows.gathered else "count(*)"
    return f"sum(w{part.weight})"
