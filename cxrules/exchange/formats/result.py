"""The format of a result: ``cxrules-result/1``, what `cxrules evaluate --format json` prints.

`level` and `rating` are what is guaranteed, `possible` is what open ratings still allow.
"""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open

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


class CapabilityResult(Open):
    """The level of a capability, held against its target where there is one."""

    id: str
    state: State
    level: int | None
    possible: int | None
    target: int | None
    met: bool | None
    attributes: list[Rating]
    criteria: list[Rating]


class Organisation(Open):
    """The level of the whole, where the model defines one."""

    level: int | None
    possible: int | None


class Measure(Open):
    """A measured value with its sampling interval; exact numbers are texts."""

    id: str
    value: str | None
    n: int
    low: str | None
    high: str | None


class NamedValue(Open):
    """A value that the model names."""

    subject: str
    name: str
    value: Any
    possible: Any
    stated: Any = None


class RuleOutcome(Open):
    """What became of a rule for one subject."""

    rule: str
    subject: str
    outcome: Outcome
    message: str


class TargetResult(Open):
    """Whether the target is met; `id` is null where the assessment states the levels itself."""

    id: str | None
    met: bool


class Result(Open):
    """The result of an evaluation."""

    format: Literal["cxrules-result/1"]
    assessment: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]
    capabilities: list[CapabilityResult]
    organisation: Organisation | None
    measures: list[Measure]
    values: list[NamedValue]
    rules: list[RuleOutcome]
    target: TargetResult | None
