"""The tree of tables, metrics and grades: what is measured from rows, and what is made of it.

What the rest of the language is made of stands in `tree`, which also offers everything here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import Leaf, NameRange, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.syntax.tree import Compare, Expression, Property, RateRow, RatingValue

# ------------------------------------------------------------------------------------------ tables


@node
class ColumnPart(Node):
    """`key`, `instance`, `optional`, `blank 0, 6`, `unit "EUR"`, `from "Old name"`.

    `texts` are the codes, the unit or the name.
    """

    word: str
    texts: list[Leaf]


@node
class Column(Statement):
    """`score "Likelihood" : count 0 .. 10 blank 11`, inside a table; `type` is ``one of`` with choices."""

    name: Leaf
    title: Leaf | None
    type: str
    low: Leaf | None
    high: Leaf | None
    choices: Sequence[Leaf | NameRange]
    clauses: list[ColumnPart]


@node
class Table(Statement):
    """`table survey "…" { … }`."""

    name: Leaf
    title: Leaf | None
    columns: list[Column]
    parts: list[Property]


# ------------------------------------------------------------------------------------- rows of it


@node
class RowSpan(Node):
    """`days from opened to closed`; to the date of the assessment where `until` is None."""

    unit: str
    since: Leaf
    until: Leaf | None


RowValue: TypeAlias = Leaf | RowSpan


@node
class RowCompare(Node):
    """`score at least 9`, `channel is one of web, app`, `answered is blank`.

    `word`: is, is not, one of, blank, not blank, at least, at most, below, above. The last four have a
    `limit`, the others `codes`.
    """

    value: RowValue
    word: str
    codes: list[Leaf]
    limit: RowLimit | None = None


RowLimit: TypeAlias = "Leaf | RatingValue"
"""What is held against: a number, a date, a percentage, a column, or a parameter."""


@node
class RowNot(Node):
    """`not …` of a row."""

    part: RowCondition


@node
class RowAnd(Node):
    """`… and …` of a row."""

    parts: list[RowCondition]


@node
class RowOr(Node):
    """`… or …` of a row."""

    parts: list[RowCondition]


RowCondition: TypeAlias = RowCompare | RowNot | RowAnd | RowOr


@node
class RowsPart(Node):
    """What narrows the rows down: `where …`, `last row per … by …`, `weighted by …`, a window.

    `word`: where, first, last, weighted, within, between. `leaves` as they stand in the text; of a window
    that ended some time ago the last two say when.
    """

    word: str
    leaves: list[Leaf]
    condition: RowCondition | None = None


@node
class RowsOf(Node):
    """`from survey where … weighted by weight`."""

    table: Leaf
    parts: list[RowsPart]


# ----------------------------------------------------------------------------------------- metrics


@node
class Aggregate(Node):
    """An aggregate over rows.

    `word`: share, count, distinct, sum, mean, median, lowest, highest, quantile. `among` is what a share is
    taken of, and `where` its part; for the others `where` is what is aggregated.
    """

    word: str
    of: RowValue | None
    where: RowCondition | None
    among: RowCondition | None = None
    fraction: Leaf | None = None


@node
class OverGroups(Node):
    """`highest of csat over channel`."""

    word: str
    metric: Leaf
    column: Leaf


@node
class ShareOver(Node):
    """`share of purchase_days over customer at least 2`."""

    metric: Leaf
    column: Leaf
    word: str
    limit: RowLimit


@node
class ExpectedSum(Node):
    """`expected sum of margin per customer by bought over 12 months discounted 10% a year`.

    What is expected of a customer from now on; `unit` is the word behind the length of time.
    """

    of: Leaf
    per: Leaf
    by: Leaf
    length: Leaf
    unit: Leaf
    discount: Leaf


@node
class RowCalculation(Node):
    """`a plus b` over rows; `word` plus, minus, times, divided by."""

    left: RowSum
    word: str
    right: RowSum


RowSum: TypeAlias = Leaf | Aggregate | OverGroups | ShareOver | ExpectedSum | RowCalculation


@node
class MetricBody(Statement):
    """What a metric computes."""

    body: RowSum


@node
class RowsNeeded(Statement):
    """`needs 100 rows`, `needs 100 rows, 30 to show`, `needs 100 rows in each group`."""

    count: Leaf
    in_group: bool
    shown: Leaf | None = None


@node
class Interval(Statement):
    """`interval wilson 95%`."""

    name: Leaf
    confidence: Leaf


@node
class Metric(Statement):
    """`metric nps "…" from survey : points { … }`."""

    name: Leaf
    title: Leaf | None
    rows: RowsOf | None
    unit: str
    lines: list[MetricBody | RowsNeeded | Interval]
    parts: list[Property]


@node
class BoundOf(Node):
    """`lower bound of nps`, `upper bound of nps`."""

    end: str
    metric: Leaf


# ------------------------------------------------------------------------------------------ grades


@node
class Otherwise(Statement):
    """`otherwise N`, the last line of a grade."""

    rating: RatingValue


@node
class Grade(Statement):
    """`grade sampled of x at least t { F when lower bound of x at least t … otherwise N }`."""

    name: Leaf
    title: Leaf | None
    of: Leaf
    word: str
    limit: Leaf
    rows: list[RateRow | Otherwise]
    parts: list[Property]


@node
class Graded(Node):
    """`sampled of nps at least parameter industry_nps`, inside `rate by`."""

    name: Leaf
    of: Expression
    compare: Compare


@node
class GradedAll(Node):
    """`sampled of nps at least 30 and counted of competitors at least 2`: the lowest of the grades."""

    parts: list[Grading]


@node
class GradedAny(Node):
    """`sampled of nps at least 30 or sampled of liked at least 80%`: the highest of the grades."""

    parts: list[Grading]


Grading: TypeAlias = Graded | GradedAll | GradedAny


@node
class RateBy(Statement):
    """`rate by sampled of nps at least 30 and counted of competitors at least 2`."""

    body: Grading

    @property
    def grades(self) -> list[Graded]:
        """Each grade that is used, in the order of the text."""
        return list(_grades(self.body))


def _grades(body: Grading) -> Iterator[Graded]:
    if isinstance(body, Graded):
        yield body
        return
    for part in body.parts:
        yield from _grades(part)
