"""The best plan in time of a small case, found by trying every way to do things. Tests nothing itself."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import rerun
from cxrules.engine.link import link, support
from cxrules.plan.values import YES
from cxrules.roadmap.program import deadlines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.wishes import Cost, Wishes
    from cxrules.solve.goals import Goal

LATER = 99
"""Done some time after everything that is due."""


class Task(NamedTuple):
    """A step of one rating (a node) to a rank, or a measure with the ranks to which it lifts."""

    lifts: Mapping[int, int]
    begins_at: int | None
    cost: Cost
    duration: int
    project: str | None

    @property
    def length(self) -> int:
        return max(self.duration, 1)

    @property
    def share(self) -> Fraction:
        return Fraction(self.cost) / self.length


class Best(NamedTuple):
    """What the best plan reaches, and what it costs."""

    weight: Fraction | int
    aims: int
    met: int
    cost: Cost


def best(evaluation: Evaluation, goal: Goal, wishes: Wishes) -> Best | None:
    """The best plan, without instances; None: none does what it has to."""
    nodes = [aim.node for aim in goal.aims] + [node for each in _goals(evaluation, wishes) for node in each]
    tasks = _tasks(evaluation, nodes, wishes)
    last = wishes.periods or max([2, *wishes.deadlines.values(), *map(len, _lists(wishes))])
    ends: list[int | None] = [None, *range(1, last + 1), *([] if wishes.periods else [LATER])]
    short = wishes.budget is not None or wishes.periods is not None
    known: dict[tuple[int, ...], list[object]] = {}
    found: list[Best] = []
    for chosen in product(ends, repeat=len(tasks)):
        plan = [(task, end) for task, end in zip(tasks, chosen, strict=True) if end is not None]
        cost = sum(task.cost for task, _ in plan)
        if (wishes.budget is None or cost <= wishes.budget) and _is_kept(evaluation, plan, wishes, last):
            reached = _Reached(evaluation, plan, known)
            aims = sum(reached.holds(aim.node, LATER) for aim in goal.aims)
            if short or aims == len(goal.aims):
                weights = zip(_goals(evaluation, wishes), wishes.goals, strict=True)
                weight = sum(
                    each.weight
                    for goals, each in weights
                    if all(reached.holds(node, LATER) for node in goals)
                )
                due = deadlines(evaluation, wishes)
                met = sum(reached.holds(aim.node, min(by, last)) for aim, by in due)
                found.append(Best(weight if short else 0, aims, met, cost))
    return max(found, key=lambda each: (each.weight, each.aims, each.met, -each.cost), default=None)


def _goals(evaluation: Evaluation, wishes: Wishes) -> list[list[int]]:
    from cxrules.solve.goals import aim_at

    asked = [[aim_at(evaluation, *level) for level in each.levels.items()] for each in wishes.goals]
    return [[aim.node for aim in each if aim is not None] for each in asked]


def _lists(wishes: Wishes) -> list[Sequence[Cost]]:
    return [wishes.capacity, *wishes.capacities.values()]


def _tasks(evaluation: Evaluation, nodes: Sequence[int], wishes: Wishes) -> list[Task]:
    below, ratings = support(evaluation.plan, nodes), link(evaluation.plan).ratings
    names = list(evaluation.plan.given_values)
    tasks = []
    for name, node in ratings.items():
        low = evaluation.value(node)[0]
        if node in below and low is not None and name.count(".") == 2:
            for rank in range(int(low) + 1, len(names)):
                price = wishes.costs.of(name, "attribute", names[rank])
                tasks.append(
                    Task({node: rank}, rank - 1, price.cost, price.duration, evaluation.assessment.id)
                )
    for measure in wishes.measures.values():
        lifts = {ratings[name]: names.index(rating) for name, rating in measure.raises.items()}
        tasks.append(Task(lifts, None, measure.cost, measure.duration, measure.project))
    return tasks


def _is_kept(evaluation: Evaluation, plan: Sequence[tuple[Task, int]], wishes: Wishes, last: int) -> bool:
    """Whether order and capacity are kept."""
    for task, end in plan:
        if end != LATER and end < task.length:
            return False
        if task.begins_at is not None and not _may_begin(evaluation, task, end, plan):
            return False
    for project in (None, *wishes.capacities):
        mine = [(task, end) for task, end in plan if project is None or task.project == project]
        for period in range(1, last + 1):
            paid = wishes.capacity_of(period, project)
            spent = sum(task.share for task, end in mine if end - task.length < period <= end)
            if paid is not None and spent > paid:
                return False
        paid = wishes.capacity_of(LATER, project)
        if paid is not None and any(end == LATER and task.share > paid for task, end in mine):
            return False
    return True


def _may_begin(evaluation: Evaluation, task: Task, end: int, plan: Sequence[tuple[Task, int]]) -> bool:
    """Whether a rating is where a step begins when it begins."""
    ((node, _),) = task.lifts.items()
    if task.begins_at == evaluation.value(node)[0]:
        return True
    begin = end - task.length + 1
    return any(
        other.lifts.get(node, -1) >= (task.begins_at or 0)
        and (end == LATER or before - other.length + 1 + other.duration <= begin)
        for other, before in plan
        if other.begins_at is None or other.lifts.get(node) == task.begins_at
    )


class _Reached:
    """What holds by when, as the engine says it."""

    def __init__(
        self,
        evaluation: Evaluation,
        plan: Sequence[tuple[Task, int]],
        known: dict[tuple[int, ...], list[object]],
    ) -> None:
        self.evaluation, self.plan, self.known = evaluation, plan, known

    def holds(self, node: int, period: int) -> bool:
        ranks: dict[int, int] = {}
        for task, end in self.plan:
            if end <= period:
                for each, rank in task.lifts.items():
                    ranks[each] = max(ranks.get(each, int(self.evaluation.value(each)[0] or 0)), rank)
        key = tuple(each for pair in sorted(ranks.items()) for each in pair)
        if key not in self.known:
            values = rerun(self.evaluation, {each: (rank, rank) for each, rank in ranks.items()}, [0])[0]
            self.known[key] = list(values)
        return self.known[key][node] == YES
