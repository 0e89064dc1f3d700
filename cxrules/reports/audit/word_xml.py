"""The elements of a Word document that python-docx has no call for; a text stands in one of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can tell
_KEEP = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *inside: Any, **attributes: str | int) -> Any:  # noqa: ANN401 - python-docx's elements have no types
    """An element of WordprocessingML with attributes of the same namespace."""
    names = {qn(f"w:{name.removesuffix('_')}"): str(value) for name, value in attributes.items()}
    made: Any = OxmlElement(f"w:{tag}", names)
    made.extend(inside)
    return made


def run(words: str, *looks: Any) -> Any:  # noqa: ANN401
    """A run of text; `looks` are properties in the order that the format asks for."""
    text = w("t")
    text.text = words
    text.set(_KEEP, "preserve")
    return w("r", w("rPr", *looks), text) if looks else w("r", text)


def looks(
    *, bold: bool = False, ink: str = "", ground: str = "", size: float = 0, language: str = ""
) -> list[Any]:
    """The properties of a run, in the order that the format asks for."""
    found = [w("b")] if bold else []
    found += [w("color", val=ink)] if ink else []
    found += [w("sz", val=round(2 * size))] if size else []
    found += [w("shd", val="clear", color="auto", fill=ground)] if ground else []
    return found + ([w("lang", val=language)] if language else [])


def link(place: str, runs: Iterable[Any]) -> Any:  # noqa: ANN401
    """Runs that lead to a place in the document."""
    return w("hyperlink", *runs, anchor=place, history=1)


def bookmark(place: str, number: int) -> list[Any]:
    """A place that links lead to."""
    return [w("bookmarkStart", id=number, name=place), w("bookmarkEnd", id=number)]


def field(instruction: str, shown: Sequence[Any]) -> list[Any]:
    """A field that a word processor works out, with what it shows until then."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(_KEEP, "preserve")
    ends = [w("r", w("fldChar", fldCharType=each)) for each in ("begin", "separate", "end")]
    return [ends[0], w("r", code), ends[1], *shown, ends[2]]


def paragraph(style: str, inside: Iterable[Any], *properties: Any) -> Any:  # noqa: ANN401
    """A paragraph in a style; further properties in the order that the format asks for."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *inside)


def same_bytes(document: bytes) -> bytes:
    """A document without the time at which it was packed."""
    made = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            entry = ZipInfo(each.filename, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(each))
    return made.getvalue()
