"""The tree of what is computed: values, decisions, inputs, judgements, demands on evidence, and tailorings.

What the rest of the language is made of stands in `tree`, which also offers everything here.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import Leaf, Names, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.syntax.tree import (
        BoundOf,
        Compare,
        Condition,
        Count,
        Criterion,
        Elements,
        Filter,
        It,
        ItemLink,
        Level,
        Past,
        Predicate,
        Property,
        Purpose,
        RatingValue,
        Requirement,
        Rule,
        Subject,
    )

# ---------------------------------------------------------------------------------------- elements


@node
class Kind(Statement):
    """`kind goal in capability`: a kind of element that this model has."""

    name: Leaf
    within: Leaf


@node
class Carried(Node):
    """One of `with points 5, stage 2`: a property and its number."""

    name: Leaf
    value: Leaf


@node
class Carrying(Node):
    """`with points 5, stage 2`."""

    items: list[Carried]


@node
class Element(Statement):
    """`goal SG.1 "…" { … }`: an element of a kind that the model declares."""

    kind: Leaf
    name: Leaf
    title: Leaf
    carrying: Carrying | None
    parts: Sequence[Criterion | Element]
    past: list[Past] = field(default_factory=list)


@node
class SetOf(Statement):
    """`set ml2 = { REQM, PP }`."""

    name: Leaf
    title: Leaf | None
    names: Names


# ------------------------------------------------------------------------- what stands in a criterion


@node
class DemandPart(Node):
    """What a demand asks of the evidence.

    `word`: older, role, link, state, valid, independent, kinds, people. An age is a number or a parameter.
    """

    word: str
    number: Leaf | None = None
    text: Leaf | None = None
    parameter: RatingValue | None = None


@node
class Demand(Node):
    """`2 document "survey programme" not older than 12 months`."""

    count: Leaf | None
    kind: Leaf
    title: Leaf | None
    parts: list[DemandPart]


@node
class Need(Statement):
    """`needs document and interview with role "…"`."""

    demands: list[Demand]


@node
class Feed(Statement):
    """`feeds STR at level 2 weight 3`."""

    target: Leaf
    level: Leaf | None
    weight: Leaf | None


@node
class RateRow(Statement):
    """`F when …`, inside `rate`."""

    rating: RatingValue
    condition: Condition


@node
class Rate(Statement):
    """`rate F when … L when … otherwise N`: the first row that fits rates the criterion."""

    rows: list[RateRow]
    otherwise: RatingValue | None


@node
class Applies(Statement):
    """`applies when …`."""

    condition: Condition


# ------------------------------------------------------------------------ what an assessment answers


@node
class Input(Statement):
    """`input points of criterion : number 0 .. 10`.

    `type`: number, percent, count, date, truth, one of.
    """

    name: Leaf
    title: Leaf | None
    of: Names
    filters: list[Filter]
    type: str
    low: Leaf | None
    high: Leaf | None
    choices: Names
    parts: list[Property]


@node
class Facet(Statement):
    """`facet confidence of rating : count 1 .. 5`: a second answer beside each rating."""

    name: Leaf
    title: Leaf | None
    low: Leaf
    high: Leaf


@node
class PropertyOf(Statement):
    """`property points of criterion : number = 1`: a number that elements carry in the model's text."""

    name: Leaf
    title: Leaf | None
    of: Names
    default: Leaf | None


@node
class Judgement(Statement):
    """`judgement significant-weakness "…" on goal`."""

    name: Leaf
    title: Leaf
    on: Names


@node
class BlankRatings(Statement):
    """`blank ratings count N`: what a missing rating counts as in the stated result."""

    rating: RatingValue


@node
class WeaknessNeeded(Statement):
    """`weakness needed below F`: a rating below this one is recorded with a weakness."""

    rating: RatingValue


# ------------------------------------------------------------------------------------- expressions


@node
class Calculation(Node):
    """`a plus b`; `word` plus, minus, times, divided by."""

    left: Expression
    word: str
    right: Expression


@node
class ValueOf(Node):
    """`score of CX.MEA`, `points of it`."""

    name: Leaf
    subject: Subject


@node
class ValueAt(Node):
    """`done on level 2`; `level` None: on the level before."""

    name: Leaf
    level: Leaf | None


@node
class LevelOf(Node):
    """`level of SWE.1`."""

    subject: Subject


@node
class AgeOf(Node):
    """`age of last-survey in months`."""

    subject: Subject
    unit: Leaf


@node
class Leading(Node):
    """`leading done`: the leading levels that are complete, and the fraction of the next."""

    name: Leaf


