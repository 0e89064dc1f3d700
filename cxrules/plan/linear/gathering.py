"""Solver forms of aggregates: several members become one value, members that may not apply among them.

Each follows its row in `cxrules.plan.aggregates`, and reads the same parameters.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.plan.aggregates import policy_of
from cxrules.plan.linear.forms import Form, Known, Made, Ordered, Ratio, Sum, Truth
from cxrules.plan.linear.program import FALSE, TRUE, Affine, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregates import Policy
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal, Program
    from cxrules.plan.values import Point


class Member(NamedTuple):
    """A member as the aggregate counts it, its weight, and whether it counts."""

    form: Form
    weight: Number
    counts: Literal


def either_of(program: Program, chosen: Literal, first: Form, other: Form) -> Form:
    """The first value where a truth holds, else the other."""
    if chosen in {TRUE, FALSE}:
        return first if chosen == TRUE else other

    def choose(one: Literal, two: Literal) -> Literal:
        return program.either([program.both([chosen, one]), program.both([-chosen, two])])

    return Made(
        program,
        lambda number, above: choose(
            first.at_least(number, above=above), other.at_least(number, above=above)
        ),
        lambda: {*first.points(), *other.points()},
        choose(first.here, other.here),
        (first, other),
    )


def encoded(program: Program, form: Form, codes: Sequence[Number] | None) -> Form:
    """The code of a rating, where there are codes."""
    if not codes:
        return form
    ranks = form.points()

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        reaching = [
            rank for rank in ranks if (codes[int(rank)] > number if above else codes[int(rank)] >= number)
        ]
        return form.at_least(min(reaching)) if reaching else FALSE

    return Made(program, compare, lambda: {codes[int(rank)] for rank in ranks}, form.here)


def members_of(
    program: Program, param: Any, forms: Sequence[Form], encode: Callable[[Form], Form], *, weighted: bool
) -> list[Member]:
    """What an aggregate counts, as its policy says."""
    policy = policy_of(param)
    count = len(forms) - len(policy.optional)
    applies = dict(zip(policy.optional, forms[count:], strict=True))
    weights = (param.get("weights") if weighted and param else None) or [1] * count
    found = []
    for place, (form, weight) in enumerate(zip(forms[:count], weights, strict=True)):
        asked = applies[place].holds() if place in applies else TRUE
        counts = program.both([asked, form.here])
        member = Member(encode(form), weight, counts)
        if policy.na is not None:
            member = Member(either_of(program, counts, member.form, Known(program, policy.na)), weight, TRUE)
        if weight and member.counts != FALSE:
            found.append(member)
    return found


def gathered(
    program: Program,
    param: Any,
    forms: Sequence[Form],
    members: Sequence[Member],
    fold: Callable[[Literal], Form],
    nothing: Number | None,
) -> Form:
    """What a fold gives where something counts, and what comes where nothing does.

    `fold` is given the truth that something counts; `nothing` is what the aggregate gives by itself then.
    """
    policy = policy_of(param)
    something = program.either(member.counts for member in members)
    made = fold(something)
    empty = _empty(program, policy, nothing)
    made = made if something == TRUE else either_of(program, something, made, empty)
    if not policy.strict:
        return made
    every = program.both(form.here for form in forms)
    return either_of(program, every, made, Known(program, None))


def _empty(program: Program, policy: Policy, nothing: Number | None) -> Form:
    if policy.empty is None:
        return Known(program, nothing)
    low, high = policy.empty
    return Known(program, low) if low == high else Ordered(program, (low, high))


def added(program: Program, members: Sequence[Member]) -> Affine:
    """The weighted sum of those that count."""
    number = Affine({})
    for form, weight, counts in members:
        if counts == TRUE:
            number = number.plus(form.affine(), weight)
            continue
        first, *rest = form.points()
        terms = [(counts, first * weight)]
        for point in rest:
            terms.append((program.both([counts, form.at_least(point)]), (point - first) * weight))
            first = point
        number = number.plus(total(terms))
    return number


def mean(program: Program, members: Sequence[Member], here: Literal) -> Form:
    """The weighted mean."""
    number = added(program, members)
    by = total((member.counts, member.weight) for member in members)
    if not by.terms:
        return Sum(program, number.times(Fraction(1) / (by.constant or 1)), here)
    return Ratio(program, number, by, here)


def lowest(program: Program, members: Sequence[Member], here: Literal) -> Form:
    """The lowest of those that count."""
    return Made(
        program,
        lambda number, above: program.both(
            program.either([-counts, form.at_least(number, above=above)]) for form, _, counts in members
        ),
        lambda: _points(members),
        here,
        [member.form for member in members],
    )


def highest(program: Program, members: Sequence[Member], here: Literal) -> Form:
    """The highest of those that count."""
    return Made(
        program,
        lambda number, above: program.either(
            program.both([counts, form.at_least(number, above=above)]) for form, _, counts in members
        ),
        lambda: _points(members),
        here,
        [member.form for member in members],
    )


def kth_highest(program: Program, members: Sequence[Member], here: Literal, k: int, bottom: Number) -> Form:
    """What at least `k` of those that count reach; the bottom where fewer count."""
    enough = program.count([member.counts for member in members], k)

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        reached = reaching(program, members, k, number, above=above)
        fewer = Known(program, bottom).at_least(number, above=above)
        return program.either([reached, program.both([-enough, fewer])])

    over = [member.form for member in members]
    return Made(program, compare, lambda: {bottom, *_points(members)}, here, over)


def reaching(
    program: Program, members: Sequence[Member], least: int, number: Number, *, above: bool = False
) -> Literal:
    """At least so many of those that count are at least a number."""
    return program.count(
        [program.both([counts, form.at_least(number, above=above)]) for form, _, counts in members], least
    )


def median(program: Program, members: Sequence[Member], here: Literal) -> Form:
    """The middle one of those that count; of an even number, the mean of the two in the middle."""
    counting = [member.counts for member in members]
    least = sum(1 for truth in counting if truth == TRUE) or 1
    sizes = range(least, len(members) + 1)

    def of_size(size: int, number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        half = size // 2
        if size % 2:
            return reaching(program, members, half + 1, number, above=above)
        pairs = []
        for upper in _points(members):
            lower = 2 * number - upper
            pairs.append(
                program.both(
                    [
                        reaching(program, members, half, upper),
                        reaching(program, members, half + 1, lower, above=above),
                    ]
                )
            )
        return program.either(pairs)

    def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
        return program.either(
            program.both([_exactly(program, counting, size), of_size(size, number, above)]) for size in sizes
        )

    def points() -> set[Number]:
        single = _points(members)
        return {*single, *(Fraction(one + two) / 2 for one in single for two in single)}

    return Made(program, compare, points, here)


def _exactly(program: Program, truths: Sequence[Literal], size: int) -> Literal:
    at_least = program.count(truths, size)
    return program.both([at_least, -program.count(truths, size + 1)]) if size < len(truths) else at_least


def _points(members: Sequence[Member]) -> set[Number]:
    return {point for member in members for point in member.form.points()}


def as_truth(program: Program, made: Form) -> Form:
    """An aggregate of truths that is a truth itself."""
    return made if isinstance(made, Known) else Truth(program, made.at_least(1), made.here)


def first_of(program: Program, rows: Sequence[tuple[Literal, Form]]) -> Form:
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


def stated(program: Program, low: Point, high: Point) -> Form:
    """What is stated, with both ends."""
    if low is None or high is None or low == high:
        return Known(program, low)
    return Ordered(program, (low, high))
