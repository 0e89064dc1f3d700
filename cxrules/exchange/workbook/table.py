"""The first sheet of a workbook as a table of ratings, read by `cxrules.exchange.ratings_table`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.cells import Cell
from cxrules.exchange.problems import Problems
from cxrules.exchange.ratings_table import nameless, read_rows
from cxrules.exchange.workbook.nodes import stripped
from cxrules.exchange.workbook.rendering import Rendering, WorkbookSource
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.exchange.tree import Scalar
    from cxrules.exchange.workbook.cells import Grid
    from cxrules.model.assessment import Assessment


def is_table(grid: Grid) -> bool:
    """Whether the first row of a sheet names a column ``subject``, as only such a table does."""
    first = next((row for row in grid.rows if any(map(str.strip, row))), [])
    return "subject" in {text.strip().casefold() for text in first}


def read_table(
    name: str, grid: Grid, model: str | None
) -> tuple[Assessment | None, WorkbookSource, list[Diagnostic]]:
    """Read a sheet of ratings of `model`; what comes back is as for `read_workbook`."""
    rendering = Rendering()
    refused = grid.scan.formulas | grid.scan.errors
    rows = []
    for at, row in enumerate(grid.rows):
        cells = [(col, text) for col, text in enumerate(row) if text.strip() or (at, col) in refused]
        if cells:
            rows.append((at, rendering.row(grid.name, at, cells)))
    source = WorkbookSource(name, rendering)
    if model is None:
        return None, source, [nameless(source)]
    problems = Problems(source)
    table = _table(rows, refused, problems)
    return read_rows(table, (name, model), problems), source, problems.found


def _table(
    rows: Sequence[tuple[int, Mapping[int, Scalar]]],
    refused: frozenset[tuple[int, int]],
    problems: Problems,
) -> Iterator[list[Cell]]:
    """The rows one by one, the names of the columns in small letters."""
    width = 1 + max(rows[0][1]) if rows else 0
    for number, (at, cells) in enumerate(rows):
        row = _row(at, cells, width, refused, problems)
        yield row if number else [each._replace(text=each.text.casefold()) for each in row]


def _row(
    at: int, cells: Mapping[int, Scalar], width: int, refused: frozenset[tuple[int, int]], problems: Problems
) -> list[Cell]:
    """A row with as many cells as the header has; of what lies beyond them, those that hold anything."""
    first = next(iter(cells.values()))
    row = []
    for column in range(max(width, 1 + max(cells))):
        scalar = cells.get(column)
        if scalar is None:
            row.append(Cell("", Span(first.start, first.start)))
            continue
        found = stripped(scalar)
        if (at, column) in refused:
            message = "This cell holds a formula or an error; only values are read."
            problems.add("CX0561", message, scalar.span, "Copy the cell and paste it as a value.")
            found.text = ""
        row.append(Cell(found.text, found.span))
    return row
