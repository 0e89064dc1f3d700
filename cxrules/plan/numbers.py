"""Operations that make numbers of numbers, exact throughout; aggregates of many are in `aggregates`.

A number is a whole number or a fraction, never a float: a percentage is 0 to 100, a date the ordinal of its
day. As in `meaning`, None is outside.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil, floor, prod, trunc
from typing import TYPE_CHECKING, Any

from cxrules.plan.aggregates import applicable, exact, policy_of
from cxrules.plan.values import hull

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.plan.types import Meaning
    from cxrules.plan.values import Point, Value

_HALF = Fraction(1, 2)


def constant(param: Any, _: Sequence[Point]) -> Point:
    """What is stated; of something stated as open, the guaranteed end."""
    low: Point = param[0]
    return low


def constant_range(param: Any, _: Sequence[Value], __: Sequence[int]) -> Value:
    """What is stated, with both ends."""
    return (param[0], param[1])


def code(param: Any, values: Sequence[Point]) -> Point:
    """The number that stands for a rating."""
    if values[0] is None:
        return None
    number: Number = param["codes"][int(values[0])]
    return number


def _of_all(work: Callable[[Any, list[Number]], Number]) -> Meaning:
    """Arithmetic over operands none of which may be outside."""

    def meaning(param: Any, values: Sequence[Point]) -> Point:
        numbers = [value for value in values if value is not None]
        return work(param, numbers) if len(numbers) == len(values) else None

    return meaning


plus = _of_all(lambda _, numbers: sum(numbers))
minus = _of_all(lambda _, numbers: numbers[0] - numbers[1])
times = _of_all(lambda _, numbers: prod(numbers))


def _age(unit: str, numbers: list[Number]) -> Number:
    from datetime import date

    from cxrules.plan import calendar

    first, last = date.min.toordinal(), date.max.toordinal()
    day, today = (date.fromordinal(min(max(int(number), first), last)) for number in numbers)
    if today <= day:
        return 0
    if unit == "days":
        return today.toordinal() - day.toordinal()
    months = calendar.age(day, today).months
    return months // 12 if unit == "years" else months


age = _of_all(_age)
divide = _of_all(lambda by, numbers: Fraction(numbers[0]) / by)


def leading(param: Any, values: Sequence[Point]) -> Point:
    """How many levels, from the first on, are complete, and which part of the next one.

    The operands are the percentages reached of rising levels; one that is outside is passed over.
    """
    policy = policy_of(param)
    full: Number = param.get("full", 100)
    numbers = [policy.na if value is None else value for value in applicable(policy, values)]
    present = [number for number in numbers if number is not None]
    if not present:
        return policy.empty[0] if policy.empty else None
    for complete, number in enumerate(present):
        if number < full:
            return complete + Fraction(number) / full
    return len(present)


def leading_range(param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    """From what the low ends give to what the high ends give, whichever of the open operands apply."""
    policy = policy_of(param)
    members = [values[arg] for arg in args[: len(args) - len(policy.optional)]]
    asked = [values[arg] for arg in args[len(members) :]]
    found: list[Value] = []
    for told in product(*({1 if low else 0, 1 if high else 0} for low, high in asked)):
        low, high = (leading(param, [*(value[end] for value in members), *told]) for end in (0, 1))
        present = applicable(policy, [*(value[0] for value in members), *told])
        nothing = policy.na is None and all(number is None for number in present)
        found.append(policy.empty if nothing and policy.empty else (low, high))
    return hull(found)


# ----------------------------------------------------------------------------------------- rounding


def _half(above: Callable[[int, Number], bool]) -> Callable[[Number], int]:
    """To the nearest whole number; exactly half way, up where `above` says so of the whole number below."""

    def rounded(number: Number) -> int:
        whole = floor(number)
        rest = number - whole
        return whole + 1 if rest > _HALF or (rest == _HALF and above(whole, number)) else whole

    return rounded


ROUNDINGS: dict[str, Callable[[Number], int]] = {
    "half up": _half(lambda *_: True),
    "half down": _half(lambda *_: False),
    "half even": _half(lambda whole, _: whole % 2 == 1),
    "half away": _half(lambda _, number: number > 0),
    "up": ceil,
    "down": floor,
    "towards zero": trunc,
}
"""Ways to round to a whole number. Up is towards greater numbers, away is away from zero."""


def round_to(param: Any, values: Sequence[Point]) -> Point:
    """The number as a multiple of a step."""
    if values[0] is None:
        return None
    step: Number = param["step"]
    steps = ROUNDINGS[param["mode"]](Fraction(values[0]) / step)
    return step * steps


# --------------------------------------------------------------------------------------- parameters


def prepared_constant(param: Any) -> tuple[Any, ...]:
    """Both ends of a constant as exact numbers, and what kind of value it is."""
    low, high, *kind = param
    return (None if low is None else exact(low), None if high is None else exact(high), *kind)


def prepared_divisor(param: Any) -> Number:
    """What is divided by.

    Raises ValueError for zero.
    """
    number = exact(param)
    if number == 0:
        raise ValueError("nothing can be divided by zero")
    return number
