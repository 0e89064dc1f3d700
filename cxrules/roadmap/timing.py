"""Everything that was chosen put into periods: each step, or measure, as a job of its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.roadmap.items import in_order
from cxrules.roadmap.scheduling import Job, Schedule, TooSmall, completed, lateness, schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxrules.model.wishes import Cost, Wishes
    from cxrules.roadmap.items import Groups
    from cxrules.roadmap.steps import Step
    from cxrules.roadmap.timetable import Key


class DoesNotFit(Exception):  # noqa: N818 - it names what is the matter
    """An item costs more in a period than is left in any."""

    def __init__(self, item: str, cost: Cost, project: str | None) -> None:
        """Keep what it is called, what it costs in a period, and its project."""
        super().__init__(item)
        self.item, self.cost, self.project = item, cost, project


class Part(NamedTuple):
    """Steps of one group that follow each other without a break, or a measure.

    `group` is its place, `shares` what it costs in each of its periods, from `begin` on.
    """

    group: int
    steps: Sequence[Step]
    cost: Cost
    begin: int
    shares: Sequence[Fraction]

    @property
    def end(self) -> int:
        """The last of its periods."""
        return self.begin + len(self.shares) - 1


class Timing:
    """The jobs of some groups: their order, and when they are due at the latest."""

    def __init__(self, groups: Groups, wishes: Wishes, due: Callable[[int, Step | None], int | None]) -> None:
        """`due`: of each group, or of a step of it, the last period in which it should end."""
        self.groups, self.wishes = groups, wishes
        self.order = in_order(groups.after)
        self.jobs: list[Job] = []
        self.places: list[tuple[int, int]] = []
        self._last: dict[int, int] = {}
        for place in self.order:
            self._add(place, due)

    def _add(self, place: int, due: Callable[[int, Step | None], int | None]) -> None:
        """The jobs of a group; where time does not matter, one stage after the other."""
        groups = self.groups
        group, known = groups.groups[place], groups.groups
        before = {self._last[each] for each in groups.after[place]}
        if not self.wishes.timed:
            before |= {last for each, last in self._last.items() if known[each].stage < group.stage}
        after, project, last = tuple(sorted(before)), groups.project(place), None
        for number, (cost, duration) in enumerate(groups.costs(place)):
            at = due(place, None if group.unit is None else group.steps[number])
            self.jobs.append(Job(cost, duration, after, group.stage, at, project, last))
            self.places.append((place, number))
            self._last[place] = last = len(self.jobs) - 1
            after = (*after, last)

    def schedule(self) -> Schedule:
        """Put them into periods. Raises DoesNotFit where no period was found for one."""
        try:
            return schedule(self.jobs, self.wishes)
        except TooSmall as error:
            job, (place, _) = self.jobs[error.job], self.places[error.job]
            raise DoesNotFit(self.groups.groups[place].id, job.share, job.project) from error

    def kept(self, ends: Mapping[Key, int]) -> Schedule:
        """Put them into periods where it is known of some by when they are done, and keep what is due.

        Where no better order is found, these are done then, and the rest as early as can be.
        """
        try:
            found = schedule(self.jobs, self.wishes)
        except TooSmall:
            found = None
        if found is not None and not lateness(self.jobs, found):
            return found
        pinned = {}
        for at, (place, number) in enumerate(self.places):
            group = self.groups.groups[place]
            end = ends.get(group.id if group.unit is None else group.steps[number].key)
            if end is not None:
                pinned[at] = end - self.jobs[at].length + 1
        return completed(self.jobs, self.wishes, pinned)

    def parts(self, found: Schedule) -> Iterator[Part]:
        """The groups in their order, apart where there is a break in them."""
        begun: list[int] = []
        for at, (place, _) in enumerate(self.places):
            if begun and (self.places[begun[0]][0] != place or self._is_break(begun[-1], at, found)):
                yield self._part(begun, found)
                begun = []
            begun.append(at)
        if begun:
            yield self._part(begun, found)

    def _is_break(self, job: int, then: int, found: Schedule) -> bool:
        return found.starts[then] > found.end(job, self.jobs) + 1

    def _part(self, jobs: Sequence[int], found: Schedule) -> Part:
        place, first = self.places[jobs[0]]
        group, begin = self.groups.groups[place], found.starts[jobs[0]]
        spans = [(found.starts[at], found.end(at, self.jobs), self.jobs[at].share) for at in jobs]
        shares = [
            sum((share for start, end, share in spans if start <= period <= end), start=Fraction())
            for period in range(begin, max(end for _, end, _ in spans) + 1)
        ]
        steps = group.steps if group.unit is None else group.steps[first : first + len(jobs)]
        return Part(place, steps, sum(self.jobs[at].cost for at in jobs), begin, shares)
