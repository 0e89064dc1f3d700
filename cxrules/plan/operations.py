"""The operations a plan is made of: each defined once, as one row of one table.

A row gives the types of the operands and of the result, in which direction the result follows each
operand, the meaning on exact values (the reference), the meaning on ranges, which operands were decisive,
the sentence that explains it, and the places for a column form (portfolios) and a solver form. To add an
operation is to add a row; a test fails when a row lacks one of these.

The meaning on ranges is what evaluation runs; it reads its operands from the array of all values, so that
no list is built for each of thousands of nodes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cxrules.plan import aggregation
from cxrules.plan.values import NO, OUTSIDE, YES, Point, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Values: TypeAlias = "Sequence[Value]"
Args: TypeAlias = "Sequence[int]"
Type: TypeAlias = Literal["truth", "rating", "level", "number"]
Direction: TypeAlias = Literal["rises", "falls", "either"]

Meaning: TypeAlias = "Callable[[Any, Sequence[Point]], Point]"
Ranges: TypeAlias = "Callable[[Any, Values, Args], Value]"
Decisive: TypeAlias = "Callable[[Any, Sequence[Value]], list[int]]"


class Telling(NamedTuple):
    """What a sentence may speak of: names and values as words, never ranks.

    `required`: the sentence is about what a level requires, not about what a rule asks.
    """

    about: str
    value: str
    names: Sequence[str]
    values: Sequence[str]
    param: Any
    rating: Callable[[int], str]
    required: bool = False
    best: str = ""


class Operation(NamedTuple):
    """One row: see the module. The last of `takes` and of `follows` holds for all further operands."""

    name: str
    takes: tuple[Type, ...]
    gives: Type
    follows: tuple[Direction, ...]
    meaning: Meaning
    ranges: Ranges
    decisive: Decisive
    says: Callable[[Telling], str]
    column: Callable[..., Any] | None
    solver: Callable[..., Any] | None
    prepare: Callable[[Any], Any] = lambda param: param


# -------------------------------------------------------------------------------- which decided


def _every_operand(_: Any, values: Sequence[Value]) -> list[int]:
    return [place for place, value in enumerate(values) if value != OUTSIDE]


def _like(wanted: int) -> Callable[[Sequence[Value]], list[int]]:
    def find(values: Sequence[Value]) -> list[int]:
        surely = [place for place, (low, high) in enumerate(values) if low == high == wanted]
        return surely or [place for place, (low, high) in enumerate(values) if low != high]

    return find


_known_no, _known_yes = _like(0), _like(1)


def _why_all(_: Any, values: Sequence[Value]) -> list[int]:
    """What failed, else what is open, else everything."""
    failed = [place for place, value in enumerate(values) if value in {NO, OUTSIDE}]
    return failed or [p for p, v in enumerate(values) if v[0] != v[1]] or list(range(len(values)))


def _why_every(_: Any, values: Sequence[Value]) -> list[int]:
    asked = [place for place, value in enumerate(values) if value != OUTSIDE]
    found = _known_no([values[place] for place in asked])
    return [asked[place] for place in found] or asked


def _why_any(_: Any, values: Sequence[Value]) -> list[int]:
    return _known_yes(values) or list(range(len(values)))


def _why_bound(_: Any, values: Sequence[Value]) -> list[int]:
    """A bound that surely does nothing leaves only what it would have bound."""
    return [0] if values[-1] in {NO, OUTSIDE} else list(range(len(values)))


def _why_choose(_: Any, values: Sequence[Value]) -> list[int]:
    return {YES: [1], NO: [2]}.get(values[0], [1, 2])


def _why_level(_: Any, values: Sequence[Value]) -> list[int]:
    """The highest level surely reached, and the first that is not."""
    reached = [place for place, value in enumerate(values) if value == YES]
    missed = [place for place, value in enumerate(values) if value != YES]
    above = [place for place in missed if not reached or place > reached[-1]]
    return reached[-1:] + above[:1]


# ------------------------------------------------------------------------ meaning on exact values


def _truth(answer: object) -> int:
    return 1 if answer else 0


def _compare(test: Callable[[Any, Any], bool]) -> Meaning:
    def mean(param: Any, values: Sequence[Point]) -> Point:
        return None if values[0] is None else _truth(test(values[0], param))

    return mean


def _pair(test: Callable[[Any, Any, Any], bool]) -> Meaning:
    def mean(param: Any, values: Sequence[Point]) -> Point:
        left, right = values
        return None if left is None or right is None else _truth(test(left, right, param))

    return mean


def _every(_: Any, values: Sequence[Point]) -> Point:
    asked = [value for value in values if value is not None]
    return _truth(all(asked) and (bool(asked) or not values))


def _bounded(limit: Callable[[Any, Sequence[Any]], int]) -> Meaning:
    def mean(param: Any, values: Sequence[Point]) -> Point:
        if values[0] is None or not values[-1]:
            return values[0]
        return limit(param, values)

    return mean


def _keep(_: Any, values: Sequence[Any]) -> int:
    return int(values[0]) if values[1] is None else int(min(values[0], values[1]))


def _present(param: Any, values: Sequence[Point]) -> tuple[list[int], list[Fraction]]:
    """The applicable members' ranks and their weights."""
    weights = param["weights"] or [1] * len(values)
    pairs = [(int(v), w) for v, w in zip(values, weights, strict=True) if v is not None]
    return [rank for rank, _ in pairs], [weight for _, weight in pairs]


