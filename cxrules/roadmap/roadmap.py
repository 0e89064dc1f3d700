"""A roadmap: the cheapest plan in phases, with the levels that the engine finds after each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import support
from cxrules.roadmap.choosing import Chooser, Impossible, changes_of
from cxrules.roadmap.scheduling import Job, Schedule, schedule
from cxrules.solve.changes import values_with
from cxrules.solve.goals import Aim, Goal, assessed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Cost, Wishes
    from cxrules.roadmap.choosing import Chosen
    from cxrules.roadmap.steps import Step
    from cxrules.solve.changes import Change
    from cxrules.solve.unfold import Place


class Reason(NamedTuple):
    """Why an item is in the plan: without it these aims are missed; or another item waits for it; or it is wished.

    `aims` by assessment and aim; `before` are the ids of items that come after it; `fixed`: it was asked for.
    """

    aims: Sequence[tuple[int, Aim]]
    before: Sequence[str]
    fixed: bool


class Item(NamedTuple):
    """One thing to do: the steps of one subject, or a measure with the steps that it takes.

    `id` is the subject or the measure, `unit` the assessment (None: several). It begins and ends in periods from 1.
    """

    id: str
    unit: int | None
    measure: bool
    steps: Sequence[Step]
    cost: Cost
    begin: int
    end: int
    reason: Reason


class Phase(NamedTuple):
    """The items of a stretch of time, its last period, and the levels that are surely reached at its end.

    `levels`: of each assessment, capability and levels of the organisation to level, as far as they differ from
    those before it or belong to an aim.
    """

    end: int
    items: Sequence[Item]
    levels: Sequence[Mapping[str, int]]


class Roadmap(NamedTuple):
    """See the module. `chosen` tells what it costs and how sure that is, `schedule` how long it takes.

    `late` are deadlines that are missed: assessment, capability, level, the period asked for, and that in which it
    is reached (None: not at all).
    """

    goals: Sequence[Goal]
    chosen: Chosen
    phases: Sequence[Phase]
    schedule: Schedule
    late: Sequence[tuple[int, str, int, int, int | None]]


def roadmap(
    units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None = None
) -> Roadmap:
    """The cheapest proven plan of one or several assessments.

    Raises Impossible where nothing reaches the goals, TooSmall where a period pays for less than an item, and
    Unsolved, TooWide and MissingSolver as `cxrules.solve` does.
    """
    chosen = Chooser(units, wishes).chosen(seconds)
    return _Planner(units, wishes, chosen).roadmap()


def price_without(units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, name: str) -> Cost | None:
    """What the cheapest plan costs that does without a subject or a measure; None: there is none."""
    other = wishes._replace(excluded=(*wishes.excluded, name), fixed=[each for each in wishes.fixed if each != name])
    try:
        return Chooser(units, other).chosen().cost
    except Impossible:
        return None


class _Planner:
    """Makes items of what was chosen, and phases of items."""

    def __init__(self, units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, chosen: Chosen) -> None:
        self.units, self.wishes, self.chosen = units, wishes, chosen
        self.groups = self._grouped()
        self.ids = [name for name, _, _ in self.groups]

    def roadmap(self) -> Roadmap:
        """Order, schedule and phases."""
        after = self._after()
        ranks = self._ranks()
        places = {key: place for place, key in enumerate(self._keys())}
        jobs = [
            Job(self._cost(place), self._duration(place), tuple(sorted(after[place])), (ranks[place],), self._due(ranks[place], place))
            for place in range(len(self.groups))
        ]
        order = _topological(jobs)
        jobs, order = _reordered(jobs, order), order
        made = schedule(jobs, self.wishes)
        starts = dict(zip(order, made.starts, strict=True))
        ends = {place: made.end(at, jobs) for at, place in enumerate(order)}
        _ = places
        items = [self._item(place, starts[place], ends[place], after) for place in order]
        phases = self._phases(items, [ranks[place] for place in order])
        return Roadmap([goal for _, goal in self.units], self.chosen, phases, made, self._lateness(items))

    # ------------------------------------------------------------------------------------------ items

    def _grouped(self) -> list[tuple[str, int | None, Sequence[Step]]]:
        """The steps of one subject in one assessment together; those of a measure with it."""
        found: dict[tuple[int, str, int], list[Step]] = {}
        for step in self.chosen.steps:
            alone = step.place[1] if step.kind in _APART else -1
            found.setdefault((step.unit, step.subject, alone), []).append(step)
        subjects: list[tuple[str, int | None, Sequence[Step]]] = [
            (subject, unit, steps) for (unit, subject, _), steps in found.items()
        ]
        measures: list[tuple[str, int | None, Sequence[Step]]] = [
            (name, None, steps) for name, steps in self.chosen.lifted.items()
        ]
        return [*measures, *subjects]

    def _keys(self) -> list[tuple[str, int | None]]:
        return [(name, unit) for name, unit, _ in self.groups]

    def _is_measure(self, place: int) -> bool:
        return place < len(self.chosen.lifted)

    def _cost(self, place: int) -> Cost:
        name, _, steps = self.groups[place]
        return self.wishes.measures[name].cost if self._is_measure(place) else sum(step.cost for step in steps)

    def _duration(self, place: int) -> int:
        name, _, steps = self.groups[place]
        if self._is_measure(place):
            return self.wishes.measures[name].duration
        rungs: dict[Place, int] = {}
        for step in steps:
            rungs[step.place] = rungs.get(step.place, 0) + step.duration
        return max(rungs.values(), default=0)

    def _item(self, place: int, begin: int, end: int, after: Sequence[set[int]]) -> Item:
        name, unit, steps = self.groups[place]
        waiting = [self.ids[other] for other in range(len(self.groups)) if place in after[other]]
        reason = Reason(self._missed_without(place), waiting, name in self.wishes.fixed)
        return Item(name, unit, self._is_measure(place), steps, self._cost(place), begin, end, reason)

    def _missed_without(self, place: int) -> list[tuple[int, Aim]]:
        """The aims that are not surely reached without an item."""
        left = [step for at, (_, _, steps) in enumerate(self.groups) if at != place for step in steps]
        out = []
        for number in sorted({step.unit for step in self.groups[place][2]}):
            values = self._values(number, left)
            out += [(unit, aim) for unit, aim in self.chosen.aims if unit == number and values[aim.node][0] != 1]
        return out

    # ------------------------------------------------------------------------------------------ order

    def _after(self) -> list[set[int]]:
        """What each item comes after: by wish, and because the model rests it on the other."""
        named: dict[str, list[int]] = {}
        for place, name in enumerate(self.ids):
            named.setdefault(name, []).append(place)
        after: list[set[int]] = [set() for _ in self.groups]
        for place, name in enumerate(self.ids):
            wished = self.wishes.measures[name].after if self._is_measure(place) else self.wishes.after.get(name, ())
            after[place].update(other for each in wished for other in named.get(each, ()))
        for number, (evaluation, _) in enumerate(self.units):
            self._rest(number, evaluation, after)
        for place, befores in enumerate(after):
            befores.discard(place)
        return _without_circles(after)

    def _rest(self, number: int, evaluation: Evaluation, after: list[set[int]]) -> None:
        """What the rating of a subject rests on in the model comes before it."""
        plan = evaluation.plan
        places = [
            (place, step.place[0], step.subject)
            for place, (_, _, steps) in enumerate(self.groups)
            for step in steps
            if step.unit == number and step.subject in plan.subjects
        ]
        inputs = {node: place for place, node, _ in places}
        for place, own, subject in {each[2]: each for each in places}.values():
            counts = plan.subjects[subject].counts
            if counts != own:
                after[place].update(inputs[node] for node in support(plan, [counts]) if node in inputs)

    def _ranks(self) -> list[int]:
        """The lowest level of the aims for which each item is needed; items that none needs come last."""
        lowest = [99] * len(self.groups)
        orders = sorted({order for _, aim in self.chosen.aims for order in range(1, aim.level + 1)})
        key = {
            (step.unit, step.place, step.after if step.kind not in _OTHER else None): place
            for place, (_, _, steps) in enumerate(self.groups)
            for step in steps
        }
        for order in orders[:-1]:
            for place in self._needed(order, key):
                lowest[place] = min(lowest[place], order)
        last = orders[-1] if orders else 1
        return [min(each, last) for each in lowest]

    def _needed(self, order: int, key: Mapping[tuple[int, Place, object], int]) -> set[int]:
        """The items without which the aims are not reached as far as a level."""
        lower = [(evaluation, _as_far_as(evaluation, goal, order)) for evaluation, goal in self.units]
        if not any(goal.aims for _, goal in lower):
            return set()
        wishes = self.wishes._replace(budget=None, fixed=(), goals=())
        try:
            chosen = Chooser(lower, wishes, only=key.keys()).chosen()  # type: ignore[arg-type] # the same keys
        except Impossible:
            return set()
        found = {self.ids.index(name) for name in chosen.lifted}
        for step in chosen.steps:
            place = key.get((step.unit, step.place, step.after if step.kind not in _OTHER else None))
            if place is not None:
                found.add(place)
        return found

    def _due(self, rank: int, place: int) -> int | None:
        """The earliest deadline of a capability for which an item is needed, at its level or above."""
        due = [
            period
            for (name, level), period in self.wishes.deadlines.items()
            if level >= rank and any(aim.subject == name for _, aim in self._missed_without(place))
        ]
        return min(due, default=None)

    # ----------------------------------------------------------------------------------------- phases

    def _phases(self, items: Sequence[Item], ranks: Sequence[int]) -> list[Phase]:
        """A phase a period where time is limited; otherwise one for each level that is reached on the way."""
        if self.wishes.capacity or self.wishes.deadlines or self.wishes.periods:
            ends = sorted({item.end for item in items})
            parts = [[item for item in items if item.end == end] for end in ends]
        else:
            by = sorted(set(ranks))
            parts = [[item for item, rank in zip(items, ranks, strict=True) if rank == each] for each in by]
        phases: list[Phase] = []
        done: list[Step] = []
        for part in parts:
            done += [step for item in part for step in item.steps]
            levels = [self._levels(number, done) for number in range(len(self.units))]
            end = max((item.end for item in part), default=0)
            phases.append(Phase(max(end, phases[-1].end if phases else 0), part, levels))
        return phases

    def _values(self, number: int, steps: Iterable[Step]) -> Sequence[tuple[object, object]]:
        evaluation = self.units[number][0]
        changes = [*changes_of(steps, number)]
        return values_with(evaluation, [*changes, *self._judged(number, changes)])[0]

    def _judged(self, number: int, changes: Sequence[Change]) -> list[Change]:
        """The judged attributes that rise with their criteria."""
        from cxrules.roadmap.judging import risen

        assumed = [(subject, names) for unit, subject, names in self.chosen.assumed if unit == number]
        return risen(self.units[number][0], assumed, changes)

    def _levels(self, number: int, steps: Sequence[Step]) -> dict[str, int]:
        evaluation, goal = self.units[number]
        plan, values = evaluation.plan, self._values(number, steps)
        nodes = {name: plan.capabilities[name].level for name in plan.capabilities if name in assessed(evaluation)}
        nodes |= {each.name: each.level for each in plan.organisations}
        aimed = {aim.subject for aim in goal.aims}
        return {
            name: int(values[node][0] or 0)  # type: ignore[call-overload] # levels are whole numbers
            for name, node in nodes.items()
            if name in aimed or values[node] != evaluation.value(node)
        }

    def _lateness(self, items: Sequence[Item]) -> list[tuple[int, str, int, int, int | None]]:
        out = []
        ends = sorted({0, *(item.end for item in items)})
        for (name, level), due in self.wishes.deadlines.items():
            for number, (evaluation, _) in enumerate(self.units):
                if name not in evaluation.plan.capabilities:
                    continue
                node = evaluation.plan.capabilities[name].level
                reached = None
                for end in ends:
                    steps = [step for item in items if item.end <= end for step in item.steps]
                    if int(self._values(number, steps)[node][0] or 0) >= level:  # type: ignore[call-overload] # levels
                        reached = end
                        break
                if reached is None or reached > due:
                    out.append((number, name, level, due, reached))
        return out


_APART = {"value"}
"""Kinds of inputs that instances may answer each for itself, as things of their own."""
_OTHER = {"judgement", "finding", "value", "evidence", "note"}
"""Kinds whose steps lead to any other answer, not from rank to rank."""


def _as_far_as(evaluation: Evaluation, goal: Goal, order: int) -> Goal:
    """The aims of capabilities, as far as a level."""
    plan = evaluation.plan
    aims = [
        Aim(aim.subject, order, plan.capabilities[aim.subject].reaches[plan.orders.index(order)])
        for aim in goal.aims
        if aim.subject in plan.capabilities and order in plan.orders and aim.level >= order
    ]
    return goal._replace(aims=aims)


def _without_circles(after: list[set[int]]) -> list[set[int]]:
    """Items that come after each other come together: what would close a circle is left out."""
    kept: list[set[int]] = [set() for _ in after]

    def reaches(start: int, wanted: int) -> bool:
        stack, seen = [start], set()
        while stack:
            each = stack.pop()
            if each == wanted:
                return True
            if each not in seen:
                seen.add(each)
                stack.extend(kept[each])
        return False

    for place, befores in enumerate(after):
        for before in sorted(befores):
            if not reaches(before, place):
                kept[place].add(before)
    return kept


def _topological(jobs: Sequence[Job]) -> list[int]:
    left, out = set(range(len(jobs))), []
    while left:
        place = min(
            (each for each in left if not left.intersection(jobs[each].after)), key=lambda each: (jobs[each].rank, each)
        )
        out.append(place)
        left.remove(place)
    return out


def _reordered(jobs: Sequence[Job], order: Sequence[int]) -> list[Job]:
    """The jobs in an order, with their references."""
    at = {place: number for number, place in enumerate(order)}
    return [jobs[place]._replace(after=tuple(sorted(at[each] for each in jobs[place].after))) for place in order]
