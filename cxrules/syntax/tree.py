"""The tree of a ruleset file: what was written, in the words it was written in.

Names are unresolved and numbers are still text. Where something stands in the file is part of every
leaf but never part of its meaning: two trees are equal when they say the same, wherever they stand.
Comments and blank lines hang on the statement they belong to, in `layout`, and are as little part of
equality. What names mean is decided in `cxrules.semantics`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from cxrules.syntax.mapping_tree import (
    ClaimPart as ClaimPart,
    Mapped as Mapped,
    MappedLevel as MappedLevel,
    MappedRatings as MappedRatings,
    MappingEnd as MappingEnd,
    RatingPair as RatingPair,
    Unmapped as Unmapped,
)
from cxrules.syntax.measures_tree import (
    Aggregate as Aggregate,
    BoundOf as BoundOf,
    Column as Column,
    ColumnPart as ColumnPart,
    ExpectedSum as ExpectedSum,
    Grade as Grade,
    Graded as Graded,
    GradedAll as GradedAll,
    GradedAny as GradedAny,
    Grading as Grading,
    Interval as Interval,
    Metric as Metric,
    MetricBody as MetricBody,
    Otherwise as Otherwise,
    OverGroups as OverGroups,
    RateBy as RateBy,
    RowAnd as RowAnd,
    RowCalculation as RowCalculation,
    RowCompare as RowCompare,
    RowCondition as RowCondition,
    RowLimit as RowLimit,
    RowNot as RowNot,
    RowOr as RowOr,
    RowsNeeded as RowsNeeded,
    RowsOf as RowsOf,
    RowSpan as RowSpan,
    RowsPart as RowsPart,
    RowSum as RowSum,
    RowValue as RowValue,
    ShareOver as ShareOver,
    Table as Table,
)
from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import (
    Deprecated as Deprecated,
    Layout as Layout,
    Leaf as Leaf,
    NameRange as NameRange,
    Names as Names,
    Renamed as Renamed,
    Statement as Statement,
)
from cxrules.syntax.rules_tree import (
    And as And,
    Asserted as Asserted,
    Claim as Claim,
    Compare as Compare,
    Condition as Condition,
    Differs as Differs,
    Effect as Effect,
    Elements as Elements,
    Elsewhere as Elsewhere,
    Filter as Filter,
    It as It,
    Listed as Listed,
    Not as Not,
    NotApplicable as NotApplicable,
    NotRated as NotRated,
    Or as Or,
    Predicate as Predicate,
    RatingValue as RatingValue,
    Reaches as Reaches,
    Rule as Rule,
    Subject as Subject,
    Template as Template,
)
from cxrules.syntax.testing_tree import Test as Test
from cxrules.syntax.values_tree import (
    AgeOf as AgeOf,
    AggregateOver as AggregateOver,
    Applies as Applies,
    BlankRatings as BlankRatings,
    Calculation as Calculation,
    Carried as Carried,
    Carrying as Carrying,
    Conditional as Conditional,
    CountOver as CountOver,
    Decide as Decide,
    Demand as Demand,
    DemandPart as DemandPart,
    Drop as Drop,
    EachLevel as EachLevel,
    Element as Element,
    Expression as Expression,
    Extend as Extend,
    ExtremeOf as ExtremeOf,
    Facet as Facet,
    Feed as Feed,
    Forced as Forced,
    Has as Has,
    Input as Input,
    Judged as Judged,
    Judgement as Judgement,
    Kind as Kind,
    Leading as Leading,
    LevelOf as LevelOf,
    Maturity as Maturity,
    Need as Need,
    Outcome as Outcome,
    Patch as Patch,
    Policy as Policy,
    Profile as Profile,
    ProfilePart as ProfilePart,
    ProfileSet as ProfileSet,
    PropertyOf as PropertyOf,
    Rate as Rate,
    RateRow as RateRow,
    Rounded as Rounded,
    Row as Row,
    SetOf as SetOf,
    Shown as Shown,
    TheSame as TheSame,
    Value as Value,
    ValueAt as ValueAt,
    ValueOf as ValueOf,
    WeaknessNeeded as WeaknessNeeded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """The declaration that makes a folder a package: framework, model, rules, or mapping."""

    word: str
    name: Leaf
    version: Leaf
    parts: Sequence[Property | Use | Term | MappingEnd | ClaimPart]


Past = Renamed | Deprecated


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
class OutsideValue(Statement):
    """`outside NY "not yet"`: an answer that is no rating; it stands below all ratings."""

    name: Leaf
    title: Leaf | None


@node
class Scale(Statement):
    """`scale nplf met from L { … }`."""

    name: Leaf
    title: Leaf | None
    met: Leaf | None
    values: list[ScaleValue | OutsideValue]


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

    `aggregation` is None for `criteria judged`; `scale` is set only for `scale NAME`, `decide` only for
    `instances by NAME`.
    """

    word: str
    aggregation: Aggregation | None = None
    scale: Leaf | None = None
    decide: Leaf | None = None


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


