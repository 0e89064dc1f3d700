"""Assessments of one unit over time: levels, what rose and fell, measures, and the way to the target.

What made a level rise or fall is found in `trend_causes`. Nothing is shown here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.engine.bind import target_levels
from cxrules.text import near
from cxrules.workspace.progress import Progress, progress
from cxrules.workspace.standing import Cause, Standing
from cxrules.workspace.trend_causes import causes_of_capability, causes_of_organisation
from cxrules.workspace.trend_measures import MeasureCourse, measure_courses
from cxrules.workspace.trend_versions import comparable, doubts, is_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cxrules.engine import Evaluation

_SETTINGS = (("reading", "reading"), ("method", "rating method"), ("profile", "profile"))


class NoTrend(Refusal):
    """The assessments cannot stand in one line; the text says why and what would be right."""


class Reached(NamedTuple):
    """A level on a day: what is guaranteed and possible, and the state of the capability."""

    state: str
    level: int | None
    possible: int | None


class Move(NamedTuple):
    """A level that rose or fell from one assessment to the next; `later` is the place of that one.

    `sure`: it did so however open ratings end. `left_out`: so many answers that differ are no causes here,
    for their ids mean something else in the other version of the model.
    """

    later: int
    old: int
    new: int
    sure: bool
    causes: Sequence[Cause]
    left_out: int = 0

    @property
    def direction(self) -> Literal["rose", "fell"]:
        """Which way it went."""
        return "rose" if self.new > self.old else "fell"


class Course(NamedTuple):
    """The level of a capability or of the organisation on each day; `progress` only where `target` is."""

    id: str
    title: str
    reached: Sequence[Reached]
    moves: Sequence[Move]
    target: int | None = None
    progress: Sequence[Progress] = ()


class Target(NamedTuple):
    """What should be reached, and which assessment says so; `id` None: it states levels itself."""

    id: str | None
    title: str
    source: str
    levels: Mapping[str, int]


class Trend(NamedTuple):
    """All of it; `remarks` tell what else differs between the assessments."""

    standings: Sequence[Standing]
    target: Target | None
    capabilities: Sequence[Course]
    organisations: Sequence[Course]
    measures: Sequence[MeasureCourse]
    remarks: Sequence[str]

    @property
    def dates(self) -> list[date]:
        """The days of the assessments, in their order."""
        return [each.date for each in self.standings]


def trend(found: Iterable[tuple[str, Evaluation]], target: str | None = None) -> Trend:
    """Put evaluated assessments, each with the name of its file, in the order of their dates.

    `target` names a target of the newest one's model, in place of what the newest file with a target says.
    Raises NoTrend for fewer than two, a missing date, two of one day, two models, or an unknown target.
    """
    standings = _in_order(found)
    return lined_up(standings, _target(standings, target))


def lined_up(standings: Sequence[Standing], wanted: Target | None = None) -> Trend:
    """Compare each of some assessments by one model with the one before it; their days are not looked at."""
    return Trend(
        standings,
        wanted,
        [_capability(standings, name, title, wanted) for name, title in _capabilities(standings)],
        [_organisation(standings, *each) for each in _organisations(standings)],
        measure_courses(standings),
        list(_remarks(standings)),
    )


def _in_order(found: Iterable[tuple[str, Evaluation]]) -> list[Standing]:
    standings = []
    for file, evaluation in found:
        day = evaluation.assessment.date
        if day is None:
            raise NoTrend(
                f"{file} has no date, and without one it has no place among the others. Give it one."
            )
        standings.append(Standing(file, day, evaluation, evaluation.result()))
    if len(standings) < 2:  # noqa: PLR2004 - one has no trend
        raise NoTrend("A trend takes two assessments or more.")
    standings.sort(key=lambda each: each.date)
    for one, other in pairwise(standings):
        if one.date == other.date:
            raise NoTrend(
                f"{one.file} and {other.file} are both of {one.date}: which came first is not told."
            )
    models = {each.evaluation.plan.model_id: each.file for each in standings}
    if len(models) > 1:
        (first, file), (second, other_file), *_ = models.items()
        raise NoTrend(
            f"{file} is by the model {first} and {other_file} by {second}. A trend takes assessments by one "
            "model; its versions may differ."
        )
    return standings


def _target(standings: Sequence[Standing], name: str | None) -> Target | None:
    if name is not None:
        newest = standings[-1].evaluation.plan
        if name not in newest.targets:
            guess = near(name, newest.targets)
            known = f"There are: {', '.join(newest.targets)}." if newest.targets else "It has none."
            hint = f"Did you mean {guess}?" if guess else known
            raise NoTrend(
                f"The model {newest.model_id} {newest.model_version} has no target {name!r}. {hint}"
            )
        return Target(name, newest.targets[name].title, "", newest.targets[name].levels)
    for each in reversed(standings):
        told = each.result["target"]
        if told is not None:
            levels = target_levels(each.evaluation.plan, each.evaluation.assessment)
            return Target(told["id"], told["title"], each.result["assessment"], levels)
    return None


# ----------------------------------------------------------------------------------------- levels


def _capabilities(standings: Sequence[Standing]) -> list[tuple[str, str]]:
    """What is in scope on any day, in the order of the newest model that has it, with its title."""
    seen = {
        each["id"]
        for standing in standings
        for each in standing.result["capabilities"]
        if each["state"] != "out-of-scope"
    }
    found: dict[str, str] = {}
    for standing in reversed(standings):
        for name, capability in standing.evaluation.plan.capabilities.items():
            if name in seen:
                found.setdefault(name, capability.title)
    return list(found.items())


def _capability(standings: Sequence[Standing], name: str, title: str, target: Target | None) -> Course:
    reached = [_reached(standing.capability(name)) for standing in standings]
    moves = [
        _move(reached, later, standings, causes_of_capability(standings[later - 1], standings[later], name))
        for later in _moved(reached)
        if is_same(standings[later - 1], standings[later], name)
    ]
    wanted = target.levels.get(name) if target is not None else None
    way = [] if wanted is None else [progress(reached[0].level, each.level, wanted) for each in reached]
    return Course(name, title, reached, moves, wanted, way)


def _reached(entry: Mapping[str, Any] | None) -> Reached:
    if entry is None:
        return Reached("not-in-model", None, None)
    return Reached(entry["state"], entry["level"], entry["possible"])


def _moved(reached: Sequence[Reached]) -> list[int]:
    """The places whose guaranteed level differs from that before; an unknown one is no move."""
    return [
        at
        for at in range(1, len(reached))
        if reached[at - 1].level is not None
        and reached[at].level is not None
        and reached[at - 1].level != reached[at].level
    ]


def _move(
    reached: Sequence[Reached], later: int, standings: Sequence[Standing], causes: Sequence[Cause]
) -> Move:
    old, new = reached[later - 1], reached[later]
    before, after = old.level or 0, new.level or 0
    beyond_old = before if old.possible is None else old.possible
    beyond_new = after if new.possible is None else new.possible
    sure = after > beyond_old if after > before else beyond_new < before
    kept = comparable(standings[later - 1], standings[later], causes)
    return Move(later, before, after, sure, kept, len(causes) - len(kept))


def _organisations(standings: Sequence[Standing]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for standing in reversed(standings):
        for each in standing.organisations:
            found.setdefault(each["id"], each["title"])
    return list(found.items())


def _organisation(standings: Sequence[Standing], name: str, title: str) -> Course:
    reached = []
    for standing in standings:
        entry = standing.organisation(name)
        state = "open" if entry and entry["level"] != entry["possible"] else "rated"
        reached.append(_reached(entry and {**entry, "state": state}))
    moves = [
        _move(reached, later, standings, causes_of_organisation(standings[later - 1], standings[later], name))
        for later in _moved(reached)
    ]
    return Course(name, title, reached, moves)


# ---------------------------------------------------------------------------------------- remarks


def _remarks(standings: Sequence[Standing]) -> Iterable[str]:
    for one, other in pairwise(standings):
        for told in differences(one, other):
            yield f"{told} between {one.date} and {other.date}."
        yield from doubts(one, other)


def differences(one: Standing, other: Standing) -> Iterable[str]:
    """What differs in how two assessments were evaluated, as sentences without a full stop."""
    if one.result["model"]["digest"] != other.result["model"]["digest"]:
        old, new = one.evaluation.plan.model_version, other.evaluation.plan.model_version
        words = f"from {old} to {new}" if old != new else f"within version {new}"
        yield f"The model changed {words}"
    for key, word in _SETTINGS:
        if one.result[key] != other.result[key]:
            old, new = (each.result[key] or "none" for each in (one, other))
            yield f"The {word} changed from {old} to {new}"
