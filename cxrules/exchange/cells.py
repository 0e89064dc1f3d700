"""CSV as cells with positions, which the standard library does not tell.

The form is that of RFC 4180, with comma, semicolon or tab between cells. What the cells mean
is for `ratings_table`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange import limits
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cxrules.exchange.problems import Problems

DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 64  # what a row has beyond these is passed over
_BREAK = re.compile(r"\r\n?|\n")


class Cell(NamedTuple):
    """The text of a cell, without quotes and blanks around it; `exact` when it stands so in the source."""

    text: str
    span: Span
    exact: bool = True


def rows(text: str, known: Collection[str], problems: Problems) -> Iterator[list[Cell]]:
    """Yield the rows of a table, the header first; blank lines are left out.

    The delimiter is the one by which the header holds most of the `known` column names.
    """
    scanner = _Scanner(text, _delimiter(text, known), problems)
    cells = 0
    while not scanner.done:
        row = scanner.row()
        cells += len(row)
        if cells > limits.NODES:
            problems.add("CX0512", f"This table has more than {limits.NODES:,} cells.", row[0].span)
            return
        if any(cell.text for cell in row):
            yield row


def _delimiter(text: str, known: Collection[str]) -> str:
    start = 1 if text.startswith("\ufeff") else 0
    found = _BREAK.search(text, start)
    header = text[start : found.start() if found else len(text)]

    def fits(delimiter: str) -> tuple[int, int]:
        names = [name.strip(' \t"') for name in header.split(delimiter)]
        return sum(name in known for name in names), len(names)

    return max(DELIMITERS, key=fits)


class _Scanner:
    """Reads one row after another."""

    __slots__ = ("_at", "_delimiter", "_in_quotes", "_plain", "_problems", "_text", "done")

    def __init__(self, text: str, delimiter: str, problems: Problems) -> None:
        self._text = text
        self._at = 1 if text.startswith("\ufeff") else 0
        self._delimiter = delimiter
        blank = "[ \t]" if delimiter != "\t" else "[ ]"
        self._in_quotes = re.compile(f'{blank}*"((?:[^"]++|"")*+)"{blank}*')
        self._plain = re.compile(f"[^{delimiter}\r\n]*")
        self._problems = problems
        self.done = self._at >= len(text)

    def row(self) -> list[Cell]:
        cells = [self._cell()]
        while self._text.startswith(self._delimiter, self._at):
            self._at += 1
            cells.append(self._cell())
            if len(cells) > MOST_COLUMNS:
                break
        found = _BREAK.search(self._text, self._at)  # right here, but for a row that is much too long
        self._at = found.end() if found else len(self._text)
        self.done = self._at >= len(self._text)
        return cells

    def _cell(self) -> Cell:
        quoted = self._in_quotes.match(self._text, self._at)
        if quoted is not None:
            return self._quoted(quoted)
        start, end = self._at, self._pass_plain()
        raw = self._text[start:end]
        text = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if text else start
        if text.startswith('"'):
            message = "This cell begins with a quote that nothing closes."
            self._problems.add("CX0519", message, Span(left, left + 1), "Write a quote within quotes twice.")
        return Cell(text, Span(left, left + len(text)))

    def _pass_plain(self) -> int:
        found = self._plain.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _quoted(self, found: re.Match[str]) -> Cell:
        self._at = found.end()
        after = self._at
        if self._pass_plain() > after:
            message = "After the closing quote only the end of the cell may follow."
            self._problems.add("CX0519", message, Span(after, self._at), "Write a quote within quotes twice.")
        raw = found.group(1)
        text = raw.strip()
        start = found.start(1) + (len(raw) - len(raw.lstrip()) if text else 0)
        return Cell(text.replace('""', '"'), Span(start, start + len(text)), exact='""' not in text)
