"""When to do it: things in order, each in its periods, within what each period pays for.

First by a rule (what is due first, then what leads to a level first); where a proven lower bound says that
fewer periods might do, or a deadline is missed, the solver is asked for the best order
(`cxrules.roadmap.ordering`).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.model.wishes import Cost, Wishes

NEVER = 10**9


class Job(NamedTuple):
    """Something that takes time: what it costs, how many periods it lasts, and the jobs that it comes after.

    Jobs of a lower `rank` come first where there is a choice; `due` is the last period in which it should
    end. It `continues` another job, best without a break.
    """

    cost: Cost
    duration: int
    after: tuple[int, ...] = ()
    rank: int = 0
    due: int | None = None
    project: str | None = None
    continues: int | None = None

    @property
    def length(self) -> int:
        """In how many periods something of it is done: what takes no time is done within one."""
        return max(self.duration, 1)

    @property
    def share(self) -> Fraction:
        """What it costs in each of its periods."""
        return Fraction(self.cost) / self.length


class Schedule(NamedTuple):
    """The period in which each job begins, from 1, and how many periods there are.

    `least`: no schedule that is late as little takes fewer.
    """

    starts: Sequence[int]
    periods: int
    least: int

    def end(self, place: int, jobs: Sequence[Job]) -> int:
        """The period in which a job ends; one that takes no time ends where it begins."""
        return self.starts[place] + jobs[place].length - 1


class TooSmall(Exception):  # noqa: N818 - it names what is the matter
    """A job costs more in a period than is left in any; `job` is its place."""

    def __init__(self, job: int) -> None:
        """Keep which."""
        super().__init__(job)
        self.job = job


def completed(jobs: Sequence[Job], wishes: Wishes, pinned: Mapping[int, int]) -> Schedule:
    """The schedule in which some jobs begin when they are said to, and the rest as early as they can.

    Raises TooSmall where no period was found for a job.
    """
    return made(jobs, _listed(jobs, wishes, (), pinned), wishes)


def schedule(jobs: Sequence[Job], wishes: Wishes, seconds: float = 10.0) -> Schedule:
    """Put jobs into periods; those that a job comes after stand before it.

    Raises TooSmall where no period was found for a job.
    """
    try:
        starts = _listed(jobs, wishes, ())
    except TooSmall:  # what fits into early periods alone goes there first
        starts = _listed(jobs, wishes, {at for at, job in enumerate(jobs) if _is_early(job, wishes)})
    found = made(jobs, starts, wishes)
    if found.periods > found.least or lateness(jobs, found):
        from cxrules.roadmap.ordering import best_order

        best = best_order(jobs, wishes, found, seconds) or found
        if (lateness(jobs, best), best.periods) < (lateness(jobs, found), found.periods):
            return best
        return found._replace(least=best.least)  # what belongs together stays so
    return found


def made(jobs: Sequence[Job], starts: Sequence[int], wishes: Wishes) -> Schedule:
    """The schedule in which jobs begin so."""
    ends = (start + job.length - 1 for job, start in zip(jobs, starts, strict=True))
    return Schedule(starts, max(ends, default=0), least(jobs, wishes))


def lateness(jobs: Sequence[Job], found: Schedule) -> int:
    """How many periods jobs end after they are due, all together."""
    return sum(max(found.end(at, jobs) - job.due, 0) for at, job in enumerate(jobs) if job.due is not None)


def limits(wishes: Wishes) -> Iterator[str | None]:
    """What is limited: everything (None), and projects."""
    if wishes.capacity:
        yield None
    yield from sorted(name for name, paid in wishes.capacities.items() if paid)


# -------------------------------------------------------------------------------------- a lower bound


def least(jobs: Sequence[Job], wishes: Wishes) -> int:
    """No order takes fewer periods: not than the longest chain, nor than what all of it costs."""
    ready: list[int] = []
    for job in jobs:
        ready.append(max((ready[before] for before in job.after), default=0) + job.duration)
    chains = [max(end, end - job.duration + 1) for job, end in zip(jobs, ready, strict=True)]
    paid = [_paying(jobs, wishes, project) for project in limits(wishes)]
    return max([*chains, *paid], default=0)


def _paying(jobs: Sequence[Job], wishes: Wishes, project: str | None) -> int:
    """So many periods pay for all jobs, or those of a project."""
    left: Cost = sum(job.cost for job in jobs if project is None or job.project == project)
    known = wishes.capacity if project is None else wishes.capacities[project]
    for period, paid in enumerate(known):
        if left <= 0:
            return period
        left -= paid
    if left <= 0 or not known[-1]:
        return len(known)
    return len(known) + ceil(Fraction(left) / known[-1])


# ------------------------------------------------------------------------------------ one after another


def _is_early(job: Job, wishes: Wishes) -> bool:
    """Whether a job costs more than later periods pay for."""
    paid = (wishes.capacity_of(NEVER, project) for project in {None, job.project})
    return any(each is not None and job.share > each for each in paid)


def _listed(
    jobs: Sequence[Job], wishes: Wishes, first: Collection[int], pinned: Mapping[int, int] | None = None
) -> list[int]:
    """Each job as early as it can be, those that are due first before others, and some before all.

    `pinned` are jobs whose beginning is known.
    """
    starts = [(pinned or {}).get(place, 0) for place in range(len(jobs))]
    spent: dict[tuple[str | None, int], Cost] = {}
    for place in pinned or {}:
        _spend(spent, jobs[place], starts[place])
    most = sum(job.length for job in jobs) + sum(_paying(jobs, wishes, each) + 1 for each in limits(wishes))
    most += max(starts, default=0)
    for place in _in_order(jobs, first):
        job = jobs[place]
        if starts[place]:
            continue
        begin = max((starts[before] + jobs[before].duration for before in job.after), default=1)
        for start in range(begin, begin + most + 1):
            if all(_fits(wishes, spent, job, period) for period in range(start, start + job.length)):
                break
        else:
            raise TooSmall(place)
        starts[place] = start
        _spend(spent, job, start)
    return starts


def _spend(spent: dict[tuple[str | None, int], Cost], job: Job, start: int) -> None:
    for period in range(start, start + job.length):
        for project in {None, job.project}:
            spent[project, period] = spent.get((project, period), 0) + job.share


def _fits(wishes: Wishes, spent: Mapping[tuple[str | None, int], Cost], job: Job, period: int) -> bool:
    for project in {None, job.project}:
        paid = wishes.capacity_of(period, project)
        if paid is not None and spent.get((project, period), 0) + job.share > paid:
            return False
    return True


def _in_order(jobs: Sequence[Job], first: Collection[int]) -> list[int]:
    """What has to be before something else stands before it; otherwise by due date and rank."""
    due = [NEVER if job.due is None else job.due for job in jobs]
    due = [-NEVER if at in first else each for at, each in enumerate(due)]
    for place in range(len(jobs) - 1, -1, -1):  # what something due rests on is due as well
        for before in jobs[place].after if due[place] < NEVER else ():
            due[before] = min(due[before], due[place] - jobs[place].length)
    left, done, out = list(range(len(jobs))), set[int](), list[int]()
    while left:
        free = [place for place in left if done.issuperset(jobs[place].after)]
        place = min(free, key=lambda each: (due[each], jobs[each].rank, each))
        out.append(place)
        done.add(place)
        left.remove(place)
    return out
