"""Charts of a report as SVG pictures that tell in words all that they show.

A picture takes its colours from the page it stands in; `alone`, it brings light ones along. What is drawn is
in one file a chart; `paper` has what they share.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cxrules.reports.audit.charts import Flow, Gantt, HeatMap, Profile, Radar, Ranges
from cxrules.reports.audit.svg.flow import flow
from cxrules.reports.audit.svg.gantt import gantt
from cxrules.reports.audit.svg.heat import heat
from cxrules.reports.audit.svg.paper import STYLE
from cxrules.reports.audit.svg.profile import profile
from cxrules.reports.audit.svg.radar import radar
from cxrules.reports.audit.svg.ranges import ranges

if TYPE_CHECKING:
    from cxrules.reports.audit.charts import Drawing
    from cxrules.reports.audit.content import Chart
    from cxrules.reports.audit.svg.paper import Sheet


_WIDE = 1100
"""A picture wider than this is not made smaller to fit a page: it could not be read."""


def draw(chart: Chart, *, name: str = "chart", alone: bool = False) -> str:
    """The picture. `name` makes its ids, which must differ from those of other pictures on a page."""
    sheet = _sheet(chart.drawing, name)
    width, height = sheet.width, sheet.height
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    kind = "chart wide" if width > _WIDE else "chart"
    begins = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" class="{kind}"'
    lines = [
        f'{begins} aria-labelledby="{name}-title {name}-desc">',
        f'<title id="{name}-title">{escape(chart.title)}</title>',
        f'<desc id="{name}-desc">{escape(chart.description)}</desc>',
        *(
            [f"<style>{STYLE}</style>", f'<rect class="c-paper" width="{width}" height="{height}"/>']
            if alone
            else []
        ),
        *sheet.lines,
        "</svg>",
    ]
    return "\n".join(lines)


def _sheet(drawing: Drawing, name: str) -> Sheet:
    if isinstance(drawing, Profile):
        return profile(drawing, name)
    if isinstance(drawing, HeatMap):
        return heat(drawing)
    if isinstance(drawing, Radar):
        return radar(drawing)
    if isinstance(drawing, Ranges):
        return ranges(drawing)
    if isinstance(drawing, Flow):
        return flow(drawing)
    assert isinstance(drawing, Gantt)  # noqa: S101 - for the type checker: there is no other
    return gantt(drawing)
