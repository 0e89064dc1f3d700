"""What changed since the assessment before: levels that rose or fell and why, and measures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxrules.reports.audit.content import (
    Block,
    Cell,
    Entry,
    Fold,
    Listing,
    Paragraph,
    Row,
    Run,
    Section,
    Text,
    said,
)
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table
from cxrules.reports.audit.registers import value_of
from cxrules.reports.columns import clean
from cxrules.reports.trend import level_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.workspace.standing import Cause
    from cxrules.workspace.trend import Course, Move, Trend
    from cxrules.workspace.trend_measures import MeasureCourse

_MOST_CAUSES = 6
_DASH = "\u2013"


def levels_before(trend: Trend) -> Mapping[str, int]:
    """The levels of capabilities at the assessment before the newest."""
    return {each.id: level for each in trend.capabilities if (level := each.reached[-2].level) is not None}


def differences(ground: Ground, trend: Trend) -> Section:
    """The newest assessment beside those before it."""
    days = [ground.saying.day(each.isoformat()) for each in trend.dates]
    moves = [
        (course, move) for course in (*trend.organisations, *trend.capabilities) for move in course.moves
    ]
    rose = sum(move.direction == "rose" for _, move in moves)
    blocks: list[Block] = [
        Paragraph(
            ground.sentence(
                "differences.lead",
                len(moves),
                first=days[0],
                last=days[-1],
                rose=str(rose),
                fell=str(len(moves) - rose),
            )
        )
    ]
    remarks = tuple(Entry(said(clean(each)), (), "warn") for each in _remarks(ground, trend))
    blocks += [Listing(remarks)] if remarks else []
    blocks.append(_levels(ground, trend, days))
    blocks += [_moved(ground, trend, course, move) for course, move in moves]
    found = [each for each in trend.measures if each.instance is None and any(each.changes)]
    if found:
        blocks.append(_measures(ground, found, days))
    return Section(ground.word("section.differences"), "differences", tuple(blocks))


def _remarks(ground: Ground, trend: Trend) -> Iterator[str]:
    """What else differs between the assessments, so that levels may not be comparable."""
    for one, other in pairwise(trend.standings):
        day = ground.saying.day(other.date.isoformat())
        if one.result["model"]["digest"] != other.result["model"]["digest"]:
            old, new = (each.evaluation.plan.model_version for each in (one, other))
            yield ground.word("differences.model", old=old, new=new, day=day)
        for key in ("reading", "method", "profile"):
            if one.result[key] != other.result[key]:
                old, new = (str(each.result[key] or _DASH) for each in (one, other))
                yield ground.word(
                    "differences.setting", what=ground.word(f"method.{key}"), old=old, new=new, day=day
                )


def _levels(ground: Ground, trend: Trend, days: Sequence[str]) -> Block:
    columns = [ground.columns("column.capability")[0]._replace(title=ground.heading_term("capability"))]
    columns += [
        column._replace(title=day) for day in days for column in ground.columns(("column.level", "short"))
    ]
    columns += ground.columns(("column.change", "short"))
    rows = [_course(ground, each) for each in (*trend.organisations, *trend.capabilities)]
    return table(ground.word("differences.levels"), columns, rows)


def _course(ground: Ground, course: Course) -> Row:
    title = _called(ground, course)
    levels = [cell(level_text(each, _DASH)) for each in course.reached]
    first, last = course.reached[0].level, course.reached[-1].level
    word, tone = "", ""
    if first is not None and last is not None:
        key = "rose" if last > first else "fell" if last < first else "same"
        word, tone = ground.word(f"differences.{key}"), {"rose": "good", "fell": "bad"}.get(key, "quiet")
    return row(cell(title, ground.lead("capability", course.id)), *levels, cell(word, "", tone))


def _called(ground: Ground, course: Course) -> str:
    """A capability by id and title, the organisation by its title."""
    if course.id in ground.plan.capabilities:
        return ground.title(course.id)
    return clean(course.title) or ground.word("summary.organisation-title")


def _moved(ground: Ground, trend: Trend, course: Course, move: Move) -> Fold:
    """One level that rose or fell, and what made it do so."""
    name = _called(ground, course)
    key = f"differences.{move.direction}-title" + ("" if move.sure else "-unsure")
    day = ground.saying.day(trend.dates[move.later].isoformat())
    title = ground.word(key, name=name, old=str(move.old), new=str(move.new), day=day)
    shown = move.causes[:_MOST_CAUSES]
    entries = [Entry(_cause(ground, each), (each.subject,)) for each in shown]
    if len(move.causes) > len(shown):
        entries.append(Entry(ground.sentence("differences.more", len(move.causes) - len(shown))))
    return Fold(title, (Listing(tuple(entries)),), anchor(f"move-{move.later}", course.id or "organisation"))


def _cause(ground: Ground, cause: Cause) -> Text:
    """What differs: the old value, the new one, the evidence and the notes for it."""
    target = ground.lead("subject", cause.subject) or ground.lead("measure", cause.subject)
    old, new = (ground.saying.wording.template(f"answer.{each}") or each for each in (cause.old, cause.new))
    evidence = f" [{', '.join(map(clean, cause.evidence))}]" if cause.evidence else ""
    notes = "".join(f" “{clean(each)}”" for each in cause.notes)
    title = f" {clean(cause.title)}" if cause.title else ""
    rest = f"{title}: {clean(old)} → {clean(new)}{evidence}{notes}"
    return (Run(clean(cause.subject), target), Run(rest))


def _measures(ground: Ground, courses: Sequence[MeasureCourse], days: Sequence[str]) -> Block:
    columns = [*ground.columns("column.measure")]
    columns += [
        column._replace(title=day) for day in days for column in ground.columns(("column.value", "number"))
    ]
    columns += ground.columns(("column.change", "number"), "column.apart")
    return table(ground.word("differences.measures"), columns, (_measure(ground, each) for each in courses))


def _measure(ground: Ground, course: MeasureCourse) -> Row:
    from cxrules.model.surd import published

    metric = course.metric
    values = []
    for each in course.found:
        known = each is not None and each.value is not None
        values.append(cell(value_of(ground, published(each.value), metric.unit) if known else _DASH))  # type: ignore[union-attr] # it is known
    last = course.changes[-1]
    change, apart = "", ""
    if last is not None:
        change = value_of(ground, published(last.value), metric.unit)
        if not change.startswith("\u2212"):
            change = f"+{change}"
        apart = (
            "" if last.apart is None else ground.word(f"differences.apart-{'yes' if last.apart else 'no'}")
        )
    name = clean(metric.title or metric.name)
    return row(cell(name, ground.lead("measure", metric.name)), *values, cell(change), Cell(said(apart)))
