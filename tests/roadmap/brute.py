"""The cheapest plan of a small case, found by trying everything. Tests nothing itself."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import rerun
from cxrules.engine.link import link, support
from cxrules.plan.values import YES
from cxrules.solve.derived import following, is_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Wishes

FEW = 1500
_CHANGED = {"judged", "choice", "finding", "value", "evidence", "recorded"}


class Ladders(NamedTuple):
    """Ratings that may rise, by their inputs: the lowest rank that each may be, and the highest there is.

    `judged` are attributes with the criteria that they rise with; those that are worked out from criteria
    have none there, and rise only as far as a measure lifts them.
    """

    ranks: Mapping[int, tuple[int, int]]
    judged: Mapping[int, Sequence[int]]
    subjects: Mapping[int, str]


def ladders(evaluation: Evaluation, nodes: Sequence[int]) -> Ladders | None:
    """What may rise for some truths; None: something else may change, or there is too much to try."""
    plan = evaluation.plan
    below, ratings = support(plan, nodes), link(plan).ratings
    top = len(plan.given_values) - 1
    if any(plan.nodes[node].op == "input" and plan.nodes[node].param[0] in _CHANGED for node in below):
        return None
    rated = {name for each in evaluation.bound.ratings for name in each}
    judged: dict[int, list[int]] = {}
    for name, subject in plan.subjects.items():
        node = ratings.get(subject.beneath)
        if node not in below or name not in rated:
            continue
        above = plan.subjects[subject.beneath]
        if above.kind == "attribute" and above.counts == node:
            judged.setdefault(node, []).append(ratings[name])
    wanted = below | {node for criteria in judged.values() for node in criteria}
    held = {node: (name, evaluation.value(node)[0]) for name, node in ratings.items() if node in wanted}
    ranks = {node: (int(low), top) for node, (_, low) in held.items() if low is not None}
    judged |= {node: [] for node in ranks if not is_by_hand(evaluation, (node, 0))}
    count = 1
    for node, (low, high) in ranks.items():
        count *= 1 if node in judged else high - low + 1
    return Ladders(ranks, judged, {node: name for node, (name, _) in held.items()}) if count <= FEW else None


def cheapest(
    evaluation: Evaluation, nodes: Sequence[int], wishes: Wishes, found: Ladders
) -> int | Fraction | None:
    """What the cheapest plan costs with which the engine says that truths hold; None: there is none."""
    costs = [
        cost for cost, answers in _plans(evaluation, wishes, found) if _surely(evaluation, answers, nodes)
    ]
    return min(costs, default=None)


def _plans(
    evaluation: Evaluation, wishes: Wishes, found: Ladders
) -> Iterator[tuple[int | Fraction, dict[int, int]]]:
    """Every plan: its cost, and the ranks after it."""
    names = list(evaluation.plan.given_values)
    paid = [node for node in found.ranks if node not in found.judged]
    for size in range(len(wishes.measures) + 1):
        for taken in combinations(sorted(wishes.measures), size):
            measures = [wishes.measures[name] for name in taken]
            if any(
                before in wishes.measures and before not in taken
                for each in measures
                for before in each.after
            ):
                continue
            lifted: dict[int, int] = {}
            for node in found.ranks:
                raised = [
                    each.raises[found.subjects[node]]
                    for each in measures
                    if found.subjects[node] in each.raises
                ]
                lifted[node] = max([names.index(rating) for rating in raised], default=-1)
            starts = [max(found.ranks[node][0], lifted[node]) for node in paid]
            base = sum(each.cost for each in measures)
            tops = [found.ranks[node][1] for node in paid]
            for ranks in product(*(range(low, high + 1) for low, high in zip(starts, tops, strict=True))):
                cost, after = base, dict(zip(paid, ranks, strict=True))
                for node, start in zip(paid, starts, strict=True):
                    for rank in range(start + 1, after[node] + 1):
                        cost += _price(evaluation, wishes, found.subjects[node], names[rank])
                for node, criteria in found.judged.items():
                    if node not in found.ranks:
                        continue
                    low = found.ranks[node][0]
                    known = [after[each] for each in criteria if each in after]
                    after[node] = max(low, lifted.get(node, -1), min(known, default=low))
                yield cost, {node: rank for node, rank in after.items() if rank > found.ranks[node][0]}


def _price(evaluation: Evaluation, wishes: Wishes, subject: str, rating: str) -> int | Fraction:
    kind = evaluation.plan.subjects[subject].kind
    return wishes.costs.of(subject, kind, rating).cost


def _surely(evaluation: Evaluation, answers: Mapping[int, int], nodes: Sequence[int]) -> bool:
    answered = {(node, 0): (rank, rank) for node, rank in answers.items()}
    changed = {node: value for (node, _), value in {**answered, **following(evaluation, answered)}.items()}
    values = rerun(evaluation, changed, [0])[0]
    return all(values[node] == YES for node in nodes)
