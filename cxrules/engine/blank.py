"""The stated result: what is blank counts as the model says, and everything else as it is.

A publisher's own sheet often counts a missing answer as zero, or leaves it out. That result stands beside the
guaranteed and the possible one and never takes their place.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from cxrules.engine.link import link
from cxrules.plan.aggregates import exact, policy_of
from cxrules.plan.values import OUTSIDE, Value

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from cxrules.engine.link import Step
    from cxrules.plan import Plan
    from cxrules.plan.types import Ranges

LEFT_OUT = "left out"


def states_blanks(plan: Plan) -> bool:
    """Whether a model says anywhere what a blank counts as."""
    found: bool | None = plan.linked.get("states blanks")
    if found is None:
        policies = any(_policy(param) is not None for _, _, _, param, _, _ in link(plan).steps)
        found = plan.linked["states blanks"] = policies or plan.answers.blank is not None
    return found


def filled_in(
    plan: Plan, arrays: Sequence[Sequence[Value]], ratings: Sequence[Container[str]]
) -> list[list[Value]]:
    """The inputs with every blank rating as the model says; the arrays themselves stay as they are.

    `ratings` has what is rated in each instance: what assessors disagree about is open, but not blank.
    """
    filled = [list(values) for values in arrays]
    if plan.answers.blank is None:
        return filled
    made = link(plan)
    ranks = [made.ranks[name] for name in plan.answers.blank]
    counted = (ranks[0][0], ranks[-1][1])
    for values, rated in zip(filled, ratings, strict=True):
        for name, node in made.ratings.items():
            low, high = values[node]
            if low != high and name not in rated:
                values[node] = counted
    return filled


def stated_steps(steps: Sequence[Step]) -> list[Step]:
    """The same steps; an aggregate that says what a blank member counts as sees it as that."""
    return [
        step
        if (policy := _policy(step[3])) is None
        else (step[0], partial(_with_blanks, step[1], policy), *step[2:])
        for step in steps
    ]


def _policy(param: Any) -> Value | None:
    """What a blank member is taken for; None where the aggregate says nothing."""
    said = param.get("blank") if isinstance(param, dict) else None
    if said is None:
        return None
    return OUTSIDE if said == LEFT_OUT else (exact(said), exact(said))


def _with_blanks(
    ranges: Ranges, blank: Value, param: Any, values: Sequence[Value], args: Sequence[int]
) -> Value:
    """Only members are blank; whether one applies at all stays as it is."""
    members = len(args) - len(policy_of(param).optional)
    seen = [
        blank if place < members and values[arg][0] != values[arg][1] else values[arg]
        for place, arg in enumerate(args)
    ]
    return ranges(param, seen, range(len(seen)))
