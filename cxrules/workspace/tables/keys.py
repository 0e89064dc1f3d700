"""Shares of keys, such as customers: a query in which the rows of each key come together first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.measuring.samples import Part as Counted, Rows

if TYPE_CHECKING:
    from cxrules.workspace.tables.aggregates import Tally
    from cxrules.workspace.tables.scan import Part, Scan

NO_KEY = Counted(Rows(0, Fraction(0), Fraction(0)), 0, Fraction(0))
"""What is counted where there is no key."""


def reached(scan: Scan, part: Part, tally: Tally) -> dict[tuple[str, ...], Counted]:
    """How many keys there are in each group, by its texts in SQL, and for how many the test holds.

    A key without a row that the aggregate is taken of has no lowest, highest, mean or share: it is left out.
    """
    many = len(part.keys)
    found = {}
    for row in scan.file.all(_query(scan, part, tally), scan.bind.values):
        keys, own = (Fraction(int(each)) for each in row[many:])
        found[tuple(row[:many])] = Counted(Rows(int(keys), keys, keys), int(own), own)
    return found


def _query(scan: Scan, part: Part, tally: Tally) -> str:
    names = [f"k{at}" for at in range(len(part.keys))]
    named = "".join(f"{mark} AS {name}, " for mark, name in zip(part.keys, names, strict=True))
    divisor = f", {tally.divisor} AS d" if tally.divisor else ""
    inner = (
        f"SELECT {named}{tally.key} AS key, {tally.value} AS v{divisor}, "
        f"count(*) FILTER (WHERE {tally.base}) AS b FROM {scan.source} "
        f"WHERE {tally.key} IS NOT NULL GROUP BY ALL"
    )
    there = "b > 0 AND v IS NOT NULL" + (" AND d > 0" if tally.divisor else "")
    groups = "".join(f"{name}, " for name in names)
    return f"SELECT {groups}count(*), count(*) FILTER (WHERE {tally.test}) FROM ({inner}) WHERE {there}" + (
        f" GROUP BY {groups.rstrip(', ')}" if names else ""
    )
