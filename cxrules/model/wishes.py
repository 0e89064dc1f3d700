"""What a roadmap is to respect, as people state it: costs, measures, order, capacity, budget, deadlines, goals.

All costs are exact numbers in one unit of the user's choice (person days, euros), durations whole numbers of
periods. Nothing here knows a plan; `cxrules.roadmap` holds it against one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.text import Span

Cost = int | Fraction


class StepCost(NamedTuple):
    """What one step costs, and how many periods it lasts."""

    cost: Cost = 1
    duration: int = 1


class Costs(NamedTuple):
    """Costs of steps: the most special one that is stated counts.

    `subjects` by subject and the rating that is reached, or None for any; `kinds` by kind of thing (``criterion``,
    ``attribute``, ``evidence``, ``value``, ``judgement``, ``finding``) in the same way; else `other`.
    """

    subjects: Mapping[tuple[str, str | None], StepCost] = {}
    kinds: Mapping[tuple[str, str | None], StepCost] = {}
    other: StepCost = StepCost()

    def of(self, subject: str, kind: str, reached: str | None) -> StepCost:
        """What it costs that a subject reaches a rating from the one below."""
        for table, name in ((self.subjects, subject), (self.kinds, kind)):
            for key in ((name, reached), (name, None)):
                if key in table:
                    return table[key]
        return self.other

    def over(self, others: Costs) -> Costs:
        """These costs, and where they say nothing, others."""
        other = self.other if self.other != StepCost() else others.other
        return Costs({**others.subjects, **self.subjects}, {**others.kinds, **self.kinds}, other)


class Measure(NamedTuple):
    """Something to do that raises several subjects at once, each to a rating, if it is below that."""

    id: str
    title: str
    cost: Cost
    duration: int
    raises: Mapping[str, str]
    after: Sequence[str] = ()
    project: str | None = None


class BusinessGoal(NamedTuple):
    """Something that the roadmap serves: capabilities with the level each should reach, and how much it counts."""

    id: str
    title: str
    weight: Cost
    levels: Mapping[str, int]


class Wishes(NamedTuple):
    """Everything that a roadmap is to respect. `deadlines`: a capability at a level by the end of a period, from 1.

    `capacity` is the cost that can be spent in each period, the last number holding for all further ones; empty:
    there is no limit, and phases follow the levels. `fixed` and `excluded` name measures and subjects.
    """

    unit: str = ""
    period: str = "period"
    costs: Costs = Costs()
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
    places: Mapping[str, Span] = {}

    def capacity_of(self, period: int) -> Cost | None:
        """What can be spent in a period, from 1; None without a limit."""
        if not self.capacity:
            return None
        return self.capacity[min(period, len(self.capacity)) - 1]
