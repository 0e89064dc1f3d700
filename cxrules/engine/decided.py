"""How a decision is told: the row that decides, in the model's own words, and what that row rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.words import NOT_RATED
from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.plan.plan import Cite
from cxrules.plan.values import NO, OUTSIDE, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.because import Because, Story

_GATHERS = {"all", "any", "every"}
_JUDGED = {"judged", "finding"}
_MANY = 8
"""So many reasons why the last row does not hold are too many to tell."""


class Decided(NamedTuple):
    """The sentence about what is decided, without its name; where the row is written, and its reasons."""

    sentence: str
    parts: tuple[object, ...]
    source: Cite | None
    children: tuple[Because, ...]
    say: Speech = ENGLISH

    def told(self, name: str) -> str:
        """The sentence, about what has this name."""
        return self.say(self.sentence, name, *self.parts)


def is_decision(story: Story, node: int) -> bool:
    """Whether a node is a decision that stands in the model's text."""
    op, _, param, _ = story.plan.nodes[node]
    return op == "decide" and bool(param)


def decided(story: Story, node: int, instance: int, *, conditions: bool = True) -> Decided:
    """Why a decision came out as it did; without `conditions` only the judgement it left is told."""
    _, args, param, _ = story.plan.nodes[node]
    rows = [Cite(*row) for row in param["rows"]]
    words, say = (
        story.words.shown(node, story.words.value(node, story.evaluation.value(node, instance))),
        story.say,
    )
    ends = list(range(0, len(args) - 1, 2))
    place = next((at for at in ends if story.evaluation.value(args[at], instance) not in {NO, OUTSIDE}), None)
    if place is None:
        return _by_no_row(story, args, rows, words, instance)
    row, condition = rows[place // 2], args[place]
    told = reasons(story, condition, instance) if conditions else []
    told += [
        each
        for other in ends[: place // 2]
        if conditions
        for each in _judged_no(story, args[other], instance)
    ]
    if story.evaluation.value(condition, instance) != YES:
        so_far = "" if words == say(NOT_RATED) else f", {words}"
        waits = phrase("{} is still open{}; it waits for this row: {}.")
        return Decided(waits, (so_far, row.text), row, tuple(told), say)
    children = (*told, *_judgement(story, args[place + 1], instance))
    return Decided(phrase("{} is {}, by this row: {}."), (words, row.text), row, children, say)


def _by_no_row(story: Story, args: Sequence[int], rows: Sequence[Cite], words: str, instance: int) -> Decided:
    """The last row, or none at all: what is said is which rows do not hold."""
    conditions = args[: len(args) - 1 : 2]
    others = [_not_so(story, arg, row, instance) for arg, row in zip(conditions, rows, strict=False)]
    if others and others[-1].operation == "row":
        why = reasons(story, conditions[-1], instance)
        if 0 < len(why) < _MANY:  # that tells enough, and the rows before need not be told
            told = [each for each in others if each.operation != "row"]
            others = [*told, others[-1]._replace(children=tuple(why))]
    if len(args) % 2 == 0:
        return Decided(phrase("{} has no value, for no row holds."), (), None, tuple(others), story.say)
    last = _judgement(story, args[-1], instance)
    sentence = phrase("{} is {}, for no other row holds.")
    return Decided(sentence, (words,), rows[-1], (*others, *last), story.say)


def _not_so(story: Story, condition: int, row: Cite, instance: int) -> Because:
    """That a row does not hold, in one sentence; a judgement tells that itself."""
    from cxrules.engine.because import Because

    op, _, param, _ = story.plan.nodes[condition]
    if op == "input" and param[0] in _JUDGED:
        return story.told(condition, instance)
    return Because("", "row", "no", story.say("Not so: {}.", row.text), row)


def _judged_no(story: Story, condition: int, instance: int) -> list[Because]:
    """The judgement by which alone a row before does not hold; none where it is not for a judgement."""
    nodes = story.plan.nodes
    failed = [condition] if nodes[condition].op == "input" else story.decisive(condition, instance)
    judged = [each for each in failed if nodes[each].op == "input" and nodes[each].param[0] == "judged"]
    return [story.told(each, instance) for each in judged] if judged == failed else []


def _judgement(story: Story, value: int, instance: int) -> tuple[Because, ...]:
    """What a row leads to, unless the row states it."""
    return () if story.plan.nodes[value].op in {"constant", "join-that"} else (story.told(value, instance),)


def reasons(story: Story, node: int, instance: int) -> list[Because]:
    """What a condition rests on, with nested lists of conditions made one; of an open one what is open."""
    found: dict[int, None] = {}
    stack = [node]
    while stack:
        each = stack.pop()
        if story.plan.nodes[each].op not in _GATHERS or story.is_reach(each):
            found[each] = None
            continue
        below = story.decisive(each, instance)
        known = story.evaluation.value(each, instance)
        if known[0] != known[1]:
            below = [arg for arg in below if len(set(story.evaluation.value(arg, instance))) > 1]
        stack.extend(reversed(below))
    return [story.told(each, instance) for each in found]
