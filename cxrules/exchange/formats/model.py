"""The format of a model: ``cxrules-model/1``, what `cxrules show MODEL --format json` prints."""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open


class LevelName(Open):
    """A level of the model and its label."""

    order: int
    name: str


class Attribute(Open):
    """An attribute with the practices that show it."""

    id: str
    level: int
    practices: list[str]


class Criterion(Open):
    """A criterion by its full id."""

    id: str
    title: str


class Capability(Open):
    """A capability with its criteria."""

    id: str
    name: str
    group: str | None
    criteria: list[Criterion]


class Rule(Open):
    """A rule and what it does."""

    id: str
    effect: str


class Target(Open):
    """A target: capability to level, and by when."""

    id: str
    levels: dict[str, int]


class Parameter(Open):
    """A parameter of the model."""

    id: str
    type: str
    value: Any


class Model(Open):
    """A model, or the part of it that an id names."""

    format: Literal["cxrules-model/1"]
    id: str
    version: str
    levels: list[LevelName]
    attributes: list[Attribute]
    capabilities: list[Capability]
    rules: list[Rule]
    targets: list[Target]
    parameters: list[Parameter]
