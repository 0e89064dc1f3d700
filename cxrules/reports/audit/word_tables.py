"""The tables of a report in a Word document: their widths, heads that repeat, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.audit.printing import COLOURS, shares
from cxrules.reports.audit.word_xml import w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.reports.audit.content import Table

WIDTH = 9638
"""How wide a page is between its margins, in twentieths of a point."""

_STRONG = "9AA4B1"


def widths(table: Table) -> list[int]:
    """How wide each column of a table is, in twentieths of a point."""
    found = shares(table)
    return [WIDTH * each // (sum(found) or 1) for each in found]


def grid(
    columns: Sequence[int], rows: Sequence[Any], *, caption: str = "", head: bool = True, ground: str = ""
) -> Any:  # noqa: ANN401 - python-docx's elements have no types
    """A table of rows, as wide as the page."""
    inner = [] if ground else [w("insideH", val="single", sz=4, space=0, color=COLOURS["line"])]
    bottom = [] if ground else [w("bottom", val="single", sz=4, space=0, color=COLOURS["line"])]
    look = w(
        "tblLook",
        val="04A0",
        firstRow=int(head),
        lastRow=0,
        firstColumn=1,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    described = [w("tblCaption", val=caption)] if caption else []
    properties = w(
        "tblPr",
        w("tblStyle", val="TableNormal"),
        w("tblW", w=WIDTH, type="dxa"),
        w("tblBorders", *bottom, *inner),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=60, type="dxa"), w("right", w=60, type="dxa")),
        look,
        *described,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in columns)), *rows)


def row(cells: Sequence[Any], *, head: bool = False) -> Any:  # noqa: ANN401
    """A row that stays on one page; the head stands on every page."""
    return w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])), *cells)


def cell(width: int, inside: Sequence[Any], *, head: bool = False, ground: str = "") -> Any:  # noqa: ANN401
    """A cell with paragraphs in it."""
    line = [w("tcBorders", w("bottom", val="single", sz=8, space=0, color=_STRONG))] if head else []
    fill = [w("shd", val="clear", color="auto", fill=ground)] if ground else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *line, *fill), *inside)
