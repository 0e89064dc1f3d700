"""Measured values as dots with their intervals as whiskers, one below the other on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import Sheet
from cxrules.reports.measures_scale import scale_over

if TYPE_CHECKING:
    from cxrules.reports.audit.charts import Range, Ranges

_WIDTH, _LEFT, _RIGHT = 860, 300, 250
_ROW = 28
_GAP = "\u202f"  # a thin blank between thousands, which is right in every language


def ranges(drawing: Ranges) -> Sheet:
    """The values, with the scale below them."""
    bottom = _ROW * len(drawing.rows) + 6
    sheet = Sheet(_WIDTH, bottom + 28)
    scale = scale_over(drawing.lowest, drawing.highest, _LEFT, _WIDTH - _RIGHT)
    for at in range(0, len(drawing.rows), 2):
        sheet.box(0, 4 + _ROW * at, _WIDTH, _ROW, "c-band")
    for tick in scale.ticks:
        x = scale.at(tick)
        sheet.line(x, 4, x, bottom, "c-grid")
        sheet.text(x, bottom + 18, scale.label(tick).replace(",", _GAP), "c-quiet", anchor="middle")
    for at, each in enumerate(drawing.rows):
        middle = 4 + _ROW * (at + 0.5)
        sheet.told(f"{each.label}: {each.told}")
        sheet.text(8, middle + 4.5, each.label, "", room=_LEFT - 24)
        if each.value is not None:
            _mark(sheet, each, scale.at, middle)
        sheet.text(_WIDTH - _RIGHT + 18, middle + 4.5, each.told, "", room=_RIGHT - 20)
        sheet.end()
    return sheet


def _mark(sheet: Sheet, each: Range, at, y: float) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    if each.low is not None and each.high is not None:
        low, high = at(each.low), at(each.high)
        sheet.path(
            f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 5:.1f}v10M{high:.1f} {y - 5:.1f}v10", "c-line"
        )
    sheet.dot(at(each.value), y, 5, "c-bar")
