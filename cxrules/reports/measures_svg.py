"""What metrics come to, as an SVG picture: a dot for each value, a whisker for its interval.

Groups are rows, one below the other; periods are columns, from left to right. Where both are told apart, each
group has periods of its own on the same scale.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal
from cxrules.reports.columns import clean, clip
from cxrules.reports.measures import called, confidence, drawn, missing, places_of, reach, shown
from cxrules.reports.measures_scale import Scale, scale_over

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.model.measured import Measurement
    from cxrules.workspace.measures import Measure, Measured, Measures

MOST_MARKS = 150

_WIDTH, _MARGIN = 760, 20
_LEFT, _RIGHT, _MOST_RIGHT = 180, 210, 360  # room for labels of groups, and for their numbers
_CHARACTER = 6.3  # width of a character, on average
_ROW, _TALL = 26, 170
_MOST_LABEL, _MOST_UNDER = 26, 16
_UNDER_WIDTH = 62
_STYLE = (
    ".measures{font:12px Helvetica,Arial,sans-serif}"
    ".measures text{fill:#222}.measures .quiet{fill:#555}.measures .ground{fill:#fff}"
    ".measures .grid{stroke:#ddd}.measures .whisker{stroke:#1d5c9e;stroke-width:2}"
    ".measures .dot{fill:#1d5c9e}.measures .head{font-size:15px;font-weight:bold}"
    "@media (prefers-color-scheme:dark){"
    ".measures text{fill:#eee}.measures .quiet{fill:#b5b5b5}.measures .ground{fill:#1b1b1b}"
    ".measures .grid{stroke:#444}.measures .whisker{stroke:#7ab8f5}.measures .dot{fill:#7ab8f5}}"
)


class TooManyMarks(Refusal):
    """There is more to draw than anybody could read."""

    def __init__(self, marks: int) -> None:
        super().__init__(
            f"{marks:,} values are more than a chart can show: there is room for {MOST_MARKS}. "
            "Choose fewer metrics or groups, or --format text."
        )


def measures_svg(measures: Measures) -> str:
    """The picture, ending with a line break.

    Raises TooManyMarks where there are more than `MOST_MARKS` values.
    """
    marks = sum(len(each.measures) for each in measures.metrics)
    if marks > MOST_MARKS:
        raise TooManyMarks(marks)
    body, down = [], 20
    for measured in measures.metrics:
        lines, down = _metric(measured, down + _MARGIN)
        body += lines
    height = down + _MARGIN
    title, told = _title(measures), _told(measures)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    names = 'role="img" class="measures" aria-labelledby="measures-title measures-desc"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {names}>',
        f'<title id="measures-title">{escape(title)}</title>',
        f'<desc id="measures-desc">{escape(told)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
    ]
    return "\n".join([*head, *body, "</svg>"]) + "\n"


def _title(measures: Measures) -> str:
    names = ", ".join(called(each.metric) for each in measures.metrics)
    return clean(f"{names}: {measures.file or measures.assessment}")


def _told(measures: Measures) -> str:
    """All that is drawn, in words."""
    parts = []
    for measured in measures.metrics:
        found = "; ".join(_words(measured, each) for each in measured.measures) or "not measured"
        parts.append(f"{called(measured.metric)}, {_unit(measured)}: {found}.")
    return " ".join(["A dot is a value, a line its interval.", *parts])


def _metric(measured: Measured, top: int) -> tuple[list[str], int]:
    """One metric from a height on; where the next one may begin."""
    lines = [
        _text(_MARGIN, top, called(measured.metric), "head"),
        _text(_MARGIN, top + 18, _unit(measured), "quiet"),
    ]
    top += 32
    reached = reach(measured)
    if reached is None:
        for each in measured.measures:
            lines.append(_text(_MARGIN, top + 10, _words(measured, each), "quiet"))
            top += _ROW
        return lines, top
    if any(each.period is not None for each in measured.measures):
        scale = scale_over(*reached, _TALL, 0)
        groups = _by_group(measured.measures)
        for group, own in groups.items():
            heading = "" if len(groups) == 1 else group or "all"
            lines += _columns(measured, heading, own, scale, top)
            top += _TALL + 58 + (18 if heading else 0)
        return lines, top
    longest = max(len(_numbers(measured, each.found)) for each in measured.measures)
    right = min(max(_RIGHT, 24 + _CHARACTER * longest), _MOST_RIGHT)
    lines += _rows(measured, scale_over(*reached, _LEFT, _WIDTH - right), top)
    return lines, top + _ROW * len(measured.measures) + 24


def _by_group(measures: Sequence[Measure]) -> dict[str | None, list[Measure]]:
    """The periods of each group; of all rows first."""
    groups: dict[str | None, list[Measure]] = {}
    for each in measures:
        own = groups.setdefault(each.group, [])
        own += [each] if each.period is not None else []
    return groups


# --------------------------------------------------------------------------- groups: one below the other


def _rows(measured: Measured, scale: Scale, top: int) -> Iterator[str]:
    bottom = top + _ROW * len(measured.measures)
    for tick in scale.ticks:
        x = scale.at(tick)
        yield f'<line class="grid" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 16, scale.label(tick), "quiet", "middle")
    for at, each in enumerate(measured.measures):
        y = top + _ROW * at + _ROW / 2
        yield f"<g><title>{escape(_words(measured, each))}</title>"
        yield _text(_LEFT - 12, y + 4, clip(_label(each), _MOST_LABEL, "…"), "", "end")
        found = each.found
        if found.value is None:
            yield _text(_LEFT + 8, y + 4, missing(measured.metric, found), "quiet")
        else:
            if found.low is not None and found.high is not None:
                low, high = scale.at(drawn(found.low)), scale.at(drawn(found.high))
                yield f'<path class="whisker" d="M{low:.1f} {y}H{high:.1f}{_ends(low, y)}{_ends(high, y)}"/>'
            yield f'<circle class="dot" cx="{scale.at(drawn(found.value)):.1f}" cy="{y}" r="4.5"/>'
            yield _text(scale.end + 16, y + 4, _numbers(measured, found))
        yield "</g>"


def _ends(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 4}V{y + 4}"


# ------------------------------------------------------------------------- periods: from left to right


def _columns(
    measured: Measured, heading: str, own: Sequence[Measure], scale: Scale, top: int
) -> Iterator[str]:
    if heading:
        yield _text(_MARGIN, top + 8, clip(clean(heading), _MOST_LABEL * 2, "…"))
        top += 18
    top += 14
    first, last = 70, _WIDTH - _MARGIN
    for tick in scale.ticks:
        y = top + scale.at(tick)
        yield f'<line class="grid" x1="{first}" y1="{y:.1f}" x2="{last}" y2="{y:.1f}"/>'
        yield _text(first - 8, y + 4, scale.label(tick), "quiet", "end")
    step = (last - first) / max(len(own), 1)
    every = max(-(-_UNDER_WIDTH // max(int(step), 1)), 1)  # so many columns share one label
    for at, each in enumerate(own):
        x = first + step * (at + 0.5)
        yield f"<g><title>{escape(_words(measured, each))}</title>"
        if at % every == 0:
            yield _text(x, top + _TALL + 20, clip(clean(each.period or ""), _MOST_UNDER, "…"), "", "middle")
        yield from _standing(measured, each.found, x, top, scale, numbered=every == 1)
        yield "</g>"


def _standing(
    measured: Measured, found: Measurement, x: float, top: int, scale: Scale, *, numbered: bool
) -> Iterator[str]:
    if found.value is None:
        yield _text(x, top + _TALL + 6, "–", "quiet", "middle")  # noqa: RUF001 - an en dash: no value
        return
    y = top + scale.at(drawn(found.value))
    if found.low is not None and found.high is not None:
        low, high = (top + scale.at(drawn(end)) for end in (found.low, found.high))
        ends = f"M{x - 4:.1f} {low:.1f}H{x + 4:.1f}M{x - 4:.1f} {high:.1f}H{x + 4:.1f}"
        yield f'<path class="whisker" d="M{x:.1f} {low:.1f}V{high:.1f}{ends}"/>'
    yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    if numbered:
        yield _text(x + 8, y + 4, shown(found.value, places_of(measured)))


# ------------------------------------------------------------------------------------------ words


def _unit(measured: Measured) -> str:
    metric = measured.metric
    return f"{metric.unit}, {confidence(metric)} interval" if metric.interval else metric.unit


def _label(measure: Measure) -> str:
    parts = [each for each in (measure.group, measure.period) if each is not None]
    return clean(", ".join(parts)) if parts else "all"


def _words(measured: Measured, measure: Measure) -> str:
    found = measure.found
    if found.value is None:
        return f"{_label(measure)}: {clean(missing(measured.metric, found))}"
    return f"{_label(measure)}: {_numbers(measured, found)}"


def _numbers(measured: Measured, found: Measurement) -> str:
    if found.value is None:
        return ""
    text = shown(found.value, places_of(measured))
    if found.low is not None and found.high is not None:
        text = f"{text} ({shown(found.low)} to {shown(found.high)})"
    return text if found.n is None else f"{text}, n = {found.n:,}"


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    names = f' class="{kind}"' if kind else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{names}{side}>{escape(clean(text))}</text>'
