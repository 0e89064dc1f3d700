"""An assessment as the bytes of an XLSX file to fill in.

Every text is written as a text, whatever it looks like: there is no formula, no link and no macro in the
file, and nothing in it is protected. The same content gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cxrules.diagnostics import Refusal
from cxrules.exchange.workbook.cells import INSTALL, text_of
from cxrules.exchange.workbook.choices import Choices, checked
from cxrules.exchange.workbook.form import Form
from cxrules.exchange.workbook.layout import HEAD, LISTS, READ_ME
from cxrules.exchange.workbook.read_me import lines
from cxrules.exchange.workbook.scan import cell_name
from cxrules.exchange.workbook.styles import Styles, number_format, set_up
from cxrules.exchange.workbook.tables import Table, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.exchange.tree import Mapping
    from cxrules.exchange.workbook.form import Ask
    from cxrules.exchange.workbook.layout import Column

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST = 32_767  # characters in a cell
_SPARE = 500  # rows below the last one that offer the same choices
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets do not agree about the calendar
_NUMBERS = {"number": 1, "count": 1, "percent": 100}


class UnwritableError(Refusal):
    """A workbook cannot be written; says why in a sentence."""


def write_workbook(tree: Mapping, form: Form | None = None) -> bytes:
    """Write the tree of an assessment as a workbook, with what a model asks for.

    Raises UnwritableError where XlsxWriter is not installed, or a text is longer than a cell can hold.
    """
    form = form or Form()
    data = BytesIO()
    with empty_workbook(data, "Assessment") as book:
        _Book(book, form).fill(list(tables_of(tree, form)))
    return data.getvalue()


def empty_workbook(data: BytesIO, title: str, created: date | None = None) -> Any:  # noqa: ANN401
    """A workbook of XlsxWriter to fill, in which no text becomes a formula, a link or a number.

    Raises UnwritableError where XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UnwritableError(f"Writing a workbook needs XlsxWriter: {INSTALL}") from None
    book = Workbook(data, _OPTIONS)
    day = _CREATED if created is None else datetime(created.year, created.month, created.day, tzinfo=UTC)
    book.set_properties({"created": day.replace(tzinfo=None), "title": title})
    return book


class _Book:
    """Fills a workbook, sheet by sheet."""

    def __init__(self, book: Any, form: Form) -> None:  # noqa: ANN401  # XlsxWriter's classes have no types
        self._book = book
        self._form = form
        self._styles = Styles(book)

    def fill(self, tables: Sequence[Table]) -> None:
        """Write all sheets."""
        names = [table.form.name for table in tables]
        choices = Choices(self._form, names)
        sheets = {name: self._book.add_worksheet(name) for name in (READ_ME, *names, LISTS)}
        self._read_me(sheets[READ_ME], names)
        for table in tables:
            _Sheet(sheets[table.form.name], table, self._styles).fill(choices)
        self._lists(sheets[LISTS], choices)
        sheets[HEAD.name].activate()

    def _read_me(self, sheet: Any, names: Sequence[str]) -> None:  # noqa: ANN401
        sheet.set_column(0, 0, 100)
        for row, line in enumerate(lines(self._form, names)):
            style = self._styles.heading if line.startswith("# ") else self._styles.prose
            put_text(sheet, (row, 0), line.removeprefix("# "), style)
        set_up(sheet, landscape=False)

    def _lists(self, sheet: Any, choices: Choices) -> None:  # noqa: ANN401
        """Write the words that cells offer, each with its title beside it."""
        for number, (name, words) in enumerate(choices.lists.items()):
            sheet.set_column(2 * number, 2 * number, 22)
            sheet.set_column(2 * number + 1, 2 * number + 1, 40)
            put_text(sheet, (0, 2 * number), name, self._styles.header)
            put_text(sheet, (0, 2 * number + 1), "", self._styles.header)
            for row, pair in enumerate(words, 1):
                for beside, text in enumerate(pair):
                    put_text(sheet, (row, 2 * number + beside), text, self._styles.guide)
        sheet.freeze_panes(1, 0)
        set_up(sheet)


