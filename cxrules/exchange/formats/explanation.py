"""The format of an explanation: ``cxrules-explanation/1``, what `cxrules explain --format json` prints."""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.measures import Unit  # noqa: TC001  # for pydantic
from cxrules.exchange.formats.result import (  # for pydantic
    CapabilityResult,
    ModelReference,
    WhatIf,
)


class Figures(Open):
    """What a metric that is asked for comes to; `part`: for its value, an end of its interval, or its rows.

    Numbers are texts with two decimals, `exact` a fraction; without a value `reason` says why. `needs` is how
    many rows it needs at least.
    """

    metric: str
    title: str
    unit: Unit
    part: Literal["value", "low", "high", "n"]
    instance: str | None
    value: str | None
    exact: str | None
    low: str | None
    high: str | None
    n: int | None
    effective: str | None
    needs: int
    interval: str | None
    confidence: str | None
    reason: str


class Reason(Open):
    """One step of an explanation: what it is about, by which operation it came to its value, and why.

    `limit` is the exact number that a number is held against. `figures` are those of a metric.
    """

    id: str
    operation: str
    value: Any
    source: Any
    limit: str | None
    figures: Figures | None
    children: list[Reason]


class ExplainedBefore(WhatIf):
    """What was set, what that changes, and the explanation of what was recorded."""

    because: list[Reason]


class Explanation(Open):
    """Why a subject has its level or rating; the ids are those of the result.

    `what-if` is there where answers were set that nobody recorded.
    """

    format: Literal["cxrules-explanation/1"]
    assessment: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]
    subject: str
    why_not: int | None
    capabilities: list[CapabilityResult]
    because: list[Reason]
    what_if: ExplainedBefore | None = None
