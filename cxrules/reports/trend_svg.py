"""A trend as an SVG picture: for each capability, and for the organisation, the steps of its level over time.

Days lie as far apart as they are in the calendar. A dashed line is the target.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal
from cxrules.reports.columns import clean, clip
from cxrules.reports.trend import called, level_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.workspace.trend import Course, Trend

MOST_ROWS = 60

_WIDTH, _MARGIN, _LEFT, _RIGHT = 760, 20, 240, 60
_ROW, _TALL, _HEAD = 64, 40, 64
_LABEL, _DAY_WIDTH = 34, 76
_STYLE = (
    ".trend{font:12px Helvetica,Arial,sans-serif}"
    ".trend text{fill:#222}.trend .quiet{fill:#555}.trend .ground{fill:#fff}"
    ".trend .grid{stroke:#ddd}.trend .step{fill:none;stroke:#1d5c9e;stroke-width:2}"
    ".trend .dot{fill:#1d5c9e}.trend .target{stroke:#8a4b00;stroke-dasharray:5 4}"
    ".trend .head{font-size:15px;font-weight:bold}"
    "@media (prefers-color-scheme:dark){"
    ".trend text{fill:#eee}.trend .quiet{fill:#b5b5b5}.trend .ground{fill:#1b1b1b}"
    ".trend .grid{stroke:#444}.trend .step{stroke:#7ab8f5}.trend .dot{fill:#7ab8f5}"
    ".trend .target{stroke:#f0b060}}"
)


class TooManyRows(Refusal):
    """There is more to draw than anybody could read."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"{rows:,} levels are more than a chart can show: there is room for {MOST_ROWS}. "
            "Take --format text."
        )


def trend_svg(trend: Trend) -> str:
    """The picture, ending with a line break.

    Raises TooManyRows where there are more than `MOST_ROWS` capabilities and levels of the organisation.
    """
    courses = [*trend.capabilities, *trend.organisations]
    if len(courses) > MOST_ROWS:
        raise TooManyRows(len(courses))
    chart = _Chart(trend, courses)
    height = _HEAD + _ROW * len(courses) + 40
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    names = 'role="img" class="trend" aria-labelledby="trend-title trend-desc"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {names}>',
        f'<title id="trend-title">{escape(chart.title)}</title>',
        f'<desc id="trend-desc">{escape(chart.words())}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
        _text(_MARGIN, 28, clip(chart.title, 90, "…"), "head"),
        *chart.body(),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


class _Chart:
    """Where things lie, and what is drawn there."""

    def __init__(self, trend: Trend, courses: Sequence[Course]) -> None:
        self._trend, self._courses = trend, courses
        plan = trend.standings[-1].evaluation.plan
        first, last = trend.dates[0], trend.dates[-1]
        self.title = clean(f"Levels by {plan.model_title or plan.model_id}, {first} to {last}")
        days = [(each - first).days for each in trend.dates]
        self._x = [_LEFT + each / days[-1] * (_WIDTH - _RIGHT - _LEFT) for each in days]
        known = [each.level for course in courses for each in course.reached if each.level is not None]
        wanted = [each.target for each in courses if each.target is not None]
        self._most = max([1, *known, *wanted])

    def words(self) -> str:
        """All that is drawn, in words."""
        rows = [self._row_words(each) for each in self._courses]
        return " ".join(["A step is a level, a dashed line the target.", *rows])

    def _row_words(self, course: Course) -> str:
        steps = ", ".join(
            f"{day} {level_text(each, 'none')}"
            for day, each in zip(self._trend.dates, course.reached, strict=True)
        )
        wanted = f", target {course.target}" if course.target is not None else ""
        return f"{called(course)}: {steps}{wanted}."

    def body(self) -> Iterator[str]:
        """The rows from top to bottom, and the days below them."""
        for at, course in enumerate(self._courses):
            yield f"<g><title>{escape(self._row_words(course))}</title>"
            yield from self._row(course, _HEAD + at * _ROW)
            yield "</g>"
        bottom, free = _HEAD + len(self._courses) * _ROW + 14, float("-inf")
        for x, day in zip(self._x, self._trend.dates, strict=True):
            if x - free >= _DAY_WIDTH:
                yield _text(x, bottom, day.isoformat(), "quiet", "middle")
                free = x

    def _row(self, course: Course, top: int) -> Iterator[str]:
        yield _text(_LEFT - 34, top + _TALL / 2 + 4, clip(called(course), _LABEL, "…"), "", "end")
        for level in (0, self._most):
            y = self._y(top, level)
            yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
            yield _text(_LEFT - 10, y + 4, str(level), "quiet", "end")
        if course.target is not None:
            y = self._y(top, course.target)
            yield f'<line class="target" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        path = self._path(course, top)
        if path:
            yield f'<path class="step" d="{path}"/>'
        for x, each in zip(self._x, course.reached, strict=True):
            if each.level is not None:
                yield f'<circle class="dot" cx="{x:.1f}" cy="{self._y(top, each.level):.1f}" r="3.5"/>'
        yield _text(_WIDTH - _RIGHT + 12, top + _TALL / 2 + 4, level_text(course.reached[-1], "–"))  # noqa: RUF001 - an en dash: no level

    def _path(self, course: Course, top: int) -> str:
        """A level holds until the next assessment; a gap where there is none."""
        path, drawing = "", False
        for x, each in zip(self._x, course.reached, strict=True):
            path += f"H{x:.1f}" if drawing else ""
            drawing_now = each.level is not None
            if each.level is not None:
                y = self._y(top, each.level)
                path += f"V{y:.1f}" if drawing else f"M{x:.1f} {y:.1f}"
            drawing = drawing_now
        return path

    def _y(self, top: int, level: int) -> float:
        return top + _TALL - level / self._most * _TALL


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    names = f' class="{kind}"' if kind else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{names}{side}>{escape(clean(text))}</text>'
