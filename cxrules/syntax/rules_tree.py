"""The tree of rules and conditions: effects, templates, what is said of subjects, and how it is joined.

What the rest of the language is made of stands in `tree`, which also offers everything here.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import Leaf, NameRange, Names, Statement
from cxrules.syntax.values_tree import Has, Judged, Shown, TheSame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.syntax.tree import Past, Property
    from cxrules.syntax.values_tree import Demand, Expression


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
    """`at level 2`, `below level 2`, `up to level 2`, `tagged trace`, `in SWE`, `except SUP.1` (`word`).

    `of` and `feeding` name subjects; `with` has a property in `names`, a `bound` and a `limit`; `where` has
    a `condition`.
    """

    word: str
    names: list[Leaf | NameRange | It]
    bound: str = ""
    limit: Leaf | None = None
    condition: Condition | None = None


@node
class Template(Node):
    """`for every capability …`: the rule is written once and holds for each."""

    kind: str
    filters: list[Filter]


@node
class Effect(Node):
    """What a rule does, by `word`: cap, lower, protect, fix, keep, align, not used, demand, refuse, warn.

    `subjects` are what it bounds; `rating` for cap and fix; `other` for keep and align; `causes` for
    protect and not used; `steps` for align; `demands` for demand; `text` for refuse.
    """

    word: str
    subjects: list[Subject]
    rating: RatingValue | None = None
    other: Subject | None = None
    causes: Names = field(default_factory=list)
    steps: Leaf | None = None
    demands: list[Demand] = field(default_factory=list)
    text: Leaf | None = None


@node
class Rule(Statement):
    """A rule with its effect, its condition (None: always), and its source and reason."""

    name: Leaf
    title: Leaf | None
    template: Template | None
    effect: Effect
    condition: Condition | None
    parts: list[Property]
    past: list[Past] = field(default_factory=list)


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

    `causes` limit it to a rating whose recorded causes include one of them. What is held against a bound
    may be any expression.
    """

    word: str
    ratings: Sequence[RatingValue | Expression]
    causes: Names = field(default_factory=list)


@node
class NotApplicable(Node):
    """`is not applicable`."""


@node
class NotRated(Node):
    """`is not rated`: asked of what is recorded, by rules that refuse or warn."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@node
class Reaches(Node):
    """`reaches level 2`; the number may be a parameter.

    `lowest`: a property, the lower of the two counts. `excused` may be not applicable.
    """

    level: RatingValue
    lowest: Leaf | None = None
    excused: Names = field(default_factory=list)


@node
class Differs(Node):
    """`differs from X by more than 1 step`; without steps, by any."""

    other: Subject | Elsewhere
    steps: Leaf | None


Predicate = Compare | NotApplicable | NotRated | Reaches | Differs | TheSame | Shown | Has


@node
class Claim(Node):
    """Something and what is said of it."""

    about: Expression | Elsewhere | Listed | Elements
    predicate: Predicate


@node
class Asserted(Node):
    """`finding feasibility-in-risk-management`, `context software-only` (`word`)."""

    name: Leaf
    word: str = "finding"


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


Condition = Claim | Asserted | Judged | Not | And | Or
