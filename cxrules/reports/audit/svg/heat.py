"""A heat map: a box for each rating, with the rating in it, so that its colour only helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import CHARACTER, Sheet, column_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.reports.audit.charts import HeatCell, HeatMap

_LABEL, _ROW, _HEAD, _BOX = 300, 30, 30, 60
_SHADES = 4
_DARK = {0, 4}


def heat(drawing: HeatMap) -> Sheet:
    """The map under the names of its columns, with the scale below."""
    width = max(_LABEL + _BOX * len(drawing.columns) + 16, 680)
    lines = _legend_lines(drawing, width)
    bottom = _HEAD + _ROW * len(drawing.rows)
    sheet = Sheet(width, bottom + 18 + 24 * len(lines))
    for at, (short, title) in enumerate(drawing.columns):
        sheet.told(f"{short} {title}")
        sheet.text(_LABEL + _BOX * (at + 0.5), _HEAD - 10, short, "c-quiet", anchor="middle", room=_BOX)
        sheet.end()
    column = column_of(name for name, _, _ in drawing.rows)
    for at, (name, title, cells) in enumerate(drawing.rows):
        top = _HEAD + _ROW * at
        sheet.named(top + _ROW / 2 + 4.5, name, title, column, _LABEL - 8)
        for place, (each, (short, _)) in enumerate(zip(cells, drawing.columns, strict=True)):
            _cell(sheet, each, _LABEL + _BOX * place, top, _shades(drawing), f"{name} {short}")
    for at, line in enumerate(lines):
        _legend(sheet, line, bottom + 26 + 24 * at, _shades(drawing))
    return sheet


def shade(rank: int, of: int) -> int:
    """Which of five shades a rank has among so many."""
    return round(rank / max(of - 1, 1) * _SHADES)


def _shades(drawing: HeatMap) -> list[int]:
    """The shade of each rank."""
    of, least = len(drawing.scale), _SHADES // 2 if drawing.mild else 0
    return [least + round(rank / max(of - 1, 1) * (_SHADES - least)) for rank in range(of)]


def _cell(sheet: Sheet, each: HeatCell, x: float, top: float, shades: Sequence[int], name: str) -> None:
    if not each.word:
        return
    sheet.told(f"{name}: {each.told}")
    if each.rank is None:
        sheet.box(x + 2.5, top + 2.5, _BOX - 5, _ROW - 5, "c-none", round_=3)
        kind = "c-quiet"
    else:
        found = shades[each.rank]
        sheet.box(x + 2, top + 2, _BOX - 4, _ROW - 4, f"c-h{found}", round_=3)
        kind = "c-strong c-on-dark" if found in _DARK else "c-strong c-on-light"
    sheet.text(x + _BOX / 2, top + _ROW / 2 + 4.5, each.word, kind, anchor="middle")
    sheet.end()


def _legend_lines(drawing: HeatMap, width: int) -> list[list[tuple[int, str]]]:
    """The scale in lines that fit."""
    lines: list[list[tuple[int, str]]] = [[]]
    used = 8.0
    for rank, (name, title) in enumerate(drawing.scale):
        words = f"{name} {title.partition(':')[0]}".strip()
        needed = 26 + len(words) * CHARACTER + 22
        if used + needed > width and lines[-1]:
            lines.append([])
            used = 8.0
        lines[-1].append((rank, words))
        used += needed
    return lines


def _legend(sheet: Sheet, entries: list[tuple[int, str]], y: float, shades: Sequence[int]) -> None:
    x = 8.0
    for rank, words in entries:
        sheet.box(x, y - 11, 18, 14, f"c-h{shades[rank]}", round_=2)
        sheet.text(x + 25, y, words, "c-quiet")
        x += 26 + len(words) * CHARACTER + 22
