"""Running a plan over an assessment: every node gets its value, which is the trace.

What the trace means to people is told by `result`, `rules` and `because`; they read it and add nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.bind import Bound, bind
from cxrules.engine.joins import Joins
from cxrules.engine.link import Step, level_steps, link
from cxrules.engine.shapes import levels_program
from cxrules.engine.waivers import floored
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment, Waiver
    from cxrules.plan import Plan
    from cxrules.text import Source


class Evaluation:
    """An assessment evaluated: the value of every node of the plan, for every instance.

    `diagnostics` are what reading the assessment had to say; an evaluation exists only without errors.
    `source` is the file it was read from, so that explanations can point into it.
    """

    __slots__ = ("_result", "_stated", "_unwaived", "assessment", "bound", "diagnostics", "plan", "source")

    def __init__(
        self,
        plan: Plan,
        assessment: Assessment,
        bound: Bound,
        diagnostics: Sequence[Diagnostic] = (),
        source: Source | None = None,
    ) -> None:
        """Take a plan whose values in `bound.arrays` are complete."""
        self.plan, self.assessment, self.bound = plan, assessment, bound
        self.diagnostics, self.source = diagnostics, source
        self._result: dict[str, Any] | None = None
        self._stated: list[list[Value]] | None = None
        self._unwaived: Evaluation | None = None

    def value(self, node: int, instance: int = 0) -> Value:
        """The value of a node in one instance, counted from 0."""
        return self.bound.arrays[instance][node]

    def stated(self, node: int) -> Value | None:
        """The value of a node where what is blank counts as the model states; None: it states nothing."""
        if self._stated is None:
            from cxrules.engine.blank import filled_in, stated_steps, states_blanks

            self._stated = []
            if states_blanks(self.plan):
                self._stated = filled_in(self.plan, self.bound.arrays, self.bound.ratings)
                _run(self.bound._replace(arrays=self._stated), stated_steps(link(self.plan).steps))
        return self._stated[0][node] if self._stated else None

    def levels(self) -> dict[str, tuple[int, int]]:
        """Guaranteed and possible level of each capability in scope that is applicable."""
        return _levels(self.plan, self.bound)

    def unwaived(self) -> Evaluation:
        """The same assessment evaluated as if it had no waivers; this one where none is in force."""
        if not self.bound.waived.by:
            return self
        if self._unwaived is None:
            bound = _under(self, (), link(self.plan).steps)
            self._unwaived = Evaluation(self.plan, self.assessment, bound, self.diagnostics, self.source)
        return self._unwaived

    def result(self) -> dict[str, Any]:
        """The result as published (format ``cxrules-result/1``), as plain data."""
        from cxrules.engine.result import result

        if self._result is None:
            self._result = result(self)
        return self._result


def evaluate(
    plan: Plan,
    assessment: Assessment,
    scope: Collection[str] | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    source: Source | None = None,
) -> Evaluation:
    """Evaluate an assessment with its full trace.

    `scope` are the capabilities assessed; None: what is rated and what the target names.
    """
    bound = bind(plan, assessment, scope)
    _run(bound, link(plan).steps)
    return Evaluation(plan, assessment, bound, diagnostics, source)


def continued(
    evaluation: Evaluation, plan: Plan, arrays: list[list[Value]], steps: Sequence[Step]
) -> Evaluation:
    """The same assessment under another plan, of which only some steps are still to be evaluated.

    `arrays` hold the values of all other nodes of that plan, for each instance.
    """
    bound = evaluation.bound
    bound = bound._replace(arrays=arrays, joins=Joins(bound.weights))
    _run(bound, steps)
    return Evaluation(plan, evaluation.assessment, bound, evaluation.diagnostics, evaluation.source)


def levels(
    plan: Plan, assessment: Assessment, scope: Collection[str] | None = None
) -> dict[str, tuple[int, int]]:
    """Only the levels, guaranteed and possible, of each capability in scope; nothing else is evaluated."""
    bound = bind(plan, assessment, scope)
    if bound.instances == (None,):
        return _shaped(plan, bound)
    _run(bound, level_steps(plan))
    return _levels(plan, bound)


def _shaped(plan: Plan, bound: Bound) -> dict[str, tuple[int, int]]:
    """Levels without instances, by the shapes that capabilities share."""
    program = levels_program(plan)
    _run(bound, program.steps)
    values, scope, without = bound.arrays[0], bound.scope, bound.not_applicable
    return {
        name: shape.level(pick(values))  # type: ignore[misc] # a level is a pair of whole numbers
        for name, pick, shape in program.cones
        if name in scope and name not in without
    }


def _levels(plan: Plan, bound: Bound) -> dict[str, tuple[int, int]]:
    values = bound.arrays[0]
    return {
        name: values[capability.level]  # type: ignore[misc] # a level is a pair of whole numbers
        for name, capability in plan.capabilities.items()
        if name in bound.scope and name not in bound.not_applicable
    }


def rerun(
    evaluation: Evaluation, changed: Mapping[int, Value], instances: Collection[int]
) -> list[list[Value]]:
    """The values if some inputs of some instances were different, for levels only.

    The evaluation itself stays as it is.
    """
    arrays = [values.copy() for values in evaluation.bound.arrays]
    for instance in instances:
        for node, value in changed.items():
            arrays[instance][node] = value
    _run(evaluation.bound._replace(arrays=arrays), level_steps(evaluation.plan))
    return arrays


def run_again(evaluation: Evaluation, arrays: list[list[Value]]) -> list[list[Value]]:
    """Every value, from inputs that stand in the arrays already; the evaluation itself stays as it is."""
    _run(evaluation.bound._replace(arrays=arrays), link(evaluation.plan).steps)
    return arrays


def values_under(evaluation: Evaluation, waivers: Sequence[Waiver], steps: Sequence[Step]) -> list[Value]:
    """The values that some steps give if these waivers counted, in the first instance."""
    return _under(evaluation, waivers, steps).arrays[0]


def _under(evaluation: Evaluation, waivers: Sequence[Waiver], steps: Sequence[Step]) -> Bound:
    bound = bind(evaluation.plan, evaluation.assessment, evaluation.bound.scope, waivers)
    _run(bound, steps)
    return bound


def retried(evaluation: Evaluation, assessment: Assessment) -> list[list[Value]]:
    """The values that another assessment would have under the same plan and scope, for levels only."""
    bound = bind(evaluation.plan, assessment, evaluation.bound.scope)
    _run(bound, level_steps(evaluation.plan))
    return bound.arrays


def run_steps(bound: Bound, steps: Sequence[Step]) -> None:
    """Evaluate some steps, in order, over inputs that were just bound."""
    _run(bound, steps)


def _run(bound: Bound, steps: Sequence[Step]) -> None:
    """Evaluate steps in order. Thousands of pairs are made and none is garbage, so collecting pauses."""
    steps = floored(steps, bound.waived.floors)
    with collector_paused():
        if bound.instances == (None,):
            _run_one(bound, steps)
        else:
            _run_many(bound, steps)


def _run_one(bound: Bound, steps: Sequence[Step]) -> None:
    """Without instances one rating is not joined; criteria are, and truths are still counted."""
    values = bound.arrays[0]
    for node, ranges, args, param, _, joins in steps:
        if not joins:
            values[node] = ranges(param, values, args)
        elif joins == "several":
            values[node] = values[args[0]]
        else:
            values[node] = bound.joins.joined(param, [values[arg] for arg in args], ranges)


def _run_many(bound: Bound, steps: Sequence[Step]) -> None:
    arrays = bound.arrays
    for node, ranges, args, param, whole, joins in steps:
        if joins:
            operands = [values[arg] for arg in args for values in arrays]
            value = bound.joins.joined(param, operands, ranges)
        elif whole:
            value = ranges(param, arrays[0], args)
        else:
            for values in arrays:
                values[node] = ranges(param, values, args)
            continue
        for values in arrays:
            values[node] = value


def join(plan: Plan, bound: Bound, values: Sequence[Value]) -> Value:
    """Join one subject's values of all instances as the method says; without instances nothing is joined."""
    if bound.instances == (None,) or plan.join is None:
        return values[0]
    return bound.joins.joined(plan.join, values)


def levels_of_ratings(plan: Plan, ratings: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Only the levels, from a plain map of full subject ids to ratings; for many questions to one model.

    Raises KeyError for a subject or rating that the plan does not know.
    """
    made = link(plan)
    values = made.blank.copy()
    nodes, ranks = made.ratings, made.ranks
    scope = {made.capability_of[name] for name in ratings}
    for name in plan.capabilities.keys() - scope:
        for node in made.of_capability.get(name, ()):
            values[node] = OUTSIDE
    for name, rating in ratings.items():
        values[nodes[name]] = ranks[rating]
        for node, only, _ in made.causes.get(name, ()):
            values[node] = OPEN if only else NO
    for node, subjects in made.beneath:
        values[node] = YES if any(name in ratings for name in subjects) else NO
    return _shaped(plan, Bound((None,), [1], [values], [], scope, {}, Joins([1])))
