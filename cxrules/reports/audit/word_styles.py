"""How a report looks in a Word document, and what the file tells of itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cxrules.reports.audit.printing import COLOURS, shown
from cxrules.reports.audit.word_xml import field, paragraph, run, w

if TYPE_CHECKING:
    from docx.document import Document

    from cxrules.reports.audit.content import Report

CELL, CHART, FIGURE = "Table text", "Chart", "Figure"
"""Styles of our own beside those that every word processor has."""

_FONT = "Calibri"
_SIZES = {"Title": 26.0, "Heading 1": 17.0, "Heading 2": 13.0, "Heading 3": 11.0, "Heading 4": 10.5}
_SPACES = {"Heading 1": (0, 8), "Heading 2": (16, 4), "Heading 3": (9, 3), "Heading 4": (8, 3)}
_LANGUAGES = {"en": "en-GB", "de": "de-DE"}
_NO_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - the format takes times without a zone


def set_up(document: Document, report: Report) -> None:
    """Give a new document its styles, page, language and properties."""
    _styles(document)
    _page(document, report)
    _language(document, report.language)
    _properties(document, report)


def language_of(code: str) -> str:
    """A language as word processors name it."""
    return _LANGUAGES.get(code, code)


def style_id(document: Document, name: str) -> str:
    """How a paragraph names a style."""
    return str(document.styles[name].style_id)


def _styles(document: Document) -> None:
    styles: Any = document.styles
    for name, size in ((CELL, 8.5), (CHART, 10.0), (FIGURE, 9.0)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.font.size = Pt(size)
    for name in ("Normal", CELL, CHART, FIGURE, "List Bullet", "List Bullet 2", "List Bullet 3"):
        _space(styles[name], 1 if name in {CELL, FIGURE} else 2, 1 if name in {CELL, FIGURE} else 4)
    _look(styles["Normal"], 10.0, COLOURS["ink"])
    for name, size in _SIZES.items():
        colour = COLOURS["accent"] if name == "Heading 1" else COLOURS["ink"]
        for each in (name, f"{name} Char"):  # the second is for words within a paragraph
            _look(styles[each], size, colour, bold=True)
    for name, (before, after) in _SPACES.items():
        _space(styles[name], before, after)
    styles["Heading 1"].paragraph_format.page_break_before = False
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3"):
        styles[name].paragraph_format.keep_with_next = False


def _look(style: Any, size: float, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{each}"), None)


def _space(style: Any, before: float, after: float) -> None:  # noqa: ANN401
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _page(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.different_first_page_header_footer = True
    quiet = w("color", val=COLOURS["quiet"])
    title = f"{shown(report.title)} · {shown(report.kind)}"
    _only(section.header, paragraph("Header", [run(title, quiet)]))
    for footer in (section.footer, section.first_page_footer):
        numbers = [*field("PAGE", [run("1")]), run(" / "), *field("NUMPAGES", [run("1")])]
        made = [run(shown(report.words.get("made-with", "")) + "    ", w("color", val=COLOURS["quiet"]))]
        _only(footer, paragraph("Footer", [*made, *numbers]))


def _only(part: Any, content: Any) -> None:  # noqa: ANN401
    element = part._element  # noqa: SLF001 - python-docx has no call that takes a paragraph
    for each in list(element):
        element.remove(each)
    element.append(content)


def _language(document: Document, code: str) -> None:
    styles: Any = document.styles.element
    for each in styles.iter(qn("w:lang")):
        each.set(qn("w:val"), language_of(code))


def _properties(document: Document, report: Report) -> None:
    told = document.core_properties
    told.title, told.subject = shown(report.title)[:255], shown(report.kind)[:255]
    told.author, told.last_modified_by, told.comments, told.keywords = "cxrules", "cxrules", "", ""
    told.language, told.revision = language_of(report.language), 1
    try:
        day = datetime.fromisoformat(report.date)
    except ValueError:
        day = _NO_DAY
    told.created = told.modified = day
