"""The solver form of each operation: the same meaning over values that are not decided yet.

One function a row of `cxrules.plan.operations`, which names them; each takes a program, the prepared
parameter and the operands' forms. What is outside does not hold, as in `cxrules.plan.meaning`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.plan.aggregates import policy_of
from cxrules.plan.linear import gathering, numbers
from cxrules.plan.linear.forms import Form, Known, Made, Ordered, Sum, Truth
from cxrules.plan.linear.gathering import either_of, encoded, first_of, gathered, members_of, stated
from cxrules.plan.linear.program import FALSE, TRUE, Literal, Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number

Solver: TypeAlias = "Callable[[Program, Any, Sequence[Form]], Form]"


# ------------------------------------------------------------------------- what is stated, codes


def _constant(program: Program, param: Any, _: Sequence[Form]) -> Form:
    return stated(program, *param[:2])


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
    here = numbers.all_here(program, forms)
    if isinstance(left, Sum) and isinstance(right, Sum):
        return Truth(program, program.at_least(right.number.plus(left.number, -1), 0), here)
    return Truth(program, _within(program, left, right, 0), here)


def _within(program: Program, left: Form, right: Form, steps: Number) -> Literal:
    """The left value is at most some steps above the right one.

    Either half says it all where the numbers of that side are known; one side may be any number of a range.
    """
    told: list[Literal] = []
    if not left.is_continuous() or right.is_continuous():
        told += [
            program.either([-left.at_least(each), right.at_least(each - steps)]) for each in left.points()
        ]
    if not right.is_continuous():
        told += [
            program.either([-left.at_least(each + steps, above=True), right.at_least(each, above=True)])
            for each in right.points()
        ]
    return program.both(told)


def _close(program: Program, steps: Number, forms: Sequence[Form]) -> Form:
    left, right = forms
    both = [_within(program, left, right, steps), _within(program, right, left, steps)]
    return Truth(program, program.both(both), numbers.all_here(program, forms))


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
        return gathered(
            program, param, forms, members, lambda here: fold(program, param, members, here), left
        )

    return solver


def _every_fold(program: Program, _: Any, members: list[gathering.Member], here: Literal) -> Form:
    return Truth(program, gathering.lowest(program, members, here).at_least(1), here)


_MEAN = _aggregate(
    lambda program, _, members, here: gathering.mean(program, members, here), weighted=True, coded=True
)
_SHARE = _aggregate(
    lambda program, _, members, here: gathering.mean(program, members, here), weighted=True, whole=100
)
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
    return first_of(program, [*rows, (TRUE, otherwise)])


# ------------------------------------------------------------------------------------------- levels


def _level(program: Program, param: Sequence[int], forms: Sequence[Form]) -> Form:
    orders = param[1:]
    return _levels(
        program,
        param,
        lambda order: program.either(
            form.holds() for each, form in zip(orders, forms, strict=True) if each >= order
        ),
    )


def _first_stop(program: Program, param: Sequence[int], forms: Sequence[Form]) -> Form:
    orders = param[1:]
    return _levels(
        program, param, lambda order: program.both(form.holds() for form in forms[: orders.index(order) + 1])
    )


def _levels(program: Program, param: Sequence[int], reaches: Callable[[int], Literal]) -> Form:
    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        if param[0] > number or (param[0] == number and not above):
            return TRUE
        order = min(
            (each for each in param[1:] if (each > number if above else each >= number)), default=None
        )
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
    "leading": numbers.leading,
    "nearest": _nearest,
    "band": _band,
    "collapse": _collapse,
    "join": _join,
    "plus": numbers.plus,
    "minus": numbers.minus,
    "times": numbers.times,
    "divide": numbers.divide,
    "age": numbers.age,
    "round": numbers.round_to,
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
