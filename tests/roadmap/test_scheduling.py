"""Schedules keep order and capacity; no order takes fewer periods than is said."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, strategies as st

from cxrules.model.wishes import Wishes
from cxrules.roadmap.scheduling import Job, TooSmall, lateness, least, made, schedule
from tests.laws.running import law

if TYPE_CHECKING:
    from collections.abc import Sequence

pytest.importorskip("highspy")

PROJECTS = (None, "tools", "training")


@st.composite
def jobs_and_wishes(draw: st.DrawFn) -> tuple[list[Job], Wishes]:
    """A few jobs, and limits of all or of one project."""
    jobs: list[Job] = []
    for place in range(draw(st.integers(0, 4))):
        after = draw(st.lists(st.sampled_from(range(place)), max_size=2, unique=True)) if place else []
        jobs.append(
            Job(
                draw(st.integers(0, 6)),
                draw(st.integers(0, 3)),
                tuple(sorted(after)),
                draw(st.integers(0, 2)),
                draw(st.sampled_from([None, None, 1, 2, 4])),
                draw(st.sampled_from(PROJECTS)),
            )
        )
    capacity = draw(st.lists(st.integers(0, 8), max_size=3))
    own = draw(st.lists(st.integers(0, 8), max_size=2))
    return jobs, Wishes(capacity=capacity, capacities={"tools": own} if own else {})


def _is_kept(jobs: Sequence[Job], starts: Sequence[int], wishes: Wishes) -> bool:
    """Whether order and capacity are respected, said in another way than in the code."""
    for job, start in zip(jobs, starts, strict=True):
        if any(start < starts[before] + jobs[before].duration for before in job.after):
            return False
    for period in range(1, 40):
        for project in PROJECTS:
            paid = wishes.capacity_of(period, project)
            spent = sum(
                job.share
                for job, start in zip(jobs, starts, strict=True)
                if start <= period < start + job.length and project in {None, job.project}
            )
            if paid is not None and spent > paid:
                return False
    return True


@law
@given(jobs_and_wishes())
def test_a_schedule_keeps_order_and_capacity(drawn: tuple[list[Job], Wishes]) -> None:
    jobs, wishes = drawn
    try:
        found = schedule(jobs, wishes)
    except TooSmall as error:
        event("too small")
        job = jobs[error.job]
        limits = [wishes.capacity, wishes.capacities.get(job.project or "", ())]
        assert any(each and (job.share > max(each) or job.share > each[-1]) for each in limits)
        return
    event(f"{found.periods} periods")
    assert _is_kept(jobs, found.starts, wishes)
    assert found.least <= found.periods


@law
@given(jobs_and_wishes())
def test_no_order_takes_fewer_periods_and_none_is_late_less(drawn: tuple[list[Job], Wishes]) -> None:
    jobs, wishes = drawn
    try:
        found = schedule(jobs, wishes)
    except TooSmall:
        return
    if found.periods > 5:
        return
    every = [
        made(jobs, starts, wishes)
        for starts in product(*(range(1, found.periods - job.length + 2) for job in jobs))
        if _is_kept(jobs, starts, wishes)
    ]
    latest = lateness(jobs, found)
    assert latest == min(lateness(jobs, each) for each in every)
    assert found.least <= min(each.periods for each in every if lateness(jobs, each) == latest)
    assert least(jobs, wishes) <= min(each.periods for each in every)
