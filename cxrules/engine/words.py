"""Values in words: ratings, levels, truths and numbers as people read them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.plan.operations import OPERATIONS
from cxrules.plan.values import OUTSIDE, Point, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan import Plan


def number_text(number: Fraction | int) -> str:
    """An exact number, written with at most two decimals and an ellipsis where that is not all of it."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    hundredths = exact * 100
    whole, part = divmod(abs(hundredths.numerator) // hundredths.denominator, 100)
    digits = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
    more = "" if hundredths.denominator == 1 else "…"
    if more:
        digits = f"{whole}.{part:02d}"
    return f"{'-' if exact < 0 else ''}{digits}{more}"


class Words:
    """Names ranks and levels of one plan."""

    def __init__(self, plan: Plan) -> None:
        """Take the names from a plan; nodes before `collapse` are named on the method's scale."""
        self.plan = plan
        self.base = [name for name, _ in plan.scale_values]
        self.given = list(plan.given_values)
        self.refined = self.base != self.given

    def names(self, node: int) -> Sequence[str]:
        """The ratings' names that belong to a node's ranks."""
        if not self.refined:
            return self.base
        return self.base if self.plan.nodes[node].op == "collapse" else self.given

    def rating(self, value: Value, names: Sequence[str]) -> str:
        """``L``, ``P to F``, ``not rated`` for the whole scale, ``not applicable``."""
        low, high = value
        if low is None or high is None:
            return "not applicable"
        if low == high:
            return names[int(low)]
        if low == 0 and high == len(names) - 1:
            return "not rated"
        return f"{names[int(low)]} to {names[int(high)]}"

    def level(self, order: Point) -> str:
        """``2 (Managed)``."""
        return f"{order} ({self.plan.level_names[int(order or 0)]})"

    def levels(self, value: Value) -> str:
        """``2 (Managed)``, or the guaranteed level and what is still possible."""
        low, high = value
        return self.level(low) if low == high else f"{self.level(low)}, up to {self.level(high)} possible"

    def value(self, node: int, value: Value) -> str:
        """Any node's value."""
        op = self.plan.nodes[node].op
        if op == "input":
            kind = self.plan.nodes[node].param[0]
            return self.rating(value, self.given) if kind == "rating" else truth(value)
        gives = OPERATIONS[op].gives
        if gives == "rating":
            return self.rating(value, self.names(node))
        if gives == "level":
            return self.levels(value)
        if gives == "truth":
            return truth(value)
        return numbers(value)


def truth(value: Value) -> str:
    """``yes``, ``no`` or ``open``; what is outside does not hold."""
    if value == OUTSIDE or value[1] == 0:
        return "no"
    return "yes" if value[0] else "open"


def numbers(value: Value) -> str:
    """A number or the range of one."""
    low, high = value
    if low is None or high is None:
        return "not applicable"
    return number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"
