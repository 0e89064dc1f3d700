"""The format of a trend: ``cxrules-trend/1``, what `cxrules trend --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.measures import Unit  # noqa: TC001  # pydantic looks it up
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # the same


class OneAssessment(Open):
    """An assessment with its file and day; they stand in the order of their days."""

    file: str
    assessment: str
    title: str
    date: str
    model: ModelReference
    reading: Literal["audit", "derive"]
    method: str | None
    profile: str | None
    status: Literal["draft", "consolidated", "released"]


class TrendTarget(Open):
    """The target; `id` is null where an assessment states levels itself.

    `assessment` is the one that says so, null where the target was asked for.
    """

    id: str | None
    title: str
    assessment: str | None


class LevelOnDay(Open):
    """A level on a day: what is guaranteed and possible."""

    date: str
    state: Literal["rated", "open", "not-rated", "not-applicable", "out-of-scope", "not-in-model"]
    level: int | None
    possible: int | None


class Cause(Open):
    """An answer that differs, old and new, with the evidence and notes recorded for the new one.

    `decides`: the levels that were won or lost rest on it. `turned`: it was, or became, what kept the higher
    of both levels from being reached; `by` is the rating that failed by it then, "" for none. `instance`:
    that of a measure, null for the whole. The subject of a text is the id of a rule, "" for other demands.
    """

    kind: Literal["rating", "level", "measure", "value", "judgement", "finding", "waiver", "text"]
    subject: str
    title: str
    old: str
    new: str
    decides: bool
    evidence: list[str]
    notes: list[str]
    instance: str | None
    turned: bool
    by: str


class LevelChange(Open):
    """A guaranteed level that rose or fell; `sure`: however open ratings end.

    `left_out`: answers that differ and are not told, for their ids mean something else in the other version.
    """

    since: str
    date: str
    change: Literal["rose", "fell"]
    old: int
    new: int
    sure: bool
    because: list[Cause]
    left_out: int


class ProgressOnDay(Open):
    """(current - baseline) / (target - baseline), the baseline being the first level.

    `percent` may be below 0 or above 100; null: there is no such number, and `reason` says why. `text` says
    it for people, with all of the way as the most.
    """

    date: str
    percent: str | None
    exact: str | None
    met: bool | None
    reason: str
    text: str


class LevelCourse(Open):
    """The level of one thing on each day."""

    id: str
    title: str
    levels: list[LevelOnDay]
    changes: list[LevelChange]


class CapabilityCourse(LevelCourse):
    """The level of a capability on each day, and its way to the target."""

    target: int | None
    progress: list[ProgressOnDay]


class MeasureOnDay(Open):
    """A measured value with its interval and rows; without a value `reason` says why."""

    date: str
    value: str | None
    exact: str | None
    low: str | None
    high: str | None
    n: int | None
    reason: str


class MeasureChange(Open):
    """How much a measure is above the one before; `apart`: the intervals of both do not meet."""

    since: str
    date: str
    value: str | None
    exact: str | None
    apart: bool | None


class MeasureCourse(Open):
    """A metric of the whole (null) or of one instance on each day."""

    id: str
    title: str
    unit: Unit
    instance: str | None
    measures: list[MeasureOnDay]
    changes: list[MeasureChange]


class Trend(Open):
    """Assessments of one unit by one model, in the order of their days."""

    format: Literal["cxrules-trend/1"]
    model: str
    assessments: list[OneAssessment]
    remarks: list[str]
    target: TrendTarget | None
    capabilities: list[CapabilityCourse]
    organisation: list[LevelCourse]
    measures: list[MeasureCourse]
