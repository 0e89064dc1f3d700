"""Pages and pictures set by typst, with the fonts that it brings along: no font of the system is needed.

What is set is data that a template reads; no text of a report becomes part of a template. Characters that the
fonts at hand do not have are found before, for a tagged PDF may not hold any. A font of the system is taken
only for those that the fonts of typst lack, so the same report is the same file wherever it needs none.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from typst import Compiler, TypstError

from cxrules.reports.audit.printing import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LACKING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that no font has."""

_KNOWN = re.compile(r"[^\t\n -~\xa0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]")
"""A character for which it must be asked whether the fonts have it."""
_STANDARD: Final = "ua-1"
_SHARP = 200.0  # dots an inch

_LETTERS = b"""
#set document(title: "Characters", date: none)
#set text(font: json(bytes(sys.inputs.fonts)))
#for each in json(bytes(sys.inputs.characters)) [#text(each)#linebreak()]
"""
_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg")
"""
_SMALL_PICTURE = b"""
#set document(title: "Characters", date: none)
#image(bytes(sys.inputs.picture), format: "svg", alt: "Characters")
"""
_LINES = re.compile(r"(?<=>)[^<>]+(?=</text>)")


def pdf(template: bytes, data: dict[str, Any], pictures: Sequence[str]) -> bytes:
    """A tagged PDF (PDF/UA-1) of a template that reads ``report`` as JSON and ``pictures``, a list of SVG."""
    text = json.dumps(data, ensure_ascii=False)
    doubtful = sorted(set(_KNOWN.findall(text)))
    lacking = _lacking(doubtful, FONTS, system=False)
    system = bool(lacking)
    if system:
        lacking = _lacking(doubtful, FONTS, system=True)
    inputs = {
        "fonts": json.dumps(FONTS),
        "report": text.translate(dict.fromkeys(map(ord, lacking), LACKING)),
        "pictures": json.dumps([drawable(each, system=system) for each in pictures]),
    }
    made = Compiler(ignore_system_fonts=not system).compile(
        template, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def png(picture: str) -> bytes:
    """An SVG picture as a PNG with 200 dots an inch."""
    compiler = Compiler(ignore_system_fonts=True, sys_inputs={"picture": drawable(picture)})
    made = compiler.compile(_PICTURE, format="png", ppi=_SHARP)
    assert isinstance(made, bytes)  # noqa: S101 - there is one page
    return made


def drawable(picture: str, *, system: bool = False) -> str:
    """An SVG picture whose texts name the fonts that have their characters."""
    doubtful = sorted({each for line in _LINES.findall(picture) for each in _KNOWN.findall(line)})
    other = set(_lacking(doubtful, FONTS[:1], system=False, drawn=True))
    none = set(_lacking(sorted(other), FONTS[1:], system=system, drawn=True))
    if not other:
        return picture

    def shown(line: re.Match[str]) -> str:
        return "".join(
            LACKING if each in none else _other(each) if each in other else each for each in line[0]
        )

    return _LINES.sub(shown, picture)


def _other(char: str) -> str:
    return f'<tspan font-family="{FONTS[1]}">{char}</tspan>'


def _lacking(
    characters: Sequence[str], fonts: Iterable[str], *, system: bool, drawn: bool = False
) -> list[str]:
    """Those characters that none of the fonts has, found by halving."""
    if not characters:
        return []
    compiler = Compiler(ignore_system_fonts=not system)
    found: list[str] = []
    waiting = [list(characters)]
    while waiting:
        some = waiting.pop()
        if _fails(compiler, some, list(fonts), drawn=drawn):
            half = len(some) // 2
            if half:
                waiting += [some[half:], some[:half]]
            else:
                found += some
    return found


def _fails(compiler: Compiler, characters: Sequence[str], fonts: Sequence[str], *, drawn: bool) -> bool:
    if drawn:
        inputs = {"picture": _letters(characters, fonts[0])}
    else:
        inputs = {"fonts": json.dumps(fonts), "characters": json.dumps(characters)}
    template = _SMALL_PICTURE if drawn else _LETTERS
    try:
        compiler.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD)
    except TypstError:
        return True
    return False


def _letters(characters: Sequence[str], font: str) -> str:
    lines = (f'<text x="0" y="{20 * at}">{escape(each)}</text>' for at, each in enumerate(characters, 1))
    size = f'width="40" height="{20 * len(characters) + 20}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{font}">{"".join(lines)}</svg>'
