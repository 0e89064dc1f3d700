"""Why nothing reaches a goal: the assessment, the model, or what is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.roadmap.choosing import Chooser, Impossible
from cxrules.roadmap.program import with_wishes
from cxrules.solve.highs import Unsolved
from cxrules.solve.obstacles import obstacle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Wishes
    from cxrules.solve.goals import Aim, Goal
    from cxrules.solve.obstacles import Obstacle


class Blocked(NamedTuple):
    """An aim that nothing reaches, and what is in its way."""

    evaluation: Evaluation
    aim: Aim
    obstacle: Obstacle


class Causes(NamedTuple):
    """What is in the way.

    `blocked` are aims that nothing reaches by itself. Otherwise it is reached without these wishes:
    `excluded`, or `fixed`, `budget` or `time`; nothing of all that: the aims cannot all be reached at once.
    """

    blocked: Sequence[Blocked]
    excluded: Sequence[str] = ()
    fixed: Sequence[str] = ()
    budget: bool = False
    time: bool = False


def causes(units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None = None) -> Causes:
    """Find out why there is no plan."""
    units = with_wishes(units, wishes)
    if _is_reached(units, wishes, seconds):
        return Causes((), fixed=wishes.fixed, time=True)
    plain = wishes._replace(excluded=(), fixed=(), budget=None)
    if not _is_reached(units, plain, seconds):
        return Causes(_blocked(units, plain, seconds))
    if _is_reached(units, wishes._replace(excluded=()), seconds):
        return Causes((), excluded=_least(units, wishes, seconds))
    if _is_reached(units, wishes._replace(fixed=()), seconds):
        return Causes((), fixed=wishes.fixed)
    return Causes((), wishes.excluded, wishes.fixed, budget=wishes.budget is not None)


def _least(units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None) -> Sequence[str]:
    """Exclusions of which each is in the way by itself, or else some that are so together."""
    alone = [
        name for name in wishes.excluded if not _is_reached(units, wishes._replace(excluded=[name]), seconds)
    ]
    if alone:
        return alone
    kept = list(wishes.excluded)
    for name in wishes.excluded:
        fewer = [each for each in kept if each != name]
        if not _is_reached(units, wishes._replace(excluded=fewer), seconds):
            kept = fewer
    return kept


def _blocked(
    units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None
) -> list[Blocked]:
    out = []
    for evaluation, goal in units:
        for aim in goal.aims:
            alone = [(evaluation, goal._replace(aims=[aim]))]
            if not _is_reached(alone, wishes, seconds):
                why = obstacle(evaluation, aim, seconds)
                out.append(Blocked(evaluation, aim, why))
    return out


def _is_reached(units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None) -> bool:
    try:
        Chooser(units, wishes, seconds).chosen()
    except Impossible:
        return False
    except Unsolved:
        return True
    return True
