"""Small models whose levels follow from values, each part drawn together with what it means.

What is drawn is text for the program and a function for the tests, made side by side: the function is the
plain meaning over exact ratings, and knows nothing of plans or ranges. None stands for what does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from hypothesis import strategies as st

CODES = (Fraction(0), Fraction(1), Fraction(3, 2), Fraction(4))
RATINGS = ("none", "some", "most", "full")
Ratings: TypeAlias = Mapping[str, "int | None"]
Number: TypeAlias = Callable[[Ratings], "Fraction | None"]
Truth: TypeAlias = Callable[[Ratings], bool]


class Drawn(NamedTuple):
    """A piece of text and its meaning."""

    text: str
    means: Number


class Said(NamedTuple):
    """A condition and its meaning."""

    text: str
    means: Truth


class ValueModel(NamedTuple):
    """A model as text, its criteria, and what each of its values means."""

    text: str
    criteria: tuple[str, ...]
    values: Mapping[str, Number]
    levels: Callable[[Ratings], int]


def _applying(ratings: Ratings, names: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(name, rank) for name in names if (rank := ratings[name]) is not None]


_PREDICATES: list[tuple[str, Callable[[int], bool]]] = [
    ("is at least most", lambda rank: rank >= 2),
    ("is at most some", lambda rank: rank <= 1),
    ("is full", lambda rank: rank == 3),
    ("is not none", lambda rank: rank != 0),
    ("is one of none, most", lambda rank: rank in {0, 2}),
]


@st.composite
def _members(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Which criteria an aggregate is over: all, those of a tag, those with few points, all but one."""
    which = draw(st.sampled_from(("all", "tagged", "with", "except")))
    if which == "all" or len(names) == 1:
        return "every criterion", names
    if which == "tagged":
        return "every criterion tagged odd", names[::2]
    if which == "with":
        return "every criterion with points at least 2", names[1:]
    return f"every criterion except {names[0].partition('.')[2]}", names[1:]


@st.composite
def _aggregates(draw: st.DrawFn, names: tuple[str, ...]) -> Drawn:
    """An aggregate of encoded ratings, with what it does about members that do not apply."""
    words, members = draw(_members(names))
    policy = draw(st.sampled_from(("", " (not applicable counts 1)", " (none left counts 2)")))
    word = draw(st.sampled_from(("sum", "mean", "median", "lowest", "highest", "weighted mean")))

    def means(ratings: Ratings) -> Fraction | None:
        pairs = []
        for name in members:
            rank = ratings[name]
            weight = Fraction(names.index(name) + 1)
            if rank is not None:
                pairs.append((CODES[rank], weight))
            elif "counts 1" in policy:
                pairs.append((Fraction(1), weight))
        if not pairs:
            return Fraction(2) if "none left" in policy else None
        return _fold(word, pairs)

    return Drawn(f"({word} of it over {words}{policy})", means)


def _fold(word: str, pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    numbers = sorted(number for number, _ in pairs)
    if word == "sum":
        return sum(numbers, Fraction(0))
    if word == "mean":
        return sum(numbers, Fraction(0)) / len(numbers)
    if word == "weighted mean":
        total = sum((weight for _, weight in pairs), Fraction(0))
        return sum((number * weight for number, weight in pairs), Fraction(0)) / total
    if word == "median":
        middle = len(numbers) // 2
        return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2
    return numbers[0] if word == "lowest" else numbers[-1]


@st.composite
def _counts(draw: st.DrawFn, names: tuple[str, ...]) -> Drawn:
    words, members = draw(_members(names))
    said, fits = draw(st.sampled_from(_PREDICATES))

    def means(ratings: Ratings) -> Fraction:
        return Fraction(sum(fits(rank) for _, rank in _applying(ratings, members)))

    return Drawn(f"(count of {words} that {said})", means)


@st.composite
def shares(draw: st.DrawFn, names: tuple[str, ...]) -> Drawn:
    """A share in percent of the criteria that apply."""
    words, members = draw(_members(names))
    said, fits = draw(st.sampled_from(_PREDICATES))

    def means(ratings: Ratings) -> Fraction | None:
        asked = _applying(ratings, members)
        if not asked:
            return None
        return Fraction(100 * sum(fits(rank) for _, rank in asked), len(asked))

    return Drawn(f"(share of {words} that {said})", means)


def _both(word: str, left: Drawn, right: Drawn) -> Drawn:
    def means(ratings: Ratings) -> Fraction | None:
        one, other = left.means(ratings), right.means(ratings)
        if one is None or other is None:
            return None
        return {"plus": one + other, "minus": one - other, "times": one * other}[word]

    return Drawn(f"({left.text} {word} {right.text})", means)


def _constant(number: int) -> Drawn:
    return Drawn(str(number), lambda _: Fraction(number))


def _rating(name: str) -> Drawn:
    def means(ratings: Ratings) -> Fraction | None:
        rank = ratings[name]
        return None if rank is None else CODES[rank]

    return Drawn(name, means)


@st.composite
def _chosen(draw: st.DrawFn, numbers: st.SearchStrategy[Drawn], names: tuple[str, ...]) -> Drawn:
    when, then, otherwise = draw(conditions(names)), draw(numbers), draw(numbers)

    def means(ratings: Ratings) -> Fraction | None:
        return then.means(ratings) if when.means(ratings) else otherwise.means(ratings)

    return Drawn(f"(if {when.text} then {then.text} otherwise {otherwise.text})", means)


def numbers_of(names: tuple[str, ...]) -> st.SearchStrategy[Drawn]:
    """Expressions over the criteria of a capability."""
    leaves = st.one_of(
        st.builds(_constant, st.integers(0, 4)),
        st.builds(_rating, st.sampled_from(names)),
        _aggregates(names),
        _counts(names),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(_both, st.sampled_from(("plus", "minus", "times")), inner, inner),
            _chosen(inner, names),
        ),
        max_leaves=4,
    )


