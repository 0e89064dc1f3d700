"""Why no answers at all reach a goal: how far the assessment goes, what is recorded, or the model itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.plan.linear.forms import Ordered
from cxrules.plan.linear.program import total
from cxrules.solve.answers import CHANGED, answer, answered_together
from cxrules.solve.derived import BENEATH
from cxrules.solve.goals import assessed
from cxrules.solve.highs import solve
from cxrules.solve.unfold import Unfolded, any_of, is_so

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.linear.forms import Form
    from cxrules.plan.linear.program import Literal, Program
    from cxrules.solve.goals import Aim
    from cxrules.solve.unfold import Place


class Obstacle(NamedTuple):
    """What keeps a goal out of reach.

    ``not assessed`` and ``not applicable``: its capability; ``lower``: only lower ratings reach it, not
    better ones; ``frame``: what `places` say, which no rating or other answer changes; ``model``: nothing
    that an assessment may say. ``time``: not found out in the time that was given.
    """

    kind: str
    places: Sequence[Place] = ()


def obstacle(evaluation: Evaluation, aim: Aim, limit: float | None = None) -> Obstacle:
    """Why a goal is out of reach that no better answers reach; `limit` is in seconds. Raises Unsolved."""
    plan = evaluation.plan
    if aim.subject in plan.capabilities and aim.subject not in assessed(evaluation):
        outside = aim.subject not in evaluation.bound.scope
        return Obstacle("not assessed" if outside else "not applicable")
    asked = _Anything(evaluation, aim.node)
    asked.program.require(asked.unfolded.form(aim.node).holds())
    solution = solve(asked.program, total((each, 1) for each in asked.turned.values()), limit)
    if solution is None:
        return Obstacle("model")
    turned = [place for place, truth in asked.turned.items() if is_so(solution.values, truth)]
    return Obstacle("frame" if turned else "lower", turned)


class _Anything:
    """A program in which every answer may be anything, and the frame of the assessment may be another."""

    def __init__(self, evaluation: Evaluation, node: int) -> None:
        self.evaluation = evaluation
        self.turned: dict[Place, Literal] = {}
        frame = [each.node for each in evaluation.plan.refusals]
        together = answered_together(evaluation)
        self.unfolded = Unfolded(evaluation, [node], "best", together, frame)
        self.program = self.unfolded.program
        self.unfolded.write(self._given)
        for each in frame:
            self.program.require(-self.unfolded.form(each).holds())

    def _given(self, program: Program, place: Place) -> Form | None:
        asked = answer(self.evaluation, place)
        if asked is not None:
            return any_of(program, asked.param, asked.first, asked.last)
        node, instance = place
        low, high = self.evaluation.bound.arrays[instance][node]
        kind = self.evaluation.plan.nodes[node].param[0]
        if kind in CHANGED or kind == "today" or low is None or low != high:
            return None
        if kind in BENEATH:  # what is rated stays so, and anything may come to be
            return None if low else Ordered(program, (0, 1))
        form = Ordered(program, (0, 1))
        self.turned[place] = -form.is_(low)
        return form
