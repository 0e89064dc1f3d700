"""The sheets of a workbook as they are read: which column is which, and the rows with their places.

What is wrong with sheets and columns is found here; what stands in the cells is for `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import listed, shortened
from cxrules.exchange.workbook.layout import BESIDE, HEAD, RATINGS, SHEETS, UNREAD, Column, SheetForm
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Scalar
    from cxrules.exchange.workbook.cells import Grid
    from cxrules.exchange.workbook.rendering import Rendering

FORMS = (HEAD, *SHEETS)
_REFUSED = {
    True: ("a formula", "Copy the cell and paste it as a value."),
    False: ("an error", "Write the value, or leave the cell empty."),
}

Row = dict[str, "Scalar"]


class Page(NamedTuple):
    """A sheet of a known form: its headings, which column stands where, and its rows with their numbers.

    `loose` are columns without a heading in which something stands, each with the first of its cells.
    """

    form: SheetForm
    grid: Grid
    header: Mapping[int, Scalar]
    columns: Mapping[int, Column | None]
    rows: Sequence[tuple[int, Mapping[int, Scalar]]]
    loose: Mapping[int, Scalar]


def form_of(grid: Grid) -> SheetForm | None:
    """The form of a sheet, known by its name in whatever case."""
    name = grid.name.strip().casefold()
    return next((each for each in FORMS if each.name.casefold() == name), None)


def page_of(grid: Grid, form: SheetForm, rendering: Rendering) -> Page | None:
    """Take a sheet in; None where it is empty."""
    start = next((at for at, row in enumerate(grid.rows) if any(map(str.strip, row))), None)
    if start is None:
        return None
    titles = [(at, text) for at, text in enumerate(grid.rows[start]) if text.strip()]
    header = rendering.row(grid.name, start, titles)
    columns = {at: _column(form, text) for at, text in titles}
    read = [at for at, column in columns.items() if column is not None and column.kind != "guide"]
    refused = grid.scan.formulas | grid.scan.errors
    rows, loose = [], {}
    for at, row in enumerate(grid.rows[start + 1 :], start + 1):
        wanted = [col for col in read if (col < len(row) and row[col].strip()) or (at, col) in refused]
        extra = [col for col, text in enumerate(row) if col not in columns and text.strip()]
        if wanted or extra:
            found = rendering.row(grid.name, at, [(col, row[col]) for col in sorted(wanted + extra)])
            loose.update({col: found.pop(col) for col in reversed(extra) if col not in loose})
            rows.append((at, found))
    return Page(form, grid, header, columns, rows, loose)


def _column(form: SheetForm, heading: str) -> Column | None:
    if form is RATINGS and heading.strip().casefold().startswith(BESIDE.strip().casefold()):
        name = heading.strip()[len(BESIDE.strip()) :].strip()
        return Column(name, heading, "id")
    return form.column(heading)


def read_rows(page: Page, problems: Problems) -> list[Row] | None:
    """The rows of a page by the keys of their columns; None where its columns are not those it needs."""
    if not _check_header(page, problems):
        return None
    rows = []
    for at, cells in page.rows:
        row: Row = {}
        for col, scalar in cells.items():
            column = page.columns.get(col)
            if (at, col) in page.grid.scan.formulas:
                _refuse(scalar, problems, formula=True)
            elif (at, col) in page.grid.scan.errors:
                _refuse(scalar, problems, formula=False)
            elif column is not None:
                row[column.key] = scalar
        if row:
            rows.append(row)
    return rows


def _refuse(scalar: Scalar, problems: Problems, *, formula: bool) -> None:
    what, hint = _REFUSED[formula]
    problems.add("CX0561", f"This cell holds {what}; only values are read.", scalar.span, hint)


def _check_header(page: Page, problems: Problems) -> bool:
    """Tell columns that are strange, there twice, or missing."""
    form, seen = page.form, dict[str, Span]()
    names = [each.heading for each in form.columns]
    for at, column in page.columns.items():
        place, text = page.header[at].span, page.header[at].text.strip()
        if column is None:
            _strange(f"column {shortened(text)} in the sheet {form.name}", text, names, place, problems)
        elif column.kind != "guide" and column.key in seen:
            message = f"The column {shortened(text)} stands here twice."
            problems.add_second("CX0505", message, place, seen[column.key], "The first one.")
            return False
        else:
            seen[column.key] = place
    for scalar in page.loose.values():
        message = "This column has no heading, so it is not read."
        problems.add(
            "CX0562", message, scalar.span, "Give it one of the headings of this sheet, or delete it."
        )
    return _has_what_it_needs(page, seen, problems)


def _has_what_it_needs(page: Page, seen: Mapping[str, Span], problems: Problems) -> bool:
    asked = [each for each in page.form.columns if each.asked][:1]
    first = next(each for each in page.form.columns if each.kind != "guide")
    if page.form is HEAD:
        asked = [page.form.columns[1]]
    missing = [f"'{each.heading}'" for each in (first, *asked) if each.key not in seen]
    if not missing:
        return True
    cells = list(page.header.values())
    whole = Span(cells[0].start, cells[-1].end)
    names = listed([each.heading for each in page.form.columns if not each.rare], most=30)
    message = f"The sheet {page.form.name} lacks the column {listed(missing)}."
    problems.add("CX0503", message, whole, f"Its first row holds the headings: {names}.")
    return False


def tell_sheets(all_: Sequence[Grid], problems: Problems, places: Mapping[str, Span]) -> None:
    """Tell sheets that are none of a workbook's; `places` are the first cells of such sheets."""
    names = [each.name for each in FORMS]
    for grid in all_:
        known = form_of(grid) is not None or grid.name.strip().casefold() in {u.casefold() for u in UNREAD}
        if not known and grid.name in places:
            _strange(f"sheet {shortened(grid.name)}", grid.name, names, places[grid.name], problems)


def _strange(what: str, name: str, known: Sequence[str], place: Span, problems: Problems) -> None:
    """Tell what is not known: an error where a known name was meant, else only that it is not read."""
    meant = problems.near(name, known)
    if meant:
        problems.add("CX0502", f"There is no {what}.", place, f"Did you mean {meant}?")
    else:
        problems.add("CX0562", f"The {what} is not read.", place, f"Known here: {listed(known, most=30)}.")
