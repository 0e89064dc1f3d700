"""What may be answered in another way, and what follows if it is.

An answer is what an assessment says to one input of the plan: mostly a rating, sometimes a judgement, a
finding, evidence or a number. Where instances do not answer for themselves, one answer counts in all of them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import run_again
from cxrules.engine.link import unknown
from cxrules.model.measured import taken_apart
from cxrules.model.surd import Surd
from cxrules.plan.linear.forms import Between
from cxrules.plan.linear.program import TRUE
from cxrules.plan.values import OUTSIDE
from cxrules.solve.derived import following
from cxrules.solve.unfold import OF_ALL, is_so

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.forms import Form
    from cxrules.plan.linear.program import Literal
    from cxrules.plan.values import Point, Value
    from cxrules.solve.unfold import Place

CHANGED = frozenset({"rating", "judged", "choice", "finding", "value", "evidence", "recorded"})
"""What can be answered in another way: everything else is the assessment's frame."""

_OF_RATINGS = {"rating", "evidence", "recorded"}

_NEXT = Fraction(1, 10**6)


class Change(NamedTuple):
    """Another answer to an input: the input, its instance, what it was, and what it becomes.

    `before` is the end at which it counted; `open` where nothing was answered, or not yet agreed. `beyond`: a
    number has to lie beyond `after`, on the far side of `before`.
    """

    node: int
    instance: int
    before: Point
    after: Number
    open: bool
    beyond: bool = False

    @property
    def number(self) -> Number:
        """What it becomes at least: `after`, or the next number beyond it that is told apart."""
        if not self.beyond or self.before is None:
            return self.after
        return self.after + (_NEXT if self.after >= self.before else -_NEXT)


def answered_together(evaluation: Evaluation) -> Collection[int]:
    """The inputs that no instance answers for itself: they change in all instances at once.

    Instances may have ratings of their own, with their second answers and evidence, and their own measures.
    """
    rated = {
        name
        for chosen in evaluation.bound.ratings
        for name, said in chosen.items()
        if any(each.instance is not None for each in said)
    }
    measured = {name for instance, name in evaluation.assessment.measured.found if instance is not None}
    return {
        node
        for node, (op, _, param, _) in enumerate(evaluation.plan.nodes.walk())
        if op == "input"
        and (
            (param[0] in _OF_RATINGS and param[1] not in rated)
            or (param[0] == "value" and not _is_apart(param, rated, measured))
        )
    }


def _is_apart(asked: Sequence[str], rated: Collection[str], measured: Collection[str]) -> bool:
    """Whether instances have a number of their own: the second answer to a rating, or a measure."""
    _, name, type_, *_ = asked
    if type_ == "facet":
        return name.rpartition(".")[0] in rated
    return taken_apart(name)[0] in measured


def values_with(evaluation: Evaluation, changes: Sequence[Change]) -> list[list[Value]]:
    """The values of all nodes in all instances if some answers were others; the evaluation stays as it is."""
    arrays = [values.copy() for values in evaluation.bound.arrays]
    for (node, instance), value in answered_with(evaluation, changes).items():
        arrays[instance][node] = value
    return run_again(evaluation, arrays)


def answered_with(
    evaluation: Evaluation, changes: Sequence[Change], together: Collection[int] | None = None
) -> dict[Place, Value]:
    """The inputs that changes answer, in every instance where they hold; what does not apply stays so.

    With them those that say that something is rated.
    """
    nodes, arrays = evaluation.plan.nodes, evaluation.bound.arrays
    together = answered_together(evaluation) if together is None else together
    found: dict[Place, Value] = {}
    for each in changes:
        kind, whole = nodes[each.node].param[0], nodes[each.node].whole
        everywhere = whole or each.node in together or kind in OF_ALL
        for instance in range(len(arrays)) if everywhere else (each.instance,):
            if arrays[instance][each.node] != OUTSIDE:
                found[each.node, instance] = (each.number, each.number)
    return found | following(evaluation, list(found))


class Answer(NamedTuple):
    """An input whose answer may change: as it is now, and everything that the model lets it be."""

    kind: str
    low: Number
    high: Number
    first: Number
    last: Number
    param: Sequence[object]

    @property
    def open(self) -> bool:
        """Whether nothing was answered, or not yet agreed."""
        return self.low != self.high


def answer(evaluation: Evaluation, place: Place) -> Answer | None:
    """An input as an answer that may change; None for the frame of an assessment and for what is outside."""
    plan, (node, instance) = evaluation.plan, place
    kind, *rest = plan.nodes[node].param
    low, high = evaluation.bound.arrays[instance][node]
    if kind not in CHANGED or low is None or high is None:
        return None
    if kind == "rating":
        return Answer(kind, low, high, 0, len(plan.given_values) - 1, plan.nodes[node].param)
    first, last = (0, 1) if kind == "finding" else unknown(kind, rest)
    if first is None or last is None:
        return None
    return Answer(kind, low, high, first, last, plan.nodes[node].param)


def rational(number: Number | Surd) -> list[Number]:
    """The number, unless there is a root in it: the end of an interval is compared, but never added."""
    return [] if isinstance(number, Surd) else [number]


def point_of(values: Sequence[float], form: Form, before: Number) -> tuple[Number, bool]:
    """What an input is under a solution, as near as it can be to what it was, and whether it lies beyond."""
    if not isinstance(form, Between):
        return max(point for point in form.points() if holds_in(values, form.at_least(point))), False
    above = [split for split in form.splits if holds_in(values, form.at_least(split[0], above=split[1]))]
    below = [split for split in form.splits if split not in above]
    low, beyond = max(above, default=(form.low, False))
    if before <= low:
        return low, beyond
    high, included = min(below, default=(form.high, True))
    return high, not included


def holds_in(values: Sequence[float], truth: Literal) -> bool:
    """Whether a truth holds under a solution, also one that always does."""
    return truth == TRUE or is_so(values, truth)
