"""The steps of a roadmap over time, in the order in which they end, with a line where a phase ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import CHARACTER, Sheet

if TYPE_CHECKING:
    from cxrules.reports.audit.charts import Gantt, Task

_WIDTH, _LEFT, _RIGHT = 860, 430, 20
_TOLD = 150
"""The most room that a change takes; what it changes has the rest up to where the time begins."""
_ROW, _HEAD = 26, 40


def gantt(drawing: Gantt) -> Sheet:
    """A bar for each step, under the ends of the phases, and under what its group is called."""
    rows: list[Task | str] = []
    for at, task in enumerate(drawing.tasks):
        if task.group and (not at or drawing.tasks[at - 1].group != task.group):
            rows.append(task.group)
        rows.append(task)
    bottom = _HEAD + _ROW * len(rows)
    sheet = Sheet(_WIDTH, bottom + 12)
    last = max([end for _, end in drawing.phases] + [each.ends for each in drawing.tasks]) or 1.0
    room = _WIDTH - _RIGHT - _LEFT
    for at in range(0, len(rows), 2):
        sheet.box(0, _HEAD + _ROW * at, _WIDTH, _ROW, "c-band")
    for at, (title, end) in enumerate(drawing.phases):
        x = _LEFT + end / last * room
        begins = _LEFT + (drawing.phases[at - 1][1] / last * room if at else 0)
        sheet.line(x, 10, x, bottom, "c-grid")
        sheet.text(x - 5, 24, title, "c-quiet", anchor="end", room=max(x - begins - 6, 12))
    told = min(max((len(each.told) for each in drawing.tasks), default=0) * CHARACTER, _TOLD)
    for at, each in enumerate(rows):
        middle = _HEAD + _ROW * at + _ROW / 2 + 4.5
        if isinstance(each, str):
            sheet.text(8, middle, each, "c-strong", room=_LEFT - 20)
        else:
            _task(sheet, each, middle, room / last, told)
    return sheet


def _task(sheet: Sheet, task: Task, middle: float, wide: float, told: float) -> None:
    """A step; `wide` is how much room a period has, `told` that of the longest change."""
    sheet.told(f"{task.label}: {task.told}")
    sheet.text(8, middle, task.label, "", room=_LEFT - told - 32)
    sheet.text(_LEFT - 12, middle, task.told, "c-quiet", anchor="end", room=_TOLD)
    top = middle - _ROW / 2 - 4.5
    width = max(task.ends - task.begins, 0) * wide
    sheet.box(_LEFT + task.begins * wide, top + 6, max(width, 4), _ROW - 12, "c-bar", round_=3)
    sheet.end()
