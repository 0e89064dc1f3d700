"""The tree of a ruleset file: what was written, in the words it was written in.

Names are unresolved and numbers are still text. Where something stands in the file is part of every
leaf but never part of its meaning: two trees are equal when they say the same, wherever they stand.
Comments and blank lines hang on the statement they belong to, in `layout`, and are as little part of
equality. What names mean is decided in `cxrules.semantics`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from cxrules.syntax.node import Node, node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.text import Span


@node
class Leaf(Node):
    """A word, number or text of the file, with the characters it stands at (`start` to `end`)."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def span(self) -> Span:
        """The characters of the file that this leaf covers."""
        from cxrules.text import Span

        return Span(self.start, self.end)


@node
class Layout(Node):
    """What a statement carries that has no meaning: its comments, and whether a blank line goes before."""

    before: list[str] = field(default_factory=list)
    after: str = ""
    closing: list[str] = field(default_factory=list)
    blank: bool = False


@node
class Statement(Node):
    """Anything that stands on a line of its own and may carry comments; from `begin` to `end` in the file."""

    layout: Layout | None = field(default=None, compare=False, kw_only=True)
    begin: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


# ---------------------------------------------------------------------------------------- header


@node
class Property(Statement):
    """`title "…"`, `source "…"` and their like."""

    word: str
    value: Leaf


@node
class Range(Node):
    """A version range: pairs of an operator (``""``, ``^``, ``~``, ``>=``, ``<``) and a version."""

    parts: list[tuple[str, Leaf]]


@node
class Use(Statement):
    """`uses framework iso-33020 version ^2019`, or `for model … version …` (word ``for``)."""

    word: str
    name: Leaf
    range: Range
    optional: bool


@node
class Term(Statement):
    """`term capability "process"`: the word that this model shows for a kind of thing."""

    word: str
    value: Leaf


@node
class Header(Statement):
    """The declaration that makes a folder a package: framework, model, or rules."""

    word: str
    name: Leaf
    version: Leaf
    parts: Sequence[Property | Use | Term]


# --------------------------------------------------------------------------------- the framework


@node
class ScaleValue(Statement):
    """A value of a scale; bounds in percent as text (``"15%"``), none when the scale has no bands."""

    name: Leaf
    title: Leaf | None
    above: bool
    low: Leaf | None
    high: Leaf | None
    value: Leaf


@node
class Scale(Statement):
    """`scale nplf met from L { … }`."""

    name: Leaf
    title: Leaf | None
    met: Leaf | None
    values: list[ScaleValue]


@node
class RefinedValue(Statement):
    """A value of a refined scale; `to` is the upper end of its band within the base value's."""

    name: Leaf
    title: Leaf | None
    to: Leaf | None
    value: Leaf


@node
class Refine(Statement):
    """`refine nplf as nplf6 { … }`."""

    base: Leaf
    name: Leaf
    values: list[RefinedValue]


AggregateWord = Literal["mean", "weighted mean", "median", "lowest", "highest", "at least"]


@node
class Aggregation(Node):
    """How several ratings become one; `count` only for `at least`, `rounding` up, down or even."""

    word: str
    count: Leaf | None
    percent: bool
    rounding: str | None


@node
class MethodPart(Statement):
    """A line of a method: what is joined (``criteria``, ``instances``, ``together``) and how; or `scale`.

    `aggregation` is None for `criteria judged`; `scale` is set only for `scale NAME`.
    """

    word: str
    aggregation: Aggregation | None = None
    scale: Leaf | None = None


@node
class Method(Statement):
    """`method R2 { … }`."""

    name: Leaf
    title: Leaf | None
    parts: list[MethodPart]


@node
class From(Statement):
    """`from criteria of capability` (word ``criteria``) or `from practices …`."""

    word: str
    names: list[Leaf | NameRange]


@node
class Count(Statement):
    """`achievements 8`, `outcomes 7`."""

    word: str
    count: Leaf


@node
class NameRange(Node):
    """`SWE.1 .. SWE.6`."""

    first: Leaf
    last: Leaf


Names = list[Leaf | NameRange]


@node
class Tagged(Node):
    """`tagged trace`."""

    names: Names


@node
class Shows(Node):
    """`shows outcome 5, 6`."""

    word: str
    numbers: list[Leaf]


@node
class Weight(Node):
    """`weight 2`."""

    value: Leaf


@node
class AtLevel(Node):
    """`at level 2`."""

    level: Leaf


Clause = Tagged | Shows | Weight | AtLevel


@node
class ItemLink(Statement):
    """`item 17-00 shows outcome 1, 2`, inside a capability or attribute."""

    name: Leaf
    shows: Shows | None


@node
class Criterion(Statement):
    """A criterion of a capability, or a practice of an attribute (`word`)."""

    word: str
    name: Leaf
    title: Leaf
    clauses: list[Clause]
    prerequisites: list[Prerequisite] = field(default_factory=list)


@node
class Attribute(Statement):
    """`attribute PA.2.1 "…" at level 2 { … }`; parts as in the file."""

    name: Leaf
    title: Leaf
    level: Leaf
    parts: Sequence[From | Count | Criterion | ItemLink]


@node
class Practices(Statement):
    """`practices of PA.2.1 "…" { … }`: what a model adds to an attribute of its framework."""

    attribute: Leaf
    title: Leaf | None
    parts: Sequence[Count | Criterion | ItemLink]


@node
class Level(Statement):
    """A level of the framework: its number, its name, and what it requires."""

    order: Leaf
    title: Leaf
    condition: Condition | None


