"""The format of a model: ``cxrules-model/1``, what `cxrules show MODEL --format json` prints.

Exact numbers are texts. A place says where something is written: `file` and `line`.
"""

from __future__ import annotations

from typing import Any, Literal

from cxrules.exchange.formats.base import Open

Place = dict[str, Any] | None


class LevelName(Open):
    """A level of the model and its label; `requires` is the text of what it asks for."""

    order: int
    name: str
    requires: str


class Organisation(Open):
    """Levels of the organisation as a whole."""

    id: str
    title: str
    mode: str
    levels: list[LevelName]


class Attribute(Open):
    """An attribute with the practices that show it."""

    id: str
    level: int
    practices: list[str]


class Feed(Open):
    """What a criterion counts for beside its capability."""

    to: str
    level: int | None
    weight: str


class Rate(Open):
    """A row by which a criterion is rated; the condition of the last may be ``otherwise``."""

    rating: str
    when: str


class GradedMetric(Open):
    """A metric that a grade takes: its unit, how many rows it needs, and its interval with the confidence."""

    id: str
    title: str
    unit: str
    table: str | None
    needs: int
    interval: str | None
    confidence: str | None


class Graded(Open):
    """A grade by which data rate a criterion, with its rows written out."""

    text: str
    rows: list[Rate]
    metrics: list[GradedMetric]
    parameters: list[str]


class Criterion(Open):
    """A criterion by its full id.

    `joined`: which of several `graded` counts, ``lowest`` or ``highest``, or how they are joined as the model
    says it; null where there is none.
    """

    id: str
    title: str
    applies_when: str | None
    needs: list[str]
    rates: list[Rate]
    graded: list[Graded]
    joined: str | None
    feeds: list[Feed]
    numbers: dict[str, str]


class Element(Open):
    """An element of a kind that the model declares; `within` names what it lies in, from the inside out."""

    id: str
    kind: str
    title: str
    within: list[str]
    criteria: list[str]
    numbers: dict[str, str]


class OwnRequirement(Open):
    """What a capability adds to what a level requires."""

    level: int
    requires: str


class Capability(Open):
    """A capability with its elements and criteria."""

    id: str
    name: str
    group: str | None
    up_to_level: int | None
    elements: list[Element]
    criteria: list[Criterion]
    requires: list[OwnRequirement]


class Rule(Open):
    """A rule and what it does."""

    id: str
    effect: str


class Target(Open):
    """A target: capability to level, and by when."""

    id: str
    levels: dict[str, int]


class DatedValue(Open):
    """A value of a parameter, and the day from which it holds; null: from the beginning."""

    from_: str | None
    value: str


class Parameter(Open):
    """A parameter of the model: the value it has, and all it ever has."""

    id: str
    type: str
    value: Any
    values: list[DatedValue]


class Value(Open):
    """A value as the model's text says it; `of` are the kinds or elements that have it."""

    id: str
    title: str
    of: list[str]
    text: str
    source: str
    declared: Place


class Row(Open):
    """A row of a decision; the condition of the last may be ``otherwise``."""

    when: str
    then: str


class Decision(Value):
    """A decision with its rows from the top; `scale` is null where the outcomes are ratings of the model."""

    scale: str | None
    order: Literal["first fit", "only fit"]
    rows: list[Row]


class Input(Open):
    """A number or fact that an assessment states, of these elements, or (an empty list) once."""

    id: str
    title: str
    type: Literal["number", "percent", "count", "date", "truth", "one of"]
    of: list[str]
    low: str | None
    high: str | None
    choices: list[str]


class Judgement(Open):
    """What the assessors judge about each element of some kinds."""

    id: str
    title: str
    of: list[str]
    answers: list[str]


class Facet(Open):
    """A second answer beside each rating, from `low` to `high`."""

    id: str
    title: str
    low: int
    high: int


class Property(Open):
    """A number that elements of some kinds carry, with what it is where none is stated."""

    id: str
    of: dict[str, str | None]


class Kind(Open):
    """A kind of element that the model declares, and the kind it lies in."""

    id: str
    in_: str


class NamedSet(Open):
    """A set of elements."""

    id: str
    title: str
    members: list[str]


class Change(Open):
    """What a profile changes, why, and its text."""

    change: Literal["set", "drop", "extend", "replace", "add"]
    of: str
    because: str
    text: str


class Profile(Open):
    """A tailoring that the model offers; which one is applied stands in `profile` of the model."""

    id: str
    title: str
    of: str
    changes: list[Change]


class Past(Open):
    """What an element was called before, as its text says it, and since which version it is deprecated."""

    kind: str
    id: str
    renamed_from: list[str]
    deprecated_since: str | None


class Model(Open):
    """A model, or the part of it that an id names."""

    format: Literal["cxrules-model/1"]
    id: str
    version: str
    blank: str | None
    weakness_below: str | None
    profile: str | None
    past: list[Past]
    levels: list[LevelName]
    organisations: list[Organisation]
    attributes: list[Attribute]
    capabilities: list[Capability]
    rules: list[Rule]
    targets: list[Target]
    parameters: list[Parameter]
    values: list[Value]
    decisions: list[Decision]
    inputs: list[Input]
    judgements: list[Judgement]
    facets: list[Facet]
    properties: list[Property]
    kinds: list[Kind]
    sets: list[NamedSet]
    profiles: list[Profile]
    findings: dict[str, str]
    contexts: dict[str, str]
