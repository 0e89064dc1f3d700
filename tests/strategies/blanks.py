"""Small models that say what a blank counts as, each aggregate drawn with the result its owner would print.

`BLANK` stands for a criterion that is not rated; None, as elsewhere, for one that does not apply.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from hypothesis import strategies as st

from tests.strategies.values import CODES, RATINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BLANK: Final = -1
Marks: TypeAlias = "Mapping[str, int | None]"
"""A rank for each criterion, BLANK, or None."""


class Policied(NamedTuple):
    """A value as text; `means` is its stated result, None where there is none; `filled`: blanks count."""

    text: str
    means: Callable[[Marks], Fraction | None]
    filled: bool


class BlankModel(NamedTuple):
    """A model, its criteria, its values by name, and the rank that all blanks count as, if it says one."""

    text: str
    criteria: tuple[str, ...]
    values: Mapping[str, Policied]
    blank: int | None


_TESTS: list[tuple[str, Callable[[int], bool]]] = [
    ("is at least most", lambda rank: rank >= 2),
    ("is full", lambda rank: rank == 3),
    ("is not some", lambda rank: rank != 1),
]
_FOLDS: dict[str, Callable[[Sequence[Fraction], Sequence[int]], Fraction]] = {
    "sum": lambda numbers, _: sum(numbers, Fraction(0)),
    "mean": lambda numbers, _: sum(numbers, Fraction(0)) / len(numbers),
    "weighted mean": lambda numbers, weights: (
        sum((number * weight for number, weight in zip(numbers, weights, strict=True)), Fraction(0))
        / sum(weights)
    ),
    "lowest": lambda numbers, _: min(numbers),
    "highest": lambda numbers, _: max(numbers),
    "median": lambda numbers, _: _median(sorted(numbers)),
}


def _median(numbers: Sequence[Fraction]) -> Fraction:
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


class _Policy(NamedTuple):
    """What stands behind an aggregate, and what a blank and what does not apply count as; None: left out."""

    text: str
    blank: int | None = None
    na: int | None = None


_LEFT_OUT = _Policy(" (blank is left out)")
_OWN = [
    _Policy(" (blank counts 1)", 1),
    _Policy(" (blank counts 4)", 4),
    _LEFT_OUT,
    _Policy(" (blank counts 0, not applicable counts 1)", 0, 1),
]
_OF_TRUTHS = {
    "share": [_LEFT_OUT, _Policy(" (blank counts 100)", 1)],
    "count": [_LEFT_OUT, _Policy(" (blank counts 1)", 1)],
}
_HIGHEST = 4


def _counting(policy: _Policy, rank: int | None, number: Callable[[int], Fraction]) -> Fraction | None:
    """What one member counts as; None: it is left out."""
    if rank is None:
        return None if policy.na is None else Fraction(policy.na)
    if rank == BLANK:
        return None if policy.blank is None else Fraction(policy.blank)
    return number(rank)


@st.composite
def _policied(draw: st.DrawFn, names: tuple[str, ...], blank: int | None) -> Policied:
    """An aggregate with a policy of its own, or with none where the model has one."""
    word = draw(st.sampled_from((*_FOLDS, *_OF_TRUTHS)))
    said, fits = draw(st.sampled_from(_TESTS))
    factor = draw(st.sampled_from((1, 2)))
    ratings = [*_OWN, _Policy(""), _Policy("")] if blank is not None else _OWN
    policy = draw(st.sampled_from(_OF_TRUTHS.get(word, ratings)))

    def number(rank: int) -> Fraction:
        return Fraction(fits(rank)) if word in _OF_TRUTHS else CODES[rank] * factor

    def means(marks: Marks) -> Fraction | None:
        ranks = [blank if marks[name] == BLANK and blank is not None else marks[name] for name in names]
        counted = [_counting(policy, rank, number) for rank in ranks]
        pairs = [(each, weight) for weight, each in enumerate(counted, 1) if each is not None]
        numbers = [each for each, _ in pairs]
        if word == "count":
            return sum(numbers, Fraction(0))
        if not numbers:
            return None
        if word == "share":
            return 100 * sum(numbers, Fraction(0)) / len(numbers)
        return _FOLDS[word](numbers, [weight for _, weight in pairs])

    highest = 1 if word in _OF_TRUTHS else factor * _HIGHEST
    filled = blank is not None or (policy.blank is not None and policy.blank <= highest)
    if word in _OF_TRUTHS:
        return Policied(f"{word} of every criterion that {said}{policy.text}", means, filled)
    what = "double" if factor == 2 else "it"
    return Policied(f"{word} of {what} over every criterion{policy.text}", means, filled)


@st.composite
def blank_models(draw: st.DrawFn) -> BlankModel:
    """A model of one capability with two aggregates, and a level that asks for the first."""
    count = draw(st.integers(1, 4))
    names = tuple(f"A.c{place}" for place in range(count))
    blank = draw(st.one_of(st.none(), st.integers(0, 3)))
    first, second = draw(_policied(names, blank)), draw(_policied(names, blank))
    policy = "" if blank is None else f"blank ratings count {RATINGS[blank]}\n"
    criteria = "\n".join(f'  criterion c{place} "C" weight {place + 1}' for place in range(count))
    text = f"""model drawn version 1.0.0
scale answer {{ none value 0  some value 1  most value 1.5  full value 4 }}
{policy}capability A "A" {{
{criteria}
}}
value double of criterion = it times 2
value first of capability = {first.text}
value second of capability = {second.text}
levels cumulative from 0 {{
  0 "None"
  1 "One" requires every criterion is at least some
}}
"""
    return BlankModel(text, names, {"first": first, "second": second}, blank)


@st.composite
def marks(draw: st.DrawFn, model: BlankModel) -> dict[str, int | None]:
    """A mark for each criterion."""
    return {name: draw(st.sampled_from((0, 1, 2, 3, BLANK, BLANK, None))) for name in model.criteria}
