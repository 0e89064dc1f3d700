"""What a mutator makes of a node, and what it may know of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from cxrules.syntax import tree


class Change(NamedTuple):
    """A node in place of another: which kind of change, and in words what stood there and what stands now.

    Without words it is told by the nearest condition, effect or line around it that can be written out.
    """

    kind: str
    new: Any
    before: str = ""
    after: str = ""


class Model(NamedTuple):
    """The ratings of the scale, lowest first, the levels, rising, and the ratings of further scales."""

    ratings: Sequence[str]
    levels: Sequence[int]
    others: Sequence[Sequence[str]] = ()

    def beside(self, rating: str) -> list[str]:
        """The ratings one step below and above, where there are any."""
        scale = next((scale for scale in (self.ratings, *self.others) if rating in scale), [])
        rank = scale.index(rating) if scale else 0
        return [scale[near] for near in (rank - 1, rank + 1) if 0 <= near < len(scale)]


Mutator: TypeAlias = Callable[[Any, Model], Iterator[Change]]


def steps(value: tree.RatingValue, model: Model) -> Iterator[tree.RatingValue]:
    """A rating one step lower and one step higher, where there is one."""
    for near in () if value.parameter else model.beside(value.name.text):
        yield tree.RatingValue(moved(value.name, near), parameter=False)


def moved(leaf: tree.Leaf, text: str) -> tree.Leaf:
    """Another word in the place of a leaf."""
    return tree.Leaf(text, leaf.start, leaf.end)


def counted(leaf: tree.Leaf, least: int = 0) -> Iterator[tree.Leaf]:
    """A whole number one less and one more."""
    if leaf.text.isdecimal():
        for near in (int(leaf.text) - 1, int(leaf.text) + 1):
            if near >= least:
                yield moved(leaf, str(near))


def levels(leaf: tree.Leaf | None, model: Model) -> Iterator[tree.Leaf]:
    """The levels beside one that is written as a number."""
    for near in counted(leaf) if leaf is not None else ():
        if int(near.text) in model.levels:
            yield near


def without(parts: Sequence[Any], place: int) -> list[Any]:
    """All parts but one."""
    return [*parts[:place], *parts[place + 1 :]]
