"""The format of a result: ``cxrules-result/1``, what `cxrules evaluate --format json` prints.

`level` and `rating` are what is guaranteed, `possible` is what open ratings still allow.
"""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.conduct import Conduct

State = Literal["rated", "open", "not-rated", "not-applicable", "out-of-scope"]
Outcome = Literal["kept", "broken", "deviated", "not-triggered", "undecidable"]


class ModelReference(Open):
    """Which model the result is of; the digest is of its text and that of all it uses."""

    id: str
    version: str
    digest: str


class Rating(Open):
    """A rating: what is guaranteed and possible, what was given, what was derived, and which counts."""

    id: str
    rating: str | None
    possible: str | None
    given: str | None
    derived: str | None
    counts: Literal["given", "derived", "none"]
    waived: str | None


class Levels(Open):
    """A level: what is guaranteed and what is possible."""

    level: int | None
    possible: int | None


class CapabilityResult(Open):
    """The level of a capability, held against its target where there is one.

    `stated` is the level where what is blank counts as the model says, null where it says nothing about that.
    `falls` is the first day on which the level is lower because waivers have ended.
    """

    id: str
    state: State
    level: int | None
    possible: int | None
    stated: int | None
    target: int | None
    met: bool | None
    without_waivers: Levels
    falls: str | None
    attributes: list[Rating]
    criteria: list[Rating]


class Organisation(Levels):
    """The level of the whole, where the model defines one: its name, and what is still open for it."""

    id: str
    title: str
    stated: int | None
    without_waivers: Levels
    falls: str | None
    name: str
    open: list[str]


class Measure(Open):
    """A measured value with its sampling interval; exact numbers are texts.

    `instance` null: of the whole. `n` rows count, null where no table was read, and `effective` is their
    number where they are weighted. Without a value, or without bounds, `reason` says why.
    """

    id: str
    title: str
    unit: str
    instance: str | None
    value: str | None
    n: int | None
    effective: str | None
    low: str | None
    high: str | None
    reason: str


class NamedValue(Open):
    """A value that the model declares, on one level or (null) at all; numbers are texts such as ``65/2``.

    `stated` is the value where what is blank counts as the model says, null where it says nothing.
    """

    subject: str
    name: str
    level: int | None
    type: Literal["number", "percent", "count", "date", "truth", "rating"]
    value: str | None
    possible: str | None
    stated: str | None


class Change(Open):
    """What a profile changed in the model, and why."""

    change: Literal["set", "drop", "extend", "replace", "add"]
    of: str
    because: str


class RuleOutcome(Open):
    """What became of a rule for one subject."""

    rule: str
    subject: str
    outcome: Outcome
    message: str


class Waiver(Open):
    """A waiver, and whether it is in force on the assessment's day."""

    subject: str
    rating: str
    reason: str
    approved_by: str
    from_: str
    until: str
    state: Literal["in-force", "expired", "not-yet"]


class TargetResult(Open):
    """Whether the target is met; `id` is null where the assessment states the levels itself."""

    id: str | None
    met: bool


class Tighter(Levels):
    """An exact level, of a capability or of the organisation, and what evaluation alone told of it."""

    id: str
    before: Levels


class Exact(Open):
    """Where the exact levels, which a solver has proven, are tighter than those that evaluation tells."""

    tighter: list[Tighter]


class Difference(Open):
    """What another answer changes; in words."""

    what: Literal["level", "organisation", "rule", "measure", "value", "target"]
    id: str
    before: str
    after: str


class RecordedResult(Conduct):
    """The result of what was recorded; `exact` is there where exact levels were asked for."""

    format: Literal["cxrules-result/1"]
    assessment: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]
    view: str | None
    profile: str | None
    tailoring: list[Change]
    capabilities: list[CapabilityResult]
    organisation: Organisation | None
    measures: list[Measure]
    values: list[NamedValue]
    rules: list[RuleOutcome]
    waivers: list[Waiver]
    target: TargetResult | None
    exact: Exact | None = None


class WhatIf(Open):
    """Which answers were set to something else, what that changes, and the result as it was recorded."""

    set: list[str]
    differences: list[Difference]
    before: RecordedResult


class Result(RecordedResult):
    """The result of an evaluation; `what-if` is there where answers were set that nobody recorded."""

    what_if: WhatIf | None = None
