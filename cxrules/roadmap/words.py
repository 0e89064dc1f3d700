"""Why there is no roadmap, in sentences; and what things cost, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import listed
from cxrules.plan.figures import number_text

if TYPE_CHECKING:
    from cxrules.model.wishes import Cost, Wishes
    from cxrules.roadmap.causes import Blocked, Causes
    from cxrules.roadmap.timing import DoesNotFit

_MOST = 4
_OBSTACLES = {
    "not assessed": "it is not in the scope of the assessment",
    "not applicable": "it does not apply",
    "lower": "only a lower rating would lead there, no better one",
    "frame": "what the assessment says beside its ratings and answers keeps it from that",
    "model": "the model lets nothing that an assessment may say reach it",
}


def priced(cost: Cost | str, unit: str) -> str:
    """A cost with its unit, as people read it: ``12 person days``; without a unit ``cost 12``."""
    text = cost if isinstance(cost, str) else number_text(cost)
    if not unit:
        return f"cost {text}"
    one = text == "1" and unit.endswith("s") and not unit.endswith("ss")
    return f"{text} {unit.removesuffix('s') if one else unit}"


def impossible(causes: Causes) -> str:
    """Why nothing reaches the goal."""
    if causes.blocked:
        told = [_blocked(each) for each in causes.blocked[:_MOST]]
        more = len(causes.blocked) - len(told)
        rest = f" The same holds for {more} more." if more else ""
        return f"Nothing reaches this goal. {' '.join(told)}{rest}"
    if causes.time:
        return f"What is fixed does not fit into the periods that there are: {listed(causes.fixed)}."
    if causes.excluded and not causes.fixed:
        return f"Nothing reaches this goal without what is excluded: {listed(causes.excluded)}."
    if causes.fixed and not causes.budget:
        return f"Nothing reaches this goal together with what is fixed: {listed(causes.fixed)}."
    if causes.fixed:
        return "What is fixed costs more than the budget pays for."
    return "Each part of this goal can be reached, but not all of them at once."


def _blocked(blocked: Blocked) -> str:
    aim, evaluation = blocked.aim, blocked.evaluation
    most = evaluation.assessment.up_to_level
    why = _OBSTACLES.get(blocked.obstacle.kind, "the solver's time was over before it found out why")
    kinds = {evaluation.plan.nodes[node].param[0] for node, _ in blocked.obstacle.places}
    if "within" in kinds and most is not None:
        why = f"the assessment goes no higher than level {most} (up-to-level)"
    return f"{aim.subject} does not reach level {aim.level}: {why}."


def does_not_fit(error: DoesNotFit, wishes: Wishes) -> str:
    """What costs more in a period than any period pays for."""
    each = wishes.period or "period"
    whose = f" of {error.project}" if error.project in wishes.capacities else ""
    return (
        f"{error.item} takes {priced(error.cost, wishes.unit)} in each {each}; in no {each} is that much "
        f"left of the capacity{whose}. Raise the capacity, or state a longer duration for it."
    )
