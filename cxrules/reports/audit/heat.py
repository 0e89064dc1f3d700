"""The heat map: a rating for each capability and attribute; without attributes, the lowest of each level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.audit.charts import HeatCell, HeatMap
from cxrules.reports.audit.content import Chart, Column
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NONE = HeatCell("", None)
_DASH = "\u2013"


def heat_map(ground: Ground) -> Chart | None:
    """The map; None where nothing is rated that could stand in one."""
    entries = [each for each in ground.entries if each["state"] != "not-applicable"]
    attributes = _attributes(ground, entries)
    if attributes:
        return _of_attributes(ground, entries, attributes)
    levels = _levels(ground, entries)
    return _of_levels(ground, entries, levels) if levels else None


def _attributes(ground: Ground, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The attributes asked for, without the capability."""
    top = ground.assessment.up_to_level
    found: dict[str, None] = {}
    for entry in entries:
        for each in entry["attributes"]:
            if top is None or ground.plan.level_of(f"{entry['id']}.{each['id']}") <= top:
                found[each["id"]] = None
    return list(found)


def _of_attributes(ground: Ground, entries: Sequence[Mapping[str, Any]], attributes: Sequence[str]) -> Chart:
    words = _words(ground, entries)
    columns = tuple((each, _title(ground, entries, each)) for each in attributes)
    rows = []
    for entry in entries:
        by_id = {each["id"]: each for each in entry["attributes"]}
        cells = tuple(_cell(ground, entry["id"], by_id.get(each), words) for each in attributes)
        rows.append((clean(entry["id"]), clean(ground.plan.title(entry["id"])), cells))
    title = ground.word("chart.heat", what=ground.term("attribute", 2))
    return _chart(ground, title, HeatMap(columns, tuple(rows), _scale(ground, words)))


def _words(ground: Ground, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ratings that stand in the map, from the lowest to the highest."""
    used = {each["rating"] for entry in entries for each in entry["attributes"]} - {None}
    base = [name for name, _ in ground.plan.scale_values]
    if used <= set(base):
        return base
    for value in ground.plan.values:
        if value.name == "rating" and used <= set(value.words):
            return [each for each in value.words if each not in ground.plan.answers.outside]
    return base


def _title(ground: Ground, entries: Sequence[Mapping[str, Any]], attribute: str) -> str:
    return next(
        (clean(title) for each in entries if (title := ground.plan.title(f"{each['id']}.{attribute}"))), ""
    )


def _cell(ground: Ground, name: str, entry: Mapping[str, Any] | None, words: Sequence[str]) -> HeatCell:
    if entry is None or not entry["applicable"]:
        return _NONE
    subject = f"{name}.{entry['id']}"
    if entry["rating"] is None:
        return HeatCell("?", None, ground.lead("subject", subject), ground.word("state.open"))
    rank = words.index(entry["rating"]) if entry["rating"] in words else None
    word = entry["rating"] if len(entry["rating"]) <= 4 else entry["rating"][:1].upper()  # noqa: PLR2004 - short
    return HeatCell(clean(word), rank, ground.lead("subject", subject), clean(entry["rating"]))


def _scale(ground: Ground, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    titles = dict(ground.plan.scale_values)
    return tuple((clean(each), clean(titles.get(each, ""))) for each in words)


# ----------------------------------------------------------------------------------- by level


def _levels(ground: Ground, entries: Sequence[Mapping[str, Any]]) -> list[int]:
    """The levels at which criteria stand that were asked for."""
    top = ground.assessment.up_to_level
    found = {ground.plan.level_of(each["id"]) for entry in entries for each in entry["criteria"]}
    levels = sorted(each for each in found if top is None or each <= top)
    return levels if len(levels) > 1 else []


def _of_levels(ground: Ground, entries: Sequence[Mapping[str, Any]], levels: Sequence[int]) -> Chart:
    words = [name for name, _ in ground.plan.scale_values]
    columns = tuple((str(order), clean(ground.plan.level_names.get(order, ""))) for order in levels)
    rows = []
    for entry in entries:
        cells = tuple(_lowest(ground, entry, order, words) for order in levels)
        rows.append((clean(entry["id"]), clean(ground.plan.title(entry["id"])), cells))
    title = ground.word("chart.heat-levels", what=ground.term("criterion", 1))
    return _chart(ground, title, HeatMap(columns, tuple(rows), _scale(ground, words)))


def _lowest(ground: Ground, entry: Mapping[str, Any], order: int, words: Sequence[str]) -> HeatCell:
    """The lowest rating among the criteria of one level."""
    found = [
        each for each in entry["criteria"] if each["applicable"] and ground.plan.level_of(each["id"]) == order
    ]
    if not found:
        return _NONE
    known = [each for each in found if each["rating"] in words]
    lowest = min(known, key=lambda each: words.index(each["rating"]), default=None)
    if lowest is None or (len(known) < len(found) and words.index(lowest["rating"]) > 0):
        opened = next(each for each in found if each["rating"] not in words)
        return HeatCell("?", None, ground.lead("subject", opened["id"]), ground.word("state.open"))
    rank = words.index(lowest["rating"])
    return HeatCell(
        clean(lowest["rating"]), rank, ground.lead("subject", lowest["id"]), clean(lowest["rating"])
    )


def _chart(ground: Ground, title: str, drawing: HeatMap) -> Chart:
    columns = [Column(ground.heading_term("capability"))]
    columns += [Column(f"{short} {title_}".strip(), "short") for short, title_ in drawing.columns]
    top = len(drawing.scale) - 1
    rows = [
        row(
            cell(f"{name} {title_}".strip(), anchor("capability", name)),
            *(
                cell(each.told or _DASH, each.anchor)._replace(
                    rank=None if each.rank is None else (each.rank, top),
                    tone="open" if each.word == "?" else "",
                )
                for each in cells
            ),
        )
        for name, title_, cells in drawing.rows
    ]
    told = " ".join(
        f"{name}: "
        + ", ".join(
            f"{short} {each.told or _DASH}" for (short, _), each in zip(drawing.columns, cells, strict=True)
        )
        + "."
        for name, _, cells in drawing.rows
    )
    return Chart(title, told, drawing, table(title, columns, rows))
