"""Rows that are wrong, found once it is known that there are some: where they are and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.tables.problems import SHOWN, Place, Problem
from cxrules.workspace.tables.rows import Bound, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.metrics import Column, Table
    from cxrules.workspace.tables.opening import Opened
    from cxrules.workspace.tables.scan import Part, Scan

_LETTERS = 26

_RIGHT = {
    "text": "text",
    "truth": "yes or no, true or false, 1 or 0",
    "count": "a whole number below 10^12, without separators of thousands",
    "number": "a number below 10^12 with a decimal point, without separators of thousands",
    "percent": "a percentage as 92% or 0.92",
    "date": "a date as 2026-11-20",
    "time": "a date and time as 2026-11-20 14:30",
}


def faulty_values(file: Opened, table: Table, at: int, count: int) -> Problem:
    """The values of a column that it does not allow, of which there are `count`."""
    bind = Bound()
    rows = Rows(file, table, bind)
    sql = f"SELECT r, t{at}, v{at} IS NULL FROM {rows.alone(at)} WHERE y{at} ORDER BY r LIMIT {SHOWN}"
    found = file.all(sql, bind.values)
    column = table.columns[at]
    places = tuple(Place(row, text, _cell(file, at, row)) for row, text, _ in found)
    kind = "value" if found[0][2] else "range"
    what = f"{_values(count)} of {column.source} {_what(column, kind, count)}"
    message = f"In the table {table.name} ({file.file}) {what}."
    return Problem(kind, table.name, file.file, message, _hint(column), column.source, count, places)


def count_faulty(file: Opened, table: Table, at: int) -> int:
    """How many values of a column that no metric reads it does not allow."""
    bind = Bound()
    rows = Rows(file, table, bind)
    return int(file.one(f"SELECT count(*) FROM {rows.alone(at)} WHERE y{at}", bind.values)[0])


def _values(count: int) -> str:
    return "a value" if count == 1 else f"{count:,} values"


def _what(column: Column, kind: str, count: int) -> str:
    if kind == "value":
        return f"cannot be read as {column.type}"
    return f"{'is' if count == 1 else 'are'} not among those it allows"


def _hint(column: Column) -> str:
    if column.type == "choice":
        return f"It takes {', '.join(column.choices)}."
    bounds = f", {column.low or '…'} to {column.high or '…'}" if column.low or column.high else ""
    blanks = f"; blank: {', '.join(column.blanks)}" if column.blanks else ""
    return f"It takes {_RIGHT[column.type]}{bounds}{blanks}."


def _cell(file: Opened, at: int, row: int) -> str:
    """The name of a cell in a spreadsheet: C17."""
    if not file.cells:
        return ""
    letters, place = "", file.columns[at].place + 1
    while place:
        place, letter = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def unweighed_rows(scan: Scan, part: Part, count: int) -> Problem:
    """The rows of a metric that have no weight, or one below zero."""
    looked, at = scan.trial(), part.weight
    looked.rows.weight(part.asked.metric.weight)
    base = looked.part(part.asked).base
    layers = looked.rows.layers(counted=True)
    sql = f"SELECT r FROM {layers} WHERE {base} AND z{at} > 0 ORDER BY r LIMIT {SHOWN}"
    rows = scan.file.all(sql, looked.bind.values)
    places = tuple(Place(row, "", _cell(scan.file, at, row)) for (row,) in rows)
    column = scan.table.columns[at].source
    message = (
        f"In the table {scan.table.name} ({scan.file.file}) {_rows(count)} without a weight of 0 or more in "
        f"{column}, and the metric {part.asked.metric.name} needs one."
    )
    hint = "Each row that counts needs a weight; 0 is one."
    return Problem("weight", scan.table.name, scan.file.file, message, hint, column, count, places)


def _rows(count: int) -> str:
    return "a row is" if count == 1 else f"{count:,} rows are"


def repeated_keys(file: Opened, table: Table) -> Problem | None:
    """Rows whose keys an earlier row has too; rows in which a key is blank are not compared."""
    bind = Bound()
    rows = Rows(file, table, bind)
    keys = [rows.number(column.name) for column in table.columns if column.role == "key"]
    if not keys:
        return None
    values = [rows.part("e", at) for at in keys]
    there = " AND ".join(f"{value} IS NOT NULL" for value in values)
    names = ", ".join(values)
    groups = f"WHERE {there} GROUP BY {names} HAVING count(*) > 1"
    count = f"SELECT coalesce(sum(many - 1), 0) FROM (SELECT count(*) AS many FROM {rows.values()} {groups})"
    surplus = int(file.one(count, bind.values)[0])
    if not surplus:
        return None
    items = ", ".join(f"({value})::VARCHAR" for value in values)
    layers = rows.values(counted=True)
    sql = f"SELECT min(r, 2)[2] AS again, {items} FROM {layers} {groups} ORDER BY 1 LIMIT {SHOWN}"
    found = file.all(sql, bind.values)
    places = tuple(Place(row[0], ", ".join(map(str, row[1:])), _cell(file, keys[0], row[0])) for row in found)
    sources = ", ".join(table.columns[at].source for at in keys)
    what = f"{_rows(surplus)} there again: {sources} is that of an earlier row"
    message = f"In the table {table.name} ({file.file}) {what}."
    hint = "A key stands in one row; a metric can keep the first or last row of each key."
    return Problem("key", table.name, file.file, message, hint, sources, surplus, places)


def faults_of(file: Opened, table: Table, counts: Mapping[int, int]) -> tuple[Problem, ...]:
    """All faulty values that were counted, a problem for each column."""
    return tuple(faulty_values(file, table, at, count) for at, count in counts.items() if count)
