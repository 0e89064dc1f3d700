"""The report as a workbook: a sheet for each table, numbers as numbers, and never a formula."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given, strategies as st

from cxrules.reports.audit.build import Settings, report
from cxrules.reports.audit.planned import roadmap_of
from cxrules.workspace.wording import wording_for
from tests.reports.audit.hostile import HOSTILE, LONG
from tests.reports.audit.whole import evaluated, roadmap, whole

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.reports.audit.content import Report

pytest.importorskip("xlsxwriter", reason="needs XlsxWriter")
calamine = pytest.importorskip("python_calamine", reason="needs python-calamine")

from cxrules.reports.audit.sheets import sheets_of  # noqa: E402 - needs what is asked for above
from cxrules.reports.audit.spreadsheet import number_of, render  # noqa: E402 - the same


def sheets(report: Report) -> dict[str, list[list[object]]]:
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(render(report)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_its_sheets(tmp_path: Path) -> None:
    found = sheets(whole(tmp_path, "Bread"))
    assert list(found)[:4] == ["Summary", "Levels", "Heat map", "Findings"]
    assert {"Ratings", "Evidence register", "Method and tailoring", "What this is bound to"} <= set(found)
    assert found["Summary"][0] == ["Part", "About", "Text", "Rests on"]
    assert ["Assessment report", "Date", "2026-11-20", ""] in found["Summary"]
    assert found["Levels"][0][:5] == ["Process", "Level", "Possible", "Target", "Verdict"]
    head, first = found["Ratings"][:2]
    assert head[:3] == ["Part", "What is rated", "Counts"]
    assert first[:2] == ["WHO.1 Bread", "WHO.1.PA.1.1 Process performance"]


def test_levels_are_numbers_beside_their_words_and_drawn_from_there(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread", "de")
    found = sheets(report)["Stufen"]
    at = found[0].index("Ziel", 5)
    assert found[1][at] == 2.0
    with ZipFile(BytesIO(render(report))) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()


def test_levels_of_a_roadmap_are_numbers(tmp_path: Path) -> None:
    document = roadmap("Bread") | {"before": {"WHO.1": 1}}
    evaluation = evaluated(tmp_path, "Bread")[2026]
    wording = wording_for(evaluation.plan, "en", "whole", tmp_path).wording
    assert wording is not None
    found = sheets(report(evaluation, Settings(wording, None, roadmap_of(document))))
    (rows,) = (each for each in found.values() if each[0][1:3] == ["Now", "Phase 1"])
    assert rows[1] == ["WHO.1 Bread", 1.0, 2.0]


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    with ZipFile(BytesIO(render(whole(tmp_path, "Bread and cake " * 20)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    heights = [float(each) for each in re.findall(r'<row [^>]* ht="([0-9.]+)"', sheet)]
    assert heights
    assert 30 <= min(heights) <= max(heights) <= 409


def test_nothing_of_the_report_is_lost(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")
    found = str(sheets(report))
    for _, section in report.walk():
        assert section.title in found


@pytest.mark.parametrize(
    "text", [HOSTILE, LONG, "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://x.example"]
)
def test_no_text_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    data = render(whole(tmp_path, text))
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            content = parts.read(name).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/"):
                assert not re.search(r"<(\w+:)?(f|hyperlink)\b", content), name
            assert "externalLink" not in name
    cells = [cell for rows in sheets(whole(tmp_path, text)).values() for row in rows for cell in row]
    if text != LONG:
        assert text in cells


def test_names_of_sheets_are_such_as_spreadsheets_take(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")
    strange = ["'[a]:*?/\\'", "History", "x" * 40, "X" * 40, "\U0001f600" * 20, "", "=1+1"]
    sections = [report.sections[-1]._replace(title=each) for each in strange]
    names = [each.name for each in sheets_of(report._replace(sections=(*report.sections[:1], *sections)))]
    assert len({each.casefold() for each in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.casefold() != "history"


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = whole(tmp_path, HOSTILE)
    assert render(report) == render(report)


@pytest.mark.parametrize(
    ("words", "language", "value", "form"),
    [
        ("1,482", "en", 1482.0, "#,##0"),
        ("1.482", "de", 1482.0, "#,##0"),
        ("55.8 points", "en", 55.8, '0.0" points"'),
        ("−8,3 %", "de", -8.3, '0.0" %"'),
        ("7", "en", 7.0, "0"),
    ],
)
def test_a_number_stays_a_number(words: str, language: str, value: float, form: str) -> None:
    assert number_of(words, language) == (value, form)


@pytest.mark.parametrize(
    "words", ["", "52.4 points to 58.9 points", "1,48", "007", "=1", '1 "x"', "1e5", "12/3", "1" * 16]
)
def test_what_is_no_number_stays_a_text(words: str) -> None:
    assert number_of(words, "en") is None
    assert number_of("1", "fr") is None


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_is_read_as_it_was_written(number: int) -> None:
    for language, point in (("en", ","), ("de", ".")):
        found = number_of(f"{number:,}".replace(",", point), language)
        assert found is not None
        assert found.value == number
