"""A planner with its plan, or else in words why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal
from cxrules.roadmap.causes import causes
from cxrules.roadmap.choosing import Impossible
from cxrules.roadmap.roadmap import Planner
from cxrules.roadmap.timing import DoesNotFit
from cxrules.roadmap.words import does_not_fit, impossible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import Wishes
    from cxrules.roadmap.roadmap import Roadmap
    from cxrules.solve.goals import Goal


class NoPlan(Refusal):
    """Nothing that may be done reaches the goals, or it does not fit into the periods."""


def planned(
    units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None = None
) -> tuple[Planner, Roadmap]:
    """The cheapest proven plan of one or several assessments, and what answers questions about it.

    `seconds` are those that the solver may take for it. Raises NoPlan, and what `cxrules.solve` raises.
    """
    planner = Planner(units, wishes, seconds)
    try:
        return planner, planner.roadmap()
    except Impossible as error:
        raise NoPlan(impossible(causes(units, wishes, seconds))) from error
    except DoesNotFit as error:
        raise NoPlan(does_not_fit(error, wishes)) from error
