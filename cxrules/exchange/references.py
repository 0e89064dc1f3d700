"""Values of others to hold measures against: CSV with a row for each, read with places.

The columns are ``metric, name, value, source, date`` and optionally ``kind, low, high, n``. A value that does
not say where it is from and of when it is cannot be held against anything.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange import limits
from cxrules.exchange.cells import Cell, rows
from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

REQUIRED = ("metric", "name", "value", "source", "date")
COLUMNS = (*REQUIRED, "kind", "low", "high", "n")
KINDS = ("industry", "competitor")
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Reference(NamedTuple):
    """What a metric is for somebody else: who, how much, from which source and day, and where it stands."""

    metric: str
    name: str
    value: Fraction
    source: str
    date: date
    kind: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    n: int | None = None
    file: str = ""
    line: int = 0


def read_references(
    source: Source, metrics: Collection[str]
) -> tuple[tuple[Reference, ...], list[Diagnostic]]:
    """Read the values in a table for some of these metrics, and everything that is wrong with its rows."""
    problems = Problems(source)
    if not limits.small_enough(source, problems):
        return (), problems.found
    table = rows(source.text, COLUMNS, problems)
    header = next(table, None)
    if header is None:
        problems.add("CX0519", "There is nothing in this table.", Span(0, 0), _wanted())
        return (), problems.found
    if not _is_usable(header, problems):
        return (), problems.found
    names = [cell.text for cell in header]
    reader = _Reader(source, metrics, problems)
    found = [reader.read(row, names) for row in table]
    return tuple(each for each in found if each is not None), problems.found


def _wanted() -> str:
    return f"The columns are {listed(REQUIRED)}, and optionally {listed(COLUMNS[len(REQUIRED) :])}."


def _is_usable(header: list[Cell], problems: Problems) -> bool:
    """Whether all columns are there, each once, and no other."""
    names = [cell.text for cell in header]
    for at, cell in enumerate(header):
        if cell.text in names[:at]:
            problems.add("CX0519", f"The column {shortened(cell.text)} stands here twice.", cell.span)
        elif cell.text not in COLUMNS:
            what = f"There is no column {shortened(cell.text)}." if cell.text else "A column has no name."
            problems.add("CX0519", what, cell.span, problems.meant(cell.text, COLUMNS, _wanted()))
    missing = [f"'{name}'" for name in REQUIRED if name not in names]
    if missing:
        problems.add("CX0519", f"This table lacks the column {listed(missing)}.", _whole(header), _wanted())
    return not problems.found


def _whole(row: list[Cell]) -> Span:
    return Span(row[0].span.start, row[-1].span.end)


class _Reader:
    """Turns rows into values of others."""

    def __init__(self, source: Source, metrics: Collection[str], problems: Problems) -> None:
        self._source, self._metrics, self._problems = source, metrics, problems

    def read(self, row: list[Cell], names: list[str]) -> Reference | None:
        """One row; None where something is wrong with it."""
        line = self._source.position(row[0].span.start).line
        if len(row) != len(names):
            self._wrong(f"Row {line} has {len(row)} cells; the header has {len(names)}.", _whole(row))
            return None
        cells = dict(zip(names, row, strict=True))
        before = len(self._problems.found)
        for name in REQUIRED:
            if not cells[name].text:
                self._wrong(f"Row {line} lacks its {name}.", _whole(row), _WHY.get(name, ""))
        self._metric(cells["metric"])
        kind = self._kind(cells.get("kind"))
        day = self._day(cells["date"])
        value, low, high = (self._number(cells.get(name)) for name in ("value", "low", "high"))
        count = self._count(cells.get("n"))
        self._ordered(row, (low, value, high))
        if len(self._problems.found) > before or value is None or day is None:
            return None
        texts = (cells["metric"].text, cells["name"].text, value, cells["source"].text)
        return Reference(*texts, day, kind, low, high, count, self._source.name, line)

    def _wrong(self, message: str, span: Span, hint: str = "") -> None:
        self._problems.add("CX0519", message, span, hint)

    def _metric(self, cell: Cell) -> None:
        if cell.text and cell.text not in self._metrics:
            known = f"It has {listed(self._metrics)}." if self._metrics else "It has none."
            hint = self._problems.meant(cell.text, self._metrics, known)
            self._wrong(f"The model has no metric {shortened(cell.text)}.", cell.span, hint)

    def _kind(self, cell: Cell | None) -> str | None:
        if cell is None or not cell.text:
            return None
        if cell.text not in KINDS:
            self._wrong(f"The kind is {listed(KINDS, 'or')}, not {shortened(cell.text)}.", cell.span)
        return cell.text

    def _day(self, cell: Cell) -> date | None:
        if not cell.text:
            return None
        try:
            return date.fromisoformat(cell.text if _DAY.fullmatch(cell.text) else "")
        except ValueError:
            self._wrong(f"{shortened(cell.text)} is no date such as 2026-11-30.", cell.span)
            return None

    def _number(self, cell: Cell | None) -> Fraction | None:
        if cell is None or not cell.text:
            return None
        if _NUMBER.fullmatch(cell.text):
            return Fraction(cell.text)
        self._wrong(
            f"{shortened(cell.text)} is no number such as 41.5.", cell.span, "Write it without a unit."
        )
        return None

    def _count(self, cell: Cell | None) -> int | None:
        if cell is None or not cell.text:
            return None
        if _COUNT.fullmatch(cell.text):
            return int(cell.text)
        self._wrong(f"{shortened(cell.text)} is no number of rows such as 120.", cell.span)
        return None

    def _ordered(self, row: list[Cell], numbers: tuple[Fraction | None, ...]) -> None:
        known = [each for each in numbers if each is not None]
        if known != sorted(known):
            self._wrong("The value does not lie between low and high.", _whole(row))


_WHY = {
    "source": "Say where the value is from; without that nobody can look it up.",
    "date": "Say of which day the value is, as in 2026-06-30.",
}
