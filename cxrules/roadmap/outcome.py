"""What an assessment comes to after some steps, as the engine says it.

With it comes the one assumption of a roadmap: a judged attribute rises as far as all of its criteria that are
rated do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.engine.evaluation import Evaluation
from cxrules.engine.link import link
from cxrules.roadmap.steps import answered_alike
from cxrules.solve.answers import Change, answered_together, answered_with, values_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.plan.values import Point, Value
    from cxrules.roadmap.steps import Step
    from cxrules.solve.unfold import Place

Assumed: TypeAlias = "Sequence[tuple[int, str, Sequence[str]]]"
"""Judged attributes by assessment and subject, with the criteria by which they are taken to rise."""


class Outcome:
    """Evaluates one of several assessments again after steps."""

    def __init__(self, unit: int, evaluation: Evaluation, assumed: Assumed) -> None:
        """Take what is assumed of all assessments, and the one that this is."""
        self.unit, self.evaluation = unit, evaluation
        self._together = answered_together(evaluation)
        ratings = link(evaluation.plan).ratings
        self._judged = [
            (ratings[name], [ratings[each] for each in criteria])
            for number, name, criteria in assumed
            if number == unit
        ]

    def changes(self, steps: Iterable[Step]) -> list[Change]:
        """What some steps change, of several of one rating the highest, with the attributes that rise."""
        found: dict[Place, Change] = {}
        for step in steps:
            if step.unit == self.unit and step.after is not None:
                known = found.get(step.place)
                if known is None or step.after > known.after:
                    found[step.place] = Change(
                        *step.place, step.before, step.after, open=False, beyond=step.beyond
                    )
                    found |= {(each.node, each.instance): each for each in step.along}
        return self._with_risen(found)

    def values(self, steps: Iterable[Step]) -> Sequence[Value]:
        """All nodes in the first instance after some steps."""
        return self.arrays(steps)[0]

    def arrays(self, steps: Iterable[Step]) -> list[list[Value]]:
        """All nodes in all instances after some steps."""
        return values_with(self.evaluation, self.changes(steps))

    def answered(self, steps: Iterable[Step]) -> dict[Place, Value]:
        """The inputs that some steps answer, in every instance."""
        return answered_with(self.evaluation, self.changes(steps), self._together)

    def evaluated(self, steps: Iterable[Step]) -> Evaluation:
        """The evaluation after some steps."""
        bound = self.evaluation.bound._replace(arrays=self.arrays(steps))
        return Evaluation(self.evaluation.plan, self.evaluation.assessment, bound)

    def _with_risen(self, found: dict[Place, Change]) -> list[Change]:
        everywhere = {node: each for (node, _), each in found.items() if node in self._together}
        risen: dict[Place, Change] = {}
        for node, criteria in self._judged:
            for instances in answered_alike(self.evaluation, node, self._together):
                place, held = (node, instances[0]), self._low(node, instances[0])
                ranks = [
                    change.after if change else self._low(each, instance)
                    for each in criteria
                    for instance in instances
                    for change in (everywhere.get(each) or found.get((each, instance)),)
                ]
                reached = min((rank for rank in ranks if rank is not None), default=held or 0)
                own = everywhere.get(node) or found.get(place)
                if held is not None and reached > max(held, own.after if own else held):
                    risen[place] = Change(*place, held, reached, open=False)
        return [*(each for place, each in found.items() if place not in risen), *risen.values()]

    def _low(self, node: int, instance: int) -> Point:
        return self.evaluation.bound.arrays[instance][node][0]