@st.composite
def _compared(draw: st.DrawFn, names: tuple[str, ...]) -> Said:
    left = draw(st.one_of(_aggregates(names), _counts(names)))
    bound, word = draw(st.integers(0, 5)), draw(st.sampled_from(("at least", "at most", "below", "above")))

    def means(ratings: Ratings) -> bool:
        number = left.means(ratings)
        if number is None:
            return False
        tests = {
            "at least": number >= bound,
            "at most": number <= bound,
            "below": number < bound,
            "above": number > bound,
        }
        return tests[word]

    return Said(f"{left.text} {word} {bound}", means)


@st.composite
def _shared(draw: st.DrawFn, names: tuple[str, ...]) -> Said:
    share, percent = draw(shares(names)), draw(st.sampled_from((0, 33, 50, 75, 100)))

    def means(ratings: Ratings) -> bool:
        found = share.means(ratings)
        return found is not None and found >= percent

    return Said(f"{share.text} at least {percent}%", means)


@st.composite
def _quantified(draw: st.DrawFn, names: tuple[str, ...]) -> Said:
    words, members = draw(_members(names))
    said, fits = draw(st.sampled_from(_PREDICATES))
    every = draw(st.booleans())

    def means(ratings: Ratings) -> bool:
        found = [fits(rank) for _, rank in _applying(ratings, members)]
        return (bool(found) and all(found)) if every else any(found)

    text = words if every else words.replace("every", "some", 1)
    return Said(f"{text} {said}", means)


def _joined(word: str, left: Said, right: Said) -> Said:
    def means(ratings: Ratings) -> bool:
        one, other = left.means(ratings), right.means(ratings)
        return (one and other) if word == "and" else (one or other)

    return Said(f"({left.text} {word} {right.text})", means)


def _negated(inner: Said) -> Said:
    return Said(f"not ({inner.text})", lambda ratings: not inner.means(ratings))


def conditions(names: tuple[str, ...]) -> st.SearchStrategy[Said]:
    """Conditions over the criteria of a capability."""
    leaves = st.one_of(_compared(names), _shared(names), _quantified(names))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(_joined, st.sampled_from(("and", "or")), inner, inner), st.builds(_negated, inner)
        ),
        max_leaves=3,
    )


_MODES: dict[str, Callable[[Fraction], int]] = {
    "half up": lambda number: (2 * number + 1).__floor__() // 2,
    "up": lambda number: number.__ceil__(),
    "down": lambda number: number.__floor__(),
    "half even": round,
}


@st.composite
def _rounded(draw: st.DrawFn, number: Drawn) -> Drawn:
    mode, step = draw(st.sampled_from(list(_MODES))), draw(st.sampled_from(("1", "0.5", "0.01")))

    def means(ratings: Ratings) -> Fraction | None:
        found = number.means(ratings)
        return None if found is None else _MODES[mode](found / Fraction(step)) * Fraction(step)

    return Drawn(f"{number.text} rounded {mode} to {step}", means)


@st.composite
def value_models(draw: st.DrawFn) -> ValueModel:
    """A model of one capability with numbers, a share, a truth, a decision, and levels that rest on them."""
    count = draw(st.integers(1, 4))
    names = tuple(f"A.c{place}" for place in range(count))
    score, rounded = draw(numbers_of(names)), draw(numbers_of(names).flatmap(_rounded))
    share, holds = draw(shares(names)), draw(conditions(names))
    rows = draw(st.lists(st.tuples(conditions(names), st.sampled_from(RATINGS)), min_size=1, max_size=3))
    limits = draw(st.lists(st.integers(0, 6), min_size=2, max_size=2))
    needs = draw(conditions(names))

    def decided(ratings: Ratings) -> Fraction | None:
        found = next((outcome for said, outcome in rows if said.means(ratings)), "none")
        return Fraction(RATINGS.index(found))

    def levels(ratings: Ratings) -> int:
        number = score.means(ratings)
        if number is None or number < limits[0] or not needs.means(ratings):
            return 0
        return 2 if holds.means(ratings) and (decided(ratings) or 0) >= 2 else 1

    criteria = "\n".join(
        f'  criterion c{place} "C" {"tagged odd " if place % 2 == 0 else ""}'
        f"weight {place + 1} with points {place + 1}"
        for place in range(count)
    )
    table = "\n".join(f"  when {said.text} -> {outcome}" for said, outcome in rows)
    text = f"""model drawn version 1.0.0
scale answer {{ none value 0  some value 1  most value 1.5  full value 4 }}
tag odd "Odd"
property points of criterion : number
capability A "A" {{
{criteria}
}}
value score of capability = {score.text}
value rounded-score of capability = {rounded.text}
value part of capability = {share.text}
value holds of capability = {holds.text}
decide colour of capability first fit {{
{table}
  otherwise -> none
}}
levels cumulative from 0 {{
  0 "None"
  1 "One" requires score at least {limits[0]} and {needs.text}
  2 "Two" requires holds is yes and colour at least most
}}
"""
    values: dict[str, Number] = {
        "score": score.means,
        "rounded-score": rounded.means,
        "part": share.means,
        "holds": lambda ratings: Fraction(holds.means(ratings)),
        "colour": decided,
    }
    return ValueModel(text, names, values, levels)


@st.composite
def rated(draw: st.DrawFn, model: ValueModel) -> dict[str, int | None]:
    """A rank for each criterion; None: it does not apply."""
    ranks = st.one_of(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.none())
    return {name: draw(ranks) for name in model.criteria}
