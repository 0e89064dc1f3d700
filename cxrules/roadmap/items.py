"""Things to do: steps of one answer, or a measure; what comes before what, and why each is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.ripple import Ripple
from cxrules.roadmap.precedence import precedence, reaches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.model.wishes import Cost
    from cxrules.plan.aggregation import Number
    from cxrules.roadmap.choosing import Chooser, Chosen
    from cxrules.roadmap.outcome import Outcome
    from cxrules.roadmap.precedence import Task
    from cxrules.roadmap.steps import Step
    from cxrules.solve.goals import Aim
    from cxrules.solve.unfold import Place


class Group(NamedTuple):
    """The steps of one answer that are needed by one stage, or of one measure. `unit` None: of a measure."""

    id: str
    unit: int | None
    stage: int
    steps: Sequence[Step]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is told apart from others by, whatever the order in which it was found."""
        return self.id, *(f"{step.unit} {step.place}" for step in self.steps[:1])


class Groups:
    """Everything that was chosen, as things to do.

    `stages` are the levels on the way to the goal; a thing is done in the first for which it is needed.
    """

    def __init__(self, chooser: Chooser, chosen: Chosen) -> None:
        """Ask for the stages."""
        self.chooser, self.chosen, self.wishes = chooser, chosen, chooser.wishes
        self._positions: dict[int, dict[str, int]] = {}
        self.groups = self._grouped(self._stages())
        self._by_place: dict[tuple[int, Place], list[int]] = {}
        for at, group in enumerate(self.groups):
            for key in dict.fromkeys((step.unit, step.place) for step in group.steps):
                self._by_place.setdefault(key, []).append(at)
        self.after = self._after()
        self._bring_forward()
        self._last: dict[int, _Last] = {}

    def costs(self, place: int) -> list[tuple[Cost, int]]:
        """What each step of a thing, or a measure, costs, and how many periods it takes."""
        group = self.groups[place]
        if group.unit is None:
            measure = self.wishes.measures[group.id]
            return [(measure.cost, measure.duration)]
        return [(step.cost, step.duration) for step in group.steps]

    def project(self, place: int) -> str | None:
        """What it is done in: the assessment, or the project of a measure."""
        group = self.groups[place]
        if group.unit is None:
            return self.wishes.measures[group.id].project
        return self.chooser.units[group.unit][0].assessment.id

    def missed_without(self, place: int) -> list[tuple[int, Aim]]:
        """The aims that are not surely reached without a thing, and what goes on from it."""
        gone: dict[tuple[int, Place], Number] = {}
        for step in self.groups[place].steps:
            gone.setdefault((step.unit, step.place), step.before or 0)
        left = [
            step
            for at, group in enumerate(self.groups)
            for step in group.steps
            if at != place and (group.unit is None or not _goes_on(step, gone))
        ]
        out = []
        for number in sorted({unit for unit, _ in gone}):
            aims = [each for each in self.chosen.aims if each[0] == number]
            out += self._lasts(number, aims).lost(left)
        return out

    def _lasts(self, number: int, aims: Sequence[tuple[int, Aim]]) -> _Last:
        if number not in self._last:
            self._last[number] = _Last(self.chooser.outcomes[number], self.chosen.everything, aims)
        return self._last[number]

    # ---------------------------------------------------------------------------------------- grouping

    def _stages(self) -> dict[object, int]:
        """The stage of each step and measure: the lowest level for which it is needed, else the last."""
        found: dict[object, int] = {}
        stages = self.chooser.written.stages
        for order in sorted(stages):
            part = self.chooser.needed(stages[order], self.chosen)
            if part is not None:
                for key in (*(step.key for step in part.steps), *part.lifted):
                    found.setdefault(key, order)
        return found

    def _grouped(self, stages: dict[object, int]) -> list[Group]:
        """The steps of one answer at one stage together; a measure with those that it takes."""
        last = max(self.chooser.written.stages, default=0) + 1
        found: dict[tuple[int, Place, int], list[Step]] = {}
        for step in sorted(self.chosen.steps, key=lambda step: (step.unit, step.place, step.after or 0)):
            found.setdefault((step.unit, step.place, stages.get(step.key, last)), []).append(step)
        groups = [
            Group(name, None, stages.get(name, last), steps) for name, steps in self.chosen.lifted.items()
        ]
        groups += [Group(steps[0].subject, unit, stage, steps) for (unit, _, stage), steps in found.items()]
        return sorted(groups, key=self._as_in_the_model)

    def _as_in_the_model(self, group: Group) -> tuple[int, int, int, str, Place]:
        """Stages first, in each measures before steps, and these as the model has them."""
        if group.unit is None:
            return group.stage, -1, 0, group.id, (0, 0)
        if group.unit not in self._positions:
            subjects = self.chooser.units[group.unit][0].plan.subjects
            self._positions[group.unit] = {name: at for at, name in enumerate(subjects)}
        positions = self._positions[group.unit]
        names = self.chooser.written.names(group.steps[0])
        at = max((positions[name] for name in names if name in positions), default=len(positions))
        return group.stage, group.unit, at, group.id, group.steps[0].place

    def _after(self) -> list[set[int]]:
        """What each comes after: by wish and by the model, and by the rungs of one rating."""
        tasks = [self._task(group) for group in self.groups]
        befores = precedence(self.chooser.written, tasks)
        after = [{at for at, task in enumerate(tasks) if task in befores[own]} for own in tasks]
        for place, group in enumerate(self.groups):
            if group.unit is not None:
                _add(after, place, self._rungs_below(group))
        return after

    @staticmethod
    def _task(group: Group) -> Task:
        return group.id if group.unit is None else (group.unit, group.steps[0].place)

    def _rungs_below(self, group: Group) -> list[int]:
        """What brings the same rating to where a group begins."""
        first = group.steps[0]
        return [
            at
            for at in self._by_place[first.unit, first.place]
            if any(_is_below(step, first) for step in self.groups[at].steps)
        ]

    def _bring_forward(self) -> None:
        """What something comes after is done at its stage, or before."""
        for place in reversed(in_order(self.after)):
            for before in self.after[place]:
                stage = min(self.groups[before].stage, self.groups[place].stage)
                self.groups[before] = self.groups[before]._replace(stage=stage)


