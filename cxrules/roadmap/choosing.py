"""What to do: the cheapest set of steps and measures with which a goal is surely reached.

A step lifts one rating by one rank, or gives another answer to something else; a measure lifts several
ratings at once. Several assessments can be planned together: a measure counts in each of them. Where not
everything can be paid for, the business goals that weigh most are reached, at the lowest cost.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import Evaluation
from cxrules.plan.linear.program import Affine, total
from cxrules.roadmap.outcome import Outcome
from cxrules.roadmap.program import Written, finest, in_whole
from cxrules.roadmap.steps import raised_by
from cxrules.solve.answers import answered_together, point_of
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import Unfolded, is_so, number_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.model.wishes import Cost, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal
    from cxrules.plan.values import Value
    from cxrules.roadmap.outcome import Assumed
    from cxrules.roadmap.steps import Step
    from cxrules.solve.goals import Aim, Goal
    from cxrules.solve.highs import Solution
    from cxrules.solve.unfold import Place

_MOST_TRIES = 50
"""So many plans are looked at that turn out to rest on what is still open."""

_NEAR = 1e-6


class Impossible(Exception):  # noqa: N818 - it names what is the matter
    """Nothing that may be done reaches the goal."""


class Chosen(NamedTuple):
    """What to do, what it costs, and what any plan costs at least.

    `steps` are those that are paid for; `lifted` are those that a measure takes, by the measure's id. `aims`
    are reached, `missed` are not, for want of money. `assumed` are judged attributes by assessment and
    subject, with the criteria by which they are taken to rise. `bound`: no plan that reaches as much costs
    less.
    """

    steps: Sequence[Step]
    lifted: Mapping[str, Sequence[Step]]
    cost: Cost
    bound: Cost
    optimal: bool
    aims: Sequence[tuple[int, Aim]]
    missed: Sequence[tuple[int, Aim]]
    assumed: Assumed
    seconds: float

    @property
    def everything(self) -> list[Step]:
        """All steps, whoever takes them."""
        return [*self.steps, *(step for steps in self.lifted.values() for step in steps)]


class Chooser:
    """Asks the program of a goal for the cheapest plan, and for others."""

    def __init__(
        self, units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float | None = None
    ) -> None:
        """Write the program; `seconds` are those that the solver may take for one plan.

        Raises TooWide where a plan has numbers that cannot be written out.
        """
        self.units, self.wishes, self.seconds = units, wishes, seconds
        self.written = Written(units, wishes)
        self.program = self.written.program
        outcomes = enumerate(evaluation for evaluation, _ in units)
        self.outcomes = [Outcome(number, each, self.written.assumed) for number, each in outcomes]

    def chosen(self) -> Chosen:
        """The cheapest plan that reaches every aim, or with a budget as much as it pays for.

        Raises Impossible where nothing reaches them, Unsolved where the time is over before anything is
        found.
        """
        asked, spent, proven = self._limited()
        found = self._cheapest(spent, [*asked, *self.written.fixed])
        return found if proven else found._replace(optimal=False)

    def needed(self, truths: Sequence[Literal], within: Chosen) -> Chosen | None:
        """The cheapest part of a plan with which some truths hold; None: it does not reach them.

        It is not held against what open answers may turn out to be: it tells in which order to do things.
        """
        taken = {step.key for step in within.steps}
        fixed = list(truths)
        fixed += [-way.alone for way in self.written.ways if way.step.key not in taken]
        fixed += [-each for name, each in self.written.measures.items() if name not in within.lifted]
        try:
            solution = solve(self.program, self._cost(), self.seconds, fixed)
        except Unsolved:
            return None
        return None if solution is None else self._read(solution, 0.0)

    def without(self, name: str, aims: Sequence[tuple[int, Aim]]) -> Chosen | None:
        """The cheapest plan for some aims that does without a subject or a measure; None: there is none."""
        wanted = {(unit, aim.node) for unit, aim in aims}
        fixed = [reached for unit, aim, reached in self.written.aims if (unit, aim.node) in wanted]
        fixed += [-literal for literal in self.written.alone(name)]
        fixed += [literal for literal in self.written.fixed if -literal not in fixed]
        try:
            return self._cheapest(0.0, fixed)
        except Impossible:
            return None

    # ---------------------------------------------------------------------------------------- solving

    def _limited(self) -> tuple[list[Literal], float, bool]:
        """Every aim, or that as much weighs as the budget pays for.

        With it the seconds taken, and whether it is proven that nothing weighs more.
        """
        wanted = [reached for _, _, reached in self.written.aims]
        if self.wishes.budget is None:
            return wanted, 0.0, True
        self.program.require_at_least(self.written.money.times(-1), -self.wishes.budget)
        unit = finest(weight for _, weight in self.written.served)
        weighed = total((reached, weight / unit) for reached, weight in self.written.served)
        weighed = weighed.plus(total((reached, 1) for reached in wanted), Fraction(1, len(wanted) + 1))
        solution = solve(self.program, weighed.times(-1), self.seconds, self.written.fixed)
        if solution is None:
            raise Impossible
        reached = self.program.at_least(weighed, number_at(solution.values, weighed))
        return [reached], solution.seconds, solution.optimal

    def _cost(self) -> Affine:
        """The costs in whole numbers; of two plans that cost the same, the one with fewer steps."""
        fewer = total((way.reached, 1) for way in self.written.ways)
        whole = in_whole(self.written.money, self.written.price)
        return whole.plus(fewer, Fraction(1, len(self.written.ways) + 1))

    def _cheapest(self, spent: float, fixed: Sequence[Literal]) -> Chosen:
        cost = self._cost()
        for _ in range(_MOST_TRIES):
            left = None if self.seconds is None else max(self.seconds - spent, 0.0)
            solution = solve(self.program, cost, left, fixed)
            if solution is None:
                raise Impossible
            spent += solution.seconds
            found = self._read(solution, spent)
            if self._confirmed(found):
                return found
        raise Unsolved("no plan was found that holds whatever the open answers are")

    def _read(self, solution: Solution, seconds: float) -> Chosen:
        values, measures = solution.values, self.wishes.measures
        steps = [self._told(way.step, values) for way in self.written.ways if is_so(values, way.alone)]
        done = {step.key for step in steps}
        lifted: dict[str, list[Step]] = {}
        for name, literal in self.written.measures.items():
            if is_so(values, literal):
                lifted[name] = []
                for number, (evaluation, _) in enumerate(self.units):
                    raised = raised_by(number, evaluation, measures[name])
                    lifted[name] += [step for step in raised if step.key not in done]
                done |= {step.key for step in lifted[name]}
        cost = sum(step.cost for step in steps) + sum(measures[name].cost for name in lifted)
        bound = cost if solution.optimal else min(cost, self._bound(solution))
        aims = [(number, aim, is_so(values, truth)) for number, aim, truth in self.written.aims]
        reached = [(number, aim) for number, aim, so in aims if so]
        missed = [(number, aim) for number, aim, so in aims if not so]
        assumed = self.written.assumed
        return Chosen(steps, lifted, cost, bound, solution.optimal, reached, missed, assumed, seconds)

    def _bound(self, solution: Solution) -> Cost:
        """What any plan costs at least: the steps that are counted beside the costs come to less than 1."""
        return max(ceil(solution.bound - 1 - _NEAR), 0) * self.written.price

    def _told(self, step: Step, values: Sequence[float]) -> Step:
        """A step with what is answered after it."""
        if step.after is not None:
            return step
        form, before = self.written.forms[step.unit, step.place]
        after, beyond = point_of(values, form, before)
        return step._replace(after=after, beyond=beyond)

    # -------------------------------------------------------------------------------------- confirming

    def _confirmed(self, found: Chosen) -> bool:
        """Whether every aim is surely reached, whatever the open answers turn out to be.

        If not, those with which it is not reached are added to what has to be withstood.
        """
        sure = True
        for number, outcome in enumerate(self.outcomes):
            nodes = [aim.node for unit, aim in found.aims if unit == number]
            arrays = outcome.arrays(found.everything)
            if any(arrays[0][node][0] != 1 for node in nodes):
                told = _counterexample(outcome.evaluation, arrays, nodes)
                if told is not None:
                    sure = False
                    self.written.withstand(number, told)
        return sure


def _counterexample(
    evaluation: Evaluation, arrays: list[list[Value]], nodes: Sequence[int]
) -> Mapping[Place, Number] | None:
    """Open answers with which one of some truths fails, for these values; None: there are none."""
    changed = Evaluation(evaluation.plan, evaluation.assessment, evaluation.bound._replace(arrays=arrays))
    unfolded = Unfolded(changed, nodes, "free", answered_together(evaluation)).write()
    unfolded.program.require(-unfolded.program.both(unfolded.form(node).holds() for node in nodes))
    solution = solve(unfolded.program, Affine({}))
    if solution is None:
        return None
    forms = unfolded.inputs.items()
    return {place: point_of(solution.values, form, form.points()[0])[0] for place, form in forms}
