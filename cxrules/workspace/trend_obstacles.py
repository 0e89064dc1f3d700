"""What kept a level from being reached on the day when it was not: the ratings and figures that failed.

Found by walking down the plan along what made each value what it is. What a level rests on, whether it failed
or not, is found in `trend_causes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.because import Story
from cxrules.engine.link import BY_DATA
from cxrules.model.measured import taken_apart
from cxrules.plan.kinds import kind_of
from cxrules.plan.values import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.engine import Evaluation


_BOUNDS = {"cap", "floor", "fix", "keep"}


class Answer(NamedTuple):
    """A rating, a level, or a figure or judgement by its name and, where it was measured there, instance."""

    subject: str
    instance: str | None = None


def obstacles(evaluation: Evaluation, nodes: Iterable[int]) -> Mapping[Answer, str]:
    """What made truths fail or left them open; each with the rating that failed by it, "" for none.

    The nearest things come first. Ratings are told without their instance: they count as joined.
    """
    story = Story(evaluation)
    names = story.node_names()
    found: dict[Answer, str] = {}
    seen: set[tuple[int, int, str]] = set()
    waiting = [(node, 0, "") for node in nodes if evaluation.value(node) != YES]
    while waiting:
        step = waiting.pop(0)
        if step in seen:
            continue
        seen.add(step)
        node, place, under = step
        name = names.get(node, "")
        if name and name != under:
            found.setdefault(Answer(name), under)
            under = name
        elif story.is_reach(node):
            found.setdefault(Answer(story.reached_by()[node][0]), under)
        answer = _asked(evaluation, node, place)
        if answer is not None:
            found.setdefault(answer, under)
        waiting += [
            (*below, under) for below in story.grounds(node, place) if _in_the_way(story, step, below)
        ]
    return found


def _in_the_way(story: Story, above: tuple[int, int, str], below: tuple[int, int]) -> bool:
    """Whether an operand can be why a rating is low: no better one is, and no bound that does not bind."""
    nodes = story.plan.nodes
    if kind_of(nodes, above[0]) != "rating":
        return True
    value, whole = story.evaluation.value(*below), story.evaluation.value(*above[:2])
    if kind_of(nodes, below[0]) != "rating":
        return value != NO or nodes[above[0]].op not in _BOUNDS
    return value[0] is None or whole[0] is None or value[0] <= whole[0]


def _asked(evaluation: Evaluation, node: int, place: int) -> Answer | None:
    """The figure or judgement that an input asks for."""
    op, _, param, whole = evaluation.plan.nodes[node]
    if op != "input" or param[0] not in BY_DATA:
        return None
    name = taken_apart(str(param[1]))[0]
    if name not in evaluation.plan.metrics or whole:
        return Answer(name)
    return Answer(name, evaluation.bound.instances[place])
