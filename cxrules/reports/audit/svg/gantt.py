"""The steps of a roadmap over time, in the order in which they end, with a line where a phase ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import Sheet

if TYPE_CHECKING:
    from cxrules.reports.audit.charts import Gantt

_WIDTH, _LEFT, _RIGHT = 860, 320, 20
_ROW, _HEAD = 26, 40


def gantt(drawing: Gantt) -> Sheet:
    """A bar for each step, under the ends of the phases."""
    bottom = _HEAD + _ROW * len(drawing.tasks)
    sheet = Sheet(_WIDTH, bottom + 12)
    last = max([end for _, end in drawing.phases] + [each.ends for each in drawing.tasks]) or 1.0
    room = _WIDTH - _RIGHT - _LEFT
    for at in range(0, len(drawing.tasks), 2):
        sheet.box(0, _HEAD + _ROW * at, _WIDTH, _ROW, "c-band")
    for at, (title, end) in enumerate(drawing.phases):
        x = _LEFT + end / last * room
        begins = _LEFT + (drawing.phases[at - 1][1] / last * room if at else 0)
        sheet.line(x, 10, x, bottom, "c-grid")
        sheet.text(x - 5, 24, title, "c-quiet", anchor="end", room=max(x - begins - 6, 12))
    for at, each in enumerate(drawing.tasks):
        top = _HEAD + _ROW * at
        sheet.told(f"{each.label}: {each.told}")
        sheet.text(8, top + _ROW / 2 + 4.5, each.label, "", room=_LEFT - 90)
        sheet.text(_LEFT - 12, top + _ROW / 2 + 4.5, each.told, "c-quiet", anchor="end")
        begins = _LEFT + each.begins / last * room
        width = max(each.ends - each.begins, 0) / last * room
        sheet.box(begins, top + 6, max(width, 4), _ROW - 12, "c-bar", round_=3)
        sheet.end()
    return sheet