class _Sheet:
    """Fills one sheet with a table."""

    def __init__(self, sheet: Any, table: Table, styles: Styles) -> None:  # noqa: ANN401
        self._sheet = sheet
        self._table = table
        self._styles = styles

    def fill(self, choices: Choices) -> None:
        """Write headings, rows and checks, and set up the page."""
        sheet, table = self._sheet, self._table
        for at, column in enumerate(table.columns):
            put_text(sheet, (0, at), column.heading, self._styles.header)
            sheet.set_column(at, at, column.width, self._styles.cell(column.kind))
        for number, row in enumerate(table.rows, 1):
            first = number > 1 and row.get("Belongs to") != table.rows[number - 2].get("Belongs to")
            for at, column in enumerate(table.columns):
                self._cell((number, at), column, row.get(column.key or column.heading, ""), begins=first)
        self._checks(choices)
        last = max(len(table.rows), 1)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        sheet.freeze_panes(1, self._frozen())
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        set_up(sheet)

    def _frozen(self) -> int:
        """How many columns stay in view: those up to the id."""
        return 1 + next(at for at, each in enumerate(self._table.columns) if each.key in {"id", "key"})

    def _cell(self, place: tuple[int, int], column: Column, text: str, *, begins: bool) -> None:
        kind, type_ = column.kind, self._type(place[0], column)
        style = self._styles.cell(kind, number_format(type_ or kind), begins=begins)
        day = _day(text) if kind == "day" or type_ == "date" else None
        number = _number(text, type_)
        if day is not None:
            self._sheet.write_datetime(*place, day, style)
        elif number is not None:
            self._sheet.write_number(*place, number, style)
        else:
            put_text(self._sheet, place, text, style)

    def _type(self, number: int, column: Column) -> str:
        """The type of what is asked in a cell that has one of its own."""
        if column.key != "value":
            return ""
        if self._table.form is HEAD:
            return "date" if self._table.rows[number - 1]["key"] == "date" else ""
        ask = self._ask(number)
        return ask.type if ask else ""

    def _ask(self, number: int) -> Ask | None:
        return self._table.asks[number - 1] if self._table.asks else None

    def _checks(self, choices: Choices) -> None:
        table = self._table
        for at, column in enumerate(table.columns):
            if checked(table.form) and column.key in {"value", "answer"}:
                self._own_checks(at, choices)
                continue
            check = choices.of_column(table.form, column)
            if check is not None:
                self._sheet.data_validation(1, at, len(table.rows) + _SPARE, at, check)

    def _own_checks(self, at: int, choices: Choices) -> None:
        """The checks of cells that each have another one."""
        for number, row in enumerate(self._table.rows, 1):
            ask = self._ask(number)
            check = choices.of_key(row["key"]) if self._table.form is HEAD else ask and choices.of_ask(ask)
            if check:
                self._sheet.data_validation(number, at, number, at, check)


def put_text(sheet: Any, place: tuple[int, int], text: str, style: Any) -> None:  # noqa: ANN401
    """Write a text into a cell as a text; a blank cell only has a style.

    Raises UnwritableError where the text is too long for a cell.
    """
    if not text:
        sheet.write_blank(*place, None, style)
        return
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST:
        where = f"{sheet.get_name()}!{cell_name(*place)}"
        raise UnwritableError(f"The text for {where} is too long: a cell holds {_LONGEST:,} characters.")
    sheet.write_string(*place, _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text), style)


def _day(text: str) -> date | None:
    """The day that a text names, where a spreadsheet knows it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found >= _FIRST_DAY and found.isoformat() == text else None


def _number(text: str, type_: str) -> float | None:
    """The number that a text of a type states, where it is read back in the same way."""
    if type_ not in _NUMBERS:
        return None
    percent = type_ == "percent"
    try:
        number = float(text.removesuffix("%")) / 100 if percent else float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e15 and text_of(number, percent=percent) == text else None  # noqa: PLR2004
