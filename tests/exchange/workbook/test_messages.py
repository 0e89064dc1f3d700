"""What is told of a workbook that people filled in, with the name of each cell."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cxrules.diagnostics import github, json as as_json, sarif, text
from cxrules.exchange.workbook import scan as scanning
from cxrules.exchange.workbook.read import read_workbook
from tests.exchange.workbook.books import HEAD, Formula, Percent, Told, assessment, book, read

if TYPE_CHECKING:
    from collections.abc import Sequence

RATINGS = ("Id", "Rating", "Instance", "Assessor", "Evidence", "Causes", "Weaknesses", "Note")


def of_ratings(*rows: Sequence[object]) -> list[Told]:
    """Tell what is wrong with some rows of ratings."""
    return read(assessment(Ratings=[RATINGS, *rows]))[1]


def test_a_rating_outside_the_scale() -> None:
    assert of_ratings(("SWE.1.BP1", "L"), ("SWE.1.BP2", "X")) == [
        Told("CX0507", "Ratings!B3", "'X' is not a rating of this model.", "The ratings are N, P, L and F.")
    ]


def test_a_subject_that_is_misspelt() -> None:
    (told,) = of_ratings(("SWE.1.BP11", "L"))
    assert (told.code, told.cell) == ("CX0506", "Ratings!A2")


def test_names_that_are_nowhere_listed() -> None:
    assert [each[:2] for each in of_ratings(("SWE.1.BP1", "L", "app", "lead", "E1, E2", "links"))] == [
        ("CX0517", "Ratings!D2"),
        ("CX0516", "Ratings!C2"),
        ("CX0508", "Ratings!E2"),
        ("CX0508", "Ratings!E2"),
        ("CX0514", "Ratings!F2"),
    ]


def test_a_formula_and_an_error_are_refused() -> None:
    rows = [("SWE.1.BP1", Formula('=IF(1,"L")', "L")), ("SWE.1.BP2", Formula("=1/0", "#DIV/0!"))]
    hint = "Copy the cell and paste it as a value."
    message = "This cell holds a formula; only values are read."
    assert of_ratings(*rows) == [
        Told("CX0561", "Ratings!B2", message, hint),
        Told("CX0561", "Ratings!B3", message, hint),
    ]


def test_a_formula_where_nothing_is_read_does_no_harm() -> None:
    rows = [("Id", "Title", "Rating"), ("SWE.1.BP1", Formula("=A2"), "L")]
    assert read(assessment(Ratings=rows))[1] == []


def test_a_column_and_a_sheet_that_are_misspelt() -> None:
    data = assessment(Ratings=[("Id", "Rating", "Weaknesess")], Evidense=[("Id", "Kind")])
    assert read(data)[1] == [
        Told("CX0502", "Evidense!A1", "There is no sheet 'Evidense'.", "Did you mean Evidence?"),
        Told(
            "CX0502",
            "Ratings!C1",
            "There is no column 'Weaknesess' in the sheet Ratings.",
            "Did you mean Weaknesses?",
        ),
    ]


def test_a_column_and_a_sheet_of_ones_own_are_not_read() -> None:
    data = assessment(
        Ratings=[("Id", "Rating", "To be done by"), ("SWE.1.BP1", "L", "Friday", "loose")],
        My_plan=[(None, 1)],
    )
    assert [each[:3] for each in read(data)[1]] == [
        ("CX0562", "'My plan'!B1", "The sheet 'My plan' is not read."),
        ("CX0562", "Ratings!C1", "The column 'To be done by' in the sheet Ratings is not read."),
        ("CX0562", "Ratings!D2", "This column has no heading, so it is not read."),
    ]


def test_columns_that_are_missing_or_twice() -> None:
    assert [each[:3] for each in read(assessment(Ratings=[("Subject", "Rating")]))[1]] == [
        ("CX0562", "Ratings!A1", "The column 'Subject' in the sheet Ratings is not read."),
        ("CX0503", "Ratings!A1", "The sheet Ratings lacks the column 'Id'."),
    ]
    assert [each[:3] for each in read(assessment(Ratings=[("Id", "Rating", "rating")]))[1]] == [
        ("CX0505", "Ratings!C1", "The column 'rating' stands here twice.")
    ]


def test_rows_without_an_id_and_entries_twice() -> None:
    rows = [("Id", "Kind"), (None, "document"), ("E1", "record"), ("E1", "interview")]
    assert [each[:3] for each in read(assessment(Evidence=rows))[1]] == [
        ("CX0503", "Evidence!B2", "This row lacks its 'Id'."),
        ("CX0505", "Evidence!A4", "The evidence 'E1' stands here twice."),
    ]


def test_ratings_twice_and_for_all_and_for_one() -> None:
    assert [each[:2] for each in of_ratings(("SWE.1.BP1", "L"), ("SWE.1.BP1", "F"))] == [
        ("CX0520", "Ratings!B3")
    ]
    data = assessment(
        Instances=[("Id",), ("app",)],
        Ratings=[RATINGS, ("SWE.1.BP1", "L"), ("SWE.1.BP1", "F", "app")],
    )
    assert read(data)[1] == [
        Told(
            "CX0520",
            "Ratings!A2",
            "'SWE.1.BP1' is rated for every instance here, and elsewhere for app alone.",
        )
    ]


def test_keys_of_the_first_sheet() -> None:
    rows = [*HEAD, ("dat", "2026-11-20"), ("ratings", "F"), ("title", "a"), ("Title", "b"), (None, "c")]
    rows += [("date", "20.11.2026"), ("target", "{SWE.1: 9}"), ("status", "done")]
    assert [each[:3] for each in read(book(Assessment=rows))[1]] == [
        ("CX0502", "Assessment!A6", "'ratings' has a sheet of its own."),
        ("CX0505", "Assessment!A8", "The key 'title' stands here twice."),
        ("CX0503", "Assessment!B9", "This value has no key."),
        ("CX0502", "Assessment!A5", "Unknown key 'dat' in the assessment."),
        ("CX0509", "Assessment!B10", "'date' must be a date, not '20.11.2026'."),
        ("CX0528", "Assessment!B12", "'status' is draft, consolidated or released, not 'done'."),
        ("CX0303", "Assessment!B11", "small has no level 9."),
    ]


def test_a_needed_key_that_is_blank() -> None:
    found, told = read(book(Assessment=[*HEAD[:3], ("model", None)]))
    assert found is None
    assert told == [Told("CX0503", "Assessment!A4", "This assessment lacks 'model'.")]


def test_yaml_in_a_cell_that_is_not_closed() -> None:
    (told,) = read(book(Assessment=[*HEAD, ("scope", "[SWE.1, SYS.2")]))[1]
    assert (told.code, told.cell) == ("CX0501", "Assessment!B5")


def test_what_a_spreadsheet_makes_of_texts_is_undone() -> None:
    head = [*HEAD, ("date", date(2026, 11, 20)), ("up-to-level", 2.0)]
    values = [("Id", "Value"), ("share", Percent(0.925)), ("count", 3.0), ("sum", 0.1 + 0.2), ("big", 1e20)]
    values += [("day", date(2026, 2, 28)), ("used", True)]  # as it stands in a cell
    evidence = [("ID", "kind", "Date", "Independent"), ("E1", "record", date(2026, 1, 2), True)]
    found, _ = read(
        book(Assessment=head, Values=values, Evidence=evidence, Findings=[("Id", "Answer"), ("f", "YES")])
    )
    assert found is not None
    assert (found.date, found.up_to_level) == (date(2026, 11, 20), 2)
    assert {name: each.text for name, each in found.values.items()} == {
        "share": "92.5%",
        "count": "3",
        "sum": "0.3",
        "big": "100000000000000000000",
        "day": "2026-02-28",
        "used": "true",
    }
    assert (found.evidence["E1"].date, found.evidence["E1"].independent) == (date(2026, 1, 2), True)
    assert found.findings["f"].answer == "yes"


def test_lists_blanks_and_empty_rows() -> None:
    data = assessment(
        Evidence=[("Id", "Kind"), ("E1", "record"), (), ("E2", None)],
        Ratings=[
            RATINGS,
            (),
            (" SWE.1.BP1 ", "L ", None, None, "E1;E2", None, "one, of two\n\n two "),
            ("SWE.1.BP2",),
            ("SWE.1.BP3", None, None, None, None, None, None, "later"),
        ],
    )
    found, told = read(data)
    assert found is not None
    assert told == []
    (rating,) = found.ratings
    assert (rating.subject, rating.rating, rating.evidence) == ("SWE.1.BP1", "L", ("E1", "E2"))
    assert rating.weaknesses == ("one, of two", "two")
    assert list(found.evidence) == ["E1", "E2"]


# ------------------------------------------------------------------------------ tables of ratings

TABLE = [("Subject", "rating", "evidence"), ("SWE.1.BP1", "L", "E1 E2"), ("SWE.1.BP2", None, None)]


def test_the_first_sheet_of_any_other_workbook_is_a_table_of_ratings() -> None:
    found, told = read(book(Sheet1=TABLE, Other=[("x",)]), "small")
    assert found is not None
    assert told == []
    assert [(each.subject, each.rating, each.evidence) for each in found.ratings] == [
        ("SWE.1.BP1", "L", ("E1", "E2"))
    ]


def test_what_is_wrong_with_a_table() -> None:
    assert read(book(Sheet1=TABLE))[1][0].message == "A table of ratings does not say which model it is for."
    rows = [*TABLE, ("SWE.1.BP2", "X"), ("SWE.1.BP3", Formula("=1")), ("SWE.2.BP1", "F", None, "F")]
    assert [each[:2] for each in read(book(Sheet1=rows), "small")[1]] == [
        ("CX0561", "Sheet1!B5"),
        ("CX0519", "Sheet1!D6"),
        ("CX0507", "Sheet1!B4"),
    ]
    assert [each[:2] for each in read(book(Sheet1=[("subject", "ratng")]), "small")[1]] == [
        ("CX0519", "Sheet1!B1"),
        ("CX0519", "Sheet1!A1"),
    ]
    assert read(book(Sheet1=[]), "small")[1][0].message == "There is nothing in this table."


# --------------------------------------------------------------------------- files that are none


def test_sheets_without_the_first_one() -> None:
    found, told = read(book(Ratings=[RATINGS], Evidence=[("Id", "Kind")]))
    assert found is None
    assert [each[:2] for each in told] == [("CX0560", "")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "This file is not an Excel workbook, or it is damaged."),
        (b"subject,rating\n", "This file is not an Excel workbook, or it is damaged."),
        (b"\xd0\xcf\x11\xe0rest", "This workbook is protected by a password, or of the format before 2007."),
    ],
)
def test_files_that_are_no_workbooks(data: bytes, message: str) -> None:
    assert [each.message for each in read(data)[1]] == [message]


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """Give a workbook with another content of one part."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<worksheet>", "This workbook is damaged: a part of it is no XML."),
        (
            b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>",
            "This workbook declares a document type, which none needs.",
        ),
        (FAR, "A sheet reaches to XFD1048576; more than 500,000 cells are not read."),
    ],
)
def test_parts_that_do_harm(content: bytes, message: str) -> None:
    assert [each.message for each in read(changed(assessment(), SHEET, content))[1]] == [message]


