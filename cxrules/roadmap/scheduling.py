"""When to do it: items in order, each in its periods, within what each period pays for.

First by a rule (what is due first, then what leads to a level first); where a proven lower bound says that fewer
periods might do, or a deadline is missed, the solver is asked for the best order.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxrules.plan.linear.program import Affine, Program, total
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import is_so

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.model.wishes import Cost, Wishes

_MOST_STARTS = 20_000
"""So many pairs of item and period are looked at exactly."""


class Job(NamedTuple):
    """Something that takes time: what it costs, how many periods it lasts, what comes before it, and its rank.

    Jobs of a lower `rank` come first where there is a choice; `due` is the last period in which it may end.
    """

    cost: Cost
    duration: int
    after: tuple[int, ...]
    rank: tuple[int, ...]
    due: int | None = None
    project: str | None = None


class Schedule(NamedTuple):
    """The period in which each job begins, from 1, the number of periods, and how many are needed at least."""

    starts: Sequence[int]
    periods: int
    least: int

    def end(self, place: int, jobs: Sequence[Job]) -> int:
        """The period in which a job ends; one that takes no time ends where it begins."""
        return self.starts[place] + max(jobs[place].duration, 1) - 1


class TooSmall(Exception):  # noqa: N818 - it names what is the matter
    """A job costs more in a period than any period pays for; `job` is its place."""

    def __init__(self, job: int) -> None:
        """Keep which."""
        super().__init__(job)
        self.job = job


def schedule(jobs: Sequence[Job], wishes: Wishes, seconds: float = 10.0) -> Schedule:
    """Put jobs into periods.

    Raises TooSmall where a job does not fit into any period.
    """
    starts = _listed(jobs, wishes)
    found = _made(jobs, starts, wishes)
    late = _late(jobs, found)
    if found.periods > found.least or late:
        better = _solved(jobs, wishes, found, seconds)
        if better is not None:
            return better
    return found


def _length(job: Job) -> int:
    return max(job.duration, 1)


def _made(jobs: Sequence[Job], starts: Sequence[int], wishes: Wishes) -> Schedule:
    periods = max((start + _length(job) - 1 for job, start in zip(jobs, starts, strict=True)), default=0)
    return Schedule(starts, periods, _least(jobs, wishes))


def _least(jobs: Sequence[Job], wishes: Wishes) -> int:
    """No order takes fewer periods: not than the longest chain, nor than all of it costs."""
    chains: list[int] = []
    for job in jobs:
        chains.append(_length(job) + max((chains[before] for before in job.after), default=0))
    longest = max(chains, default=0)
    if not wishes.capacity:
        return longest
    left: Cost = sum(job.cost for job in jobs)
    periods = 0
    while left > 0:
        periods += 1
        paid = wishes.capacity_of(periods) or 0
        if periods > len(wishes.capacity):
            return max(longest, periods - 1 + ceil(Fraction(left) / paid)) if paid else longest
        left -= paid
    return max(longest, periods)


def _listed(jobs: Sequence[Job], wishes: Wishes) -> list[int]:
    """Each job as early as it can be, those that are due first before others. Jobs stand behind those before them."""
    starts = [0] * len(jobs)
    spent: dict[int, Cost] = {}
    order = _in_order(jobs)
    horizon = sum(map(_length, jobs)) + len(wishes.capacity) + 1
    most = _horizon_of_costs(jobs, wishes)
    for place in order:
        job = jobs[place]
        begin = max((starts[before] + _length(jobs[before]) for before in job.after), default=1)
        each = Fraction(job.cost) / _length(job)
        for start in range(begin, begin + horizon + most):
            periods = range(start, start + _length(job))
            if all(_fits(wishes, spent, period, each) for period in periods):
                break
        else:
            raise TooSmall(place)
        starts[place] = start
        for period in periods:
            spent[period] = spent.get(period, 0) + each
    return starts


def _horizon_of_costs(jobs: Sequence[Job], wishes: Wishes) -> int:
    last = wishes.capacity[-1] if wishes.capacity else 0
    return ceil(Fraction(sum(job.cost for job in jobs)) / last) if last else 0


def _fits(wishes: Wishes, spent: Mapping[int, Cost], period: int, cost: Cost) -> bool:
    paid = wishes.capacity_of(period)
    return paid is None or spent.get(period, 0) + cost <= paid


def _in_order(jobs: Sequence[Job]) -> list[int]:
    """What has to be before something else stands before it; otherwise by due date and rank."""
    due = [job.due if job.due is not None else 10**9 for job in jobs]
    for place in range(len(jobs) - 1, -1, -1):  # what something due rests on is due as well
        for before in jobs[place].after:
            due[before] = min(due[before], due[place] - _length(jobs[place]))
    left = set(range(len(jobs)))
    out: list[int] = []
    while left:
        free = [place for place in left if not left.intersection(jobs[place].after)]
        place = min(free, key=lambda each: (due[each], jobs[each].rank, each))
        out.append(place)
        left.remove(place)
    return out


def _late(jobs: Sequence[Job], found: Schedule) -> list[int]:
    return [
        place for place, job in enumerate(jobs) if job.due is not None and found.end(place, jobs) > job.due
    ]


def _solved(jobs: Sequence[Job], wishes: Wishes, known: Schedule, seconds: float) -> Schedule | None:
    """The order that is late the least, then takes the fewest periods, then begins earliest; None: no better one."""
    horizon = known.periods
    if len(jobs) * horizon > _MOST_STARTS:
        return None
    program = Program()
    begins = [[program.fresh() for _ in range(horizon - _length(job) + 1)] for job in jobs]
    for each in begins:
        number = total((literal, 1) for literal in each)
        program.require_at_least(number, 1)
        program.require_at_least(number.times(-1), -1)
    numbers = [total((literal, place) for place, literal in enumerate(each, 1)) for each in begins]
    for job, number in zip(jobs, numbers, strict=True):
        for before in job.after:
            program.require_at_least(number.plus(numbers[before], -1), _length(jobs[before]))
    for period in range(1, horizon + 1):
        paid = wishes.capacity_of(period)
        if paid is not None:
            spent = Affine({})
            for job, each in zip(jobs, begins, strict=True):
                first = max(period - _length(job) + 1, 1)
                active = total((literal, 1) for literal in each[first - 1 : period])
                spent = spent.plus(active, Fraction(job.cost) / _length(job))
            program.require_at_least(spent.times(-1), -paid)
    cost, weight = Affine({}), len(jobs) * horizon + 1
    last = [program.fresh() for _ in range(horizon)]  # whether the last period is that one or later
    for job, each, number in zip(jobs, begins, numbers, strict=True):
        for place, literal in enumerate(each, 1):
            program.implies(literal, last[place + _length(job) - 2])
            if job.due is not None and place + _length(job) - 1 > job.due:
                cost = cost.plus(total([(literal, place + _length(job) - 1 - job.due)]), weight * weight)
        cost = cost.plus(number)
    for earlier, later in zip(last, last[1:], strict=False):
        program.implies(later, earlier)
    cost = cost.plus(total((literal, 1) for literal in last), weight)
    try:
        solution = solve(program, cost, seconds)
    except Unsolved:
        return None
    if solution is None:
        return None
    starts = [next(at for at, literal in enumerate(each, 1) if is_so(solution.values, literal)) for each in begins]
    found = _made(jobs, starts, wishes)
    return found._replace(least=found.periods) if solution.optimal and not _late(jobs, known) else found
