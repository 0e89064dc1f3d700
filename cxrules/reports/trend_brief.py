"""The changes of a trend in brief: what fell and why, what rose and mostly why, measures that surely moved.

All that differs is told by `trend_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.surd import decimal_text
from cxrules.reports.columns import clean, clip, counted, left, right, width, wrap
from cxrules.reports.trend import (
    MORE,
    cause_name,
    cause_text,
    move_text,
    moves_of,
    no_cause,
    since_text,
    turn_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.reports.names import Look
    from cxrules.workspace.standing import Cause
    from cxrules.workspace.trend import Course, Move, Trend
    from cxrules.workspace.trend_measures import MeasureCourse

_MOST = 3
"""Reasons told of a level that rose; of one that fell all are."""
_ALWAYS = frozenset({"waiver", "finding", "text"})
"""What is behind ratings that differ, and is told before them."""
_WIDEST_NAME, _CELL, _LATEST = 48, 10, 4


def moves_in_brief(trend: Trend, later: int, look: Look) -> Iterator[str]:
    """What fell and rose from one assessment to the next, falls first."""
    found = moves_of(trend, later)
    yield since_text(trend, later)
    yield from told_in_brief(found, look)


def told_in_brief(found: Sequence[tuple[Course, Move]], look: Look, *, below: bool = False) -> Iterator[str]:
    """Levels that fell and rose with their reasons, falls first, from the second column on.

    `below`: with the answers by which a rating came out as it did, also where it rose.
    """
    for course, move in sorted(found, key=lambda each: each[1].direction != "fell"):
        yield from wrap(f"{move_text(course, move)}:", look.columns, "  ", "    ")
        yield from _reasons(course, move, look, below=below)


def _reasons(course: Course, move: Move, look: Look, *, below: bool) -> Iterator[str]:
    causes, figures = nearest(course, move)
    if below:
        figures = [each for each in move.causes if each.turned and each.by and each not in causes]
    if not causes:
        yield from wrap(no_cause(move), look.columns, "    ")
        return
    fell = move.direction == "fell"
    shown = causes if fell or len(causes) <= _MOST + 1 else causes[:_MOST]
    for cause in shown:
        if fell:
            yield from wrap(cause_text(cause), look.columns, "    ", "      ")
        else:
            yield from _in_one_line(cause, look)
        for figure in figures if fell or below else ():
            if figure.by == cause.subject:
                yield from wrap(cause_text(figure), look.columns, "      ", "        ")
    if len(shown) < len(causes):
        yield f"    and {len(causes) - len(shown)} more"


def nearest(course: Course, move: Move) -> tuple[Sequence[Cause], Sequence[Cause]]:
    """What turned a level, its own ratings before those of others; and the figures by which they did.

    Where nothing is known to have turned it, all that it rests on.
    """
    deciding = [each for each in move.causes if each.decides]
    turned = [each for each in deciding if each.turned]
    figures = [each for each in turned if each.by and each.kind != "rating"]
    whole = [each for each in turned if each.kind == "level"]
    causes = whole or [each for each in turned if each not in figures and not each.by] or turned or deciding
    always = [each for each in deciding if each.kind in _ALWAYS]
    rest = [each for each in causes if each not in always]
    return [*always, *sorted(rest, key=lambda each: not each.subject.startswith(f"{course.id}."))], figures


def _in_one_line(cause: Cause, look: Look) -> Iterator[str]:
    """A reason with its name cut where needed, and with its notes where there is room for them."""
    room = look.columns - 4
    whole = cause_text(cause)
    if width(whole) <= room:
        yield f"    {whole}"
        return
    turn = turn_text(cause)
    name = clip(cause_name(cause), max(room - width(turn), width(clean(cause.subject)) + 2), look.signs.more)
    yield from wrap(f"{name}{turn}", look.columns, "    ", "      ")


# --------------------------------------------------------------------------------------- measures


def measures_in_brief(trend: Trend, look: Look) -> Iterator[str]:
    """The measures of the whole whose intervals lie apart from one day to the next, with the latest days."""
    moved = [each for each in trend.measures if each.instance is None and _surely(each)]
    if moved:
        yield from wrap("Measures that surely moved (+ and - where they did):", look.columns)
        yield from _table(trend, moved, look)
    rest = len(trend.measures) - len(moved)
    if rest:
        kept = counted(rest, f"{'other ' if moved else ''}measure")
        yield from wrap(f"{kept} and all intervals: {MORE}", look.columns)


def _surely(course: MeasureCourse) -> bool:
    return any(each is not None and each.apart for each in course.changes)


def _table(trend: Trend, courses: Sequence[MeasureCourse], look: Look) -> Iterator[str]:
    names = [f"{clean(each.metric.title or each.metric.name)}{_unit(each)}" for each in courses]
    broad = min(max(width(each) for each in names), _WIDEST_NAME)
    room = min(max((look.columns - broad - 2) // (_CELL + 2), 2), _LATEST)
    days = range(max(len(trend.dates) - room, 0), len(trend.dates))
    yield "  ".join(["", left("", broad), *(right(trend.dates[at].isoformat(), _CELL) for at in days)])
    for name, course in zip(names, courses, strict=True):
        cells = [right(_cell(course, at, look.signs.dash), _CELL) for at in days]
        yield "  ".join(["", left(clip(name, broad, look.signs.more), broad), *cells])


def _unit(course: MeasureCourse) -> str:
    return {"percent": ", %", "count": "", "number": ""}.get(course.metric.unit, f", {course.metric.unit}")


def _cell(course: MeasureCourse, at: int, dash: str) -> str:
    """A value, with the sign of its change where that is sure."""
    found = course.found[at]
    if found is None or found.value is None:
        return dash + " "
    change = course.changes[at - 1] if at else None
    sign = " " if change is None or not change.apart else "+" if change.value > 0 else "-"
    return decimal_text(found.value, 1) + sign