@node
class ExtremeOf(Node):
    """`lowest of (score and 9.9)`."""

    word: str
    parts: list[Expression]


@node
class Policy(Node):
    """What an aggregate does about what is not there.

    `word`: blank counts, blank left out, outside counts, none left counts, none left open.
    """

    word: str
    number: Leaf | None = None


@node
class AggregateOver(Node):
    """`mean of score over every question (not applicable counts 0)`."""

    word: str
    what: Expression
    elements: Elements
    policies: list[Policy]


@node
class CountOver(Node):
    """`share of every criterion that is at least L`; `word` count, share, weighted share."""

    word: str
    elements: Elements
    that: Predicate | None
    policies: list[Policy]


@node
class Conditional(Node):
    """`if … then … otherwise …`."""

    condition: Condition
    then: Expression
    otherwise: Expression


# ------------------------------------------------------------------------------ values and decisions


@node
class Rounded(Node):
    """`rounded half up to 0.01`."""

    mode: str
    step: Leaf


@node
class Value(Statement):
    """`value satisfied of goal = …`: a condition or an expression, for every element of a kind.

    `each_level`: the name under which the body knows the level, where there is one value for each.
    """

    name: Leaf
    title: Leaf | None
    of: Names
    filters: list[Filter]
    each_level: Leaf | None
    body: Condition | Expression
    rounded: Rounded | None
    parts: list[Property]
    past: list[Past] = field(default_factory=list)


@node
class Forced(Node):
    """`but PM when …`: where the choice is not free."""

    rating: RatingValue
    condition: Condition


@node
class Outcome(Node):
    """What a row of a decision leads to, by `word`: rating, percent, that, judgement, open, refuse."""

    word: str
    rating: RatingValue | None = None
    names: Names = field(default_factory=list)
    text: Leaf | None = None
    forced: list[Forced] = field(default_factory=list)


@node
class Row(Statement):
    """`when … -> …`; without a condition it is the row `otherwise`."""

    condition: Condition | None
    outcome: Outcome


@node
class Decide(Statement):
    """`decide roll-up of instances first fit { … }`."""

    name: Leaf
    title: Leaf | None
    of: Names
    filters: list[Filter]
    scale: Leaf | None
    order: str | None
    rows: list[Row]
    parts: list[Property]
    past: list[Past] = field(default_factory=list)

    @property
    def joins_instances(self) -> bool:
        """Whether it makes one rating of those of all instances; else it is of things, as a value is."""
        return [leaf.text for leaf in self.of if isinstance(leaf, Leaf)] == ["instances"]


@node
class EachLevel(Statement):
    """`every level n requires …`: one line for all levels but the lowest."""

    name: Leaf
    condition: Condition


@node
class Maturity(Statement):
    """`maturity staged "…" cumulative from 1 { … }`: the levels of the organisation."""

    name: Leaf | None
    title: Leaf | None
    mode: str
    start: Leaf
    levels: list[Level | EachLevel]


# -------------------------------------------------------------------------------------- tailoring


@node
class ProfileSet(Statement):
    """`set industry_nps = 30`."""

    name: Leaf
    value: Leaf
    parts: list[Property]


@node
class Drop(Statement):
    """`drop CX.OMN.3.2 because "…"`."""

    names: Names
    parts: list[Property]


@node
class Extend(Statement):
    """`extend CX.OMN { criterion … } because "…"`."""

    name: Leaf
    parts: Sequence[Purpose | Count | Criterion | Element | ItemLink | Requirement]
    properties: list[Property]


@node
class Patch(Statement):
    """`replace rule …` or `add rule …` (`word`)."""

    word: str
    rule: Rule

    @property
    def rules(self) -> list[Rule]:
        """The rule, as statements inside of a statement are given."""
        return [self.rule]


ProfilePart = ProfileSet | Drop | Extend | Patch


@node
class Profile(Statement):
    """`profile retail of cx { … }`: a tailoring of a model."""

    name: Leaf
    title: Leaf | None
    of: Leaf
    parts: list[ProfilePart]


# --------------------------------------------------------------------------- further words of conditions


@node
class TheSame(Node):
    """`is the same`."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@node
class Shown(Node):
    """`is shown by document not older than 12 months`."""

    demand: Demand


@node
class Has(Node):
    """`has score at least 3`."""

    name: Leaf
    compare: Compare


@node
class Judged(Node):
    """`judged significant-weakness`."""

    name: Leaf


Expression: TypeAlias = (
    "Leaf | It | RatingValue | Calculation | ValueOf | ValueAt | LevelOf | AgeOf | Leading | ExtremeOf"
    " | AggregateOver | CountOver | Conditional | BoundOf"
)
