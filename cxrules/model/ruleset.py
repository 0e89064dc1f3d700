"""A model as resolved from text: every name bound, every list expanded, every element in its order.

This is what `show`, `new` and `graph` read and what the plan is made from. Nothing here parses or
checks; `cxrules.semantics` builds it, and reports what does not fit instead of building it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from cxrules.text import Source, Span


class Place(NamedTuple):
    """Where something is written: a file and the characters in it."""

    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """A value of a scale; band bounds in percent, None without; `above`: the lower bound is excluded."""

    id: str
    title: str
    code: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordinal scale from lowest to highest; `collapse` gives each value's rank on the base scale."""

    id: str
    title: str
    values: tuple[ScaleValue, ...]
    met: int
    base: str | None = None
    collapse: tuple[int, ...] = ()
    place: Place | None = field(default=None, compare=False)

    def rank(self, value: str) -> int | None:
        """Rank of a value, counted from 0, or None where the scale has no such value."""
        for rank, each in enumerate(self.values):
            if each.id == value:
                return rank
        return None


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How several ratings become one: `kind` mean, weighted mean, median, lowest, highest, at least."""

    kind: str
    percent: bool = False
    count: int = 0
    rounding: str = "up"


@dataclass(frozen=True, slots=True)
class Method:
    """A rating method. `criteria` None: judged. `together`: one aggregate over criteria and instances."""

    id: str
    title: str
    scale: str
    criteria: Aggregation | None = None
    instances: Aggregation | None = None
    together: Aggregation | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An information item and the outcomes (or achievements) it shows."""

    item: str
    shows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a capability (full id) or a practice of an attribute (id without capability)."""

    id: str
    title: str
    tags: tuple[str, ...] = ()
    shows: tuple[int, ...] = ()
    weight: Fraction | int = 1
    level: int | None = None
    prerequisites: tuple[tuple[str, int], ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A process attribute: its level, what it is derived from, and its generic practices."""

    id: str
    title: str
    level: int
    source: str
    practices: tuple[Criterion, ...] = ()
    items: tuple[ItemLink, ...] = ()
    achievements: int = 0
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its order and its name. What it requires stands in the plan."""

    order: int
    title: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of capabilities."""

    id: str
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Capability:
    """A capability (process, practice area) with its criteria."""

    id: str
    title: str
    group: str | None = None
    purpose: str = ""
    outcomes: int = 0
    criteria: tuple[Criterion, ...] = ()
    items: tuple[ItemLink, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written once, whether or not it is a template; `effect` is one of the language's words."""

    id: str
    effect: str
    title: str = ""
    source: str = ""
    because: str = ""
    text: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """Levels demanded per capability, and by when (ISO date) where stated."""

    id: str
    title: str
    levels: dict[str, int]
    by: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """A named part of the model; `kind` base, plug-in, flex or none."""

    id: str
    title: str
    kind: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of a rule, with its origin. `value` as in the text: rank name, number, percent, date."""

    id: str
    title: str
    type: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A model, resolved: everything it says and everything it takes from its framework and rules."""

    id: str
    version: str
    title: str
    source: str
    trademark: str
    packages: tuple[tuple[str, str, str], ...]
    terms: dict[str, str]
    scales: dict[str, Scale]
    methods: dict[str, Method]
    attributes: dict[str, Attribute]
    mode: str
    levels: tuple[Level, ...]
    groups: dict[str, Group]
    capabilities: dict[str, Capability]
    tags: dict[str, str]
    items: dict[str, str]
    causes: dict[str, str]
    findings: dict[str, str]
    parameters: dict[str, Parameter]
    rules: dict[str, Rule]
    scopes: dict[str, Scope]
    targets: dict[str, Target]
