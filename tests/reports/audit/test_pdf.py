"""The report as PDF: tagged, with title, language and alternative texts; no text is markup; same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from cxrules.reports.audit.content import Chart
from tests.reports.audit.hostile import HOSTILE, LONG
from tests.reports.audit.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.reports.audit.content import Report

pytest.importorskip("typst", reason="needs typst")
pypdf = pytest.importorskip("pypdf", reason="needs pypdf")


def made(report: Report) -> Any:  # noqa: ANN401 - a reader of pypdf
    from cxrules.reports.audit.pdf import render

    return pypdf.PdfReader(BytesIO(render(report)))


def text_of(reader: Any) -> str:  # noqa: ANN401
    """All that stands on its pages, on one line, without the places where a word may be broken."""
    pages = "".join(page.extract_text() + " " for page in reader.pages).replace("\N{ZERO WIDTH SPACE}", "")
    return " ".join(pages.split())


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """The elements of the structure for screen readers."""
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from elements(each)
    elif isinstance(found, dict):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from elements(found["/K"])


def test_what_the_file_tells_of_itself(tmp_path: Path) -> None:
    reader = made(whole(tmp_path, "Bread", "de"))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("de", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - an object of pypdf
    assert reader.metadata["/Title"] == "Bread"
    assert reader.metadata["/CreationDate"].startswith("D:20261120")
    told = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part(>|=\")1", told), "the file says that it is PDF/UA-1"
    assert set(reader.metadata) <= {"/Title", "/CreationDate", "/ModDate", "/Creator", "/Producer"}


def test_its_structure(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")
    reader = made(report)
    found = list(elements(reader.trailer["/Root"]["/StructTreeRoot"]))
    kinds = [each["/S"] for each in found]
    assert {"/Title", "/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/TOC", "/Link"} <= set(kinds)
    charts = [each for _, part in report.walk() for each in part.blocks if isinstance(each, Chart)]
    told = [each["/Alt"] for each in found if each["/S"] == "/Figure"]
    assert len(told) == len(charts)
    assert told == [f"{each.title}. {each.description}" for each in charts]
    outline = [each.title for each in reader.outline if not isinstance(each, list)]
    assert outline == ["Contents", *(each.title for each in report.sections)]


def test_every_page_has_its_number(tmp_path: Path) -> None:
    reader = made(whole(tmp_path, "Bread"))
    many = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {many}" in page.extract_text()


def test_it_says_what_the_report_says(tmp_path: Path) -> None:
    told = text_of(made(whole(tmp_path, "Bread", "de")))
    assert told.startswith("ASSESSMENTBERICHT Bread Assessment whole-2026 Datum 20.11.2026")
    assert "? Offen Das Ziel both (Bread) ist noch nicht erreicht" in told


def test_no_text_is_markup(tmp_path: Path) -> None:
    reader = made(whole(tmp_path, HOSTILE))
    told = text_of(reader)
    for each in ('#panic("x")', "$1+1$", "*bold*", "_slanted_", "`raw`", "<label>", "@reference", "\\n [x]"):
        assert each in told
    assert not reader.attachments
    for page in reader.pages:
        for link in page.get("/Annots", ()):
            assert "/URI" not in link.get_object().get("/A", {})


def test_no_word_is_too_long_and_no_character_too_rare(tmp_path: Path) -> None:
    reader = made(whole(tmp_path, LONG))
    assert "W" * 300 in text_of(reader).replace(" ", "")
    plain = made(whole(tmp_path, "Bread"))
    assert [each["/S"] for each in elements(reader.trailer["/Root"]["/StructTreeRoot"])].count("/TR") == [
        each["/S"] for each in elements(plain.trailer["/Root"]["/StructTreeRoot"])
    ].count("/TR")


@pytest.mark.parametrize("text", ["Bread", HOSTILE])
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, text: str) -> None:
    from cxrules.reports.audit.pdf import render

    report = whole(tmp_path, text)
    assert render(report) == render(report)


def test_a_report_without_a_date_has_none_of_today(tmp_path: Path) -> None:
    report = whole(tmp_path, "Bread")._replace(date="")
    assert "/CreationDate" not in made(report).metadata


def test_characters_that_no_font_has() -> None:
    from cxrules.reports.audit import typeset

    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><text x="1">– \U000f0000 a</text></svg>'
    assert typeset.drawable(drawn) == drawn.replace("\U000f0000", typeset.LACKING)
    assert 'font-family="DejaVu Sans Mono">✕</tspan>' in typeset.drawable(drawn.replace("–", "✕"))
