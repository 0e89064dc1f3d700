"""Flows from things on the left to things on the right, as broad as there is much that ties them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.audit.svg.paper import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.reports.audit.charts import Band, Flow

_WIDTH, _SIDE, _NODE = 900, 290, 12
_UNIT, _GAP, _LEAST = 7.0, 8.0, 17.0
"""The height of one tie, the room between things, and the least height of a thing, which its name needs."""


def flow(drawing: Flow) -> Sheet:
    """The flows between two columns of names."""
    left = _column(drawing.left, [each.left for each in drawing.bands], drawing.bands)
    right = _column(drawing.right, [each.right for each in drawing.bands], drawing.bands)
    height = max(max((end for _, end in side.values()), default=0) for side in (left, right)) + 60
    sheet = Sheet(_WIDTH, int(height))
    used: dict[tuple[str, str], float] = {}
    for band in drawing.bands:
        _band(sheet, band, left, right, used)
    for side, names, at in ((left, drawing.left, _SIDE), (right, drawing.right, _WIDTH - _SIDE - _NODE)):
        for name, title in names:
            begin, end = side[name]
            sheet.told(f"{name} {title}")
            sheet.box(at, begin, _NODE, end - begin, "c-node")
            middle = (begin + end) / 2 + 4.5
            words = f"{name} {title}" if title != name else name
            if at == _SIDE:
                sheet.text(at - 8, middle, words, anchor="end", room=_SIDE - 50)
            else:
                sheet.text(at + _NODE + 8, middle, words, room=_SIDE - 50)
            sheet.end()
    x = 8.0
    for kind, words in drawing.legend:
        sheet.box(x, height - 26, 22, 14, f"c-flow-{kind}")
        sheet.text(x + 29, height - 14, words, "c-quiet")
        x += 29 + len(words) * 7.0 + 24
    return sheet


def _column(
    names: Sequence[tuple[str, str]], ends: Sequence[str], bands: Sequence[Band]
) -> Mapping[str, tuple[float, float]]:
    """Where each thing begins and ends, from the top down."""
    sizes: dict[str, int] = {}
    for name, band in zip(ends, bands, strict=True):
        sizes[name] = sizes.get(name, 0) + band.size
    found, at = {}, 8.0
    for name, _ in names:
        height = max(sizes.get(name, 0) * _UNIT, _LEAST)
        found[name] = (at, at + height)
        at += height + _GAP
    return found


def _band(
    sheet: Sheet,
    band: Band,
    left: Mapping[str, tuple[float, float]],
    right: Mapping[str, tuple[float, float]],
    used: dict[tuple[str, str], float],
) -> None:
    thick = band.size * _UNIT
    here = left[band.left][0] + used.get(("left", band.left), 0.0)
    there = right[band.right][0] + used.get(("right", band.right), 0.0)
    used["left", band.left] = used.get(("left", band.left), 0.0) + thick
    used["right", band.right] = used.get(("right", band.right), 0.0) + thick
    begin, end = _SIDE + _NODE, _WIDTH - _SIDE - _NODE
    middle = (begin + end) / 2
    sheet.told(band.told)
    over = f"M{begin} {here:.1f}C{middle:.1f} {here:.1f} {middle:.1f} {there:.1f} {end} {there:.1f}"
    here, there = here + thick, there + thick
    under = f"C{middle:.1f} {there:.1f} {middle:.1f} {here:.1f} {begin} {here:.1f}"
    sheet.path(f"{over}V{there:.1f}{under}z", f"c-flow-{band.kind}")
    sheet.end()
