"""Workbooks made cell by cell, as people make them, and what is said about them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

from cxrules.exchange.against import check_against
from cxrules.exchange.workbook.read import read_workbook
from tests.exchange.telling import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.assessment import Assessment

HEAD = [("Key", "Value"), ("cxrules", 1), ("assessment", "brake"), ("model", "small")]


class Formula(NamedTuple):
    """A formula, with the value that a spreadsheet keeps beside it."""

    text: str
    value: object = 0


class Percent(NamedTuple):
    """A number shown as a percent."""

    number: float


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets; their names have blanks where there is an underscore."""
    data = BytesIO()
    options = {"in_memory": True, "default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}
    with xlsxwriter.Workbook(data, options) as made:
        percent = made.add_format({"num_format": "0.0%"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name.replace("_", " "))
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, Formula):
                        sheet.write_formula(at, column, cell.text, None, cell.value)
                    elif isinstance(cell, Percent):
                        sheet.write_number(at, column, cell.number, percent)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return data.getvalue()


def assessment(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook whose head is fine."""
    return book(**{"Assessment": HEAD, **sheets})


class Told(NamedTuple):
    """A diagnostic in short, with the name of its cell."""

    code: str
    cell: str
    message: str
    hint: str = ""


def read(data: bytes, model: str | None = None) -> tuple[Assessment | None, list[Told]]:
    """Read a workbook, and hold it against the small model."""
    found, source, problems = read_workbook("a.xlsx", data, model)
    if found is not None:
        problems = problems + check_against(found, SMALL, source)
    told = []
    for each in problems:
        cell = each.source.cell(each.span.start) if each.source and each.span else None
        told.append(Told(each.code, cell or "", each.message, each.hint))
    return found, told
