"""Levels of areas around a centre: one surface for what is reached, a dashed line for the target."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import CHARACTER, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.reports.audit.charts import Bar, Radar

_WIDTH, _HEIGHT = 720, 470
_X, _Y, _RADIUS = 360.0, 215.0, 160.0
_SIDE = 0.2


def radar(drawing: Radar) -> Sheet:
    """Rings for the levels, an axis for each area."""
    sheet = Sheet(_WIDTH, _HEIGHT)
    count = len(drawing.axes)
    top = max(order for order, _ in drawing.levels) or 1
    for order, _ in drawing.levels:
        if order:
            sheet.path(_ring(count, order / top), "c-grid c-ring")
    for at, bar in enumerate(drawing.axes):
        x, y = _place(at, count, 1.0)
        sheet.line(_X, _Y, x, y, "c-grid")
        _label(sheet, bar, at, count)
    if any(bar.before is not None for bar in drawing.axes):
        sheet.path(_shape([(bar.before or 0) / top for bar in drawing.axes]), "c-was")
    if any((bar.possible or 0) > (bar.level or 0) for bar in drawing.axes):
        sheet.path(_shape([(bar.possible or 0) / top for bar in drawing.axes]), "c-line c-dots")
    sheet.path(_shape([(bar.level or 0) / top for bar in drawing.axes]), "c-area")
    if any(bar.target is not None for bar in drawing.axes):
        sheet.path(_shape([(bar.target or 0) / top for bar in drawing.axes]), "c-dash")
    for at, bar in enumerate(drawing.axes):
        sheet.dot(*_place(at, count, (bar.level or 0) / top), 4, "c-bar")
    for order, _ in drawing.levels:
        sheet.text(_X + 5, _Y - _RADIUS * order / top - 3, str(order), "c-quiet")
    _legend(sheet, drawing, _HEIGHT - 14)
    return sheet


def _legend(sheet: Sheet, drawing: Radar, y: float) -> None:
    """What the lines mean, as far as they are drawn."""
    bars = drawing.axes
    drawn = (
        True,
        any((bar.possible or 0) > (bar.level or 0) for bar in bars),
        any(bar.target is not None for bar in bars),
        any(bar.before is not None for bar in bars),
    )
    x = 120.0
    for words, kind, is_drawn in zip(
        drawing.legend, ("c-line", "c-line c-dots", "c-dash", "c-was"), drawn, strict=True
    ):
        if is_drawn:
            sheet.path(f"M{x:.1f} {y - 4:.1f}h30", kind)
            sheet.text(x + 38, y, words, "c-quiet")
            x += 38 + len(words) * CHARACTER + 26


def _place(at: int, count: int, share: float) -> tuple[float, float]:
    """Where a share of the way lies on an axis, the first of which points up."""
    angle = 2 * pi * at / count - pi / 2
    return _X + cos(angle) * _RADIUS * share, _Y + sin(angle) * _RADIUS * share


def _shape(shares: Sequence[float]) -> str:
    points = (_place(at, len(shares), share) for at, share in enumerate(shares))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _ring(count: int, share: float) -> str:
    return _shape([share] * count)


def _label(sheet: Sheet, bar: Bar, at: int, count: int) -> None:
    x, y = _place(at, count, 1.12)
    side = x - _X
    anchor = "middle" if abs(side) < _RADIUS * _SIDE else "start" if side > 0 else "end"
    room = 190.0 if anchor != "middle" else 300.0
    shift = -14 if y < _Y - _RADIUS else 4
    sheet.text(
        x, y + shift, f"{bar.id}: {'?' if bar.level is None else bar.level}", "c-strong", anchor=anchor
    )
    sheet.text(x, y + shift + 16, bar.label, "c-quiet", anchor=anchor, room=room)
