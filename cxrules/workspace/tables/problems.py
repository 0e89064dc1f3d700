"""What can be wrong with a table, as data: where, what was found, and a sentence. Nothing is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SHOWN = 10
"""So many faulty rows are shown one by one; all are counted."""


class Place(NamedTuple):
    """A faulty value: its row and what stands there.

    Rows are those of the file: of CSV and XLSX the names of columns are row 1, of others the first object or
    record is. `cell` is its name in a spreadsheet (C17), and empty for other files.
    """

    row: int
    text: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table.

    `kind`: file (it cannot be read), column (it is missing or there twice), value (a text that is no value of
    the column's type), range (outside the bounds or choices), key (a row that is there twice), weight (blank
    or negative), size (too large for the memory allowed, or to add up), absent (an
    optional column is not there, which is no fault). `message` is a full sentence, `hint`
    what would be right. `count` rows have it, the first of which are in `places`.
    """

    kind: str
    table: str
    file: str
    message: str
    hint: str = ""
    column: str = ""
    count: int = 0
    places: tuple[Place, ...] = ()


class TableError(Exception):
    """Carries a problem from where it is met to the functions that return problems as values."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
