"""The format of justifications: ``cxrules-justification/1``, what `cxrules justify --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # for pydantic


class Sentence(Open):
    """A sentence: its key in the wording, its words, and the ids of what it is tied to."""

    id: str
    text: str
    rules: list[str]
    subjects: list[str]
    evidence: list[str]


class JustificationPart(Open):
    """A part of a justification, such as ``scope`` or ``level``, with its heading."""

    id: str
    title: str
    sentences: list[Sentence]


class JustifiedCapability(Open):
    """Why a capability is at its level."""

    id: str
    title: str
    state: Literal["rated", "open", "not-rated", "not-applicable", "out-of-scope"]
    level: int | None
    possible: int | None
    parts: list[JustificationPart]


class BoundTo(Open):
    """What the text is bound to: ``model``, ``assessment`` or ``evidence``, by its digest."""

    id: Literal["model", "assessment", "evidence"]
    digest: str
    text: str


class Justification(Open):
    """Justifications of capabilities in one language."""

    format: Literal["cxrules-justification/1"]
    assessment: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]
    language: str
    capabilities: list[JustifiedCapability]
    bound_to: list[BoundTo]
