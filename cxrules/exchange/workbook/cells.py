"""The cells of a workbook as texts, in the way that an assessment file would write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.exchange.workbook.scan import Scan, UnreadableError, scan

if TYPE_CHECKING:
    from collections.abc import Sequence

INSTALL = "pip install cxrules[xlsx]"


class Grid(NamedTuple):
    """A sheet: its name, the texts of its cells row by row from the first, and what is to be refused."""

    name: str
    rows: Sequence[Sequence[str]]
    scan: Scan


def grids(data: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises UnreadableError, also where python-calamine is not installed."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError:
        raise UnreadableError("Reading a workbook needs python-calamine.", f"Install it: {INSTALL}") from None
    scans = scan(data)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            _grid(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), scans[name])
            for name in workbook.sheet_names
            if name in scans
        ]
    except (CalamineError, PasswordError) as error:
        raise UnreadableError(f"This workbook cannot be read: {error}.") from None


def _grid(name: str, rows: Sequence[Sequence[Any]], found: Scan) -> Grid:
    percents = found.percents
    texts = [
        [text_of(cell, percent=(at, column) in percents) for column, cell in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    return Grid(name, texts, found)


def text_of(cell: Any, *, percent: bool = False) -> str:  # noqa: ANN401  # a cell holds any of these
    """A cell as text: dates as ISO 8601 has them, whole numbers without a point, percents with their sign."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return _number(cell, percent=percent)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _number(number: float, *, percent: bool) -> str:
    """Write a number with the 15 digits that a spreadsheet keeps, and without an exponent."""
    exact = Decimal(f"{number:.15g}")
    text = f"{exact * 100 if percent else exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text or '0'}%" if percent else text or "0"