class _Last:
    """An assessment after the whole plan, of which single things are taken back."""

    def __init__(self, outcome: Outcome, steps: Sequence[Step], aims: Sequence[tuple[int, Aim]]) -> None:
        self.outcome, self.aims = outcome, aims
        self.answered = outcome.answered(steps)
        self.ripple = Ripple(outcome.evaluated(steps), [aim.node for _, aim in aims])

    def lost(self, left: Sequence[Step]) -> list[tuple[int, Aim]]:
        """The aims that are lost where only these steps are taken."""
        answered, arrays = self.outcome.answered(left), self.outcome.evaluation.bound.arrays
        changed = {
            (node, instance): answered.get((node, instance), arrays[instance][node])
            for (node, instance), value in self.answered.items()
            if answered.get((node, instance)) != value
        }
        values = self.ripple.after(changed)
        return [each for each, (low, _) in zip(self.aims, values, strict=True) if low != 1]


def _is_below(step: Step, other: Step) -> bool:
    """Whether a step is one of the same rating that leads to where another begins, or below."""
    if (step.unit, step.place) != (other.unit, other.place) or step.after is None or other.after is None:
        return False
    return step.after < other.after


def _goes_on(step: Step, gone: Mapping[tuple[int, Place], Number]) -> bool:
    """Whether a step begins where one ends that is not taken."""
    key = (step.unit, step.place)
    return key in gone and (step.before or 0) >= gone[key]


def _add(after: list[set[int]], place: int, befores: Iterable[int]) -> None:
    """Let one come after others, but not after what comes after it: these are done together."""
    for before in sorted(set(befores)):
        if before != place and not reaches(after.__getitem__, before, place):
            after[place].add(before)


def in_order(after: Sequence[Collection[int]]) -> list[int]:
    """Each place behind those that it comes after, otherwise as they stand."""
    out: list[int] = []
    done: set[int] = set()
    left = list(range(len(after)))
    while left:
        place = next(each for each in left if done.issuperset(after[each]))
        out.append(place)
        done.add(place)
        left.remove(place)
    return out