def _mean(param: Any, values: Sequence[Point]) -> Point:
    ranks, weights = _present(param, values)
    return aggregation.weighted_mean([param["codes"][rank] for rank in ranks], weights) if ranks else None


def _median(param: Any, values: Sequence[Point]) -> Point:
    ranks, _ = _present(param, values)
    return aggregation.median([param["codes"][rank] for rank in ranks]) if ranks else None


def _of_present(pick: Callable[[Any, list[int]], int]) -> Meaning:
    def mean(param: Any, values: Sequence[Point]) -> Point:
        ranks = [int(value) for value in values if value is not None]
        return pick(param, ranks) if ranks else None

    return mean


def _nearest(param: Any, values: Sequence[Point]) -> Point:
    number = values[0]
    return None if number is None else aggregation.nearest(number, param["codes"], param["rounding"])


def _band(param: Any, values: Sequence[Point]) -> Point:
    return None if values[0] is None else aggregation.band(values[0], param["ends"])


def _join(param: Any, values: Sequence[Point]) -> Point:
    """Instances become one rating."""
    kind = param["kind"]
    if kind in {"mean", "median"}:
        number = (_mean if kind == "mean" else _median)(param, values)
        return _band(param, [number]) if param["ends"] else _nearest(param, [number])
    ranks = [int(value) for value in values if value is not None]
    if not ranks:
        return None
    if kind == "at least":
        return aggregation.kth_highest(ranks, param["count"])
    return min(ranks) if kind == "lowest" else max(ranks)


def _first_stop(param: Any, values: Sequence[Point]) -> int:
    level = int(param[0])
    for order, reached in zip(param[1:], values, strict=True):
        if not reached:
            break
        level = int(order)
    return level


def _highest_level(param: Any, values: Sequence[Point]) -> int:
    reached = [int(order) for order, yes in zip(param[1:], values, strict=True) if yes]
    return max(reached, default=int(param[0]))


# ------------------------------------------------------------------------------ meaning on ranges


def by_ends(meaning: Meaning, follows: Sequence[Direction]) -> Ranges:
    """Ranges from the meaning at both ends, for operations that follow each operand in one direction.

    An operand that can be followed either way must be known or take both truths; both are tried then.
    """

    def ranges(param: Any, values: Values, args: Args) -> Value:
        lows: list[list[Point]] = [[]]
        highs: list[list[Point]] = [[]]
        for place, arg in enumerate(args):
            low, high = values[arg]
            direction = follows[min(place, len(follows) - 1)]
            if direction == "either" and low != high:
                lows = [[*ends, point] for ends in lows for point in (low, high)]
                highs = [[*ends, point] for ends in highs for point in (low, high)]
                continue
            if direction == "falls":
                low, high = high, low
            for ends in lows:
                ends.append(low)
            for ends in highs:
                ends.append(high)
        found = [meaning(param, ends) for ends in lows], [meaning(param, ends) for ends in highs]
        if None in found[0] or None in found[1]:
            return OUTSIDE
        return (min(found[0]), max(found[1]))  # type: ignore[type-var] # None was excluded

    return ranges


def _at_least(rank: int, values: Values, args: Args) -> Value:
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    return (1 if low >= rank else 0, 1 if high >= rank else 0)


