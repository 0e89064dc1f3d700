"""The format of a roadmap: ``cxrules-roadmap/1``, what `cxrules roadmap --format json` prints."""

from __future__ import annotations

from typing import Literal, TypeAlias

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # for pydantic

AnswerKind: TypeAlias = Literal["rating", "judged", "choice", "finding", "value", "evidence", "recorded"]


class PlannedAssessment(Open):
    """One of the assessments that the roadmap is for."""

    assessment: str
    title: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]


class PlannedAim(Open):
    """A level of one capability, or of the organisation, in one of the assessments."""

    assessment: str
    subject: str
    title: str
    level: int
    name: str


class Served(Open):
    """A business goal, and whether everything it asks for is reached at the end."""

    id: str
    title: str
    weight: str
    reached: bool


class Raise(Open):
    """A rating that a measure raises; `instances` null: in all of them at once. `kind`: see `PlannedItem`."""

    assessment: str
    subject: str
    title: str
    kind: AnswerKind
    asks: str
    instances: list[str] | None
    from_: str
    to: str
    text: str


class Without(Open):
    """What the cheapest plan costs that does without an item; `cost` null: there is none."""

    cost: str | None
    text: str


class PlannedItem(Open):
    """A thing to do: a better answer (`from` null: a measure), with its cost and its periods, from 1.

    `kind` is that of the answer, null for a measure; `asks` says what evidence has to be. `because` says in
    sentences why it is in the plan: without it the aims in `misses` are missed, it comes before the items in
    `before`, or it is `fixed`. `without` is told only where `--explain` asks for it.
    """

    subject: str
    title: str
    kind: AnswerKind | None
    asks: str
    measure: bool
    assessment: str | None
    instances: list[str] | None
    from_: str | None
    to: str | None
    text: str
    cost: str
    begin: int
    end: int
    project: str | None
    raises: list[Raise]
    because: list[str]
    misses: list[PlannedAim]
    before: list[str]
    fixed: bool
    without: Without | None


class Assumed(Open):
    """What the plan takes for granted, as `assumptions` say it in sentences.

    `judged` are attributes that are taken to rise with their criteria; `open`: what is open counts at its
    worst; `untimed`: no capacity and no deadline is stated; `measures`: there are some.
    """

    judged: list[str]
    open: bool
    untimed: bool
    measures: bool


class Rise(Open):
    """A level that is another one after a phase."""

    assessment: str
    subject: str
    from_: int
    to: int


class PlannedPhase(Open):
    """A stretch of time to the end of a period; `levels` are those aimed at, and those that have changed.

    Where there are several assessments, a level stands under ``ASSESSMENT SUBJECT``.
    """

    end: int
    cost: str
    items: list[PlannedItem]
    levels: dict[str, int]
    rises: list[Rise]


class MissedDeadline(Open):
    """A level that is reached after its deadline; `reached` null: not at all."""

    assessment: str
    subject: str
    title: str
    level: int
    by: int
    reached: int | None
    longest: str | None


class Roadmap(Open):
    """The cheapest way to a goal. Costs are exact: ``12``, ``2.5`` or ``7/3``.

    `bound`: no plan costs less; where the plan is `optimal`, that is its own cost. `least`: no order that is
    late as little takes fewer periods. `most` is the number of periods that there are, where that is stated.
    `limits` are those that are stated, for which aims may be missed.
    """

    format: Literal["cxrules-roadmap/1"]
    to: str
    goal: str
    title: str
    assessments: list[PlannedAssessment]
    unit: str
    period: str
    cost: str
    bound: str
    optimal: bool
    periods: int
    least: int
    most: int | None
    limits: list[Literal["budget", "periods", "deadlines"]]
    reached: list[PlannedAim]
    missed: list[PlannedAim]
    goals: list[Served]
    before: dict[str, int]
    phases: list[PlannedPhase]
    late: list[MissedDeadline]
    assumptions: list[str]
    assumed: Assumed
