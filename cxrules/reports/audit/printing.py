"""What formats for paper share: texts without control characters, sections and links as they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics.excerpt import visible
from cxrules.reports.audit.content import Fold, Reasons, plain
from cxrules.reports.audit.svg import draw
from cxrules.reports.audit.svg.paper import SIGNS, STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.reports.audit.content import Block, Cell, Chart, Column, Report, Table, Text

FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
"""The fonts that typst brings along and that are used: the second for what the first lacks."""

COLOURS = {"ink": "1A2330", "quiet": "525C69", "line": "D9DEE5", "ground": "F4F6F8", "accent": "1F5F9E"}
"""Colours of a page, as red, green and blue."""

TONES = {
    "good": ("17643A", "E5F4EA"),
    "bad": ("9E1F18", "FDEBE9"),
    "open": ("6E4400", "FFF1D6"),
    "warn": ("6E4400", "FFF1D6"),
    "quiet": ("525C69", "F4F6F8"),
}
"""For each tone the colour of its words, and the one behind them."""

SHADES = (
    ("FFFFFF", "9A3F00"),
    ("1A2330", "F6C28B"),
    ("1A2330", "ECE7DF"),
    ("1A2330", "A9CBE8"),
    ("FFFFFF", "1F5F9E"),
)
"""For each shade of a rating, from the lowest, the colour of its words and the one behind them."""

_BLANK = re.compile(r"\s+")
_FONT = re.compile(r"(?<=\{font:13px )[^}]+")
_STYLE = _FONT.sub(", ".join(f"'{each}'" for each in FONTS), STYLE)
_WORD, _LINE = 20, 60  # how wide a column is at most for a word, and for a line; in letters
_GAP = 2
_WIDE = 1.4  # the width of a capital letter
_ROOM = 122  # how many letters stand on a line of a table


def shown(words: str) -> str:
    """A text on one line, without characters that would steer a reader; blanks at its ends stay."""
    return visible(_BLANK.sub(" ", words))


def signed(words: str, tone: str) -> str:
    """A text behind the sign of its tone, if the tone has one."""
    return f"{SIGNS[tone]} {words}" if words and tone in SIGNS else words


def look(cell: Cell) -> tuple[str, str] | None:
    """The colours of a cell's words and behind them, where it means something."""
    if cell.rank is not None:
        rank, top = cell.rank
        return SHADES[round(rank / max(top, 1) * (len(SHADES) - 1))]
    return TONES.get(cell.tone) if cell.text else None


def printed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that are printed: explanations step by step stay in the electronic report."""
    for block in blocks:
        if not (isinstance(block, Fold) and all(isinstance(each, Reasons) for each in block.blocks)):
            yield block


def picture(chart: Chart, number: int) -> str:
    """A chart as an SVG picture with fonts and colours of its own."""
    drawn = draw(chart, name=f"chart-{number}", alone=True)
    return drawn.replace(STYLE, _STYLE, 1)


def shares(table: Table) -> list[int]:
    """How wide each column of a table is, as shares of the whole: room for its words, then for its lines."""
    texts = [
        [_width(column.title)] + [_width(_words(row.cells[at])) for row in table.rows]
        for at, column in enumerate(table.columns)
    ]
    words = [
        min(max(each.line if _whole(column, each) else each.word for each in lines), _WORD) + _GAP
        for column, lines in zip(table.columns, texts, strict=True)
    ]
    lines = [
        max(word, min(_typical([each.line for each in column]), _LINE) + _GAP)
        for word, column in zip(words, texts, strict=True)
    ]
    missing = max(sum(lines) - _ROOM, 0)
    spare = sum(lines) - sum(words) or 1
    kept = max(1 - missing / spare, 0)
    return [round(10 * (word + (line - word) * kept)) for word, line in zip(words, lines, strict=True)]


def _whole(column: Column, width: _Width) -> bool:
    """Whether a text is better not broken: a number with its unit, and what is short anyway."""
    return column.kind == "number" or (column.kind == "short" and width.line <= _WORD)


class _Width(NamedTuple):
    """How wide a text is: its longest word, and all of it on one line."""

    word: float
    line: float


def _width(words: str) -> _Width:
    found = [sum(_WIDE if each.isupper() else 1 for each in word) for word in words.split(" ")]
    return _Width(max(found), sum(found) + len(found) - 1)


def _typical(lengths: list[float]) -> float:
    """A length that few lines exceed: nine of ten, of those that are there, are no longer."""
    found = sorted(filter(None, lengths)) or [0.0]
    return found[(len(found) - 1) * 9 // 10]


def _words(cell: Cell) -> str:
    return signed(plain(cell.text), cell.tone)


def anchors(report: Report) -> dict[str, str]:
    """The places that printed links lead to, each with a name that any format takes."""
    found: dict[str, str] = {}
    for _, section in report.walk():
        for each in (section.anchor, *_anchors(section.blocks)):
            if each:
                found.setdefault(each, f"place{len(found) + 1}")
    return found


def _anchors(blocks: Sequence[Block]) -> Iterator[str]:
    for block in printed(blocks):
        yield getattr(block, "anchor", "")
        for row in getattr(block, "rows", ()):
            yield getattr(row, "anchor", "")
        if isinstance(block, Fold):
            yield from _anchors(block.blocks)


def line(text: Text) -> str:
    """A text without its marks, on one line."""
    return shown(plain(text)).strip()
