"""`cxrules report` into files for paper and for spreadsheets: end to end, in English and German."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from cxrules.reports.audit import forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


def of_pdf(data: bytes) -> str:
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf")
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def of_docx(data: bytes) -> str:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    document = docx.Document(BytesIO(data))
    return " ".join(document.element.body.xpath("//w:t/text()"))


def of_xlsx(data: bytes) -> str:
    calamine = pytest.importorskip("python_calamine", reason="needs python-calamine")
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


READERS = pytest.mark.parametrize(
    ("ending", "read", "library"),
    [("pdf", of_pdf, "typst"), ("docx", of_docx, "docx"), ("xlsx", of_xlsx, "xlsxwriter")],
)


@READERS
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Summary", "Missed", "2026-11-20")), ("de", ("Zusammenfassung", "Verfehlt", "20.11.2026"))],
)
def test_a_file(  # noqa: PLR0913, PLR0917 - fixtures and parameters
    run: Run,
    bakery: Path,
    ending: str,
    read: Callable[[bytes], str],
    library: str,
    language: str,
    words: tuple[str, ...],
) -> None:
    pytest.importorskip(library, reason=f"needs {library}")
    name = f"shop.{ending}"
    ran = run("report", "shop.yaml", "-o", name, "--language", language)
    assert (ran.code, ran.out) == (0, f"Wrote {name}.\n")
    data = (bakery / name).read_bytes()
    told = read(data)
    for each in ("Corner shop, first look", "BAK.1 Bread", *words):
        assert each in told
    assert str(bakery).encode() not in data
    run("report", "shop.yaml", "-o", f"again.{ending}", "--language", language)
    assert (bakery / f"again.{ending}").read_bytes() == data


@pytest.mark.parametrize(("ending", "extra"), [("pdf", "report"), ("docx", "report"), ("xlsx", "xlsx")])
def test_what_is_not_installed_is_named(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch, ending: str, extra: str
) -> None:
    monkeypatch.setattr(forms, "find_spec", lambda _: None)
    ran = run("report", "shop.yaml", "-o", f"shop.{ending}")
    assert ran.code == 2
    told = " ".join(ran.err.split())
    assert f'Writing a .{ending} report needs more than is installed: pip install "cxrules[{extra}]"' in told
    assert not (bakery / f"shop.{ending}").exists()
