"""The roadmap as a section: its phases with their steps, what is reached after each, and a chart over time.

The plan itself is made elsewhere and comes as data (`RoadmapData`), also from a file in the format
``cxrules-roadmap/1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.reports.audit.charts import Gantt, Task
from cxrules.reports.audit.content import Block, Chart, Entry, Listing, Paragraph, Section, said
from cxrules.reports.audit.ground import Ground, cell, row, table
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class RoadmapItem(NamedTuple):
    """A step: which rating rises from what to what, at which cost, and why; times where they are known."""

    subject: str
    before: str
    after: str
    cost: str = ""
    because: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    title: str = ""


class RoadmapPhase(NamedTuple):
    """Steps that end together, and the levels that are reached then."""

    end: str
    items: tuple[RoadmapItem, ...]
    levels: Mapping[str, int]
    title: str = ""


class RoadmapData(NamedTuple):
    """A whole plan; `optimal`: no cheaper one exists, else none below `bound`.

    `remarks` are its assumptions; `period` is what times are counted in where they are no days.
    """

    to: str
    cost: str
    bound: str
    optimal: bool
    phases: tuple[RoadmapPhase, ...]
    unit: str = ""
    remarks: tuple[str, ...] = ()
    period: str = ""


def roadmap_of(document: Mapping[str, Any]) -> RoadmapData:
    """A plan out of a document ``cxrules-roadmap/1``. Raises KeyError where it lacks a key."""
    return RoadmapData(
        str(document.get("goal") or document["to"]),
        str(document.get("cost") or ""),
        str(document.get("bound") or ""),
        bool(document.get("optimal")),
        tuple(_phase(each) for each in document["phases"]),
        str(document.get("unit") or ""),
        tuple(map(_words, document.get("assumptions") or document.get("remarks") or ())),
        str(document.get("period") or ""),
    )


def _phase(phase: Mapping[str, Any]) -> RoadmapPhase:
    items = tuple(_item(each) for each in phase["items"])
    levels = {str(name): int(level) for name, level in (phase.get("levels") or {}).items()}
    return RoadmapPhase(_text(phase.get("end")), items, levels, _text(phase.get("title")))


def _item(item: Mapping[str, Any]) -> RoadmapItem:
    return RoadmapItem(
        str(item["subject"]),
        _text(item.get("from")),
        _text(item.get("to")),
        _text(item.get("cost")),
        (*map(_words, item.get("because") or ()), *(f"{_words(each)}." for each in item.get("raises") or ())),
        _text(item.get("begin", item.get("start"))),
        _text(item.get("end")),
        _text(item.get("title")),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _words(value: object) -> str:
    """A reason: a text, or a map that holds a sentence."""
    if isinstance(value, dict):
        return str(value.get("sentence") or value.get("text") or value.get("id") or "")
    return str(value)


# ------------------------------------------------------------------------------------------ section


def roadmap(ground: Ground, data: RoadmapData) -> Section:
    """The roadmap, phase by phase."""
    steps = sum(len(each.items) for each in data.phases)
    cost = f"{ground.saying.number(data.cost)} {data.unit}".strip()
    blocks: list[Block] = [
        Paragraph(
            ground.sentence("roadmap.lead", steps, to=clean(data.to), cost=cost, phases=str(len(data.phases)))
        ),
        Paragraph(said(_proof(ground, data))),
    ]
    if data.remarks:
        blocks.append(
            Listing(tuple(Entry(said(clean(each))) for each in data.remarks), ground.word("roadmap.assumes"))
        )
    chart = _chart(ground, data)
    blocks += [chart] if chart is not None else []
    sections = tuple(_phase_section(ground, each, at, data.period) for at, each in enumerate(data.phases, 1))
    return Section(ground.word("section.roadmap"), "roadmap", tuple(blocks), sections)


def _proof(ground: Ground, data: RoadmapData) -> str:
    if data.optimal:
        return ground.word("roadmap.optimal")
    return ground.word("roadmap.bound", bound=ground.saying.number(data.bound)) if data.bound else ""


def _phase_section(ground: Ground, phase: RoadmapPhase, at: int, period: str) -> Section:
    end = _end(ground, phase, period)
    title = phase.title or ground.word("roadmap.phase", number=str(at))
    columns = ground.columns(
        "column.step",
        ("column.from", "short"),
        ("column.to", "short"),
        ("column.cost", "number"),
        "column.because",
    )
    rows = (
        row(
            cell(_called(ground, each), ground.lead("subject", each.subject)),
            each.before,
            each.after,
            ground.saying.number(each.cost) if each.cost else "",
            " ".join(each.because),
        )
        for each in phase.items
    )
    blocks: list[Block] = [table(title, columns, rows)]
    if phase.levels:
        reached = [
            f"{name} {ground.word('level.short', level=str(level))}" for name, level in phase.levels.items()
        ]
        blocks.append(Paragraph(ground.sentence("roadmap.reached", levels=ground.saying.names(reached))))
    return Section(
        clean(title),
        f"phase-{at}",
        tuple(blocks),
        (),
        "",
        ground.word("roadmap.until", day=end) if end else "",
    )


def _called(ground: Ground, item: RoadmapItem) -> str:
    return f"{item.subject} {item.title or ground.plan.title(item.subject)}".strip()


def _end(ground: Ground, phase: RoadmapPhase, period: str) -> str:
    """When a phase ends: a day, or the number of a period."""
    return (
        f"{period if phase.end.isdecimal() else ''} {ground.saying.day(phase.end)}".strip()
        if phase.end
        else ""
    )


def _change(item: RoadmapItem) -> str:
    """From what to what, where it is one answer that changes."""
    return f"{item.before} → {item.after}" if item.before or item.after else ""


def _chart(ground: Ground, data: RoadmapData) -> Chart | None:
    """The steps over time, where the plan says when each begins and ends, or else over the phases."""
    times = _Times(data)
    if not times.known or not any(each.items for each in data.phases):
        return None
    tasks = tuple(
        Task(clean(_called(ground, item)), _change(item), *times.of(item, at), at + 1)
        for at, phase in enumerate(data.phases)
        for item in phase.items
    )
    title = ground.word("chart.roadmap")
    ends = tuple(
        (
            _end(ground, each, data.period) or ground.word("roadmap.phase", number=str(at + 1)),
            times.end(at),
        )
        for at, each in enumerate(data.phases)
    )
    told = " ".join(f"{each.label}: {each.told}, {ends[each.phase - 1][0]}." for each in tasks)
    columns = ground.columns("column.step", ("column.change", "short"), "column.phase")
    rows = (row(each.label, each.told, ends[each.phase - 1][0]) for each in tasks)
    return Chart(title, told, Gantt(tasks, ends, data.unit), table(title, columns, rows))


class _Times:
    """When steps begin and end, as numbers to draw with."""

    def __init__(self, data: RoadmapData) -> None:
        self._ends = [_number(each.end) for each in data.phases]
        self.known = bool(self._ends)
        if any(each is None for each in self._ends) or self._ends != sorted(
            self._ends, key=lambda each: each or 0
        ):
            self._ends = [float(at) for at in range(1, len(self._ends) + 1)]
        first = [_number(item.begins) for phase in data.phases for item in phase.items if item.begins]
        known = [each for each in first if each is not None]
        whole = [each for each in self._ends if each is not None]
        gap = whole[0] if len(whole) < 2 or whole[0] < 10_000 else whole[1] - whole[0]  # noqa: PLR2004 - a date
        self._begin = min(known, default=whole[0] - gap if whole else 0.0)

    def end(self, at: int) -> float:
        """When a phase ends, from the beginning."""
        return (self._ends[at] or 0.0) - self._begin

    def of(self, item: RoadmapItem, at: int) -> tuple[float, float]:
        """When a step begins and ends."""
        begins, ends = _number(item.begins), _number(item.ends)
        start = (self.end(at - 1) if at else 0.0) if begins is None else begins - self._begin
        return start, self.end(at) if ends is None else ends - self._begin


def _number(text: str) -> float | None:
    """A day as its ordinal, a number as it is; None for anything else."""
    from datetime import date

    try:
        return float(date.fromisoformat(text).toordinal())
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return None


def phases_of(data: RoadmapData) -> Sequence[RoadmapPhase]:
    """The phases that hold steps."""
    return [each for each in data.phases if each.items]
