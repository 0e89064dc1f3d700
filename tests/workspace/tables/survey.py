"""A made-up survey: its declaration, rows of it, and files that hold them. Tests nothing itself."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import duckdb
import xlsxwriter
from hypothesis import strategies as st

from cxrules.model.metrics import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Cell: TypeAlias = str | int | bool | Decimal | date | datetime | None
Row: TypeAlias = dict[str, Cell]

TABLE = Table(
    "survey",
    "Survey",
    (
        Column("respondent", "", "text", "Respondent ID"),
        Column("channel", "", "choice", "channel", choices=("web", "shop", 'in, "quotes"'), blanks=("n/a",)),
        Column("score", "", "count", "NETPRO", "0", "10", blanks=("11",)),
        Column("csat", "", "count", "csat", "1", "5", blanks=("0", "6")),
        Column("amount", "", "number", "amount", blanks=("-1",)),
        Column("used", "", "truth", "used"),
        Column("answered", "", "date", "answered"),
        Column("opened", "", "time", "opened"),
        Column("weight", "", "number", "weight"),
        Column("part", "", "percent", "part"),
    ),
)  # fmt: skip

_STORED = {
    "Respondent ID": "VARCHAR",
    "channel": "VARCHAR",
    "NETPRO": "INTEGER",
    "csat": "DOUBLE",
    "amount": "DOUBLE",
    "used": "BOOLEAN",
    "answered": "DATE",
    "opened": "TIMESTAMP",
    "weight": "DECIMAL(9,6)",
    "part": "DOUBLE",
}


def _thousandths(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low * 1000, high * 1000).map(lambda many: Decimal(many) / 1000)


_DAYS = st.dates(date(2025, 10, 1), date(2026, 12, 31))
_TIMES = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-01-09")).map(
    lambda each: each.replace(microsecond=0)
)

ROWS: st.SearchStrategy[list[Row]] = st.lists(
    st.fixed_dictionaries(
        {
            "Respondent ID": st.sampled_from([None, "a", "b", "c", "d"]),
            "channel": st.sampled_from([None, "n/a", "web", "shop", 'in, "quotes"']),
            "NETPRO": st.none() | st.integers(0, 11),
            "csat": st.none() | st.integers(0, 6),
            "amount": st.none() | _thousandths(-2, 9000) | st.just(Decimal(-1)),
            "used": st.none() | st.booleans(),
            "answered": st.none() | _DAYS,
            "opened": st.none() | _TIMES,
            "weight": _thousandths(0, 3),
            "part": st.none() | _thousandths(0, 1),
        }
    ),
    max_size=12,
)


def write_csv(path: Path, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";")
        writer.writeheader()
        writer.writerows([{name: _written(row[name]) for name in names} for row in rows])


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else " no "
    return "" if cell is None else str(cell)


def write_json(path: Path, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> None:
    first = {name: _plain(rows[0][name]) if rows else None for name in names}
    others = [{name: _plain(row[name]) for name in names if row[name] is not None} for row in rows[1:]]
    path.write_text(json.dumps([first, *others] if rows else []), encoding="utf-8")


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def write_parquet(path: Path, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> None:
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" {_STORED[name]}' for name in names)
        connection.execute(f"CREATE TABLE survey ({columns})")
        marks = ", ".join("?" for _ in names)
        for row in rows:
            connection.execute(f"INSERT INTO survey VALUES ({marks})", [row[name] for name in names])  # noqa: S608
        connection.execute(f"COPY survey TO '{path}' (FORMAT parquet)")


def write_xlsx(path: Path, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(0, 0, names)
        for at, row in enumerate(rows, 1):
            for place, name in enumerate(names):
                cell = row[name]
                if isinstance(cell, datetime):
                    sheet.write_datetime(at, place, cell, time)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, place, datetime.combine(cell, datetime.min.time()), day)
                elif cell is not None:
                    sheet.write(at, place, cell)


NAMES = [column.source for column in TABLE.columns]

WRITERS: dict[str, Callable[[Path, Sequence[Mapping[str, Cell]], Sequence[str]], None]] = {
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
}
