"""Levels as bars: solid as far as reached, hatched as far as possible, with a mark for the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import CHARACTER, SIGNS, Sheet, column_of

if TYPE_CHECKING:
    from cxrules.reports.audit.charts import Bar, Profile

_WIDTH, _LEFT, _RIGHT = 880, 300, 250
_ROW, _HEAD, _THICK = 30, 34, 16


def profile(drawing: Profile, name: str) -> Sheet:
    """The bars below the names of the levels, with what their marks mean below them."""
    sheet = Sheet(_WIDTH, _HEAD + _ROW * len(drawing.bars) + 44)
    sheet.hatch(name)
    scale = _Scale([order for order, _ in drawing.levels], column_of(bar.id for bar in drawing.bars))
    bottom = _HEAD + _ROW * len(drawing.bars)
    for at in range(0, len(drawing.bars), 2):
        sheet.box(0, _HEAD + _ROW * at, _WIDTH, _ROW, "c-band")
    _axis(sheet, drawing, scale, bottom)
    for at, bar in enumerate(drawing.bars):
        sheet.told(f"{bar.id} {bar.label}: {bar.word}")
        _bar(sheet, bar, scale, _HEAD + _ROW * at, name)
        sheet.end()
    _legend(sheet, drawing.legend, drawing.bars, bottom + 28, name)
    return sheet


class _Scale:
    """Where a level lies."""

    def __init__(self, orders: list[int], column: float) -> None:
        self.column = column
        self._low, self._high = min(orders), max(orders)

    def at(self, level: int) -> float:
        """From the left."""
        share = (level - self._low) / max(self._high - self._low, 1)
        return _LEFT + share * (_WIDTH - _RIGHT - _LEFT)


def _axis(sheet: Sheet, drawing: Profile, scale: _Scale, bottom: float) -> None:
    step = (_WIDTH - _RIGHT - _LEFT) / max(len(drawing.levels) - 1, 1)
    for order, title in drawing.levels:
        x = scale.at(order)
        sheet.line(x, _HEAD - 6, x, bottom, "c-grid")
        fits = len(f"{order} {title}") * CHARACTER <= step - 4
        sheet.text(x, _HEAD - 14, f"{order} {title}" if fits else str(order), "c-quiet", anchor="middle")


def _bar(sheet: Sheet, bar: Bar, scale: _Scale, top: float, name: str) -> None:
    middle = top + _ROW / 2
    sheet.named(middle + 4.5, bar.id, bar.label, scale.column, _LEFT - 8)
    y = middle - _THICK / 2
    if bar.level is not None:
        begins, ends = scale.at(0), scale.at(bar.level)
        if ends > begins:
            sheet.box(begins, y, ends - begins, _THICK, "c-bar", round_=2)
        else:
            sheet.box(begins - 2, y, 4, _THICK, "c-bar")
        if bar.possible is not None and bar.possible > bar.level:
            sheet.hatched(ends, y, scale.at(bar.possible) - ends, _THICK, name)
    elif bar.possible:
        sheet.hatched(scale.at(0), y, scale.at(bar.possible) - scale.at(0), _THICK, name)
    if bar.target is not None:
        sheet.target(scale.at(bar.target), top + 4, top + _ROW - 3)
    if bar.before is not None:
        sheet.dot(scale.at(bar.before), middle, 5, "c-before")
    words = f"{SIGNS[bar.tone]} {bar.word}" if bar.tone in SIGNS else bar.word
    kind = f"c-{bar.tone}" if bar.tone in {"good", "bad", "open"} else ""
    sheet.text(_WIDTH - _RIGHT + 18, middle + 4.5, words, kind, room=_RIGHT - 20)


def _legend(
    sheet: Sheet, words: tuple[str, str, str, str], bars: tuple[Bar, ...], y: float, name: str
) -> None:
    """What the marks mean, as far as they are used."""
    reached, possible, target, before = words
    x = 8.0
    sheet.box(x, y - 10, 22, 12, "c-bar", round_=2)
    x = _label(sheet, x + 28, y, reached)
    if any((bar.possible or 0) > (bar.level or 0) for bar in bars):
        sheet.hatched(x, y - 10, 22, 12, name)
        x = _label(sheet, x + 28, y, possible)
    if any(bar.target is not None for bar in bars):
        sheet.target(x + 6, y - 11, y + 4)
        x = _label(sheet, x + 18, y, target)
    if any(bar.before is not None for bar in bars):
        sheet.dot(x + 6, y - 4, 5, "c-before")
        _label(sheet, x + 18, y, before)


def _label(sheet: Sheet, x: float, y: float, words: str) -> float:
    sheet.text(x, y, words, "c-quiet")
    return x + len(words) * CHARACTER + 26
