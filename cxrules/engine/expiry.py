"""The day on which a level falls because waivers end.

Only the waivers change with the day; evidence and everything else stay as on the assessment's day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cxrules.engine.evaluation import values_under
from cxrules.engine.link import link, support
from cxrules.engine.waivers import in_force

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cxrules.engine.evaluation import Evaluation

_DAY = timedelta(days=1)


def falls(evaluation: Evaluation, levels: Collection[int]) -> dict[int, date]:
    """The first day after the assessment's on which a level is lower than now because waivers ended.

    `levels` are nodes whose values are levels; one that does not fall is not in the result.
    """
    if not evaluation.bound.waived.by:
        return {}
    below = support(evaluation.plan, levels)
    steps = [step for step in link(evaluation.plan).steps if step[0] in below]
    found: dict[int, date] = {}
    for day in _days_after(evaluation):
        then = values_under(evaluation, in_force(evaluation.assessment, day), steps)
        for node in levels:
            if node not in found and (then[node][0] or 0) < (evaluation.value(node)[0] or 0):
                found[node] = day
    return found


def _days_after(evaluation: Evaluation) -> list[date]:
    """The days on which a waiver has just ended, in their order."""
    today = evaluation.assessment.date
    ends = {each.until for each in evaluation.assessment.waivers}
    return sorted(end + _DAY for end in ends if today is not None and today <= end < end.max)
