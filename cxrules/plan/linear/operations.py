"""The solver form of each operation: the same meaning over values that are not decided yet.

One function a row of `cxrules.plan.operations`, which names them; each takes a program, the prepared parameter
and the operands' forms. What is outside does not hold, as in `cxrules.plan.meaning`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import ceil, floor
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.plan import numbers as exact_numbers
from cxrules.plan.aggregates import policy_of
from cxrules.plan.linear import gathering
from cxrules.plan.linear.forms import Form, Known, Made, Ordered, Sum, Truth
from cxrules.plan.linear.gathering import either_of, encoded, gathered, members_of
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Literal, Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number

Solver: TypeAlias = "Callable[[Program, Any, Sequence[Form]], Form]"


def _all_here(program: Program, forms: Sequence[Form]) -> Literal:
    return program.both(form.here for form in forms)


# ------------------------------------------------------------------------- what is stated, codes


def _constant(program: Program, param: Any, _: Sequence[Form]) -> Form:
    low, high = param[:2]
    return Known(program, low) if low == high else Ordered(program, (low, high))


def _code(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    return encoded(program, forms[0], param["codes"])


# ------------------------------------------------------------------------------------ comparisons


def _at_least(program: Program, least: Number, forms: Sequence[Form]) -> Form:
    return Truth(program, forms[0].at_least(least), forms[0].here)


def _at_most(program: Program, most: Number, forms: Sequence[Form]) -> Form:
    return Truth(program, -forms[0].at_least(most, above=True), forms[0].here)


def _one_of(program: Program, ranks: Sequence[int], forms: Sequence[Form]) -> Form:
    return Truth(program, program.either(forms[0].is_(rank) for rank in ranks), forms[0].here)


def _applies(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return Truth(program, forms[0].here)


def _not_above(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    left, right = forms
    here = _all_here(program, forms)
    if isinstance(left, Sum) and isinstance(right, Sum):
        return Truth(program, program.at_least(right.number.plus(left.number, -1), 0), here)
    return Truth(program, _within(program, left, right, 0), here)


def _within(program: Program, left: Form, right: Form, steps: Number) -> Literal:
    """The left value is at most some steps above the right one.

    Either half says it all where the numbers of that side are known; one side may be any number of a range.
    """
    told: list[Literal] = []
    if not left.is_continuous() or right.is_continuous():
        told += [program.either([-left.at_least(each), right.at_least(each - steps)]) for each in left.points()]
    if not right.is_continuous():
        told += [
            program.either([-left.at_least(each + steps, above=True), right.at_least(each, above=True)])
            for each in right.points()
        ]
    return program.both(told)


def _close(program: Program, steps: Number, forms: Sequence[Form]) -> Form:
    left, right = forms
    both = [_within(program, left, right, steps), _within(program, right, left, steps)]
    return Truth(program, program.both(both), _all_here(program, forms))


def _apart(program: Program, steps: Number, forms: Sequence[Form]) -> Form:
    near = _close(program, steps, forms)
    return Truth(program, -near.at_least(1), near.here)


def _same(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    pairs = [
        program.either([-left.here, -right.here, _equal(program, left, right)])
        for left, right in combinations(forms, 2)
    ]
    return Truth(program, program.both(pairs), program.either(form.here for form in forms))


def _equal(program: Program, left: Form, right: Form) -> Literal:
    return program.both([_within(program, left, right, 0), _within(program, right, left, 0)])


# ----------------------------------------------------------------------------------------- truths


def _not(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return Truth(program, -forms[0].holds())


def _all(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return Truth(program, program.both(form.holds() for form in forms))


def _any(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return Truth(program, program.either(form.holds() for form in forms))


def _at_least_k(program: Program, k: int, forms: Sequence[Form]) -> Form:
    return Truth(program, program.count([form.holds() for form in forms], k))


def _itself(_: Program, __: Any, forms: Sequence[Form]) -> Form:
    return forms[0]


# ------------------------------------------------------------------------------------- aggregates


def _aggregate(
    fold: Callable[[Program, Any, list[gathering.Member], Literal], Form],
    *,
    weighted: bool = False,
    coded: bool = False,
    whole: Number = 0,
    nothing: Callable[[int], Number | None] = lambda _: None,
) -> Solver:
    """An aggregate; `whole` is what a truth that holds counts, 0 where members are no truths."""

    def solver(program: Program, param: Any, forms: Sequence[Form]) -> Form:
        codes = param.get("codes") if param and coded else None

        def encode(form: Form) -> Form:
            return encoded(program, form, [0, whole] if whole else codes)

        members = members_of(program, param, forms, encode, weighted=weighted)
        left = nothing(len(forms) - len(policy_of(param).optional))
        return gathered(program, param, forms, members, lambda here: fold(program, param, members, here), left)

    return solver


def _every_fold(program: Program, _: Any, members: list[gathering.Member], here: Literal) -> Form:
    return Truth(program, gathering.lowest(program, members, here).at_least(1), here)


_MEAN = _aggregate(lambda program, _, members, here: gathering.mean(program, members, here), weighted=True, coded=True)
_SHARE = _aggregate(lambda program, _, members, here: gathering.mean(program, members, here), weighted=True, whole=100)
_SUM = _aggregate(
    lambda program, _, members, here: Sum(program, gathering.added(program, members), here), weighted=True
)
_COUNT = _aggregate(
    lambda program, _, members, here: Sum(program, gathering.added(program, members), here),
    weighted=True,
    nothing=lambda _: 0,
)
_MEDIAN = _aggregate(lambda program, _, members, here: gathering.median(program, members, here), coded=True)
_LOWEST = _aggregate(lambda program, _, members, here: gathering.lowest(program, members, here))
_HIGHEST = _aggregate(lambda program, _, members, here: gathering.highest(program, members, here))
_KTH = _aggregate(
    lambda program, param, members, here: gathering.kth_highest(
        program, members, here, param["count"], param.get("bottom", 0)
    )
)
_EVERY = _aggregate(_every_fold, nothing=lambda members: 0 if members else 1)


def _that(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    """Where they differ it is any number from the lowest to the highest."""
    members = [gathering.Member(form, 1, form.here) for form in forms]
    here = program.either(form.here for form in forms)
    low, high = gathering.lowest(program, members, here), gathering.highest(program, members, here)
    found = Ordered(program, low.points(), here)
    for point in found.points()[1:]:
        program.implies(program.both([here, low.at_least(point)]), found.at_least(point))
        program.implies(program.both([here, found.at_least(point)]), high.at_least(point))
    return found


def _join(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    kind = param["kind"]
    if kind in {"mean", "median"}:
        number = (_MEAN if kind == "mean" else _MEDIAN)(program, param, forms)
        return (_band if param["ends"] else _nearest)(program, param, [number])
    if kind == "at least":
        return _KTH(program, param, forms)
    return (_LOWEST if kind == "lowest" else _HIGHEST)(program, param, forms)


def _leading(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    policy, full = policy_of(param), param.get("full", 100)
    members = members_of(program, param, forms, lambda form: form, weighted=False)
    open_ones = [member.counts for member in members if member.counts != TRUE]
    cases: list[tuple[Literal, Form]] = []
    for told in product((True, False), repeat=len(open_ones)):
        counts = dict(zip(open_ones, told, strict=True))
        present = [member.form for member in members if counts.get(member.counts, True)]
        case = program.both(truth if holds else -truth for truth, holds in counts.items())
        cases.append((case, _leading_of(program, present, full) if present else _nothing_leads(program, policy)))
    return _first_of(program, cases)


def _nothing_leads(program: Program, policy: Any) -> Form:
    return Known(program, None) if policy.empty is None else _constant(program, policy.empty, ())


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


# ------------------------------------------------------------------------------ back to a rating


def _nearest(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    codes, rounding = param["codes"], param["rounding"]

    def compare(rank: int) -> Literal:
        middle = Fraction(codes[rank] + codes[rank - 1]) / 2
        up = {"up": True, "down": False, "even": rank % 2 == 0}[rounding]
        return forms[0].at_least(middle, above=not up)

    return _ranks(program, len(codes), compare, forms[0].here)


def _band(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    ends = param["ends"]
    return _ranks(
        program, len(ends), lambda rank: forms[0].at_least(ends[rank - 1], above=True), forms[0].here
    )


def _ranks(program: Program, count: int, reaches: Callable[[int], Literal], here: Literal) -> Form:
    """A rank from 0, by whether it reaches each one above."""

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        rank = floor(number) + 1 if above else ceil(number)
        if rank <= 0:
            return TRUE
        return reaches(rank) if rank < count else FALSE

    return Made(program, compare, lambda: range(count), here)


def _collapse(program: Program, ranks: Sequence[int], forms: Sequence[Form]) -> Form:
    return encoded(program, forms[0], ranks)


def _step_down(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return encoded(program, forms[0], [max(rank - 1, 0) for rank in range(int(forms[0].points()[-1]) + 1)])


# ------------------------------------------------------------------------------------------ numbers


def _plus(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return _added(program, forms, [1] * len(forms))


def _minus(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return _added(program, forms, [1, -1])


def _added(program: Program, forms: Sequence[Form], factors: Sequence[int]) -> Form:
    here = _all_here(program, forms)
    pairs = list(zip(forms, factors, strict=True))
    constant = sum(form.point * by for form, by in pairs if isinstance(form, Known) and form.point is not None)
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
        return Made(program, lambda number, above: Known(program, constant).at_least(number, above=above), lambda: [constant], here)

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        limit = (number - constant) * (Fraction(1) / by)
        return form.at_least(limit, above=above) if by > 0 else -form.at_least(limit, above=not above)

    return Made(program, compare, lambda: {point * by + constant for point in form.points()}, here, [form])


def _times(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    here = _all_here(program, forms)
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


def _divide(program: Program, by: Number, forms: Sequence[Form]) -> Form:
    return _scaled(program, forms[0], Fraction(1) / by, 0, forms[0].here)


def _age(program: Program, unit: str, forms: Sequence[Form]) -> Form:
    day, today = forms
    here = _all_here(program, forms)
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


def _round(program: Program, param: Any, forms: Sequence[Form]) -> Form:
    step, mode, number_of = param["step"], param["mode"], forms[0]

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        steps = floor(Fraction(number) / step) + 1 if above else ceil(Fraction(number) / step)
        from_, strictly = _rounded_from(mode, steps)
        return number_of.at_least(from_ * step, above=strictly)

    def points() -> set[Number]:
        return {
            point for each in number_of.points() if (point := exact_numbers.round_to(param, [each])) is not None
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


# ---------------------------------------------------------------------- rules that bound a rating


def _bounded(limit: Callable[[Program, Any, Sequence[Form], Literal], Form]) -> Solver:
    """The first operand, bounded where the condition holds and no deviation stands."""

    def solver(program: Program, param: Any, forms: Sequence[Form]) -> Form:
        value, *_, when, deviated = forms
        active = program.both([when.holds(), -deviated.holds()])
        return either_of(program, active, limit(program, param, forms, value.here), value)

    return solver


def _to_cap(program: Program, rank: Number, forms: Sequence[Form], here: Literal) -> Form:
    return _paired(program, gathering.lowest, [forms[0], Known(program, rank)], here)


def _to_raise(program: Program, rank: Number, forms: Sequence[Form], here: Literal) -> Form:
    return _paired(program, gathering.highest, [forms[0], Known(program, rank)], here)


def _to_fix(program: Program, rank: Number, _: Sequence[Form], here: Literal) -> Form:
    return either_of(program, here, Known(program, rank), Known(program, None))


def _to_keep(program: Program, _: Any, forms: Sequence[Form], here: Literal) -> Form:
    return _paired(program, gathering.lowest, forms[:2], here)


def _paired(
    program: Program,
    fold: Callable[[Program, Sequence[gathering.Member], Literal], Form],
    forms: Sequence[Form],
    here: Literal,
) -> Form:
    return fold(program, [gathering.Member(form, 1, form.here) for form in forms], here)


# ------------------------------------------------------------------------------ one of several


def _choose(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    return either_of(program, forms[0].holds(), forms[1], forms[2])


def _decide(program: Program, _: Any, forms: Sequence[Form]) -> Form:
    rows = [(forms[place].holds(), forms[place + 1]) for place in range(0, len(forms) - 1, 2)]
    otherwise = forms[-1] if len(forms) % 2 else Known(program, None)
    return _first_of(program, [*rows, (TRUE, otherwise)])


def _first_of(program: Program, rows: Sequence[tuple[Literal, Form]]) -> Form:
    """The value of the first row whose condition holds; outside where none does."""
    taken: list[tuple[Literal, Form]] = []
    before: list[Literal] = []
    for condition, form in rows:
        chosen = program.both([condition, *before])
        if chosen != FALSE:
            taken.append((chosen, form))
        before.append(-condition)
    if len(taken) == 1 and taken[0][0] == TRUE:
        return taken[0][1]

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        return program.either(
            program.both([chosen, form.at_least(number, above=above)]) for chosen, form in taken
        )

    here = program.either(program.both([chosen, form.here]) for chosen, form in taken)
    over = [form for _, form in taken]
    return Made(program, compare, lambda: {point for form in over for point in form.points()}, here, over)


# ------------------------------------------------------------------------------------------- levels


def _level(program: Program, param: Sequence[int], forms: Sequence[Form]) -> Form:
    orders = param[1:]
    return _levels(program, param, lambda order: program.either(
        form.holds() for each, form in zip(orders, forms, strict=True) if each >= order
    ))


def _first_stop(program: Program, param: Sequence[int], forms: Sequence[Form]) -> Form:
    orders = param[1:]
    return _levels(program, param, lambda order: program.both(
        form.holds() for form in forms[: orders.index(order) + 1]
    ))


def _levels(program: Program, param: Sequence[int], reaches: Callable[[int], Literal]) -> Form:
    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        if param[0] > number or (param[0] == number and not above):
            return TRUE
        order = min((each for each in param[1:] if (each > number if above else each >= number)), default=None)
        return FALSE if order is None else reaches(order)

    return Made(program, compare, lambda: param)


FORMS: dict[str, Solver] = {
    "constant": _constant,
    "code": _code,
    "at-least": _at_least,
    "at-most": _at_most,
    "one-of": _one_of,
    "applies": _applies,
    "not-above": _not_above,
    "close": _close,
    "apart": _apart,
    "same": _same,
    "not": _not,
    "all": _all,
    "any": _any,
    "every": _EVERY,
    "at-least-k": _at_least_k,
    "refuse": _itself,
    "count": _COUNT,
    "share": _SHARE,
    "mean": _MEAN,
    "average": _MEAN,
    "sum": _SUM,
    "median": _MEDIAN,
    "lowest": _LOWEST,
    "highest": _HIGHEST,
    "kth-highest": _KTH,
    "that": _that,
    "leading": _leading,
    "nearest": _nearest,
    "band": _band,
    "collapse": _collapse,
    "join": _join,
    "plus": _plus,
    "minus": _minus,
    "times": _times,
    "divide": _divide,
    "age": _age,
    "round": _round,
    "cap": _bounded(_to_cap),
    "floor": _bounded(_to_raise),
    "fix": _bounded(_to_fix),
    "keep": _bounded(_to_keep),
    "step-down": _step_down,
    "choose": _choose,
    "decide": _decide,
    "level": _level,
    "first-stop": _first_stop,
}
"""By the operation's name; one that joins instances has the form of what it joins by."""
