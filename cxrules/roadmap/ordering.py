"""The best order of jobs as a program: late the least, then the fewest periods, then early, in one piece."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxrules.plan.linear.program import Affine, Literal, Program, total
from cxrules.roadmap.scheduling import Schedule, lateness, limits, made
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import is_so

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.wishes import Wishes
    from cxrules.roadmap.scheduling import Job

_BREAK = 2
"""A period in which something rests weighs more than one by which something else begins later."""

_MOST_STARTS = 20_000
"""So many pairs of job and period are looked at."""


def best_order(jobs: Sequence[Job], wishes: Wishes, known: Schedule, seconds: float) -> Schedule | None:
    """The best schedule within as many periods as a known one takes; None: none was found in time.

    Where it is proven, and nothing is late, it says that no schedule in time takes fewer periods.
    """
    if len(jobs) * known.periods > _MOST_STARTS:
        return None
    order = _Order(jobs, wishes, known.periods)
    try:
        solution = solve(order.program, order.cost(), seconds)
    except Unsolved:
        return None
    if solution is None:
        return None
    starts = [
        next(at for at, literal in enumerate(each, 1) if is_so(solution.values, literal))
        for each in order.begins
    ]
    found = made(jobs, starts, wishes)
    proven = solution.optimal and not lateness(jobs, found)
    return found._replace(least=found.periods) if proven else found


class _Order:
    """A truth for each job and period: that it begins there."""

    def __init__(self, jobs: Sequence[Job], wishes: Wishes, horizon: int) -> None:
        self.jobs, self.horizon, self.program = jobs, horizon, Program()
        self.begins = [[self.program.fresh() for _ in range(horizon - job.length + 1)] for job in jobs]
        self.numbers = [total((each, at) for at, each in enumerate(truths, 1)) for truths in self.begins]
        for truths in self.begins:
            once = total((each, 1) for each in truths)
            self.program.require_at_least(once, 1)
            self.program.require_at_least(once.times(-1), -1)
        for job, number in zip(jobs, self.numbers, strict=True):
            for before in job.after:
                apart = number.plus(self.numbers[before], -1)
                self.program.require_at_least(apart, jobs[before].duration)
        for project in limits(wishes):
            for period in range(1, horizon + 1):
                self._pay(wishes, project, period)

    def _pay(self, wishes: Wishes, project: str | None, period: int) -> None:
        paid = wishes.capacity_of(period, project)
        spent = Affine({})
        for job, truths in zip(self.jobs, self.begins, strict=True):
            if project is None or job.project == project:
                active = truths[max(period - job.length, 0) : period]
                spent = spent.plus(total((each, 1) for each in active), job.share)
        if paid is not None:
            self.program.require_at_least(spent.times(-1), -paid)

    def cost(self) -> Affine:
        """What the best order has least of."""
        weight = len(self.jobs) * self.horizon * (1 + _BREAK) + 1
        last: list[Literal] = [self.program.fresh() for _ in range(self.horizon)]  # it ends there or later
        late: list[tuple[Literal, int]] = []
        for job, truths in zip(self.jobs, self.begins, strict=True):
            for end, literal in enumerate(truths, job.length):
                self.program.implies(literal, last[end - 1])
                if job.due is not None and end > job.due:
                    late.append((literal, (end - job.due) * weight * (self.horizon + 1)))
        for earlier, later in pairwise(last):
            self.program.implies(later, earlier)
        cost = total([*late, *((literal, weight) for literal in last)])
        for job, number in zip(self.jobs, self.numbers, strict=True):
            cost = cost.plus(number)
            if job.continues is not None:
                cost = cost.plus(number.plus(self.numbers[job.continues], -1), _BREAK)
        return cost
