"""A graph of what rests on what, as an SVG picture: columns from reasons to conclusions.

The layout is simple and always the same for the same graph: a column a layer, and within a column each
box near the middle of its neighbours.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.columns import clean, clip, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.drawing import Box, Drawing

_MARGIN = 20
_TOP = 56  # room for the title
_BOX_HEIGHT = 34
_ROW = 44
_BETWEEN_COLUMNS = 70
_CHARACTER = 6.4  # width of a character at the size used, on average
_MOST_CHARACTERS = 44
_SWEEPS = 6

_ARROW_HEAD = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>'
)

_FILLS = {
    "capability": "#d7e3f4",
    "level": "#e3efd9",
    "attribute": "#fbeed5",
    "criterion": "#ffffff",
    "practice": "#ffffff",
    "element": "#fbeed5",
    "value": "#e8e2f4",
    "decision": "#e8e2f4",
    "organisation": "#d7e3f4",
    "stated": "#eef3e2",
    "rule": "#f7dcdc",
}


_CORNERS = {"criterion": 10, "practice": 10, "value": 17}


class _Placed(NamedTuple):
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.y + _BOX_HEIGHT / 2


def to_svg(drawing: Drawing, layers: Sequence[Sequence[str]], title: str) -> str:
    """The picture, ending with a line break; `layers` are the columns from left to right."""
    columns = _ordered(drawing, layers)
    boxes = _placed(drawing, columns)
    across = max((box.x + box.width for box in boxes.values()), default=0) + _MARGIN
    down = max((box.y + _BOX_HEIGHT for box in boxes.values()), default=_TOP) + _MARGIN
    across = max(across, 2 * _MARGIN + len(title) * 9)
    font = 'font-family="Helvetica, Arial, sans-serif"'
    size = f'viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}" height="{down:.0f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {font}>',
        f"<title>{escape(clean(title))}</title>",
        _ARROW_HEAD,
        f'<rect width="{across:.0f}" height="{down:.0f}" fill="#fff"/>',
        f'<text x="{_MARGIN}" y="30" font-size="16" font-weight="bold">{escape(clean(title))}</text>',
    ]
    for start, end, kind in drawing.arrows:
        lines.append(_arrow(boxes[start], boxes[end], dashed=kind == "rule"))
    for name, thing in drawing.boxes.items():
        lines += _drawn(boxes[name], thing)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _ordered(drawing: Drawing, layers: Sequence[Sequence[str]]) -> list[list[str]]:
    """Sort each column by the middle of each box's neighbours, back and forth, so that arrows cross less."""
    columns = [list(layer) for layer in layers]
    place = {name: index / len(column) for column in columns for index, name in enumerate(column)}

    near: dict[str, list[str]] = {name: [] for name in place}
    for start, end, _ in drawing.arrows:
        near[start].append(end)
        near[end].append(start)

    def middle(name: str) -> float:
        around = [place[each] for each in near[name]]
        return sum(around) / len(around) if around else place[name]

    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            column.sort(key=middle)
            place.update({name: index / len(column) for index, name in enumerate(column)})
    return columns


def _placed(drawing: Drawing, columns: Sequence[Sequence[str]]) -> dict[str, _Placed]:
    tallest = max(map(len, columns), default=0)
    boxes: dict[str, _Placed] = {}
    x = float(_MARGIN)
    for column in columns:
        widest = max(_box_width(name, drawing.boxes[name].label) for name in column)
        step = _ROW * max(tallest / len(column), 1) if len(column) > 1 else _ROW
        start = _TOP + (tallest * _ROW - step * len(column)) / 2
        for index, name in enumerate(column):
            boxes[name] = _Placed(x, start + index * step + (step - _BOX_HEIGHT) / 2, widest)
        x += widest + _BETWEEN_COLUMNS
    return boxes


def _box_width(name: str, label: str) -> float:
    widest = max(width(name) * 1.15, width(_short(label)))
    return 16 + widest * _CHARACTER


def _short(label: str) -> str:
    return clip(clean(label), _MOST_CHARACTERS, "…")


def _arrow(start: _Placed, end: _Placed, *, dashed: bool) -> str:
    """A curve from the right side of one box to the left side of another."""
    x1, x2 = start.x + start.width, end.x
    bend = max(abs(x2 - x1) / 2, 30)
    style = ' stroke-dasharray="5 3"' if dashed else ""
    return (
        f'<path d="M{x1:.1f} {start.middle:.1f}C{x1 + bend:.1f} {start.middle:.1f} {x2 - bend:.1f} '
        f'{end.middle:.1f} {x2:.1f} {end.middle:.1f}" fill="none" stroke="#888"{style} '
        'marker-end="url(#arrow)"/>'
    )


def _drawn(box: _Placed, thing: Box) -> list[str]:
    name, label = clean(thing.id), clean(thing.label)
    rounded = _CORNERS.get(thing.kind, 2)
    fill = _FILLS.get(thing.kind, "#eeeeee")
    place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{_BOX_HEIGHT}"'
    lines = [
        f"<g><title>{escape(name)}: {escape(label)}</title>",
        f'<rect {place} rx="{rounded}" fill="{fill}" stroke="#444"/>',
        _text(box, 14 if label else 21, name, weight=' font-weight="bold"'),
    ]
    if label:
        lines.append(_text(box, 28, _short(label)))
    return [*lines, "</g>"]


def _text(box: _Placed, down: int, text: str, weight: str = "") -> str:
    x, y = box.x + box.width / 2, box.y + down
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="11"{weight} text-anchor="middle">{escape(text)}</text>'
