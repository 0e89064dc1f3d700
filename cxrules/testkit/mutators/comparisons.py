"""Comparisons: the bound and its neighbour, the rating one step aside, the recorded cause left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.syntax import tree
from cxrules.testkit.mutators.change import Change, counted, steps, without
from cxrules.testkit.mutators.expressions import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model

NEXT = {"at least": "above", "above": "at least", "at most": "below", "below": "at most"}
_LOOSER = {"is": ("at least", "at most"), "is not": ("is",)}
_STRICTER = {"at least": 1, "below": 1, "at most": -1, "above": -1}


def bounds(compare: tree.Compare, _: Model) -> Iterator[Change]:
    """`at least` for `above` and the like; `at least` and `at most` for `is`, and `is` for `is not`."""
    for word in (*([NEXT[compare.word]] if compare.word in NEXT else ()), *_LOOSER.get(compare.word, ())):
        yield Change("bound", replace(compare, word=word))


def ratings(compare: tree.Compare, model: Model) -> Iterator[Change]:
    """The rating one step up or down; the step that the neighbouring bound makes already is left out."""
    for place, value in enumerate(compare.ratings):
        if not isinstance(value, tree.RatingValue) or compare.word == "is not":
            continue
        skipped = _stepped(value, _STRICTER.get(compare.word, 0), model)
        for near in steps(value, model):
            if near.name.text == skipped or near in compare.ratings:
                continue
            changed = [*compare.ratings[:place], near, *compare.ratings[place + 1 :]]
            yield Change("rating", replace(compare, ratings=changed))


def _stepped(value: tree.RatingValue, by: int, model: Model) -> str:
    rank = model.ratings.index(value.name.text) + by if value.name.text in model.ratings else -1
    return model.ratings[rank] if by and 0 <= rank < len(model.ratings) else ""


def thresholds(compare: tree.Compare, model: Model) -> Iterator[Change]:
    """A written number one less and one more in its last digit."""
    for place, value in enumerate(compare.ratings):
        leaf = value.name if isinstance(value, tree.RatingValue) and not value.parameter else None
        for near in numbers(leaf) if leaf is not None and not model.beside(leaf.text) else ():
            changed = list(compare.ratings)
            changed[place] = tree.RatingValue(near, parameter=False)
            yield Change("number", replace(compare, ratings=changed))


def choices(compare: tree.Compare, _: Model) -> Iterator[Change]:
    """`is one of` without one of them."""
    if compare.word == "one of" and len(compare.ratings) > 1:
        for place in range(len(compare.ratings)):
            yield Change("rating", replace(compare, ratings=without(compare.ratings, place)))


def causes(compare: tree.Compare, _: Model) -> Iterator[Change]:
    """Without the recorded causes, and of several without each."""
    if compare.causes:
        yield Change("cause", replace(compare, causes=[]))
    if len(compare.causes) > 1:
        for place in range(len(compare.causes)):
            yield Change("cause", replace(compare, causes=without(compare.causes, place)))


def distances(differs: tree.Differs, _: Model) -> Iterator[Change]:
    """One step more or less apart."""
    if differs.steps is None:
        yield Change("count", replace(differs, steps=tree.Leaf("1")))
    else:
        for near in counted(differs.steps):
            yield Change("count", replace(differs, steps=None if near.text == "0" else near))
