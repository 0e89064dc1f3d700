"""A model as resolved from text: every name bound, every list expanded, every element in its order.

This is what `show`, `new` and `graph` read and what the plan is made from. Nothing here parses or
checks; `cxrules.semantics` builds it, and reports what does not fit instead of building it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cxrules.model.metrics import GradedText, Metric, Table
    from cxrules.model.past import Past
    from cxrules.text import Source, Span


class Place(NamedTuple):
    """Where something is written: a file and the characters in it."""

    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """A value of a scale; band bounds in percent, None without; `above`: the lower bound is excluded.

    `outside`: an answer that is no rating, such as "not yet"; it stands below all ratings.
    """

    id: str
    title: str
    code: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    above: bool = False
    outside: bool = False


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
    decide: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a criterion counts for beside its capability: an element, at a level, with a weight."""

    target: str
    level: int | None = None
    weight: Fraction | int = 1


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
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    feeds: tuple[Feed, ...] = ()
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
    """A level: its order, its name, and the text of what it requires; what that means stands in the plan."""

    order: int
    title: str
    place: Place | None = field(default=None, compare=False)
    requires: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of capabilities; `kind` is ``group`` or one that the model declares."""

    id: str
    title: str
    parent: str | None = None
    kind: str = "group"
    numbers: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a kind that the model declares: within a capability, with criteria and parts of its own.

    `within` are the elements it lies in, from the inside out, up to the capability.
    """

    id: str
    kind: str
    title: str
    capability: str
    within: tuple[str, ...]
    criteria: tuple[str, ...] = ()
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    place: Place | None = field(default=None, compare=False)


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
    parts: tuple[Part, ...] = ()
    top: int | None = None
    tags: tuple[str, ...] = ()
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
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
    """A named value of a rule, with its origin. `value` as in the text: rank name, number, percent, date.

    `dated` are all the values it ever has, each with the ISO date from which it holds (empty: always).
    """

    id: str
    title: str
    type: str
    value: str
    source: str = ""
    dated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A number or fact that an assessment states; `type` number, percent, count, date, truth or one of.

    `of` are the elements it is stated for; empty: once, for the whole assessment.
    """

    id: str
    title: str
    type: str
    of: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A second answer beside each rating: a whole number between two bounds."""

    id: str
    title: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the assessors judge, yes or no, about each element of some kinds."""

    id: str
    title: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A declaration as `cxrules fmt` writes it, with its origin.

    `of` are the kinds or elements it is for, as its own text names them.
    """

    id: str
    title: str
    of: tuple[str, ...]
    text: str
    source: str = ""
    because: str = ""
    note: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DecisionText(Written):
    """A decision as written: the scale of its outcomes (empty: the model's), its rows from the top down.

    A row is a condition and what follows from it; the condition of the last may be ``otherwise``. `order`
    is ``first fit``, ``only fit``, or empty where the text says neither.
    """

    scale: str = ""
    order: str = ""
    rows: tuple[tuple[str, str], ...] = ()


class Change(NamedTuple):
    """What a profile does: `word` set, drop, extend, replace or add; to what; the reason; and its text."""

    word: str
    of: str
    because: str
    text: str


@dataclass(frozen=True, slots=True)
class ProfileText(Written):
    """A profile as written, whether or not it is applied; `of` is the model it tailors."""

    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What a criterion says beside its title: when it applies, the evidence it needs, how it is rated.

    `rates` are rows of a rating and its condition; the last may be ``otherwise``. Of `graded` the `joined`
    (lowest or highest) counts, or else they are joined as it says.
    """

    applies: str = ""
    needs: tuple[str, ...] = ()
    rates: tuple[tuple[str, str], ...] = ()
    graded: tuple[GradedText, ...] = ()
    joined: str = "lowest"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Levels of the organisation as a whole: their name, mode, and the levels from the bottom up."""

    id: str
    title: str
    mode: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A model, resolved: everything it says and everything it takes from its framework and rules.

    `naming`: findings that are asserted of something. `properties`: for each, by kind, the number that an
    element carries where it states none. `tailoring`: what a profile changed, as word, name and reason.
    `validity`: from which day until which (exclusive) its parameters have the values they have here. `values`
    and `decisions` are in the order of the text, and several may have the same name for different kinds;
    `asked` holds the text of the inputs, `clauses` that of criteria by full id, `requirements` what
    capabilities add to those of levels. `past` is by kind (``capability``, ``criterion``, ``attribute``,
    ``practice``, ``rule``, ``value``, ``decision``, or one that the model declares) and full id.
    """

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
    kinds: dict[str, str] = field(default_factory=dict)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contexts: dict[str, str] = field(default_factory=dict)
    naming: frozenset[str] = frozenset()
    properties: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    inputs: dict[str, Input] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    facets: dict[str, Facet] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    blank: str | None = None
    weakness_below: str | None = None
    profile: str | None = None
    tailoring: tuple[tuple[str, str, str], ...] = ()
    validity: tuple[str | None, str | None] = (None, None)
    set_titles: dict[str, str] = field(default_factory=dict)
    values: tuple[Written, ...] = ()
    decisions: tuple[DecisionText, ...] = ()
    profiles: dict[str, ProfileText] = field(default_factory=dict)
    asked: dict[str, Written] = field(default_factory=dict)
    clauses: dict[str, CriterionText] = field(default_factory=dict)
    requirements: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    past: dict[tuple[str, str], Past] = field(default_factory=dict)
