"""How a workbook looks: dark on light, or white on dark blue, in one font; and how it is printed."""

from __future__ import annotations

from typing import Any

_TEXT = "@"
_DAY = "yyyy-mm-dd"
_FORMATS = {"day": _DAY, "date": _DAY, "number": "General", "count": "0", "percent": "0.0#%"}
_PLAIN = {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top"}
_GRID = {"border": 1, "border_color": "#BFBFBF"}
_GUIDE = {"bg_color": "#F2F2F2", "font_color": "#333333"}
_HEADER = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "valign": "vcenter"}
_BEGINS = {"top": 2, "top_color": "#1F3864"}
_A4 = 9


def number_format(kind: str) -> str:
    """The format of numbers for a kind of column or a type of value; mostly text, which stays as typed."""
    return _FORMATS.get(kind, _TEXT)


class Styles:
    """The formats of one workbook; each is made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  # XlsxWriter's classes have no types
        """Make the formats that do not depend on what stands in a cell."""
        self._book = book
        self._cells: dict[tuple[bool, str, bool], Any] = {}
        self.header = book.add_format({**_PLAIN, **_GRID, **_HEADER})
        self.guide = book.add_format({**_PLAIN, **_GRID, **_GUIDE, "num_format": _TEXT})
        self.prose = book.add_format({**_PLAIN, "num_format": _TEXT})
        self.heading = book.add_format({**_PLAIN, "bold": True, "font_size": 14, "font_color": "#1F3864"})

    def cell(self, kind: str, form: str = "", *, begins: bool = False) -> Any:  # noqa: ANN401
        """The format of a cell; `begins`: it is in the first row of a group."""
        key = (kind == "guide", form or number_format(kind), begins)
        if key not in self._cells:
            look = {**_PLAIN, **_GRID, **(_GUIDE if key[0] else {}), **(_BEGINS if begins else {})}
            self._cells[key] = self._book.add_format({**look, "num_format": key[1]})
        return self._cells[key]


def set_up(sheet: Any, *, landscape: bool = True) -> None:  # noqa: ANN401
    """Set up how a sheet is printed: on A4, as wide as the page, headings on each, with page numbers."""
    if landscape:
        sheet.set_landscape()
        sheet.repeat_rows(0)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.set_footer("&L&F&C&A&R&P / &N")
