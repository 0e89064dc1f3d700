"""What can be done about an assessment: steps of single answers, and measures of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import link
from cxrules.model.wishes import called
from cxrules.plan.values import OUTSIDE
from cxrules.solve.answers import answered_together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Cost, Measure, StepCost, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Point
    from cxrules.solve.answers import Change
    from cxrules.solve.unfold import Place


class Step(NamedTuple):
    """One answer to an input, better than the one before: a rating one rank up, or another answer at all.

    `unit` is the number of the assessment. For a rating, `before` and `after` are ranks next to each other;
    for anything else `after` is known only from a solution, and None until then; `beyond`: it has to lie
    beyond that. `along` are the ends of an interval that just go along with the value. `rank` is the rank
    that is reached, None for what is no rating.
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
    along: tuple[Change, ...] = ()

    @property
    def key(self) -> tuple[int, Place, int | None]:
        """What tells a step from all others."""
        return self.unit, self.place, None if self.kind in OTHERS else int(self.after or 0)


KINDS = {"judged": "judgement", "choice": "judgement", "recorded": "note"}
"""What the kinds of inputs are called in costs, where it is not their own name."""

OTHERS = frozenset({"judgement", "finding", "value", "evidence", "note"})
"""Kinds whose steps lead to any other answer, not from rank to rank."""


def kind_of(evaluation: Evaluation, node: int) -> str:
    """What an input is called in costs: for a rating the kind of its subject."""
    kind, name = evaluation.plan.nodes[node].param[:2]
    if kind == "rating":
        return evaluation.plan.subjects[name].kind
    return KINDS.get(kind, str(kind))


def cost_of(evaluation: Evaluation, wishes: Wishes, node: int, rank: int | None) -> StepCost:
    """What a step costs that reaches a rank, or for anything but ratings another answer."""
    plan = evaluation.plan
    reached = None if rank is None else plan.given_values[rank]
    subject, kind = plan.nodes[node].param[1], kind_of(evaluation, node)
    return wishes.costs_for(plan.reference).of(subject, kind, reached, evaluation.assessment.id)


def names_of(evaluation: Evaluation, subject: str) -> set[str]:
    """What something asked can be called in wishes: its own name, what it is part of, and its attribute."""
    plan, found, head = evaluation.plan, {subject}, subject
    while head not in plan.subjects and "." in head:
        head = head.rpartition(".")[0]
    known = plan.subjects.get(head)
    found |= {head, known.capability, known.beneath} - {""} if known else set()
    return {each for name in found for each in called(evaluation.assessment.id, name)}


def lifts(evaluation: Evaluation, measure: Measure, subject: str) -> int:
    """The rank to which a measure lifts a subject; -1 where it does not."""
    rating = measure.lifts(evaluation.assessment.id, subject)
    names = list(evaluation.plan.given_values)
    return names.index(rating) if rating in names else -1


def raised_by(unit: int, evaluation: Evaluation, measure: Measure) -> Iterator[Step]:
    """The steps that a measure takes in an assessment; they cost nothing beside it."""
    plan, ratings, arrays = evaluation.plan, link(evaluation.plan).ratings, evaluation.bound.arrays
    together = answered_together(evaluation)
    project = f"{evaluation.assessment.id} "
    for subject in sorted({name.removeprefix(project) for name in measure.raises} & ratings.keys()):
        node, reached = ratings[subject], lifts(evaluation, measure, subject)
        for instance, *_ in answered_alike(evaluation, node, together):
            low = arrays[instance][node][0]
            for rank in range(int(low or 0) + 1, reached + 1):
                kind = plan.subjects[subject].kind
                yield Step(unit, (node, instance), subject, kind, rank - 1, rank, 0, 0)


def answered_alike(evaluation: Evaluation, node: int, together: Collection[int]) -> list[list[int]]:
    """The instances in which something applies, those together that have one answer to it."""
    arrays = evaluation.bound.arrays
    there = [instance for instance, values in enumerate(arrays) if values[node] != OUTSIDE]
    return [there] if there and node in together else [[instance] for instance in there]


def judged_attributes(evaluation: Evaluation, nodes: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The rating inputs among some nodes that stand for criteria that are rated, with those criteria.

    A judgement stands for the criteria: it is assumed to reach a rating as soon as all of them do.
    """
    plan, rated = evaluation.plan, {name for each in evaluation.bound.ratings for name in each}
    beneath: dict[str, list[str]] = {}
    for name, subject in plan.subjects.items():
        if subject.beneath and name in rated:
            beneath.setdefault(subject.beneath, []).append(name)
    ratings = link(plan).ratings
    return {
        ratings[name]: beneath[name]
        for name, subject in plan.subjects.items()
        if subject.kind == "attribute"
        and name in beneath
        and ratings[name] in nodes
        and subject.counts == ratings[name]
    }
