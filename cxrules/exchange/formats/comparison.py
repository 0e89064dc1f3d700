"""The format of a comparison: ``cxrules-comparison/1``, what `cxrules compare --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open

Relation = Literal["equal", "equivalent", "subset", "superset", "intersects", "none"]
State = Literal["full", "part", "unit", "none", "unsaid"]


class ComparedLevel(Open):
    """A level of a model; `requires` as its text has it."""

    order: int
    name: str
    requires: str


class ComparedModel(Open):
    """One of the models; `name` is what it is called here: its id, with the version where two have that."""

    id: str
    version: str
    name: str
    title: str
    terms: dict[str, str]
    scales: dict[str, list[str]]
    levels: list[ComparedLevel]
    counts: dict[str, int]


class UsedMapping(Open):
    """A mapping that was used; `read-backwards`: from its second model to its first."""

    id: str
    version: str
    title: str
    source: str


class Tie(Open):
    """What ties a capability or attribute to one of the other model: strongest relation, number of rows."""

    to: str
    relation: Relation
    rows: int


class ComparedCapability(Open):
    """A capability or attribute of `model`: how many of its elements the `other` asks how far."""

    model: str
    other: str
    id: str
    title: str
    counts: dict[State, int]
    ties: list[Tie]


class Claim(Open):
    """A row of a mapping; `published` is the source that states it, null for our own reading."""

    models: list[str]
    relation: Relation
    because: str
    confidence: Literal["high", "medium", "low"] | None
    published: str | None
    reviewer: str | None


class CoverageRow(Claim):
    """A claim about two elements."""

    to: str


class LevelRow(Claim):
    """A claim about two levels; null where the other model has none that meets it."""

    to: int | None


class ModelGap(Open):
    """Something that `model` asks and `other` does not (``none``), or that no mapping names (``unsaid``)."""

    model: str
    other: str
    id: str
    state: State
    because: str


class Comparison(Open):
    """Models side by side; `unmapped` are pairs that no mapping ties."""

    format: Literal["cxrules-comparison/1"]
    models: list[ComparedModel]
    mappings: list[UsedMapping]
    capabilities: list[ComparedCapability]
    coverage: list[CoverageRow]
    gaps: list[ModelGap]
    levels: list[LevelRow]
    unmapped: list[list[str]]
