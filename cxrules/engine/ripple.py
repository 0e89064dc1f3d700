"""What other answers to some inputs would change: only what they reach is worked out again, and only so far.

For many small questions to one evaluation, each of which would otherwise evaluate the whole plan. The
evaluation itself stays as it is.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from cxrules.engine.link import link, support
from cxrules.engine.waivers import floored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.link import Step
    from cxrules.plan.values import Value

Place: TypeAlias = "tuple[int, int]"
"""An input and the instance in which it is asked."""


class Ripple:
    """Asks an evaluation what some of its nodes would be if inputs were answered in another way."""

    def __init__(self, evaluation: Evaluation, nodes: Sequence[int]) -> None:
        """Prepare to ask for these nodes, which are told in the first instance."""
        self._nodes = list(nodes)
        self._bound = evaluation.bound
        wanted = support(evaluation.plan, self._nodes)
        steps = [step for step in link(evaluation.plan).steps if step[0] in wanted]
        self._steps = {step[0]: step for step in floored(steps, self._bound.waived.floors)}
        self._users: dict[int, list[int]] = {}
        for step in steps:
            for arg in dict.fromkeys(step[2]):
                self._users.setdefault(arg, []).append(step[0])
        self._arrays = [values.copy() for values in self._bound.arrays]
        self._undo: list[tuple[list[Value], int, Value]] = []

    @property
    def now(self) -> list[Value]:
        """What the nodes are."""
        return [self._arrays[0][node] for node in self._nodes]

    def after(self, changed: Mapping[Place, Value]) -> list[Value]:
        """What the nodes would be if these inputs had these values."""
        waiting: list[int] = []
        for (node, instance), value in changed.items():
            if self._set(self._arrays[instance], node, value):
                self._pass_on(waiting, node)
        done = -1
        while waiting:
            node = heappop(waiting)
            if node != done and self._work_out(self._steps[node]):
                self._pass_on(waiting, node)
            done = node
        found = self.now
        for values, node, value in reversed(self._undo):
            values[node] = value
        self._undo.clear()
        return found

    def _pass_on(self, waiting: list[int], node: int) -> None:
        for user in self._users.get(node, ()):
            heappush(waiting, user)

    def _set(self, values: list[Value], node: int, value: Value) -> bool:
        if values[node] == value:
            return False
        self._undo.append((values, node, values[node]))
        values[node] = value
        return True

    def _work_out(self, step: Step) -> bool:
        """Evaluate one step in all instances; whether it came out differently anywhere."""
        node, ranges, args, param, whole, joins = step
        arrays = self._arrays
        if joins == "several" and self._bound.instances == (None,):
            return self._set(arrays[0], node, arrays[0][args[0]])
        if joins:
            operands = [values[arg] for arg in args for values in arrays]
            value = self._bound.joins.joined(param, operands, ranges)
        elif whole:
            value = ranges(param, arrays[0], args)
        else:
            changed = [self._set(values, node, ranges(param, values, args)) for values in arrays]
            return any(changed)
        changed = [self._set(values, node, value) for values in arrays]
        return any(changed)
