"""Evaluating tests again under a plan that differs in a few nodes: what is the same keeps its value.

Nodes of both plans that compute the same have the same number (`cxrules.testkit.signature`), and what they
compute from the same assessment is the same. Only the others are evaluated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.evaluation import continued, evaluate
from cxrules.engine.link import joining
from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.link import Step
    from cxrules.testkit.running import Ran
    from cxrules.testkit.tested import Tested, Way


class Replay:
    """One way of reading a model, before and after a change."""

    def __init__(self, before: Tested, after: Tested, way: Way) -> None:
        """Find out which nodes are new."""
        self.plan = after.plan(way)
        places = {number: place for place, number in enumerate(before.numbers(way))}
        self._sources = [places.get(number, -1) for number in after.numbers(way)]
        self._steps: list[Step] = []
        self._asks = before.plan(way).targets != self.plan.targets
        for place, source in enumerate(self._sources):
            if source < 0:
                self._add(place)

    def _add(self, place: int) -> None:
        """Remember a node that must be evaluated, or that something new is asked of the assessment."""
        op, args, param, whole = self.plan.nodes[place]
        if op == "input":
            self._asks = True
        else:
            self._steps.append((place, OPERATIONS[op].ranges, args, param, whole, joining(op, param)))

    def evaluation(self, ran: Ran) -> Evaluation:
        """A test's assessment under the plan after the change."""
        known = ran.evaluation
        if self._asks or known is None or known.bound.waived.by:
            return evaluate(self.plan, ran.prepared.assessment, ran.scope)
        arrays = [[values[source] for source in self._sources] for values in known.bound.arrays]
        return continued(known, self.plan, arrays, self._steps)
