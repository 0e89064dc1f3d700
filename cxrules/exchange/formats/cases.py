"""The format of conformance cases: ``cxrules-cases/1``, which any implementation can run."""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open, Strict
from cxrules.exchange.formats.result import Outcome, State  # noqa: TC001  # pydantic looks them up


class RulesetText(Strict):
    """A ruleset by its lines: the model, and the framework it uses where that is not a shipped one."""

    model: list[str]
    framework: list[str] | None = None


class ExpectedRating(Strict):
    """What a rating must be; what is not written is free."""

    rating: str | None = None
    possible: str | None = None
    given: str | None = None
    derived: str | None = None
    counts: Literal["given", "derived", "none"] | None = None


class ExpectedCapability(Strict):
    """What the result of a capability must be."""

    level: int | None = None
    possible: int | None = None
    state: State | None = None
    target: int | None = None
    met: bool | None = None
    attributes: dict[str, ExpectedRating] | None = None
    criteria: dict[str, ExpectedRating] | None = None


class ExpectedRule(Strict):
    """A row that the result must have."""

    rule: str
    outcome: Outcome
    subject: str | None = None


class ExpectedTarget(Strict):
    """What the verdict on the target must be."""

    met: bool
    id: str | None = None


class Expected(Strict):
    """What must come out; only what is written is compared."""

    capabilities: dict[str, ExpectedCapability] | None = None
    rules: list[ExpectedRule] | None = None
    target: ExpectedTarget | None = None
    because: dict[str, list[str]] | None = None
    refused: bool | None = None


class Case(Open):
    """A situation and what must come of it; `evidence` is the tree of an assessment file, right or wrong."""

    id: str
    about: str
    source: str
    ruleset: str | RulesetText
    evidence: dict[str, Any]
    expect: Expected


class CaseFile(Open):
    """A file of cases."""

    format: Literal["cxrules-cases/1"]
    title: str
    cases: list[Case]
