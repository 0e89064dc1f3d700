"""A trend as a page of text: a table of levels, what rose and fell with the reasons, and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.surd import decimal_text
from cxrules.reports.columns import clean, clip, counted, left, right, width, wrap
from cxrules.reports.trend import (
    called,
    cause_text,
    level_text,
    metric_name,
    move_text,
    moves_of,
    no_cause,
    progress_text,
    since_text,
    value_text,
)
from cxrules.reports.trend_brief import measures_in_brief, moves_in_brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.reports.names import Look
    from cxrules.workspace.trend import Course, Move, Target, Trend
    from cxrules.workspace.trend_measures import MeasureCourse

_DAY = 10
_WIDEST_LABEL, _LEAST_DAYS = 36, 2


def trend_text(trend: Trend, look: Look, *, details: bool = False) -> str:
    """The page, ending with a line break; `details`: with everything that changed, and each measure."""
    blocks = [_head(trend, look), *_tables(trend, look), _target(trend, look)]
    told = _moves if details else moves_in_brief
    blocks += [list(told(trend, later, look)) for later in range(1, len(trend.dates))]
    if details:
        blocks += [list(_measure(trend, each, look)) for each in trend.measures]
    else:
        blocks.append(list(measures_in_brief(trend, look)))
    return "\n\n".join("\n".join(each.rstrip() for each in block) for block in blocks if block) + "\n"


def _head(trend: Trend, look: Look) -> list[str]:
    plan = trend.standings[-1].evaluation.plan
    title = clean(f"{plan.model_title} ({plan.model_id})" if plan.model_title else plan.model_id)
    lines = wrap(f"{title}: {counted(len(trend.standings), 'assessment')}.", look.columns)
    for each in trend.standings:
        name = clean(each.result["title"] or each.result["assessment"])
        version = each.evaluation.plan.model_version
        lines += wrap(
            f"{name}, {plan.model_id} {version}, {clean(each.file)}", look.columns, f"  {each.date}  "
        )
    for remark in trend.remarks:
        lines += wrap(clean(remark), look.columns)
    return lines


# ----------------------------------------------------------------------------------------- levels


def _tables(trend: Trend, look: Look) -> Iterator[list[str]]:
    """Levels by day; as many days beside each other as there is room for."""
    courses = [*trend.capabilities, *trend.organisations]
    if not courses:
        return
    broad = min(max(width(called(each)) for each in courses), _WIDEST_LABEL)
    room = max((look.columns - broad - 8) // (_DAY + 2), _LEAST_DAYS)
    for first in range(0, len(trend.dates), room):
        yield list(_table(trend, courses, range(first, min(first + room, len(trend.dates))), (broad, look)))


def _table(trend: Trend, courses: Sequence[Course], days: range, how: tuple[int, Look]) -> Iterator[str]:
    broad, look = how
    last = days[-1] == len(trend.dates) - 1 and any(each.target is not None for each in courses)
    heads = [trend.dates[at].isoformat() for at in days] + (["target"] if last else [])
    yield "  ".join([left("Level", broad), *heads])
    for course in courses:
        cells = [right(level_text(course.reached[at], look.signs.dash), _DAY) for at in days]
        if last:
            cells.append(right(look.signs.dash if course.target is None else str(course.target), 6))
        yield "  ".join([left(clip(called(course), broad, look.signs.more), broad), *cells])


def _target(trend: Trend, look: Look) -> list[str]:
    if trend.target is None:
        return []
    head = f"Progress to {_called(trend.target)}, since {trend.dates[0]}:"
    lines = wrap(head, look.columns)
    for course in trend.capabilities:
        for each in course.progress[-1:]:
            way = f"{course.reached[0].level} to {course.target}: " if each.share is not None else ""
            lines += wrap(f"{called(course)}: {way}{progress_text(each)}", look.columns, "  ", "    ")
    never = len(trend.target.levels.keys() - {each.id for each in trend.capabilities})
    return [*lines, f"  {never} more of the target in no scope"] if never else lines


def _called(target: Target) -> str:
    """The target with who wants it: ``the target To open the shop of shop-2026``."""
    name = clean(target.title or target.id or "")
    source = clean(target.source)
    if not name:
        return f"the levels that {source} wants"
    return f"the target {name} of {source}" if source else f"the target {name}"


# ---------------------------------------------------------------------------------------- changes


def _moves(trend: Trend, later: int, look: Look) -> Iterator[str]:
    yield since_text(trend, later)
    for course, move in moves_of(trend, later):
        yield from wrap(f"{move_text(course, move)}:", look.columns, "  ", "    ")
        yield from _causes(move, look)


def _causes(move: Move, look: Look) -> Iterator[str]:
    deciding = [each for each in move.causes if each.decides]
    beside = [each for each in move.causes if not each.decides]
    for cause in deciding:
        yield from wrap(cause_text(cause), look.columns, "    ", "      ")
    if not deciding:
        yield from wrap(no_cause(move), look.columns, "    ")
    if beside:
        yield "    Also changed:"
    for cause in beside:
        yield from wrap(cause_text(cause), look.columns, "      ", "        ")


# --------------------------------------------------------------------------------------- measures


def _measure(trend: Trend, course: MeasureCourse, look: Look) -> Iterator[str]:
    place = f", {clean(course.instance)}" if course.instance is not None else ""
    yield from wrap(f"{metric_name(course)}{place}", look.columns)
    for at, found in enumerate(course.found):
        text = f"{value_text(course, found)}{_change(course, at)}"
        yield from wrap(text, look.columns, f"  {trend.dates[at]}  ")


def _change(course: MeasureCourse, at: int) -> str:
    difference = course.changes[at - 1] if at else None
    if difference is None:
        return ""
    number = decimal_text(difference.value, 1)
    sign = "+" if difference.value > 0 else ""
    apart = {None: "", True: ", the intervals lie apart", False: ", the intervals overlap"}[difference.apart]
    return f", {sign}{number}{apart}"
