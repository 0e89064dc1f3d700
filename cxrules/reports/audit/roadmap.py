"""The roadmap as a section: what it comes to, its phases with their steps, and a chart over time.

The plan itself is made elsewhere and comes as data (`RoadmapData`). How its parts are said stands in `steps`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import NOTHING, Quote, Statement
from cxrules.reports.audit.charts import Gantt, Task
from cxrules.reports.audit.content import Block, Chart, Column, Entry, Listing, Paragraph, Run, Section, said
from cxrules.reports.audit.ground import Ground, cell, row, table
from cxrules.reports.audit.planned import RoadmapData, RoadmapItem, RoadmapPhase, roadmap_of
from cxrules.reports.audit.steps import Steps
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine.justification.statement import Argument
    from cxrules.reports.audit.content import Row, Table

_WIDE = 6
"""So many phases fit beside each other in a table of levels."""


def roadmap(ground: Ground, data: RoadmapData) -> Section:
    """The roadmap, phase by phase."""
    steps = Steps(ground, data)
    key, count = _lead(data)
    blocks: list[Block] = [Paragraph(ground.sentence(key, count, **_lead_parts(steps)))]
    if data.phases:
        blocks.append(Paragraph(said(_proof(steps))))
    blocks += _outcome(steps)
    assumed = steps.assumptions()
    if assumed:
        entries = tuple(Entry(said(clean(each))) for each in assumed)
        blocks.append(Listing(entries, ground.word("roadmap.assumes")))
    chart = _chart(steps)
    blocks += [chart] if chart is not None else []
    levels = _levels(steps)
    if levels is not None:
        blocks += [Paragraph((Run(ground.word("roadmap.levels"), "", "strong"),)), levels]
    sections = tuple(_phase_section(steps, each, at) for at, each in enumerate(data.phases, 1))
    return Section(ground.word("section.roadmap"), "roadmap", tuple(blocks), sections)


def _lead(data: RoadmapData) -> tuple[str, int | None]:
    if not data.phases:
        return (_short("roadmap.too-dear", data) if data.missed else "roadmap.nothing-to-do"), None
    return "roadmap.lead", sum(len(each.items) for each in data.phases)


def _lead_parts(steps: Steps) -> dict[str, Argument]:
    data = steps.data
    lasts = Statement("roadmap.lasts", {"time": Quote(steps.lasts())})
    return {
        "to": Quote(steps.goal()),
        "cost": Quote(steps.cost(data.cost)),
        "phases": Statement("roadmap.phases", {"count": len(data.phases)}),
        "lasts": NOTHING if data.periods is None else lasts,
    }


def _proof(steps: Steps) -> str:
    data, ground = steps.data, steps.ground
    if data.optimal and data.missed:
        return ground.word(_short("roadmap.optimal-missed", data))
    if data.optimal:
        return ground.word(_in_time("roadmap.optimal", data))
    return ground.word(_in_time("roadmap.bound", data), bound=steps.cost(data.bound)) if data.bound else ""


def _short(key: str, data: RoadmapData) -> str:
    """The key of a sentence by what there is too little of: money, time, or both."""
    if "periods" not in data.limits:
        return key
    return f"{key}-both" if "budget" in data.limits else f"{key}-time"


def _in_time(key: str, data: RoadmapData) -> str:
    """The key of a sentence by the plans among which a plan is the cheapest."""
    if data.late:
        return f"{key}-late"
    return f"{key}-in-time" if {"periods", "deadlines"} & {*data.limits} else key


def _outcome(steps: Steps) -> Iterator[Block]:
    """What is missed, what is late, and what becomes of business goals."""
    ground, data = steps.ground, steps.data
    if data.missed and data.phases:
        yield Paragraph(ground.sentence(_short("roadmap.missed", data), aims=steps.aims(data.missed)), "bad")
    if data.late:
        entries = tuple(Entry(said(steps.late(each)), (), "bad") for each in data.late)
        yield Listing(entries, ground.word("roadmap.late-title"))
    if data.goals:
        goals = tuple(
            Entry(said(steps.served(each)), (), "good" if each.reached else "bad") for each in data.goals
        )
        yield Listing(goals, ground.word("roadmap.goals"))


def _levels(steps: Steps) -> Table | None:
    """The levels now and after each phase; None where they would not fit beside each other."""
    ground, phases = steps.ground, steps.data.phases
    names = list(dict.fromkeys(name for each in phases for name in each.levels))
    if not steps.data.before or not names or len(phases) > _WIDE:
        return None
    titles = [steps.phase_title(each, at) for at, each in enumerate(phases, 1)]
    first = Column(ground.heading_term("capability"))
    columns = [
        first,
        *ground.columns(("roadmap.now", "number")),
        *(Column(title, "number") for title in titles),
    ]
    return table(ground.word("roadmap.levels"), columns, (_level_row(steps, name) for name in names))


def _level_row(steps: Steps, name: str) -> Row:
    found = [steps.data.before.get(name)]
    for each in steps.data.phases:
        found.append(each.levels.get(name, found[-1]))
    rose = [False, *(old is not None and new is not None and new > old for old, new in pairwise(found))]
    cells = (
        cell("" if each is None else str(each), "", "good" if up else "")
        for each, up in zip(found, rose, strict=True)
    )
    ground = steps.ground
    return row(cell(steps.level_title(name), ground.lead("capability", name)), *cells)


def _phase_section(steps: Steps, phase: RoadmapPhase, at: int) -> Section:
    ground = steps.ground
    title = steps.phase_title(phase, at)
    columns = ground.columns(
        "column.step",
        ("column.from", "short"),
        ("column.to", "short"),
        ("column.cost", "number"),
        ("column.when", "short"),
        "column.because",
    )
    rows = (each for item in phase.items for each in _rows(steps, item))
    blocks: list[Block] = [table(title, columns, rows)]
    risen = steps.risen(at)
    if risen:
        reached = [
            f"{steps.short(name)} {ground.word('level.short', level=str(level))}"
            for name, level in risen.items()
        ]
        blocks.append(Paragraph(ground.sentence("roadmap.reached", levels=ground.saying.names(reached))))
    end = steps.end(phase)
    told = [
        ground.word("roadmap.until", day=end) if end else "",
        steps.cost(phase.cost) if phase.cost else "",
    ]
    return Section(clean(title), f"phase-{at}", tuple(blocks), (), "", ", ".join(filter(None, told)))


def _rows(steps: Steps, item: RoadmapItem) -> Iterator[Row]:
    """A step, and below a measure the ratings that it raises."""
    ground = steps.ground
    yield row(
        cell(steps.called(item), ground.lead("subject", item.subject)),
        *steps.answers(item),
        steps.number(item.cost) if item.cost else "",
        steps.when(item),
        " ".join(map(clean, steps.because(item))),
    )
    for each in item.raises:
        name = ground.word("roadmap.raises", subject=Quote(steps.called(each)))
        lead = ground.lead("subject", each.subject)
        yield row(cell(name, lead), *steps.answers(each), "", "", "")


def _chart(steps: Steps) -> Chart | None:
    """The steps over time, where the plan says when each begins and ends, or else over the phases."""
    ground, data = steps.ground, steps.data
    if not any(each.items for each in data.phases):
        return None
    times = _Times(data)
    tasks = tuple(
        Task(clean(steps.label(item)), steps.change(item), *times.of(item, at), at + 1)
        for at, phase in enumerate(data.phases)
        for item in phase.items
    )
    title = ground.word("chart.roadmap")
    ends = tuple(
        (steps.end(each) or steps.phase_title(each, at + 1), times.end(at))
        for at, each in enumerate(data.phases)
    )
    when = [steps.when(item) or ends[at][0] for at, phase in enumerate(data.phases) for item in phase.items]
    told = " ".join(f"{each.label}: {each.told}, {time}." for each, time in zip(tasks, when, strict=True))
    columns = ground.columns("column.step", ("column.change", "short"), "column.when")
    rows = (row(each.label, each.told, time) for each, time in zip(tasks, when, strict=True))
    return Chart(title, told, Gantt(tasks, ends, data.unit), table(title, columns, rows))


class _Times:
    """When steps begin and end, as numbers to draw with; a period lasts to its end, from that before it."""

    def __init__(self, data: RoadmapData) -> None:
        self._periods = all(each.end.isdecimal() for each in data.phases)
        self._ends = [_number(each.end) for each in data.phases]
        if any(each is None for each in self._ends) or self._ends != sorted(
            self._ends, key=lambda each: each or 0
        ):
            self._ends = [float(at) for at in range(1, len(self._ends) + 1)]
        first = [_number(item.begins) for phase in data.phases for item in phase.items if item.begins]
        known = [each for each in first if each is not None]
        whole = [each for each in self._ends if each is not None]
        gap = whole[0] if len(whole) < 2 or whole[0] < 10_000 else whole[1] - whole[0]  # noqa: PLR2004 - a date
        self._begin = 0.0 if self._periods else min(known, default=whole[0] - gap if whole else 0.0)

    def end(self, at: int) -> float:
        """When a phase ends, from the beginning."""
        return (self._ends[at] or 0.0) - self._begin

    def of(self, item: RoadmapItem, at: int) -> tuple[float, float]:
        """When a step begins and ends."""
        begins, ends = _number(item.begins), _number(item.ends)
        if begins is None:
            start = self.end(at - 1) if at else 0.0
        else:
            start = begins - self._begin - (1 if self._periods else 0)
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


__all__ = ["RoadmapData", "RoadmapItem", "RoadmapPhase", "roadmap", "roadmap_of"]
