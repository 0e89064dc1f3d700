"""A sheet of an XLSX workbook as a CSV file, in which each row also tells its number in the sheet."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from cxrules.text import near
from cxrules.workspace.tables.problems import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.model.metrics import Table


def write_sheet(path: Path, sheet: str, table: Table, target: Path) -> list[str]:
    """Write a sheet, the first one without a name, as CSV with its row number as a last column; its names.

    Rows without any content are left out. Raises TableError where the workbook or the sheet cannot be read.
    """
    rows = _rows(path, sheet, table.name)
    head = next((at for at, row in enumerate(rows) if not _empty(row)), None)
    if head is None:
        raise TableError(
            Problem("file", table.name, path.name, f"{path.name} has no row with names of columns.")
        )
    names = [_text(cell, "text").strip() for cell in rows[head]]
    types = {column.source: column.type for column in table.columns}
    kinds = [types.get(name, "text") for name in names]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([*names, "row"])
        for at, row in enumerate(rows[head + 1 :], head + 2):
            if not _empty(row):
                writer.writerow([*(_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)), at])
    return names


def _rows(path: Path, sheet: str, table: str) -> Sequence[Sequence[Any]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound
    except ImportError:
        message = f"Reading {path.name} needs python-calamine."
        hint = "Install cxrules[xlsx], or save the sheet as CSV."
        raise TableError(Problem("file", table, path.name, message, hint)) from None
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
        if sheet and sheet not in names:
            raise TableError(_no_sheet(path, sheet, table, names))
        found = workbook.get_sheet_by_name(sheet) if sheet else workbook.get_sheet_by_index(0)
        return found.to_python(skip_empty_area=False)
    except (CalamineError, PasswordError, WorksheetNotFound) as error:
        message = f"{path.name} cannot be read as a workbook: {error}."
        raise TableError(Problem("file", table, path.name, message)) from None


def _no_sheet(path: Path, sheet: str, table: str, names: Sequence[str]) -> Problem:
    meant = near(sheet, names)
    hint = f"Did you mean {meant}?" if meant else f"It has {', '.join(names)}."
    return Problem("file", table, path.name, f"{path.name} has no sheet {sheet}.", hint)


def _empty(row: Sequence[Any]) -> bool:
    return all(cell is None or cell == "" for cell in row)


def _text(cell: Any, type_: str) -> str:  # noqa: ANN401  # a cell holds any of these
    """A cell as the text that a CSV file would hold of it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004
    if isinstance(cell, datetime):
        midnight = cell.time() == time() and type_ != "time"
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return f"{cell.isoformat()} 00:00:00" if type_ == "time" else cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) or cell is not None else ""
