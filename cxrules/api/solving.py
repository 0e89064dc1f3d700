"""What a solver proves: exact levels, what lacks for a goal, and the cheapest way to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.api.errors import CxrulesError, refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.wishes import Wishes
    from cxrules.roadmap.roadmap import Roadmap
    from cxrules.solve.gap import Gap
    from cxrules.solve.goals import Goal


def exact_levels(evaluation: Evaluation) -> dict[str, tuple[int, int]]:
    """Guaranteed and possible level of each capability and of the organisation, proven to be what can happen.

    `Evaluation.levels` may tell a wider range where one open rating counts in two directions. Needs the extra
    ``solve``. Raises CxrulesError where the solver is missing or cannot answer.
    """
    from cxrules.solve.bounds import exact_levels as prove

    with refusals():
        return dict(prove(evaluation).levels)


def gap(evaluation: Evaluation, to: str | None = None, *, seconds: float = 5.0) -> Gap:
    """What lies between an assessment and a goal: what reaches it, what blocks it, what to ask next.

    `to` is ``target``, a target of the model, a level (``2``), or a level of one thing (``SWE.1:2``);
    without it the assessment's target, or else the next level of everything. `seconds` limit each question
    to the solver. `cxrules.reports.gap.data` gives it as plain data. Needs the extra ``solve``. Raises
    CxrulesError for an unknown goal, and where the solver is missing or cannot answer.
    """
    from cxrules.solve.gap import gap as find

    wanted = _goal(evaluation, to)
    with refusals():
        return find(evaluation, wanted, seconds)


def roadmap(
    *evaluations: Evaluation,
    to: str | None = None,
    wishes: str | Path | Wishes | None = None,
    seconds: float = 60.0,
) -> Roadmap:
    """The cheapest proven way from one or several assessments to a goal, in phases.

    `to` is as for `gap`. `wishes` are costs, measures, order, capacity, budget and deadlines, or the path of
    a file with them. `cxrules.reports.roadmap.data` gives it as plain data. `seconds` limit the solver.
    Needs the extra ``solve``. Raises CxrulesError for an unknown goal, for wishes with errors, where nothing
    reaches the goal, and where the solver is missing or cannot answer; OSError where the file cannot be
    read.
    """
    from cxrules.roadmap.planning import planned

    units = [(each, _goal(each, to)) for each in sorted(evaluations, key=lambda each: each.assessment.id)]
    asked = _wishes(evaluations, wishes)
    with refusals():
        return planned(units, asked, seconds)[1]


def _wishes(evaluations: Sequence[Evaluation], wishes: str | Path | Wishes | None) -> Wishes:
    """Wishes over what the packages of the models say of costs."""
    from cxrules.workspace.wishes import wishes_for, with_defaults

    if wishes is not None and not isinstance(wishes, str | Path):
        return with_defaults(evaluations, wishes)
    found = wishes_for(evaluations, None if wishes is None else Path(wishes))
    if found.wishes is None:
        raise CxrulesError("the wishes have errors", found.problems)
    return found.wishes


def _goal(evaluation: Evaluation, to: str | None) -> Goal:
    """What is to be reached: what is asked for, the assessment's target, or the next level of everything."""
    from cxrules.solve.goals import goal, next_levels

    wanted = to or ("target" if evaluation.assessment.target else None)
    with refusals():
        return next_levels(evaluation) if wanted is None else goal(evaluation, wanted)