Clause = Tagged | Shows | Weight | AtLevel | Carrying | Past


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
    parts: Sequence[Prerequisite | Need | Feed | Rate | RateBy | Applies] = field(default_factory=list)

    @property
    def prerequisites(self) -> list[Prerequisite]:
        """What it rests on."""
        return [part for part in self.parts if isinstance(part, Prerequisite)]


@node
class Attribute(Statement):
    """`attribute PA.2.1 "…" at level 2 { … }`; parts as in the file."""

    name: Leaf
    title: Leaf
    level: Leaf
    parts: Sequence[From | Count | Criterion | ItemLink]
    past: list[Past] = field(default_factory=list)


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
    levels: list[Level | EachLevel]


# ------------------------------------------------------------------------------------- the model


@node
class Group(Statement):
    """`group SWE "Software engineering"`, inside another group or none; `kind`: a declared one."""

    name: Leaf
    title: Leaf
    parent: Leaf | None
    kind: Leaf | None = None
    carrying: Carrying | None = None


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
    """`capability SWE.1 "…" in SWE { … }`; parts as in the file. `top`: its highest level, where stated."""

    name: Leaf
    title: Leaf
    group: Leaf | None
    parts: Sequence[Purpose | Count | Criterion | Element | ItemLink | Requirement]
    top: Leaf | None = None
    tags: Names = field(default_factory=list)
    carrying: Carrying | None = None
    past: list[Past] = field(default_factory=list)


@node
class Word(Statement):
    """`tag`, `item`, `cause`, `finding` or `context` (`word`) with its name and title.

    `names_subjects`: whoever asserts the finding says of what.
    """

    word: str
    name: Leaf
    title: Leaf
    names_subjects: bool = False


@node
class Since(Node):
    """`, 3 from 2027-01-01`: the value of a parameter from a day on."""

    value: Leaf
    day: Leaf


@node
class Parameter(Statement):
    """`parameter k "…" : count = 2`; `value` keeps its sign of kind (``85%``, a date, a word)."""

    name: Leaf
    title: Leaf | None
    type: str
    value: Leaf
    parts: list[Property]
    since: list[Since] = field(default_factory=list)


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
    | Kind
    | SetOf
    | Input
    | Facet
    | PropertyOf
    | Judgement
    | BlankRatings
    | WeaknessNeeded
    | Value
    | Decide
    | Maturity
    | Profile
    | Table
    | Metric
    | Grade
    | Mapped
    | MappedLevel
    | MappedRatings
    | Unmapped
    | Test
)


@node
class File(Node):
    """One file: its declarations in order. `layout.closing` holds comments after the last one.

    `lost` are the names of declarations that could not be understood, where that much could be read.
    """

    declarations: list[Declaration]
    lost: list[Leaf] = field(default_factory=list, compare=False)
    layout: Layout = field(default_factory=Layout, compare=False)
