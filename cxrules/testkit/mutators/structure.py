"""Levels, attributes, prerequisites, scales and methods: what is required, rests on, and is joined."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cxrules.semantics.levels import words_of
from cxrules.syntax import tree
from cxrules.testkit.mutators.change import Change, counted, levels, moved, steps, without
from cxrules.testkit.mutators.expressions import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model

_KIND = {
    "mean": "median",
    "weighted mean": "mean",
    "median": "mean",
    "lowest": "highest",
    "highest": "lowest",
}
_ROUNDS = {"up": "down", "down": "up", "even": "up"}
_MODES = {"cumulative": "independent", "independent": "cumulative", "first stop": "independent"}


def requirements(level: tree.Level, _: Model) -> Iterator[Change]:
    """A level without what it requires."""
    if level.condition is not None:
        yield _dropped(replace(level, condition=None), level.condition)


def own_requirements(capability: tree.Capability, _: Model) -> Iterator[Change]:
    """A capability without one of its own requirements."""
    for place, part in enumerate(capability.parts):
        if isinstance(part, tree.Requirement):
            yield _dropped(replace(capability, parts=without(capability.parts, place)), part.condition)


def _dropped(new: object, condition: tree.Condition) -> Change:
    words = words_of(condition)
    return Change("requirement", new, f"requires {words}", f"without requires {words}")


def modes(found: tree.Levels | tree.Maturity, _: Model) -> Iterator[Change]:
    """Levels that do not build on each other, or do."""
    other = _MODES[found.mode]
    yield Change("levels", replace(found, mode=other), f"levels {found.mode}", f"levels {other}")


def attribute_levels(attribute: tree.Attribute, model: Model) -> Iterator[Change]:
    """An attribute at the level beside."""
    for near in levels(attribute.level, model):
        before, after = (f"{attribute.name.text} at level {leaf.text}" for leaf in (attribute.level, near))
        yield Change("level", replace(attribute, level=near), before, after)


def prerequisites(criterion: tree.Criterion, _: Model) -> Iterator[Change]:
    """A criterion without one of its prerequisites."""
    for place, part in enumerate(criterion.parts):
        if isinstance(part, tree.Prerequisite):
            names = ", ".join(_words(name) for name in part.names)
            said = f"prerequisite {names}"
            new = replace(criterion, parts=without(criterion.parts, place))
            yield Change("prerequisite", new, said, f"without {said}")


def prerequisite_names(part: tree.Prerequisite, model: Model) -> Iterator[Change]:
    """A prerequisite without one of several names, and with the rating one step aside."""
    for place, name in enumerate(part.names) if len(part.names) > 1 else ():
        said = f"prerequisite {_words(name)}"
        yield Change("prerequisite", replace(part, names=without(part.names, place)), said, f"without {said}")
    given = part.rating
    if given is None:
        return
    for near in steps(given, model):
        before, after = (f"at least {value.name.text}" for value in (given, near))
        yield Change("rating", replace(part, rating=near), before, after)


def _words(name: tree.Leaf | tree.NameRange) -> str:
    return f"{name.first.text} .. {name.last.text}" if isinstance(name, tree.NameRange) else name.text


def met(scale: tree.Scale, model: Model) -> Iterator[Change]:
    """What a prerequisite must reach where it does not say, one step aside."""
    if scale.met is None:
        return
    value = tree.RatingValue(scale.met, parameter=False)
    for near in steps(value, model):
        before, after = (f"met from {each.name.text}" for each in (value, near))
        yield Change("rating", replace(scale, met=near.name), before, after)


def bands(scale: tree.Scale, _: Model) -> Iterator[Change]:
    """The end of a band one percent down and up; the next band begins there."""
    for place, (each, following) in enumerate(pairwise(scale.values)):
        if not isinstance(each, tree.ScaleValue) or not isinstance(following, tree.ScaleValue):
            continue
        for near in numbers(each.high) if following.low is not None else ():
            moved_ends = [replace(each, high=near), replace(following, low=near)]
            new = replace(scale, values=[*scale.values[:place], *moved_ends, *scale.values[place + 2 :]])
            before, after = (f"{each.name.text} up to {leaf.text}" for leaf in (each.high or near, near))
            yield Change("band", new, before, after)


def aggregations(how: tree.Aggregation, _: Model) -> Iterator[Change]:
    """Another way to join ratings: another mean, the other rounding, one more or less, without percent."""
    if how.word in _KIND:
        yield Change("join", replace(how, word=_KIND[how.word]))
    if how.rounding is not None:
        yield Change("rounding", replace(how, rounding=_ROUNDS[how.rounding]))
    if how.percent:
        yield Change("join", replace(how, percent=False, rounding="up"))
    for near in counted(how.count, least=1) if how.count is not None else ():
        yield Change("count", replace(how, count=moved(how.count or near, near.text)))
