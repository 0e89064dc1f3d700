"""An estimate, what it is worked out from, and the groups of a metric; nothing is worked out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cxrules.measuring.samples import Sample
    from cxrules.model.metrics import Tree
    from cxrules.model.surd import Number


class Estimate(NamedTuple):
    """What a metric comes to, in its unit; without a value the reason why there is none.

    `n` rows count: of several aggregates those of the one with the fewest, of groups all that are rated.
    `effective` is their effective size, the smallest of several. `low` and `high` are the bounds where an
    interval was asked for; with a value but without a bound, `reason` says why there is none. `variance` is
    the squared standard error where one is known, also without an interval. `unrated` says why a value may be
    shown but not rated; empty where it may be.
    """

    value: Fraction | None
    n: int
    effective: Fraction | None = None
    low: Number | None = None
    high: Number | None = None
    reason: str = ""
    variance: Fraction | None = None
    unrated: str = ""


class Group(NamedTuple):
    """The rows of one value of a column, and what the metric comes to for them."""

    name: str
    estimate: Estimate


class Groups(NamedTuple):
    """A metric for each value of a column, measured without asking for a least number of rows.

    `least` is how many rows the metric asks for; it holds where the metric over the groups asks for none in
    each group. `column` is that whose values are counted instead of rows; empty where rows are.
    """

    members: tuple[Group, ...]
    least: int = 1
    column: str = ""


class Inputs(NamedTuple):
    """All that a metric is worked out from.

    That is what was counted for each aggregate of its body, by the aggregate's tree; the metrics that it
    names; and the groups that it names, by metric and column.
    """

    samples: Mapping[Tree, Sample]
    metrics: Mapping[str, Estimate] = {}
    groups: Mapping[tuple[str, str], Groups] = {}


def undefined(reason: str, n: int = 0, effective: Fraction | None = None) -> Estimate:
    """An estimate without a value, and why."""
    return Estimate(None, n, effective, reason=reason)


def too_few(n: int, least: int, column: str = "") -> str:
    """Why n rows, or values of a column, are too few; empty where they are enough."""
    if n >= least:
        return ""
    if not n:
        return "no row counts"
    return f"{n} {counted_things(n, column)} count{'s' * (n == 1)}, {least} are needed"


def counted_things(n: int, column: str = "") -> str:
    """What n things are that are counted: ``rows``, ``values of customer``."""
    return f"value{'s' * (n != 1)} of {column}" if column else f"row{'s' * (n != 1)}"


def left_out(group: Group, least: int) -> str:
    """Why a group is shown but not rated; empty where it is rated."""
    return too_few(group.estimate.n, max(least, 1)) or (
        group.estimate.reason if group.estimate.value is None else ""
    )
