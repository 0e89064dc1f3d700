"""A roadmap drawn over time: a picture that stands alone; the same as a table is in its Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.audit.charts import Gantt, Task
from cxrules.reports.audit.content import Chart, Table
from cxrules.reports.audit.svg import draw as draw_chart
from cxrules.reports.columns import clean
from cxrules.reports.roadmap_words import priced

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHARED = "shared"


def draw(document: Mapping[str, Any]) -> str:
    """The picture (SVG) of a document ``cxrules-roadmap/1``; its description tells all that it shows."""
    phases, period = document["phases"], document["period"] or "period"
    projects = _projects(document)
    tasks = [_task(item, at, projects) for at, phase in enumerate(phases, 1) for item in phase["items"]]
    if projects:
        tasks.sort(key=lambda task: projects.index(task.group))
    ends = tuple((f"{period} {phase['end']}", float(phase["end"])) for phase in phases)
    title = clean(document["title"] or f"Roadmap: {document['goal']}")
    chart = Chart(title, _description(document), Gantt(tuple(tasks), ends, period), Table("", (), ()))
    return draw_chart(chart, name="roadmap", alone=True) + "\n"


def _task(item: Mapping[str, Any], phase: int, projects: list[str]) -> Task:
    begin, end = float(item["begin"] - 1), float(item["end"])
    return Task(_label(item), _told(item), begin, end, phase, _project(item, projects))


def _projects(document: Mapping[str, Any]) -> list[str]:
    """The projects that something is done in, first the assessments; none where there is one only."""
    items = [item for phase in document["phases"] for item in phase["items"]]
    named = [each["assessment"] for each in document["assessments"]]
    named += sorted({str(item["project"]) for item in items if item["project"]})
    known = [clean(name) for name in dict.fromkeys(named) if any(item["project"] == name for item in items)]
    known += [_SHARED] if any(not item["project"] for item in items) else []
    return known if len(known) > 1 else []


def _project(item: Mapping[str, Any], projects: list[str]) -> str:
    return (clean(item["project"]) if item["project"] else _SHARED) if projects else ""


def _label(item: Mapping[str, Any]) -> str:
    return clean(f"{item['subject']} {item['title']}".strip())


def _told(item: Mapping[str, Any]) -> str:
    return "measure" if item["measure"] else clean(f"{item['from']} → {item['to']}")


def _when(item: Mapping[str, Any], period: str) -> str:
    begin, end = item["begin"], item["end"]
    return f"{period} {begin}" if begin == end else f"{period} {begin} to {end}"


def _in_project(item: Mapping[str, Any], projects: list[str]) -> str:
    return f" ({_project(item, projects)})" if projects else ""


def _description(document: Mapping[str, Any]) -> str:
    period, unit = document["period"] or "period", document["unit"]
    projects = _projects(document)
    told = [
        f"{_label(item)}{_in_project(item, projects)}, {_told(item)}, {priced(item['cost'], unit)}: "
        f"{_when(item, period)}."
        for phase in document["phases"]
        for item in phase["items"]
    ]
    return clean(" ".join(told)) or "Nothing has to be done."
