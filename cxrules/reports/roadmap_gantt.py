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


def draw(document: Mapping[str, Any]) -> str:
    """The picture (SVG) of a document ``cxrules-roadmap/1``; its description tells all that it shows."""
    phases, period = document["phases"], document["period"] or "period"
    tasks = tuple(
        Task(_label(item), _told(item), float(item["begin"] - 1), float(item["end"]), at)
        for at, phase in enumerate(phases, 1)
        for item in phase["items"]
    )
    ends = tuple((f"{period} {phase['end']}", float(phase["end"])) for phase in phases)
    title = clean(document["title"] or f"Roadmap: {document['goal']}")
    chart = Chart(title, _description(document), Gantt(tasks, ends, period), Table("", (), ()))
    return draw_chart(chart, name="roadmap", alone=True) + "\n"


def _label(item: Mapping[str, Any]) -> str:
    return clean(f"{item['subject']} {item['title']}".strip())


def _told(item: Mapping[str, Any]) -> str:
    return "measure" if item["measure"] else clean(f"{item['from']} → {item['to']}")


def _when(item: Mapping[str, Any], period: str) -> str:
    begin, end = item["begin"], item["end"]
    return f"{period} {begin}" if begin == end else f"{period} {begin} to {end}"


def _description(document: Mapping[str, Any]) -> str:
    period, unit = document["period"] or "period", document["unit"]
    told = [
        f"{_label(item)}, {_told(item)}, {priced(item['cost'], unit)}: {_when(item, period)}."
        for phase in document["phases"]
        for item in phase["items"]
    ]
    return clean(" ".join(told)) or "Nothing has to be done."
