"""Rules: what they do, to what extent, and without their condition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.semantics.levels import words_of
from cxrules.syntax import tree
from cxrules.testkit.mutators.change import Change, counted, steps, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model

_SWAPPED = {"cap": "fix", "fix": "cap", "lower": "protect", "keep": "align", "align": "keep"}


def swapped(effect: tree.Effect, model: Model) -> Iterator[Change]:
    """Another effect on the same subjects: fix for cap, protect for lower, align for keep, and back."""
    other = _SWAPPED.get(effect.word)
    lowest = effect.rating is not None and effect.rating.name.text == model.ratings[0]
    if other is not None and not lowest:  # at most the lowest rating is that rating
        yield Change("effect", replace(effect, word=other, steps=None))
    if effect.word == "protect":
        yield Change("effect", replace(effect, word="lower", causes=[]))


def extent(effect: tree.Effect, model: Model) -> Iterator[Change]:
    """The rating of cap and fix one step aside, `lower` by a further step, `align` within one step more."""
    for near in steps(effect.rating, model) if effect.rating is not None else ():
        yield Change("rating", replace(effect, rating=near))
    if effect.word == "lower" and len(model.ratings) > 2:  # noqa: PLR2004 - there must be a further step
        further = tree.RatingValue(tree.Leaf(model.ratings[-3]), parameter=False)
        yield Change("rating", replace(effect, word="cap", rating=further))
    if effect.word == "align":
        yield from _within(effect)


def _within(effect: tree.Effect) -> Iterator[Change]:
    if effect.steps is None:
        yield Change("count", replace(effect, steps=tree.Leaf("1")))
        return
    for near in counted(effect.steps):
        yield Change("count", replace(effect, steps=None if near.text == "0" else near))


def causes(effect: tree.Effect, _: Model) -> Iterator[Change]:
    """Without each of the causes; `protect` also without all."""
    if effect.word == "protect" and effect.causes:
        yield Change("cause", replace(effect, causes=[]))
    if len(effect.causes) > 1:
        for place in range(len(effect.causes)):
            yield Change("cause", replace(effect, causes=without(effect.causes, place)))


def unconditional(rule: tree.Rule, _: Model) -> Iterator[Change]:
    """The rule without its condition."""
    if rule.condition is not None:
        words = words_of(rule.condition)
        yield Change("operand", replace(rule, condition=None), f"when {words}", "without when")