def _at_most(rank: int, values: Values, args: Args) -> Value:
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    return (1 if high <= rank else 0, 1 if low <= rank else 0)


def _one_of(ranks: Sequence[int], values: Values, args: Args) -> Value:
    low, high = values[args[0]]
    if low is None or high is None:
        return OUTSIDE
    inside = [rank in ranks for rank in range(int(low), int(high) + 1)]
    return (1 if all(inside) else 0, 1 if any(inside) else 0)


def _applies(_: Any, values: Values, args: Args) -> Value:
    return NO if values[args[0]] == OUTSIDE else YES


def _close(steps: int, values: Values, args: Args) -> Value:
    (low, high), (other_low, other_high) = values[args[0]], values[args[1]]
    if low is None or high is None or other_low is None or other_high is None:
        return OUTSIDE
    farthest = max(high - other_low, other_high - low)
    closest = max(low - other_high, other_low - high, 0)
    return (1 if farthest <= steps else 0, 1 if closest <= steps else 0)


def _not(_: Any, values: Values, args: Args) -> Value:
    low, high = values[args[0]]
    return (0 if high else 1, 0 if low else 1)


def _all(_: Any, values: Values, args: Args) -> Value:
    sure = 1
    for arg in args:
        low, high = values[arg]
        if not high:
            return NO
        if not low:
            sure = 0
    return (sure, 1)


def _any(_: Any, values: Values, args: Args) -> Value:
    possible = 0
    for arg in args:
        low, high = values[arg]
        if low:
            return YES
        if high:
            possible = 1
    return (0, possible)


def _every_range(_: Any, values: Values, args: Args) -> Value:
    sure, asked = 1, not args
    for arg in args:
        low, high = values[arg]
        if high is None:
            continue
        if not high:
            return NO
        asked = True
        if not low:
            sure = 0
    return (sure, 1) if asked else NO


def _at_least_k(k: int, values: Values, args: Args) -> Value:
    lows = highs = 0
    for arg in args:
        low, high = values[arg]
        lows += 1 if low else 0
        highs += 1 if high else 0
    return (1 if lows >= k else 0, 1 if highs >= k else 0)


def _highest_range(param: Any, values: Values, args: Args) -> Value:
    low = high = param[0]
    for order, arg in zip(param[1:], args, strict=True):
        surely, possibly = values[arg]
        if surely and order > low:
            low = order
        if possibly and order > high:
            high = order
    return (low, high)


def _choose(_: Any, values: Values, args: Args) -> Value:
    chosen, first, second = (values[arg] for arg in args)
    if chosen[0]:
        return first
    if not chosen[1]:
        return second
    ends = [end for end in (*first, *second) if end is not None]
    return (min(ends), max(ends)) if ends else OUTSIDE


# ------------------------------------------------------------------------------------- sentences


_AT_LEAST = "at least {}"


def _compared(words: str) -> Callable[[Telling], str]:
    def says(t: Telling) -> str:
        rating = t.rating(t.param)
        return _held_against(t, rating if rating == t.best and words == _AT_LEAST else words.format(rating))

    return says


def _held_against(t: Telling, bound: str) -> str:
    return (
        f"{t.names[0]} is {t.values[0]}; {bound} is required."
        if t.required
        else f"{t.names[0]} is {t.values[0]} ({bound})."
    )


def _says_one_of(t: Telling) -> str:
    return _held_against(t, " or ".join(t.rating(rank) for rank in t.param) or "no rating")


def _says_count(t: Telling) -> str:
    reached = sum(value == "yes" for value in t.values)
    return f"{reached} of {len(t.values)} hold; at least {t.param} must."


def _says_of(words: str) -> Callable[[Telling], str]:
    def says(t: Telling) -> str:
        return f"{words.format(n=len(t.values))}{_counting(t)} is {t.value}."

    return says


def _counting(t: Telling) -> str:
    """Which number stands for which rating, where numbers are averaged."""
    codes = t.param["codes"] if isinstance(t.param, dict) else ()
    pairs = [f"{t.rating(rank)} as {code}" for rank, code in enumerate(codes)]
    return f", counting {', '.join(pairs)}," if pairs else ""


def _says_level(t: Telling) -> str:
    return f"{t.about} is at level {t.value}."


