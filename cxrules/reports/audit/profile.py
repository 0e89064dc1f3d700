"""Levels against target, the organisation's level, ratings as a heat map, and areas as a radar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.justification.statement import Named, Quote
from cxrules.reports.audit.charts import Bar, Profile, Radar
from cxrules.reports.audit.content import Block, Cell, Chart, Entry, Listing, Row, Section, Table, said
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table
from cxrules.reports.audit.heat import heat_map
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RADAR = range(3, 17)
"""So many areas make a radar that can be read."""


def profile(ground: Ground, before: Mapping[str, int] | None = None) -> Section:
    """The levels; `before` are those of the assessment before, where there is one."""
    blocks: list[Block] = [*_organisation(ground)]
    bars = tuple(_bar(ground, each, (before or {}).get(each["id"])) for each in ground.entries)
    if bars:
        title = ground.word("chart.profile", what=ground.term("capability", 2))
        drawing = Profile(_levels(ground), bars, _legend(ground))
        blocks.append(Chart(title, _told(ground, bars), drawing, levels_table(ground, title)))
    if ground.plan.organisations and len(bars) in _RADAR and all(each.level is not None for each in bars):
        title = ground.word("chart.radar", what=ground.term("capability", 2))
        blocks.append(
            Chart(title, _told(ground, bars), Radar(_levels(ground), bars, _legend(ground)), _short(ground))
        )
    heat = heat_map(ground)
    if heat is not None:
        blocks.append(heat)
    return Section(ground.word("section.profile"), "profile", tuple(blocks))


def _levels(ground: Ground) -> tuple[tuple[int, str], ...]:
    """The levels that a chart shows: those assessed, and what the target asks for."""
    top = ground.assessment.up_to_level
    asked = [each["target"] or 0 for each in ground.entries]
    most = max([*asked, max(ground.plan.level_names) if top is None else top])
    return tuple(
        (order, clean(name)) for order, name in sorted(ground.plan.level_names.items()) if order <= most
    )


def _legend(ground: Ground) -> tuple[str, str, str, str]:
    reached, possible, target, before = (
        ground.word(f"legend.{key}") for key in ("reached", "possible", "target", "before")
    )
    return reached, possible, target, before


def _bar(ground: Ground, entry: Mapping[str, Any], before: int | None) -> Bar:
    name = entry["id"]
    word, tone = ground.standing(entry)
    label = clean(ground.plan.title(name)) or name
    words = _range(ground, entry) + (f" · {word}" if word else "")
    if entry["level"] is None:
        return Bar(clean(name), label, "", words, None, entry["possible"], entry["target"], before, tone)
    levels = (entry["level"], entry["possible"], entry["target"], before)
    return Bar(clean(name), label, anchor("level", name), words, *levels, tone)


def _range(ground: Ground, entry: Mapping[str, Any]) -> str:
    """The level in few words, since there is little room beside a bar."""
    low, high = entry["level"], entry["possible"]
    if low is None or low == high:
        return ground.level_words(entry)
    return ground.word("level.range", low=str(low), high=str(high))


def _told(ground: Ground, bars: Sequence[Bar]) -> str:
    """All that a chart of levels shows, in words."""
    return " ".join(_bar_told(ground, each) for each in bars)


def _bar_told(ground: Ground, bar: Bar) -> str:
    asked = "" if bar.target is None else ground.word("chart.target-told", level=str(bar.target))
    name = bar.id if bar.label == bar.id else f"{bar.id} {bar.label}"
    return f"{name}: {bar.word}{asked}."


def levels_table(ground: Ground, caption: str) -> Table:
    """Each capability with its level, what is possible, the target and the verdict."""
    asked = any(each["target"] is not None for each in ground.entries)
    columns = list(
        ground.columns("column.capability", ("column.level", "short"), ("column.possible", "short"))
    )
    columns[0] = columns[0]._replace(title=ground.heading_term("capability"))
    if asked:
        columns += ground.columns(("column.target", "short"), ("column.verdict", "short"))
    return table(caption, columns, (_level_row(ground, each, asked=asked) for each in ground.entries))


def _level_row(ground: Ground, entry: Mapping[str, Any], *, asked: bool) -> Row:
    name = entry["id"]
    level = "" if entry["level"] is None else ground.level_name(entry["level"])
    possible = "" if entry["possible"] is None else ground.level_name(entry["possible"])
    cells = [
        cell(ground.title(name), ground.lead("capability", name)),
        cell(level or ground.word(f"state.{entry['state']}"), anchor("level", name) if level else ""),
        cell(possible if possible != level else "", anchor("level", name)),
    ]
    if asked:
        word, tone = ground.standing(entry)
        cells += [
            cell("" if entry["target"] is None else ground.level_name(entry["target"])),
            cell(word, "", tone),
        ]
    return row(*cells)


def _short(ground: Ground) -> Table:
    """The same as a table of two columns."""
    columns = list(ground.columns("column.capability", ("column.level", "short")))
    columns[0] = columns[0]._replace(title=ground.heading_term("capability"))
    rows = (
        row(ground.title(each["id"]), cell(ground.level_words(each), anchor("level", each["id"])))
        for each in ground.entries
    )
    return table(ground.word("chart.radar", what=ground.term("capability", 2)), columns, rows)


# ---------------------------------------------------------------------------------- organisation


def _organisation(ground: Ground) -> Iterator[Block]:
    """The levels of the organisation, and why they are not higher."""
    whole = ground.result["organisation"]
    if not whole:
        return
    entries = []
    for each in (whole, *whole["others"]):
        text = ground.sentence(
            "organisation.is" if each["level"] == each["possible"] else "organisation.open",
            title=Quote(each["title"] or ground.word("summary.organisation-title")),
            level=Named("level", str(each["level"]), each["name"]),
            possible=str(each["possible"]),
        )
        entries.append(Entry(text))
        if each["falls"]:
            entries.append(
                Entry(said(ground.word("organisation.falls", day=ground.saying.day(each["falls"]))))
            )
    yield Listing(tuple(entries), ground.word("organisation.title"), "organisation")


def rating_legend(ground: Ground) -> Cell:
    """What the short names of ratings stand for."""
    return cell(", ".join(f"{name} {title}" for name, title in ground.plan.scale_values))
