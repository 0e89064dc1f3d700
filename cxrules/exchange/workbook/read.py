"""A workbook read as an assessment, or its first sheet as a table of ratings.

The cells become the tree that a YAML file would become, and `assessment` reads that: whatever holds for the
one holds for the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.exchange.assessment import KEYS, PARTS, read_assessment
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping
from cxrules.exchange.workbook.cells import grids
from cxrules.exchange.workbook.entries import at, entries_of
from cxrules.exchange.workbook.head import HEAD_ROWS, STRUCTURED
from cxrules.exchange.workbook.layout import HEAD, RATINGS, UNREAD
from cxrules.exchange.workbook.nodes import node_of, stripped
from cxrules.exchange.workbook.pages import Page, Row, form_of, page_of, read_rows, tell_sheets
from cxrules.exchange.workbook.ratings import subjects
from cxrules.exchange.workbook.rendering import Rendering, WorkbookSource
from cxrules.exchange.workbook.scan import UnreadableError
from cxrules.exchange.workbook.table import is_table, read_table
from cxrules.text import Source

if TYPE_CHECKING:
    from cxrules.exchange.workbook.cells import Grid
    from cxrules.exchange.workbook.entries import Entries
    from cxrules.model.assessment import Assessment
    from cxrules.text import Span

_KINDS = {each.key: each.kind for each in HEAD_ROWS}
_NEEDED = frozenset(("cxrules", "assessment", "model"))


def read_workbook(
    name: str, data: bytes, model: str | None = None
) -> tuple[Assessment | None, Source | None, list[Diagnostic]]:
    """Read the bytes of an XLSX file called `name`.

    A workbook with a sheet Assessment is one; the first sheet of any other is a table of ratings of `model`.
    Returns the assessment, a source that knows the cells, and everything that is wrong; see
    `cxrules.exchange.assessment.read_assessment`.
    """
    try:
        found = grids(data)
    except UnreadableError as error:
        return None, None, [diagnose("CX0560", error.message, Source(name, ""), None, error.hint)]
    if not _is_assessment(found):
        return read_table(name, found[0], model)
    source = _source(name, found)
    assessment, problems = read_assessment(source)
    return assessment, source, problems


def _is_assessment(found: list[Grid]) -> bool:
    """Whether sheets are those of an assessment, though perhaps not all that it needs."""
    forms = [form_of(each) for each in found]
    return HEAD in forms or (any(forms) and not is_table(found[0]))


def _source(name: str, found: list[Grid]) -> WorkbookSource:
    """The source of a workbook, with its tree and everything that is wrong with sheets, columns and cells."""
    rendering = Rendering()
    pages, places = [], {}
    for grid in found:
        form = form_of(grid)
        page = page_of(grid, form, rendering) if form else None
        if page is not None:
            pages.append(page)
        elif form is None and grid.name not in UNREAD and (place := _first_cell(grid, rendering)):
            places[grid.name] = place
    source = WorkbookSource(name, rendering)
    problems = Problems(source)
    problems.found = source.found
    tell_sheets(found, problems, places)
    source.tree = _tree(pages, problems)
    return source


def _first_cell(grid: Grid, rendering: Rendering) -> Span | None:
    """The place of the first cell of a sheet in which anything stands."""
    for number, row in enumerate(grid.rows):
        for column, text in enumerate(row):
            if text.strip():
                return rendering.row(grid.name, number, [(column, text)])[column].span
    return None


def _tree(pages: list[Page], problems: Problems) -> Mapping | None:
    head = next((each for each in pages if each.form is HEAD), None)
    rows = read_rows(head, problems) if head else None
    if head is None:
        message = "This workbook has no sheet Assessment with the keys cxrules, assessment and model."
        problems.add("CX0560", message, None, "`cxrules new MODEL -o FILE.xlsx` writes one to fill in.")
    if rows is None:
        return None
    entries = _head(rows, problems)
    for page in pages:
        if page.form is not HEAD and (rows := read_rows(page, problems)):
            node = subjects(rows, problems) if page.form is RATINGS else entries_of(page.form, rows, problems)
            if node.entries:
                entries[page.form.key] = (at(page.form.key, node.start), node)
    first = min((key.start for key, _ in entries.values()), default=0)
    return Mapping(entries, first, max((value.end for _, value in entries.values()), default=0))


def _head(rows: list[Row], problems: Problems) -> Entries:
    """The keys and values of the first sheet."""
    entries: Entries = {}
    for row in rows:
        key, value = row.get("key"), row.get("value")
        if key is None:
            if value is not None:
                problems.add("CX0503", "This value has no key.", value.span)
            continue
        key = stripped(key)
        name = key.text = key.text.casefold() if key.text.casefold() in KEYS else key.text
        if name in PARTS:
            message = f"{shortened(name)} has a sheet of its own."
            problems.add("CX0502", message, key.span)
        elif name in entries:
            message = f"The key {shortened(name)} stands here twice."
            problems.add_second("CX0505", message, key.span, entries[name][0].span, "The first one.")
        elif value is not None:
            kind = _KINDS.get(name, "text")
            entries[name] = (key, node_of(value, kind, problems, structured=name in STRUCTURED))
        elif name in _NEEDED:
            entries[name] = (key, at("", key.end))
        elif name not in KEYS:
            problems.add("CX0502", f"Unknown key {shortened(name)}.", key.span, problems.meant(name, KEYS))
    return entries
