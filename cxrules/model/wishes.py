"""What a roadmap is to respect, as people state it: costs, measures, order, budget, deadlines, goals.

All costs are exact numbers in one unit of the user's choice (person days, euros), durations whole numbers of
periods. Nothing here knows a plan; `cxrules.roadmap` holds it against one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.text import Source, Span

Cost: TypeAlias = int | Fraction


def called(project: str, name: str) -> tuple[str, str]:
    """What something in an assessment is called in wishes: alone, and behind the assessment's id."""
    return f"{project} {name}", name


class StepCost(NamedTuple):
    """What one step costs, and how many periods it lasts."""

    cost: Cost = 1
    duration: int = 1


class Costs(NamedTuple):
    """Costs of steps: the most special one that is stated counts.

    `subjects` by subject and the rating that is reached, or None for any; `kinds` by kind of thing
    (``criterion``, ``attribute``, ``evidence``, ``value``, ``judgement``, ``finding``) in the same way;
    else `other`.
    """

    subjects: Mapping[tuple[str, str | None], StepCost] = {}
    kinds: Mapping[tuple[str, str | None], StepCost] = {}
    other: StepCost | None = None

    def of(self, subject: str, kind: str, reached: str | None, project: str = "") -> StepCost:
        """What it costs that a subject reaches a rating from the one below, in an assessment."""
        own, alone = called(project, subject)
        for table, name in ((self.subjects, own), (self.subjects, alone), (self.kinds, kind)):
            for key in ((name, reached), (name, None)):
                if key in table:
                    return table[key]
        return self.other or StepCost()

    def over(self, others: Costs) -> Costs:
        """These costs, and where they say nothing, others."""
        if self.other is not None:
            return self
        return Costs({**others.subjects, **self.subjects}, {**others.kinds, **self.kinds}, others.other)


class Measure(NamedTuple):
    """Something to do that raises several subjects at once, each to a rating, if it is below that."""

    id: str
    title: str
    cost: Cost
    duration: int
    raises: Mapping[str, str]
    after: Sequence[str] = ()
    project: str | None = None

    def lifts(self, project: str, subject: str) -> str | None:
        """The rating to which it raises a subject in an assessment; None: it does not."""
        own, alone = called(project, subject)
        return self.raises.get(own, self.raises.get(alone))


class BusinessGoal(NamedTuple):
    """Something that the roadmap serves: the level each of some capabilities should reach, and its weight."""

    id: str
    title: str
    weight: Cost
    levels: Mapping[str, int]


class Wishes(NamedTuple):
    """Everything that a roadmap is to respect.

    `deadlines`: a thing at a level by the end of a period, from 1. Nothing is done after the last of
    `periods`. Names of subjects and of what has levels may stand behind the id of an assessment, and then are
    meant in that one only.

    `capacity` is the cost that can be spent in each period, the last number holding for all further ones;
    empty: there is no limit. `capacities` are the same for one project each, within that. `fixed` and
    `excluded` name measures and subjects; `excluded` and `after` also what subjects belong to. `models` are
    those that the file speaks of. `places` tells where something is written in the `source`, by its key and
    what stands under it.
    """

    title: str = ""
    models: Sequence[str] = ()
    unit: str = ""
    period: str = ""
    costs: Costs = Costs()
    defaults: Mapping[str, Costs] = {}
    measures: Mapping[str, Measure] = {}
    goals: Sequence[BusinessGoal] = ()
    fixed: Sequence[str] = ()
    excluded: Sequence[str] = ()
    after: Mapping[str, Sequence[str]] = {}
    capacity: Sequence[Cost] = ()
    capacities: Mapping[str, Sequence[Cost]] = {}
    budget: Cost | None = None
    periods: int | None = None
    deadlines: Mapping[tuple[str, int], int] = {}
    places: Mapping[tuple[str, ...], Span] = {}
    source: Source | None = None

    def capacity_of(self, period: int, project: str | None = None) -> Cost | None:
        """What can be spent in a period, from 1, of all or of one project; None without a limit."""
        limits = self.capacity if project is None else self.capacities.get(project, ())
        return limits[min(period, len(limits)) - 1] if limits else None

    @property
    def timed(self) -> bool:
        """Whether it matters when something is done."""
        return bool(self.capacity or self.capacities or self.deadlines or self.periods)

    @property
    def limited(self) -> bool:
        """Whether there may be too little time for something."""
        return bool(self.deadlines or self.periods)

    def costs_for(self, model: str) -> Costs:
        """The costs of steps in assessments of a model: those stated, else those of the model's package.

        `model` is named with its version, as a plan does: versions differ in what their steps cost.
        """
        return self.costs.over(self.defaults[model]) if model in self.defaults else self.costs

    def over(self, defaults: Mapping[str, Wishes]) -> Wishes:
        """These wishes, over what the packages of models say, by model.

        They count where they are in the unit that is asked for; without one, in that of the first.
        """
        unit = self.unit or next((each.unit for each in defaults.values() if each.unit), "")
        costs = {name: each.costs for name, each in defaults.items() if each.unit == unit}
        return self._replace(unit=unit, defaults=costs)

    def place(self, *path: str) -> Span | None:
        """Where something is written, or else what it stands under."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return None
