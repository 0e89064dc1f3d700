"""A workbook as text, so that its cells have places: a line for each row, with bars between the cells.

People see this text only as the excerpt below a message. What stands where is told by the name of the cell.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cxrules.exchange.document import TreeSource
from cxrules.exchange.tree import Scalar
from cxrules.exchange.workbook.scan import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAR = " | "
_READ_AS_NOTHING = frozenset(("~", "null", "Null", "NULL"))


def written(text: str, start: int, end: int) -> Scalar:
    """A text of a cell, which is a text even where YAML would read nothing."""
    return Scalar(text, start, end, '"' if text in _READ_AS_NOTHING else None)


class WorkbookSource(TreeSource):
    """The text of a workbook, which knows the cell of each place in it."""

    __slots__ = ("_cells", "_lines", "_starts_of_cells")

    def __init__(self, name: str, rendering: Rendering) -> None:
        """Take over what was rendered."""
        super().__init__(name, rendering.text())
        self._starts_of_cells = rendering.starts
        self._cells = rendering.cells
        self._lines = rendering.lines

    def cell(self, offset: int) -> str | None:
        """Name the cell in which an offset lies."""
        index = bisect_right(self._starts_of_cells, offset) - 1
        return self._cells[max(index, 0)] if self._cells else None

    def number(self, line: int) -> int:
        """Give the number of the row that a line shows."""
        return self._lines[line - 1] if 1 <= line <= len(self._lines) else line


class Rendering:
    """Takes the rows of sheets one by one, and keeps where each cell stands."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._at = 0
        self.starts: list[int] = []
        self.cells: list[str] = []
        self.lines: list[int] = []

    def text(self) -> str:
        """The text of all rows so far."""
        return "".join(self._parts)

    def row(self, sheet: str, number: int, cells: Iterable[tuple[int, str]]) -> dict[int, Scalar]:
        """Add a row, counted from 0, with the texts of some columns; gives each text with its place."""
        found: dict[int, Scalar] = {}
        for column, text in cells:
            if found:
                self._add(_BAR)
            self.starts.append(self._at)
            self.cells.append(f"{_quoted(sheet)}!{cell_name(number, column)}")
            start = self._at
            self._add(_in_a_line(text))
            found[column] = written(text, start, self._at)
        self._add("\n")
        self.lines.append(number + 1)
        return found

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)


def _quoted(sheet: str) -> str:
    """The name of a sheet as it is written before a cell."""
    return sheet if sheet.replace("_", "").isalnum() else "'" + sheet.replace("'", "''") + "'"


def _in_a_line(text: str) -> str:
    """The text without line breaks and control characters, in the same length."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)
