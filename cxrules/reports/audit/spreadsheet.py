"""A report as a workbook (XLSX): a sheet for each table, to sort, to filter and to count in.

A text is written as a text whatever it looks like; formulas stand in no cell. Numbers are numbers.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.exchange.workbook.styles import set_up
from cxrules.exchange.workbook.write import empty_workbook, put_text
from cxrules.reports.audit.content import plain
from cxrules.reports.audit.printing import look, shown
from cxrules.reports.audit.sheets import sheets_of, words_of
from cxrules.reports.columns import clip, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.reports.audit.charts import Profile
    from cxrules.reports.audit.content import Cell, Column, Report
    from cxrules.reports.audit.sheets import Sheet

_POINTS = {"en": (",", "."), "de": (".", ",")}
"""What stands between thousands and before decimals, for languages whose numbers are read back."""

_NUMBER = r"([-−])?(\d{{1,3}}(?:{0}\d{{3}})+|\d+)(?:{1}(\d+))?([\s\xa0]?[^\d\"\\\s][^\d\"\\]{{0,20}})?"  # noqa: RUF001 - a minus sign
_PRECISE = 15  # digits that a spreadsheet keeps
_LONGEST = 32_000  # characters in a cell
_NARROW, _WIDE = 10, 64  # characters in a column
_INK, _HEAD = "#1A2330", "#1F3864"
_LOOK = {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top", "font_color": _INK}
_GRID = {"border": 1, "border_color": "#D9DEE5"}
_LINE, _HIGHEST = 15, 409  # points: a line of text, and the most that a row can be
_ROW = 20  # pixels, as most rows of a sheet are high


class Number(NamedTuple):
    """A number of a report, and the format in which it looks as it does there."""

    value: float
    form: str


def render(report: Report) -> bytes:
    """The file. The same report gives the same bytes.

    Raises UnwritableError where XlsxWriter is not installed.
    """
    data = BytesIO()
    with empty_workbook(data, shown(report.title)[:255], _day(report.date)) as book:
        made = [(sheet, book.add_worksheet(sheet.name)) for sheet in sheets_of(report)]
        writer = _Writer(book, report.language)
        for sheet, page in made:
            writer.fill(sheet, page)
    return data.getvalue()


def number_of(words: str, language: str) -> Number | None:
    """The number that a text is, with its unit in the format; None where it is anything else."""
    if language not in _POINTS:
        return None
    thousands, point = _POINTS[language]
    found = re.fullmatch(_NUMBER.format(re.escape(thousands), re.escape(point)), words)
    if not found:
        return None
    sign, whole, decimals, unit = (each or "" for each in found.groups())
    digits = whole.replace(thousands, "")
    if len(digits + decimals) > _PRECISE or (len(digits) > 1 and digits.startswith("0")):
        return None
    value = float(f"{'-' if sign else ''}{digits}.{decimals or 0}")
    grouped = "#,##0" if thousands in whole else "0"
    form = f"{grouped}.{'0' * len(decimals)}" if decimals else grouped
    return Number(value, f'{form}"{unit}"' if unit else form)


class _Writer:
    """Fills the sheets of a workbook."""

    def __init__(self, book: Any, language: str) -> None:  # noqa: ANN401 - XlsxWriter's classes have no types
        self._book = book
        self._language = language
        self._formats: dict[tuple[str, str, str], Any] = {}
        bold = {"bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD, "valign": "vcenter"}
        self._header = book.add_format(_LOOK | _GRID | bold)

    def fill(self, sheet: Sheet, page: Any) -> None:  # noqa: ANN401
        """Write a table, and set up how it is read and printed."""
        columns, rows = sheet.table.columns, sheet.table.rows
        rooms = [
            _room(column, [words_of(row.cells[at]) for row in rows]) for at, column in enumerate(columns)
        ]
        for at, column in enumerate(columns):
            page.set_column(at, at, rooms[at])
            put_text(page, (0, at), shown(column.title), self._header)
        for number, row in enumerate(rows, 1):
            lines = max(_lines(words_of(cell), room) for cell, room in zip(row.cells, rooms, strict=True))
            if lines > 1:  # not every program finds the height by itself
                page.set_row(number, min(lines * _LINE, _HIGHEST))
            for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
                self._put(page, (number, at), cell, column.kind)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        page.freeze_panes(1, 1)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        set_up(page)
        if sheet.levels is not None:
            self._draw(sheet, page, sheet.levels)

    def _put(self, page: Any, place: tuple[int, int], cell: Cell, kind: str) -> None:  # noqa: ANN401
        ink, ground = look(cell) or ("", "")
        words = words_of(cell)
        number = number_of(plain(cell.text), self._language) if kind == "number" else None
        if number is not None:
            page.write_number(*place, number.value, self._format(ink, ground, number.form))
        else:
            put_text(page, place, clip(words, _LONGEST, "…"), self._format(ink, ground, "@"))

    def _format(self, ink: str, ground: str, form: str) -> Any:  # noqa: ANN401
        key = (ink, ground, form)
        if key not in self._formats:
            colours = {"font_color": f"#{ink}", "bg_color": f"#{ground}"} if ground else {}
            self._formats[key] = self._book.add_format(_LOOK | _GRID | colours | {"num_format": form})
        return self._formats[key]

    def _draw(self, sheet: Sheet, page: Any, levels: Profile) -> None:  # noqa: ANN401
        """Write the levels as numbers beside the table, and draw them from there."""
        first = len(sheet.table.columns) + 1
        values = [
            [bar.level for bar in levels.bars],
            [bar.possible if bar.possible != bar.level else None for bar in levels.bars],
            [bar.target for bar in levels.bars],
            [bar.before for bar in levels.bars],
        ]
        kept = [
            (name, row)
            for name, row in zip(levels.legend, values, strict=True)
            if any(each is not None for each in row)
        ]
        for at, (name, row) in enumerate(kept, first):
            page.set_column(at, at, _NARROW + 4)
            put_text(page, (0, at), shown(name), self._header)
            for number, value in enumerate(row, 1):
                if value is not None:
                    page.write_number(number, at, value, self._format("", "", "0"))
        kinds = ["bar", "radar"] if sheet.round else ["bar"]
        top = 1
        for kind in kinds:
            chart = self._chart(kind, sheet, levels, (first, len(kept)))
            page.insert_chart(top, first + len(kept) + 1, chart, {"description": shown(sheet.table.caption)})
            top += 3 + _height(levels) // _ROW

    def _chart(self, kind: str, sheet: Sheet, levels: Profile, columns: tuple[int, int]) -> Any:  # noqa: ANN401
        chart = self._book.add_chart({"type": kind})
        last, (first, many) = len(levels.bars), columns
        colours = ("#1F5F9E", "#A9CBE8", "#8A3D00", "#525C69")
        for at in range(many):
            colour = colours[at]
            look_ = {"line": {"color": colour}} if kind == "radar" else {"fill": {"color": colour}, "gap": 60}
            chart.add_series(
                {
                    "name": [sheet.name, 0, first + at],
                    "categories": [sheet.name, 1, 0, last, 0],
                    "values": [sheet.name, 1, first + at, last, first + at],
                    **look_,
                }
            )
        top = max((rank for rank, _ in levels.levels), default=0)
        scale = {"min": 0, "max": top, "major_unit": 1, "num_format": "0"}
        if kind == "bar":
            chart.set_x_axis(scale)
            chart.set_y_axis({"reverse": True})
        else:
            chart.set_y_axis(scale)
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 640, "height": _height(levels)})
        return chart


def _lines(words: str, room: float) -> int:
    """How many lines a text takes in a column."""
    return len(wrap(words, max(int(room), 1)))


def _height(levels: Profile) -> int:
    return max(120 + 44 * len(levels.bars), 320)


def _room(column: Column, texts: Sequence[str]) -> int:
    """How wide a column is, in characters."""
    widths = sorted(width(each) for each in texts if each) or [0]
    usual = widths[(len(widths) - 1) * 9 // 10] + 2
    return min(max(usual, _NARROW, min(width(column.title) + 4, 24)), _WIDE)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