def _says_bound(words: str) -> Callable[[Telling], str]:
    def says(t: Telling) -> str:
        limit = t.rating(t.param) if isinstance(t.param, int) else t.names[1]
        return f"{t.about} is {t.value}: {words.format(limit)}."

    return says


# ----------------------------------------------------------------------------------- the table


def _exact(param: Any) -> Any:
    """Numbers of a stored plan are text such as ``"65/2"``; here they become exact again."""
    out = dict(param)
    for key in ("codes", "weights", "ends", "criteria"):
        if out.get(key) is not None:
            numbers = [Fraction(number) for number in out[key]]
            out[key] = [int(n) if n.denominator == 1 else n for n in numbers]
    return out


_TRUTHS: tuple[Type, ...] = ("truth",)
_RATINGS: tuple[Type, ...] = ("rating",)
_UP: tuple[Direction, ...] = ("rises",)
_DOWN: tuple[Direction, ...] = ("falls",)
_FREE: tuple[Direction, ...] = ("either",)
_CAP: tuple[Direction, ...] = ("rises", "falls")
_KEEP: tuple[Direction, ...] = ("rises", "rises", "falls")

_at_least_means = _compare(lambda value, rank: value >= rank)
_at_most_means = _compare(lambda value, rank: value <= rank)
_one_of_means = _compare(lambda value, ranks: value in ranks)
_not_above_means = _pair(lambda left, right, _: left <= right)
_close_means = _pair(lambda left, right, steps: abs(left - right) <= steps)
_cap_means = _bounded(lambda rank, values: min(values[0], rank))
_fix_means = _bounded(lambda rank, _: rank)
_keep_means = _bounded(_keep)
_lowest_means = _of_present(lambda _, ranks: min(ranks))
_highest_means = _of_present(lambda _, ranks: max(ranks))
_kth_means = _of_present(lambda param, ranks: aggregation.kth_highest(ranks, param["count"]))


def _holds_any(_: Any, values: Sequence[Point]) -> int:
    return _truth(any(values))


def _holds_all(_: Any, values: Sequence[Point]) -> int:
    return _truth(all(values))


def _row(  # noqa: PLR0913, PLR0917 - a row of a table has its columns
    name: str,
    takes: tuple[Type, ...],
    gives: Type,
    follows: tuple[Direction, ...],
    meaning: Meaning,
    ranges: Ranges | None,
    decisive: Decisive,
    says: Callable[[Telling], str],
    prepare: Callable[[Any], Any] = lambda param: param,
) -> Operation:
    return Operation(
        name,
        takes,
        gives,
        follows,
        meaning,
        ranges or by_ends(meaning, follows),
        decisive,
        says,
        column=None,
        solver=None,
        prepare=prepare,
    )


