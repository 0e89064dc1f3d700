"""A roadmap: the cheapest plan in phases, with the levels that the engine finds after each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cxrules.roadmap.choosing import Chooser, Impossible
from cxrules.roadmap.items import Groups, in_order
from cxrules.roadmap.program import deadlines
from cxrules.roadmap.timing import DoesNotFit, Timing
from cxrules.solve.highs import solve
from cxrules.solve.pivotal import level_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Cost, Wishes
    from cxrules.roadmap.choosing import Chosen, Solver
    from cxrules.roadmap.program import Unit
    from cxrules.roadmap.scheduling import Schedule
    from cxrules.roadmap.steps import Step
    from cxrules.roadmap.timing import Part
    from cxrules.solve.goals import Aim, Goal


class Reason(NamedTuple):
    """Why an item is in the plan.

    Without it the `aims` are missed, or other items wait for it, or it is wished. `aims` by assessment and
    aim; `before` are the ids of items that come after it; `fixed`: it was asked for.
    """

    aims: Sequence[tuple[int, Aim]]
    before: Sequence[str]
    fixed: bool


class Item(NamedTuple):
    """One thing to do: steps of one answer, or a measure with the steps that it takes.

    `id` is the subject or the measure, `unit` the assessment (None: a measure). It begins and ends in periods
    from 1; `shares` are what it costs in each of them. `project` is that in whose time it is done.
    """

    id: str
    unit: int | None
    steps: Sequence[Step]
    cost: Cost
    begin: int
    end: int
    shares: Sequence[Cost]
    stage: int
    reason: Reason
    project: str | None


class Phase(NamedTuple):
    """The items of a stretch of time, its last period, and the levels that are surely reached at its end.

    `levels`: of each assessment, capability and levels of the organisation to level, as far as they differ
    from those before it or belong to an aim.
    """

    end: int
    items: Sequence[Item]
    levels: Sequence[Mapping[str, int]]


class Late(NamedTuple):
    """A deadline that is missed: the period asked for, and that in which it is reached (None: not at all)."""

    unit: int
    subject: str
    level: int
    due: int
    reached: int | None


class Roadmap(NamedTuple):
    """See the module. `chosen` tells what it costs and how sure that is, `schedule` how long it takes.

    `before` are the levels that are surely reached now, by assessment; `risen` are the judged attributes that
    rise with their criteria, by assessment.
    """

    units: Sequence[tuple[Evaluation, Goal]]
    wishes: Wishes
    chosen: Chosen
    before: Sequence[Mapping[str, int]]
    phases: Sequence[Phase]
    schedule: Schedule
    late: Sequence[Late]
    risen: Sequence[tuple[int, str]]

    @property
    def too_long(self) -> bool:
        """Whether it takes more periods than there are."""
        return self.wishes.periods is not None and self.schedule.periods > self.wishes.periods

    @property
    def items(self) -> list[Item]:
        """All items, in order."""
        return [item for phase in self.phases for item in phase.items]


def roadmap(
    units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None = None
) -> Roadmap:
    """The cheapest proven plan of one or several assessments.

    `seconds` are those that the solver may take for it. Raises Impossible where nothing reaches the goals,
    DoesNotFit where no period has enough left for an item, and Unsolved, TooWide and MissingSolver as
    `cxrules.solve` does.
    """
    return Planner(units, wishes, seconds).roadmap()


class Planner:
    """Makes a roadmap, and answers questions about it."""

    def __init__(
        self, units: Sequence[Unit], wishes: Wishes, seconds: float | None = None, *, solver: Solver = solve
    ) -> None:
        """Write the program. Raises TooWide where a plan has numbers that cannot be written out.

        `seconds` are those that the `solver` may take for one plan.
        """
        self.wishes, self.seconds, self.solver = wishes, seconds, solver
        self.chooser = self._simple = Chooser(units, wishes, seconds, solver=solver)
        self.units = self.chooser.units

    def roadmap(self) -> Roadmap:
        """Choose, order, schedule, and tell the levels; see the function of this name for what is raised.

        The cheapest plan at all is also the cheapest that is done in time, if it is. Only if it is not,
        periods and deadlines are written out.
        """
        chosen = self._simple.chosen()
        found, unfit = None, None
        try:
            found = self._built(chosen)
        except DoesNotFit as error:
            unfit = error
        if found is not None and not found.late and not found.too_long:
            return found
        kept = self._in_time()
        if kept is not None:
            return kept
        if found is None or found.too_long:
            raise unfit or Impossible
        return found

    def _in_time(self) -> Roadmap | None:
        """The cheapest plan that is done in time; None where nothing that has to be is."""
        self.chooser = Chooser(self.units, self.wishes, self.seconds, timed=True, solver=self.solver)
        try:
            return self._built(self.chooser.chosen())
        except Impossible:
            self.chooser = self._simple
            return None

    def _built(self, chosen: Chosen) -> Roadmap:
        groups = Groups(self._simple, chosen)
        reasons = [groups.missed_without(place) for place in range(len(groups.groups))]
        timing = Timing(groups, self.wishes, partial(self._due, groups, reasons, chosen))
        found = timing.kept(chosen.ends) if chosen.ends else timing.schedule()
        items = [self._item(groups, part, reasons) for part in timing.parts(found)]
        before = [_levels_now(evaluation) for evaluation, _ in self.units]
        phases, late, risen = self._phases(items), self._lateness(items), self._risen(chosen)
        return Roadmap(self.units, self.wishes, chosen, before, phases, found, late, risen)

    def price_without(self, found: Roadmap, name: str) -> Cost | None:
        """What the cheapest plan for the same aims costs without an item; None: there is none."""
        other = self.chooser.without(name, found.chosen.aims)
        return None if other is None else other.cost

    def _item(self, groups: Groups, part: Part, reasons: Sequence[Sequence[tuple[int, Aim]]]) -> Item:
        group = groups.groups[part.group]
        waiting = [
            groups.groups[other].id for other in in_order(groups.after) if part.group in groups.after[other]
        ]
        fixed = group.id in self.wishes.fixed
        return Item(
            group.id,
            group.unit,
            part.steps,
            part.cost,
            part.begin,
            part.end,
            part.shares,
            group.stage,
            Reason(reasons[part.group], list(dict.fromkeys(waiting)), fixed),
            groups.project(part.group),
        )

    def _due(
        self,
        groups: Groups,
        reasons: Sequence[Sequence[tuple[int, Aim]]],
        chosen: Chosen,
        place: int,
        step: Step | None,
    ) -> int | None:
        """The last period in which something should end.

        Where it is known by when it is done, the deadline before which that is; else the earliest deadline
        of a thing for which it is needed, at its stage or above.
        """
        group = groups.groups[place]
        if chosen.ends:
            end = chosen.ends.get(group.id if step is None else step.key)
            due = [] if end is None else [by for by in self.wishes.deadlines.values() if by >= end]
        else:
            due = [
                by
                for number, aim in reasons[place]
                for deadline, by in deadlines(self.units[number][0], self.wishes)
                if deadline.subject == aim.subject and deadline.level >= group.stage
            ]
        return min([*due, *([self.wishes.periods] if self.wishes.periods else [])], default=None)

    # ----------------------------------------------------------------------------------------- phases

    def _phases(self, items: Sequence[Item]) -> list[Phase]:
        """A phase for each period in which something ends, where time matters; otherwise one a stage."""
        timed = self.wishes.timed
        parts: dict[int, list[Item]] = {}
        for item in sorted(items, key=lambda item: (item.end, item.begin) if timed else (item.stage, 0)):
            parts.setdefault(item.end if timed else item.stage, []).append(item)
        phases: list[Phase] = []
        done: list[Step] = []
        for part in parts.values():
            done += [step for item in part for step in item.steps]
            levels = [self._levels(number, done) for number in range(len(self.units))]
            phases.append(Phase(max(item.end for item in part), part, levels))
        return phases

    def _levels(self, number: int, steps: Iterable[Step]) -> dict[str, int]:
        """The levels that are surely reached after some steps, of all that the assessment is about."""
        evaluation, _ = self.units[number]
        values = self.chooser.outcomes[number].values(steps)
        return {name: int(values[node][0] or 0) for name, node in level_nodes(evaluation).items()}

    def _risen(self, chosen: Chosen) -> list[tuple[int, str]]:
        """The judged attributes that rise without a step of their own."""
        out: dict[tuple[int, str], None] = {}
        own = {(step.unit, step.place) for step in chosen.everything}
        own |= {(step.unit, each[:2]) for step in chosen.everything for each in step.along}
        for number, outcome in enumerate(self.chooser.outcomes):
            for change in outcome.changes(chosen.everything):
                if (number, (change.node, change.instance)) not in own:
                    out[number, outcome.evaluation.plan.nodes[change.node].param[1]] = None
        return list(out)

    def _lateness(self, items: Sequence[Item]) -> list[Late]:
        out = []
        ends = sorted({0, *(item.end for item in items)})
        for number, (evaluation, _) in enumerate(self.units):
            asked = deadlines(evaluation, self.wishes)
            levels = {
                end: self._levels(number, (step for item in items if item.end <= end for step in item.steps))
                for end in (ends if asked else ())
            }
            for aim, due in asked:
                reached = next((end for end in ends if levels[end][aim.subject] >= aim.level), None)
                if reached is None or reached > due:
                    out.append(Late(number, aim.subject, aim.level, due, reached))
        return out


def _levels_now(evaluation: Evaluation) -> dict[str, int]:
    """The levels that are surely reached in an assessment as it is, with nothing assumed."""
    return {name: int(evaluation.value(node)[0] or 0) for name, node in level_nodes(evaluation).items()}
