"""A roadmap as data for a report, taken out of a document ``cxrules-roadmap/1``.

Sentences are made of it in the language of the report; those that a document brings along are only told
where it lacks what they say as data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Aimed(NamedTuple):
    """A level to be reached, in one of the assessments (empty: there is one)."""

    subject: str
    level: int
    assessment: str = ""


class Why(NamedTuple):
    """Why a step is there: what is missed without it, what it comes before, and whether it was asked for."""

    misses: tuple[Aimed, ...] = ()
    before: tuple[str, ...] = ()
    fixed: bool = False


class RoadmapItem(NamedTuple):
    """A step: which answer changes from what to what, at which cost, and why; times where they are known.

    `kind` is that of the answer, ``measure`` for something that raises several; `raises` are those. `asks` is
    what evidence has to be. `because` is told in sentences where there is no `why`.
    """

    subject: str
    before: str
    after: str
    cost: str = ""
    because: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    title: str = ""
    kind: str = "rating"
    instances: tuple[str, ...] | None = None
    assessment: str = ""
    asks: str = ""
    raises: tuple[RoadmapItem, ...] = ()
    why: Why | None = None


class RoadmapPhase(NamedTuple):
    """Steps that end together, the levels that are reached then, and what the steps cost."""

    end: str
    items: tuple[RoadmapItem, ...]
    levels: Mapping[str, int]
    title: str = ""
    cost: str = ""


class Assumed(NamedTuple):
    """What the plan takes for granted."""

    judged: tuple[str, ...] = ()
    open: bool = False
    untimed: bool = False
    measures: bool = False


class Served(NamedTuple):
    """A business goal, and whether the plan reaches it."""

    id: str
    title: str
    reached: bool


class Deadline(NamedTuple):
    """A level that is reached after its deadline; `reached` None: not at all."""

    aim: Aimed
    by: int
    reached: int | None


class RoadmapData(NamedTuple):
    """A whole plan; `optimal`: no cheaper one exists, else none below `bound`.

    `to` says in words what is reached, `name` is how that was asked for. `remarks` are its assumptions where
    they are not told as data (`assumed`); `period` is what times are counted in where they are no days, and
    `periods` how many there are. `missed` are aims for which there is too little of what is
    limited: `limits` names ``budget``, ``periods`` and ``deadlines`` where they are.
    """

    to: str
    cost: str
    bound: str
    optimal: bool
    phases: tuple[RoadmapPhase, ...]
    unit: str = ""
    remarks: tuple[str, ...] = ()
    period: str = ""
    name: str = ""
    periods: int | None = None
    before: Mapping[str, int] = {}
    assumed: Assumed | None = None
    missed: tuple[Aimed, ...] = ()
    goals: tuple[Served, ...] = ()
    late: tuple[Deadline, ...] = ()
    limits: tuple[str, ...] = ()


def roadmap_of(document: Mapping[str, Any]) -> RoadmapData:
    """A plan out of a document ``cxrules-roadmap/1``. Raises KeyError where it lacks a key."""
    several = len(document.get("assessments") or ()) > 1
    assumed = document.get("assumed")
    periods = document.get("periods")
    return RoadmapData(
        str(document.get("goal") or document["to"]),
        str(document.get("cost") or ""),
        str(document.get("bound") or ""),
        bool(document.get("optimal")),
        tuple(_phase(each, several) for each in document["phases"]),
        str(document.get("unit") or ""),
        tuple(map(_words, document.get("assumptions") or document.get("remarks") or ())),
        str(document.get("period") or ""),
        str(document.get("to") or ""),
        None if periods is None else int(periods),
        _levels(document.get("before")),
        None if assumed is None else Assumed(tuple(map(str, assumed["judged"])), *_flags(assumed)),
        tuple(_aim(each, several) for each in document.get("missed") or ()),
        tuple(
            Served(str(each["id"]), _text(each.get("title")), bool(each["reached"]))
            for each in document.get("goals") or ()
        ),
        tuple(
            Deadline(_aim(each, several), int(each["by"]), each.get("reached"))
            for each in document.get("late") or ()
        ),
        tuple(map(str, document.get("limits") or ())),
    )


def _flags(assumed: Mapping[str, Any]) -> Sequence[bool]:
    return [bool(assumed.get(key)) for key in Assumed._fields[1:]]


def _levels(levels: Mapping[str, Any] | None) -> dict[str, int]:
    return {str(name): int(level) for name, level in (levels or {}).items()}


def _aim(aim: Mapping[str, Any], several: bool) -> Aimed:  # noqa: FBT001 - of the whole document
    return Aimed(str(aim["subject"]), int(aim["level"]), _text(aim.get("assessment")) if several else "")


def _phase(phase: Mapping[str, Any], several: bool) -> RoadmapPhase:  # noqa: FBT001 - as above
    return RoadmapPhase(
        _text(phase.get("end")),
        tuple(_item(each, several) for each in phase["items"]),
        _levels(phase.get("levels")),
        _text(phase.get("title")),
        _text(phase.get("cost")),
    )


def _item(item: Mapping[str, Any], several: bool) -> RoadmapItem:  # noqa: FBT001 - as above
    raises = item.get("raises") or ()
    known = "misses" in item
    because = [*map(_words, item.get("because") or ())]
    if not known:
        because += [f"{_words(each)}." for each in raises]
    instances = item.get("instances")
    return RoadmapItem(
        str(item["subject"]),
        _text(item.get("from")),
        _text(item.get("to")),
        _text(item.get("cost")),
        tuple(because),
        _text(item.get("begin", item.get("start"))),
        _text(item.get("end")),
        _text(item.get("title")),
        "measure" if item.get("measure") else str(item.get("kind") or "rating"),
        None if instances is None else tuple(map(str, instances)),
        _text(item.get("assessment")) if several else "",
        _text(item.get("asks")),
        tuple(_item(each, several) for each in raises) if known else (),
        _why(item, several) if known else None,
    )


def _why(item: Mapping[str, Any], several: bool) -> Why:  # noqa: FBT001 - as above
    misses = tuple(_aim(each, several) for each in item["misses"])
    return Why(misses, tuple(map(str, item.get("before") or ())), bool(item.get("fixed")))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _words(value: object) -> str:
    """A reason: a text, or a map that holds a sentence."""
    if isinstance(value, dict):
        return str(value.get("sentence") or value.get("text") or value.get("id") or "")
    return str(value)