_ROWS = (
    # comparisons of a rating
    _row(
        "at-least",
        _RATINGS,
        "truth",
        _UP,
        _at_least_means,
        _at_least,
        _every_operand,
        _compared(_AT_LEAST),
    ),
    _row(
        "at-most", _RATINGS, "truth", _DOWN, _at_most_means, _at_most, _every_operand, _compared("at most {}")
    ),
    _row("one-of", _RATINGS, "truth", _FREE, _one_of_means, _one_of, _every_operand, _says_one_of),
    _row(
        "applies",
        _RATINGS,
        "truth",
        _FREE,
        lambda _, v: _truth(v[0] is not None),
        _applies,
        lambda _, __: [0],
        lambda t: f"{t.names[0]} {'applies' if t.value == 'yes' else 'does not apply'}.",
    ),
    _row(
        "not-above",
        ("rating", "rating"),
        "truth",
        ("falls", "rises"),
        _not_above_means,
        None,
        _every_operand,
        lambda t: (
            f"{t.names[0]} is {t.values[0]}; at most {t.names[1]}, which is {t.values[1]}, is required."
        ),
    ),
    _row(
        "close",
        ("rating", "rating"),
        "truth",
        _FREE,
        _close_means,
        _close,
        _every_operand,
        lambda t: (
            f"{t.names[0]} is {t.values[0]} and {t.names[1]} is {t.values[1]}; they may be {t.param} apart."
        ),
    ),
    # truths
    _row(
        "not",
        _TRUTHS,
        "truth",
        _DOWN,
        lambda _, v: _truth(not v[0]),
        _not,
        lambda _, __: [0],
        lambda t: "It is not so that:" if t.value == "yes" else "It is so that:",
    ),
    _row(
        "all",
        _TRUTHS,
        "truth",
        _UP,
        _holds_all,
        _all,
        _why_all,
        lambda t: {"yes": "All of these hold.", "no": "Not all of these hold."}.get(
            t.value, "Not all of these are known yet."
        ),
    ),
    _row(
        "any",
        _TRUTHS,
        "truth",
        _UP,
        _holds_any,
        _any,
        _why_any,
        lambda t: {"yes": "One of these holds.", "no": "None of these holds."}.get(
            t.value, "None of these is known to hold yet."
        ),
    ),
    _row(
        "every",
        _TRUTHS,
        "truth",
        _UP,
        _every,
        _every_range,
        _why_every,
        lambda t: {"yes": "Each of these holds.", "no": "Not each of these holds."}.get(
            t.value, "Not each of these is known yet."
        ),
    ),
    _row(
        "at-least-k",
        _TRUTHS,
        "truth",
        _UP,
        lambda k, v: _truth(sum(map(bool, v)) >= k),
        _at_least_k,
        lambda _, v: list(range(len(v))),
        _says_count,
    ),
    # several ratings become one
    _row(
        "mean",
        _RATINGS,
        "number",
        _UP,
        _mean,
        None,
        _every_operand,
        _says_of("The mean of the {n} ratings"),
        _exact,
    ),
    _row(
        "median",
        _RATINGS,
        "number",
        _UP,
        _median,
        None,
        _every_operand,
        _says_of("The median of the {n} ratings"),
        _exact,
    ),
    _row(
        "lowest",
        _RATINGS,
        "rating",
        _UP,
        _lowest_means,
        None,
        _every_operand,
        _says_of("The lowest of the {n} ratings"),
    ),
    _row(
        "highest",
        _RATINGS,
        "rating",
        _UP,
        _highest_means,
        None,
        _every_operand,
        _says_of("The highest of the {n} ratings"),
    ),
    _row(
        "kth-highest",
        _RATINGS,
        "rating",
        _UP,
        _kth_means,
        None,
        _every_operand,
        lambda t: f"At least {t.param['count']} of the {len(t.values)} ratings reach {t.value}.",
    ),
    _row(
        "nearest",
        ("number",),
        "rating",
        _UP,
        _nearest,
        None,
        _every_operand,
        lambda t: f"The nearest rating, with exactly half going {t.param['rounding']}, is {t.value}.",
        _exact,
    ),
    _row(
        "band",
        ("number",),
        "rating",
        _UP,
        _band,
        None,
        _every_operand,
        lambda t: f"This lies in the band of {t.value}.",
        _exact,
    ),
    _row(
        "collapse",
        _RATINGS,
        "rating",
        _UP,
        lambda ranks, v: None if v[0] is None else ranks[v[0]],
        None,
        _every_operand,
        lambda t: f"{t.values[0]} counts as {t.value}.",
    ),
    _row(
        "join",
        _RATINGS,
        "rating",
        _UP,
        _join,
        None,
        _every_operand,
        lambda t: f"{t.about} is {t.value}, joined from its instances.",
        _exact,
    ),
    # rules that bound a rating
    _row("cap", ("rating", "truth"), "rating", _CAP, _cap_means, None, _why_bound, _says_bound("at most {}")),
    _row(
        "fix",
        ("rating", "truth"),
        "rating",
        ("rises", "either"),
        _fix_means,
        None,
        _why_bound,
        _says_bound("fixed at {}"),
    ),
    _row(
        "keep",
        ("rating", "rating", "truth"),
        "rating",
        _KEEP,
        _keep_means,
        None,
        _why_bound,
        _says_bound("not above {}"),
    ),
    _row(
        "choose",
        ("truth", "rating", "rating"),
        "rating",
        ("either", "rises", "rises"),
        lambda _, v: v[1] if v[0] else v[2],
        _choose,
        _why_choose,
        lambda t: f"{t.about} is {t.value}.",
    ),
    # levels
    _row("level", _TRUTHS, "level", _UP, _highest_level, _highest_range, _why_level, _says_level),
    _row("first-stop", _TRUTHS, "level", _UP, _first_stop, None, _why_level, _says_level),
)

OPERATIONS: dict[str, Operation] = {row.name: row for row in _ROWS}
"""Every operation by its name. Inputs are no operation: what they take is said in `plan.plan`."""
