"""Solver forms of operations that make numbers of numbers, as in `cxrules.plan.numbers`."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from cxrules.plan import numbers as exact_numbers
from cxrules.plan.aggregates import policy_of
from cxrules.plan.linear.forms import Form, Known, Made, Sum
from cxrules.plan.linear.gathering import either_of, first_of, members_of, stated
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Literal, Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number


def all_here(program: Program, forms: Sequence[Form]) -> Literal:
    """None of some values is outside."""
    return program.both(form.here for form in forms)


def plus(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    """The sum of all."""
    return _added(program, forms, [1] * len(forms))


def minus(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    """The first less the second."""
    return _added(program, forms, [1, -1])


def _added(program: Program, forms: Sequence[Form], factors: Sequence[int]) -> Form:
    here = all_here(program, forms)
    pairs = list(zip(forms, factors, strict=True))
    constant = sum(
        form.point * by for form, by in pairs if isinstance(form, Known) and form.point is not None
    )
    unknown = [(form, by) for form, by in pairs if not isinstance(form, Known)]
    if len(unknown) == 1:
        return _scaled(program, unknown[0][0], unknown[0][1], constant, here)
    number = Affine({}, constant)
    for form, by in unknown:
        number = number.plus(form.affine(), by)
    return Sum(program, number, here)


def _scaled(program: Program, form: Form, by: Number, constant: Number, here: Literal) -> Form:
    """So many times a value, and a constant; it is compared by comparing the value itself."""
    if isinstance(form, Sum):
        return Sum(program, form.number.times(by).plus(Affine({}, constant)), here)
    if by == 0:
        return Made(
            program,
            lambda number, above: Known(program, constant).at_least(number, above=above),
            lambda: [constant],
            here,
        )

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        limit = (number - constant) * (Fraction(1) / by)
        return form.at_least(limit, above=above) if by > 0 else -form.at_least(limit, above=not above)

    return Made(program, compare, lambda: {point * by + constant for point in form.points()}, here, [form])


def times(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    """The product of all."""
    here = all_here(program, forms)
    if here == FALSE:
        return Known(program, None)
    made: Form = forms[0]
    for form in forms[1:]:
        known, other = (made, form) if isinstance(made, Known) else (form, made)
        if isinstance(known, Known) and known.point is not None:
            made = _scaled(program, other, known.point, 0, TRUE)
        else:
            made = _product(program, made, form)
    return made if here == TRUE else either_of(program, here, made, Known(program, None))


def _product(program: Program, left: Form, right: Form) -> Form:
    """Of two values neither of which is decided: each pair of what they may be is looked at."""
    return _of_pairs(program, left, right, lambda one, two: one * two)


def _of_pairs(program: Program, left: Form, right: Form, work: Callable[[Number, Number], Number]) -> Form:
    pairs = [(one, two, work(one, two)) for one in left.points() for two in right.points()]

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        return program.either(
            program.both([left.is_(one), right.is_(two)])
            for one, two, made in pairs
            if (made > number if above else made >= number)
        )

    return Made(program, compare, lambda: {made for _, _, made in pairs})


def divide(program: Program, by: Number, forms: Sequence[Form]) -> Form:
    """A number divided by a constant."""
    return _scaled(program, forms[0], Fraction(1) / by, 0, forms[0].here)


def age(program: Program, unit: str, forms: Sequence[Form]) -> Form:
    """How old a day is today; any later day is younger."""
    day, today = forms
    here = all_here(program, forms)
    if not isinstance(today, Known) or today.point is None:
        made = _of_pairs(program, day, today, lambda one, two: _age_at(unit, one, two))
        return either_of(program, here, made, Known(program, None))
    now = int(today.point)

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        """The youngest day of at least that age; any later day is younger."""
        reaches = [_reaches(unit, place, now, number, above=above) for place in (1, now)]
        if reaches[1]:
            return TRUE
        if not reaches[0]:
            return FALSE
        low, high = 1, now
        while high - low > 1:
            middle = (low + high) // 2
            if _reaches(unit, middle, now, number, above=above):
                low = middle
            else:
                high = middle
        return -day.at_least(low, above=True)

    return Made(program, compare, lambda: {_age_at(unit, point, now) for point in day.points()}, here, [day])


def _age_at(unit: str, day: Number, today: Number) -> Number:
    found = exact_numbers.age(unit, [day, today])
    return 0 if found is None else found


def _reaches(unit: str, day: int, today: int, number: Number, *, above: bool) -> bool:
    found = _age_at(unit, day, today)
    return found > number if above else found >= number


def round_to(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    """A number as a multiple of a step."""
    step, mode, number_of = param["step"], param["mode"], forms[0]

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        steps = floor(Fraction(number) / step) + 1 if above else ceil(Fraction(number) / step)
        from_, strictly = _rounded_from(mode, steps)
        return number_of.at_least(from_ * step, above=strictly)

    def points() -> set[Number]:
        return {
            point
            for each in number_of.points()
            if (point := exact_numbers.round_to(param, [each])) is not None
        }

    return Made(program, compare, points, number_of.here, [number_of])


def _rounded_from(mode: str, whole: int) -> tuple[Fraction, bool]:
    """From which number on a rounding gives at least a whole number, and whether that one is excluded."""
    if mode in {"up", "down", "towards zero"}:
        above_zero = mode == "down" or (mode == "towards zero" and whole > 0)
        return (Fraction(whole), False) if above_zero else (Fraction(whole - 1), True)
    half = whole - Fraction(1, 2)
    included = {
        "half up": True,
        "half down": False,
        "half even": whole % 2 == 0,
        "half away": half > 0,
    }[mode]
    return half, not included


def leading(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    """How many rising levels are complete, and which part of the next one."""
    policy, full = policy_of(param), param.get("full", 100)
    members = members_of(program, param, forms, lambda form: form, weighted=False)
    open_ones = [member.counts for member in members if member.counts != TRUE]
    cases: list[tuple[Literal, Form]] = []
    for told in product((True, False), repeat=len(open_ones)):
        counts = dict(zip(open_ones, told, strict=True))
        present = [member.form for member in members if counts.get(member.counts, True)]
        case = program.both(truth if holds else -truth for truth, holds in counts.items())
        cases.append(
            (case, _leading_of(program, present, full) if present else _nothing_leads(program, policy))
        )
    return first_of(program, cases)


def _nothing_leads(program: Program, policy: Any) -> Form:
    return Known(program, None) if policy.empty is None else stated(program, *policy.empty)


def _leading_of(program: Program, present: Sequence[Form], full: Number) -> Form:
    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        if number < 0 or (number == 0 and not above):
            return TRUE
        complete = min(floor(number), len(present))
        part = Fraction(number) - complete
        done = [form.at_least(full) for form in present[:complete]]
        if complete == len(present):
            return FALSE if part or above else program.both(done)
        if part or above:
            done.append(present[complete].at_least(part * full, above=above))
        return program.both(done)

    def points() -> set[Number]:
        found: set[Number] = {len(present)}
        for complete, form in enumerate(present):
            found |= {complete + Fraction(point) / full for point in form.points() if point < full}
        return found

    return Made(program, compare, points, over=present)
