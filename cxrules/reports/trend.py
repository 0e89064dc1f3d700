"""A trend as data (``cxrules-trend/1``), with the words that its other forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.surd import decimal_text, published
from cxrules.plan.figures import measured_text, percent_text
from cxrules.reports.columns import clean, counted

if TYPE_CHECKING:
    from cxrules.model.measured import Measurement
    from cxrules.workspace.progress import Progress
    from cxrules.workspace.standing import Cause, Standing
    from cxrules.workspace.trend import Course, Move, Reached, Target, Trend
    from cxrules.workspace.trend_measures import Difference, MeasureCourse

FORMAT = "cxrules-trend/1"
_ALL = 1
MORE = "--details tells them."
_KINDS = {"waiver": "waiver of", "finding": "finding"}
_NO_CAUSE = "No rating that it rests on differs; the rules or the way of rating do."


def trend_data(trend: Trend) -> dict[str, Any]:
    """A trend as plain data; numbers that are measured are texts, with two decimals and exact."""
    days = [each.isoformat() for each in trend.dates]
    return {
        "format": FORMAT,
        "model": trend.standings[-1].evaluation.plan.model_id,
        "assessments": [_assessment(each) for each in trend.standings],
        "remarks": list(trend.remarks),
        "target": _target(trend.target),
        "capabilities": [_capability(each, days) for each in trend.capabilities],
        "organisation": [_course(each, days) for each in trend.organisations],
        "measures": [_measure(each, days) for each in trend.measures],
    }


def _assessment(standing: Standing) -> dict[str, Any]:
    result = standing.result
    keys = ("assessment", "title", "date", "model", "reading", "method", "profile", "status")
    return {"file": standing.file, **{key: result[key] for key in keys}}


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"id": target.id, "title": target.title, "assessment": target.source or None}


def _capability(course: Course, days: list[str]) -> dict[str, Any]:
    return {
        **_course(course, days),
        "target": course.target,
        "progress": [
            {
                "date": day,
                "percent": None if each.share is None else published(each.share * 100),
                "exact": None if each.share is None else str(each.share),
                "met": each.met,
                "reason": each.reason,
                "text": progress_text(each),
            }
            for day, each in zip(days, course.progress, strict=False)
        ],
    }


def _course(course: Course, days: list[str]) -> dict[str, Any]:
    return {
        "id": course.id,
        "title": course.title,
        "levels": [{"date": day, **each._asdict()} for day, each in zip(days, course.reached, strict=True)],
        "changes": [_move(each, days) for each in course.moves],
    }


def _move(move: Move, days: list[str]) -> dict[str, Any]:
    return {
        "since": days[move.later - 1],
        "date": days[move.later],
        "change": move.direction,
        "old": move.old,
        "new": move.new,
        "sure": move.sure,
        "because": because(move),
        "left-out": move.left_out,
    }


def no_cause(move: Move) -> str:
    """Why no reason is told of a level that moved."""
    if move.left_out:
        ratings = counted(move.left_out, "answer that differs", "answers that differ")
        return f"Not told: {ratings}, by ids that mean something else in the other version."
    return _NO_CAUSE


def because(move: Move) -> list[dict[str, Any]]:
    """All that differs, for a level that rose or fell."""
    return [
        {**each._asdict(), "evidence": list(each.evidence), "notes": list(each.notes)} for each in move.causes
    ]


def _measure(course: MeasureCourse, days: list[str]) -> dict[str, Any]:
    return {
        "id": course.metric.name,
        "title": course.metric.title,
        "unit": course.metric.unit,
        "instance": course.instance,
        "measures": [{"date": day, **_found(each)} for day, each in zip(days, course.found, strict=True)],
        "changes": [
            {"since": days[at], "date": days[at + 1], **_difference(each)}
            for at, each in enumerate(course.changes)
        ],
    }


def _found(found: Measurement | None) -> dict[str, Any]:
    if found is None:
        return {"value": None, "exact": None, "low": None, "high": None, "n": None, "reason": "not measured"}
    ends = {
        key: None if each is None else published(each)
        for key, each in (("value", found.value), ("low", found.low), ("high", found.high))
    }
    exact = None if found.value is None else str(found.value)
    return {**ends, "exact": exact, "n": found.n, "reason": found.reason}


def _difference(difference: Difference | None) -> dict[str, Any]:
    if difference is None:
        return {"value": None, "exact": None, "apart": None}
    exact = str(difference.value)
    return {"value": published(difference.value), "exact": exact, "apart": difference.apart}


# ------------------------------------------------------------------------------------------ words


def called(course: Course) -> str:
    """A capability's id with its title; the organisation by its title or as what it is."""
    return clean(f"{course.id} {course.title}".strip()) or "Organisation"


