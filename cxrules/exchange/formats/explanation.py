"""The format of an explanation: ``cxrules-explanation/1``, what `cxrules explain --format json` prints."""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.result import (  # for pydantic
    CapabilityResult,
    ModelReference,
    WhatIf,
)


class Reason(Open):
    """One step of an explanation: what it is about, by which operation it came to its value, and why."""

    id: str
    operation: str
    value: Any
    source: Any
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
