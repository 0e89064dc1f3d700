"""What can be done about an assessment: steps of single answers, and measures that raise several ratings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import link
from cxrules.model.wishes import StepCost

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Cost, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Point
    from cxrules.solve.unfold import Place


class Step(NamedTuple):
    """One answer to an input, better than the one before: a rating one rank up, or another answer at all.

    `unit` is the number of the assessment. For a rating, `before` and `after` are ranks next to each other; for
    anything else `after` is known only from a solution, and None until then; `beyond`: it has to lie beyond that.
    """

    unit: int
    place: Place
    subject: str
    kind: str
    before: Point
    after: Number | None
    cost: Cost
    duration: int
    beyond: bool = False


KINDS = {"judged": "judgement", "choice": "judgement", "recorded": "note"}
"""What the kinds of inputs are called in costs, where it is not their own name."""


def kind_of(evaluation: Evaluation, node: int) -> str:
    """What an input is called in costs: for a rating the kind of its subject."""
    kind, name = evaluation.plan.nodes[node].param[:2]
    if kind == "rating":
        return evaluation.plan.subjects[name].kind
    return KINDS.get(kind, kind)


def cost_of(evaluation: Evaluation, wishes: Wishes, node: int, rank: int | None) -> StepCost:
    """What a step costs that reaches a rank, or for anything but ratings another answer."""
    plan = evaluation.plan
    reached = None if rank is None else plan.given_values[rank]
    return wishes.costs.of(plan.nodes[node].param[1], kind_of(evaluation, node), reached)


def beneath(evaluation: Evaluation, attribute: str) -> Sequence[str]:
    """The criteria and practices by which an attribute is judged and which are rated; none where it is derived.

    A judgement stands for them: it is assumed to reach a rating as soon as all of them do.
    """
    rated = evaluation.bound.ratings
    return [
        name
        for name, subject in evaluation.plan.subjects.items()
        if subject.beneath == attribute and any(name in each for each in rated)
    ]


def judged_attributes(evaluation: Evaluation, nodes: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The rating inputs among some nodes that stand for criteria that are rated, with those criteria."""
    ratings = link(evaluation.plan).ratings
    found = {}
    for name, subject in evaluation.plan.subjects.items():
        node = ratings[name]
        if subject.kind == "attribute" and node in nodes and subject.counts == node:
            criteria = beneath(evaluation, name)
            if criteria:
                found[node] = criteria
    return found
