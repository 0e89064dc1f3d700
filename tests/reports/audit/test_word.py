"""The report as a Word document: styles, heads, bookmarks; no text is markup; same bytes again."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from cxrules.reports.audit.content import Chart
from tests.reports.audit.hostile import HOSTILE, LONG
from tests.reports.audit.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.reports.audit.content import Report

docx = pytest.importorskip("docx", reason="needs python-docx")
pytest.importorskip("typst", reason="needs typst")


def packed(report: Report) -> bytes:
    from cxrules.reports.audit.word import render

    return render(report)


def made(report: Report) -> Any:  # noqa: ANN401 - a document of python-docx
    return docx.Document(BytesIO(packed(report)))


def named(document: Any, tag: str) -> list[Any]:  # noqa: ANN401
    found: list[Any] = document.element.body.xpath(f"//w:{tag}")
    return found


def attribute(element: Any, name: str) -> str:  # noqa: ANN401
    return str(element.get(docx.oxml.ns.qn(f"w:{name}")))


def test_what_the_file_tells_of_itself(tmp_path: Path) -> None:
    document = made(whole(tmp_path, "Bread", "de"))
    told = document.core_properties
    assert (told.title, told.subject, told.author, told.language) == (
        "Bread",
        "Assessmentbericht",
        "cxrules",
        "de-DE",
    )
    assert told.created.date() == told.modified.date() == date(2026, 11, 20)
    languages = document.styles.element.xpath("//w:lang/@w:val")
    assert languages == ["de-DE"]


def test_headings_follow_each_other_level_by_level(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")
    document = made(report)
    styles = [each.style.name for each in document.paragraphs]
    levels = [int(each[-1]) for each in styles if each.startswith("Heading")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    first = [each.text.split("   ")[0] for each in document.paragraphs if each.style.name == "Heading 1"]
    assert first == [each.title for each in report.sections]
    assert styles.count("Title") == 1


def test_tables_repeat_their_head_and_say_what_they_show(tmp_path: Path) -> None:
    tables = [each for each in named(made(whole(tmp_path, "Bread")), "tbl") if each.xpath(".//w:tblCaption")]
    assert len(tables) > 10
    assert all(len(each.xpath("./w:tr[1]/w:trPr/w:tblHeader")) == 1 for each in tables)
    wide = [
        sum(int(attribute(column, "w")) for column in each.xpath("./w:tblGrid/w:gridCol")) for each in tables
    ]
    assert max(wide) <= 9638


def test_charts_are_pictures_that_say_what_they_show(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")
    document = made(report)
    told = document.element.body.xpath("//wp:docPr/@descr")
    charts = [each for _, part in report.walk() for each in part.blocks if isinstance(each, Chart)]
    assert told == [each.description for each in charts]
    assert len(document.inline_shapes) == len(told)
    widest = max(each.width for each in document.inline_shapes)
    assert widest <= docx.shared.Mm(170)


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    document = made(whole(tmp_path, "Bread"))
    places = [attribute(each, "name") for each in named(document, "bookmarkStart")]
    links = {attribute(each, "anchor") for each in named(document, "hyperlink")}
    assert links
    assert links <= set(places)
    assert len(places) == len(set(places))
    assert any("TOC " in each.text for each in named(document, "instrText"))


@pytest.mark.parametrize("text", [HOSTILE, LONG])
def test_no_text_is_markup(tmp_path: Path, text: str) -> None:
    document = made(whole(tmp_path, text))
    plain = made(whole(tmp_path, "Bread"))
    for tag in ("p", "tbl", "tr", "tc"):
        assert len(named(document, tag)) == len(named(plain, tag))
    assert not [each for each in document.part.rels.values() if each.is_external]
    if text == HOSTILE:
        assert document.paragraphs[1].text == text


@pytest.mark.parametrize("text", ["Bread", HOSTILE])
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, text: str) -> None:
    report = whole(tmp_path, text)
    first = packed(report)
    assert first == packed(report)
    with ZipFile(BytesIO(first)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
