"""What is counted of the rows of a table, for each kind of aggregate: counts and sums alone, all exact.

Which rows count is decided before. Without weights each row weighs 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction


class Rows(NamedTuple):
    """The rows an aggregate is taken of: how many, the sum of their weights, that of the squared weights."""

    rows: int
    weight: Fraction
    squares: Fraction


class Part(NamedTuple):
    """For a share and a count: the rows looked at, and of these the ones counted, in rows and in weight.

    Of a count all rows are looked at whose columns are not blank, so that a count of none is 0.
    """

    base: Rows
    rows: int
    weight: Fraction


class Single(NamedTuple):
    """For a sum, a lowest or highest value, and a count of distinct values: the result.

    None where no row is among those asked for. As with a count, `base` of a sum are the rows looked at, so
    that a sum over none of them is 0; of a lowest or highest value it is the rows asked for.
    """

    base: Rows
    value: Fraction | None


class Moments(NamedTuple):
    """For a mean: the sums of weight · value and of weight · value², over the rows asked for."""

    base: Rows
    total: Fraction
    squares: Fraction


class Ordered(NamedTuple):
    """For a quantile: values at places in the order of all, found as in `cxrules.measuring.ranks`.

    The estimate is half way between `lower` and `upper`, which are the same but for a place exactly between
    two rows. `low` and `high` bound it; None where there are too few rows for a bound.
    """

    base: Rows
    lower: Fraction
    upper: Fraction
    low: Fraction | None
    high: Fraction | None


class Modelled(NamedTuple):
    """For what a fitted model expects: of how many customers (as rows), and the number it comes to.

    None where the model says nothing, and then why.
    """

    base: Rows
    value: Fraction | None
    reason: str = ""


Sample: TypeAlias = Part | Single | Moments | Ordered | Modelled


def effective_size(base: Rows) -> Fraction | None:
    """How many rows of equal weight would tell as much, at most the number of rows; None without any weight.

    The square of the sum of weights by the sum of their squares (Kish, *Survey Sampling*, 1965).
    """
    return base.weight * base.weight / base.squares if base.squares else None