@node
class Levels(Statement):
    """`levels cumulative from 0 { … }`; mode ``cumulative``, ``independent`` or ``first stop``."""

    mode: str
    start: Leaf
    levels: list[Level]


# ------------------------------------------------------------------------------------- the model


@node
class Group(Statement):
    """`group SWE "Software engineering"`, inside another group or none."""

    name: Leaf
    title: Leaf
    parent: Leaf | None


@node
class Purpose(Statement):
    """`purpose "…"`."""

    value: Leaf


@node
class Prerequisite(Statement):
    """`prerequisite 2.2, CX.UND.3.1 at least L`."""

    names: Names
    rating: RatingValue | None


@node
class Requirement(Statement):
    """`level 3 requires …`, inside a capability."""

    order: Leaf
    condition: Condition


@node
class Capability(Statement):
    """`capability SWE.1 "…" in SWE { … }`; parts as in the file."""

    name: Leaf
    title: Leaf
    group: Leaf | None
    parts: Sequence[Purpose | Count | Criterion | ItemLink | Requirement]


@node
class Word(Statement):
    """`tag`, `item`, `cause` or `finding` (`word`) with its name and title."""

    word: str
    name: Leaf
    title: Leaf


@node
class Parameter(Statement):
    """`parameter k "…" : count = 2`; `value` keeps its sign of kind (``85%``, a date, a word)."""

    name: Leaf
    title: Leaf | None
    type: str
    value: Leaf
    parts: list[Property]


@node
class Scope(Statement):
    """`scope base "…" base { MAN.3, SUP.1 }`."""

    name: Leaf
    title: Leaf
    kind: str | None
    names: Names


@node
class TargetLine(Statement):
    """`SWE.1 .. SWE.6 reach level 2 by 2027-06-30`."""

    names: Names
    level: Leaf
    by: Leaf | None


@node
class Target(Statement):
    """`target vda-cl2 "…" { … }`."""

    name: Leaf
    title: Leaf | None
    lines: list[TargetLine]


# ------------------------------------------------------------------------------------- the rules


@node
class It(Node):
    """`it`: the practice or criterion that a template stands for."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Subject = Leaf | It


@node
class RatingValue(Node):
    """A rating, written out or as `parameter NAME`."""

    name: Leaf
    parameter: bool


@node
class Filter(Node):
    """`at level 2`, `below level 2`, `up to level 2`, `tagged trace`, `in SWE`, `except SUP.1` (`word`)."""

    word: str
    names: Names


@node
class Template(Node):
    """`for every capability …`: the rule is written once and holds for each."""

    kind: str
    filters: list[Filter]


@node
class Effect(Node):
    """What a rule does, by `word`: cap, lower, protect, fix, keep, align, not used, warn.

    `subjects` are what it bounds; `rating` for cap and fix; `other` for keep and align; `causes` for
    protect and not used; `steps` for align.
    """

    word: str
    subjects: list[Subject]
    rating: RatingValue | None = None
    other: Subject | None = None
    causes: Names = field(default_factory=list)
    steps: Leaf | None = None


@node
class Rule(Statement):
    """A rule with its effect, its condition (None: always), and its source and reason."""

    name: Leaf
    title: Leaf | None
    template: Template | None
    effect: Effect
    condition: Condition | None
    parts: list[Property]


# --------------------------------------------------------------------------------- the conditions


@node
class Elsewhere(Node):
    """`PA.1.1 of any other capability`; `every` instead of any; `other` leaves out the rule's own."""

    name: Leaf
    every: bool
    other: bool


@node
class Listed(Node):
    """`any of A, B`, `all of A, B`, `at least 2 of A, B`; `count` only for the last."""

    word: str
    count: Leaf | None
    subjects: list[Subject]


@node
class Elements(Node):
    """`every attribute at level 2`; `word` every, some or no; `kind` of element with its filters."""

    word: str
    kind: str
    filters: list[Filter]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@node
class Compare(Node):
    """`at least L`, `is F`, `is one of {…}`: `word` at least, at most, below, above, is, is not, one of.

    `causes` limit it to a rating whose recorded causes include one of them.
    """

    word: str
    ratings: list[RatingValue]
    causes: Names = field(default_factory=list)


@node
class NotApplicable(Node):
    """`is not applicable`."""


@node
class Reaches(Node):
    """`reaches level 2`; the number may be a parameter."""

    level: RatingValue


@node
class Differs(Node):
    """`differs from X by more than 1 step`; without steps, by any."""

    other: Subject | Elsewhere
    steps: Leaf | None


Predicate = Compare | NotApplicable | Reaches | Differs


@node
class Claim(Node):
    """Something and what is said of it."""

    about: Subject | Elsewhere | Listed | Elements
    predicate: Predicate


@node
class Asserted(Node):
    """`finding feasibility-in-risk-management`."""

    name: Leaf


@node
class Not(Node):
    """`not …`."""

    part: Condition


@node
class And(Node):
    """`… and …`."""

    parts: list[Condition]


@node
class Or(Node):
    """`… or …`."""

    parts: list[Condition]


Condition = Claim | Asserted | Not | And | Or

Declaration = (
    Header
    | Scale
    | Refine
    | Method
    | Attribute
    | Practices
    | Levels
    | Group
    | Capability
    | Word
    | Parameter
    | Scope
    | Target
    | Rule
)


@node
class File(Node):
    """One file: its declarations in order. `layout.closing` holds comments after the last one.

    `lost` are the names of declarations that could not be understood, where that much could be read.
    """

    declarations: list[Declaration]
    lost: list[Leaf] = field(default_factory=list, compare=False)
    layout: Layout = field(default_factory=Layout, compare=False)