def level_text(reached: Reached, dash: str) -> str:
    """A level in a few characters: ``2``, ``1-3`` where that is open, else why there is none."""
    if reached.level is None:
        return {"not-rated": "?", "not-applicable": "n/a"}.get(reached.state, dash)
    if reached.possible is None or reached.possible == reached.level:
        return str(reached.level)
    return f"{reached.level}-{reached.possible}"


def progress_text(progress: Progress) -> str:
    """The way that is done in percent, at most all of it once the target is met, or why there is no such."""
    if progress.share is None:
        met = {None: "", True: "target met; ", False: "target missed; "}[progress.met]
        return f"{met}undefined: {progress.reason}"
    if progress.met:
        return "100 %, target met"
    return percent_text(progress.share * 100)


def move_text(course: Course, move: Move) -> str:
    """``SUP.1 Quality rose from 0 to 1``, and whether that is sure."""
    doubt = "" if move.sure else ", as far as is rated"
    return f"{called(course)} {move.direction} from {move.old} to {move.new}{doubt}"


def moves_of(trend: Trend, later: int) -> list[tuple[Course, Move]]:
    """What rose or fell on the day of one assessment, in the order of the model."""
    courses = [*trend.capabilities, *trend.organisations]
    return [(course, move) for course in courses for move in course.moves if move.later == later]


def since_text(trend: Trend, later: int) -> str:
    """How many levels rose and fell: ``2024-11-20 to 2025-11-20: 2 rose, 1 fell``."""
    found = moves_of(trend, later)
    rose = sum(move.direction == "rose" for _, move in found)
    told = f"{rose} rose, {len(found) - rose} fell" if found else "no level rose or fell"
    return f"{trend.dates[later - 1]} to {trend.dates[later]}: {told}."


def cause_name(cause: Cause) -> str:
    """``SUP.1.PA.1.1 Process performance``, ``waiver of SUP.1.BP1 Plan``, ``rule SUP.1.RL.1``."""
    name = f"{_KINDS.get(cause.kind, '')} {cause.subject} {cause.title}"
    if cause.kind == "text":
        name = f"rule {cause.subject}" if cause.subject else "what the model demands"
    return clean(name.strip())


def turn_text(cause: Cause) -> str:
    """``: P, now L (E1, E2)``."""
    level = "level " if cause.kind == "level" and cause.old.isdigit() else ""
    evidence = f" ({', '.join(clean(each) for each in cause.evidence)})" if cause.evidence else ""
    return f": {level}{clean(cause.old)}, now {clean(cause.new)}{evidence}"


def cause_text(cause: Cause) -> str:
    """``SUP.1.PA.1.1 Process performance: P, now L (E1, E2)``, with the notes on it."""
    notes = "".join(f' "{clean(each)}"' for each in cause.notes)
    return f"{cause_name(cause)}{turn_text(cause)}{notes}"


def metric_name(course: MeasureCourse) -> str:
    """``Net promoter score (nps)``."""
    metric = course.metric
    return clean(f"{metric.title} ({metric.name})" if metric.title else metric.name)


def value_text(course: MeasureCourse, found: Measurement | None) -> str:
    """A value with its interval: ``35.2 points (25.5 to 44.0)``; else why there is none."""
    if found is None:
        return "not measured"
    if found.value is None:
        return f"no value: {clean(found.reason)}"
    text = measured_text(found.value, course.metric.unit)
    if found.low is None or found.high is None:
        return text
    return f"{text} ({decimal_text(found.low, _ALL)} to {decimal_text(found.high, _ALL)})"