def test_a_workbook_that_is_much_larger_than_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_UNPACKED", 1024 * 1024)
    data = changed(assessment(), SHEET, b" " * 2 * 1024 * 1024)
    assert [each.message for each in read(data)[1]] == ["Unpacked, this workbook has more than 1 MiB."]


# ------------------------------------------------------------------------------------- renderers


def test_every_renderer_names_the_cell() -> None:
    _, _, found = read_workbook(
        "a.xlsx", assessment(Ratings=[RATINGS, (), ("SWE.1.BP1", Formula("=1", "L"), "a\nb")])
    )
    assert text.render(found) == (
        "error CX0561: This cell holds a formula; only values are read.\n"
        " --> a.xlsx:Ratings!B3\n"
        "  |\n"
        "3 | SWE.1.BP1 | L | a b\n"
        "  |             ^\n"
        "  = hint: Copy the cell and paste it as a value.\n"
        "\n"
        "1 error\n"
    )
    (written,) = json.loads(as_json.render(found))
    assert (written["file"], written["cell"], written["start"], written["end"]) == (
        "a.xlsx",
        "Ratings!B3",
        None,
        None,
    )
    assert github.render(found).startswith("::error file=a.xlsx,title=CX0561 Ratings!B3::")
    assert '"fullyQualifiedName": "Ratings!B3"' in sarif.render(found)
