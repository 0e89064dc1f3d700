"""What to do: the cheapest set of steps and measures with which a goal is surely reached.

A step lifts one rating by one rank, or gives another answer to something else; a measure lifts several
ratings at once. Several assessments can be planned together: a measure counts in each of them. Where not
everything can be paid for, the business goals that weigh most are reached, at the lowest cost.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.engine.evaluation import Evaluation
from cxrules.plan.linear.program import Affine, total
from cxrules.roadmap.outcome import Outcome
from cxrules.roadmap.program import Written, finest, in_whole, with_wishes
from cxrules.roadmap.steps import raised_by
from cxrules.roadmap.timetable import Timetable
from cxrules.solve.answers import Change, answered_together, holds_in, point_of
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import Unfolded, is_so, number_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxrules.model.wishes import Cost, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal, Program
    from cxrules.plan.values import Value
    from cxrules.roadmap.outcome import Assumed
    from cxrules.roadmap.program import Part, Unit, View
    from cxrules.roadmap.steps import Step
    from cxrules.roadmap.timetable import Key
    from cxrules.solve.goals import Aim
    from cxrules.solve.highs import Solution
    from cxrules.solve.unfold import Place

Solver: TypeAlias = "Callable[[Program, Affine, float | None, Sequence[Literal]], Solution | None]"
"""What solves a program, as `cxrules.solve.highs.solve` does."""

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
    less. `ends` are the periods by whose end things are done, as far as that matters.
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
    ends: Mapping[Key, int] = {}

    @property
    def everything(self) -> list[Step]:
        """All steps, whoever takes them."""
        return [*self.steps, *(step for steps in self.lifted.values() for step in steps)]

    def by(self, period: int) -> list[Step]:
        """The steps that are done by the end of a period."""
        done = [step for step in self.steps if self.ends.get(step.key, period + 1) <= period]
        lifted = [steps for name, steps in self.lifted.items() if self.ends.get(name, period + 1) <= period]
        return [*done, *(step for steps in lifted for step in steps)]


class Chooser:
    """Asks the program of a goal for the cheapest plan, and for others."""

    def __init__(
        self,
        units: Sequence[Unit],
        wishes: Wishes,
        seconds: float | None = None,
        *,
        timed: bool = False,
        solver: Solver = solve,
    ) -> None:
        """Write the program; `seconds` are those that the solver may take for one plan.

        `timed`: it also says what is done by when, so that periods and deadlines are kept. Raises TooWide
        where a plan has numbers that cannot be written out.
        """
        self.units, self.wishes, self.seconds = with_wishes(units, wishes), wishes, seconds
        self.solver = solver
        self.written = Written(self.units, wishes)
        self.program = self.written.program
        self.timetable = Timetable(self.written) if timed else None
        outcomes = enumerate(evaluation for evaluation, _ in self.units)
        self.outcomes = [Outcome(number, each, self.written.assumed) for number, each in outcomes]
        self._withstood = 0

    def chosen(self) -> Chosen:
        """The cheapest plan that reaches every aim, and keeps every deadline.

        With a budget or a last period it reaches as much as there is money and time for; where not all
        deadlines can be kept, it keeps as many as can be. Raises Impossible where nothing reaches the aims,
        Unsolved where the time is over before anything is found.
        """
        aims = [reached for _, _, reached in self.written.aims]
        met = [due.met for due in self.timetable.dues] if self.timetable else []
        if self.wishes.budget is None:
            try:
                return self._cheapest(0.0, [*aims, *met, *self.written.fixed])
            except Impossible:
                if self.timetable is None:
                    raise
        else:
            self.program.require_at_least(self.written.money.times(-1), -self.wishes.budget)
        short = self.wishes.budget is not None or self.wishes.periods is not None
        while True:
            known = self._withstood
            asked, spent, proven = self._most([] if short else aims, met)
            try:
                found = self._cheapest(spent, [*asked, *self.written.fixed])
            except Impossible:
                if known == self._withstood:
                    raise
            else:
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
            solution = self.solver(self.program, self._cost(), self.seconds, fixed)
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

    def _most(self, aims: Sequence[Literal], met: Sequence[Literal]) -> tuple[list[Literal], float, bool]:
        """That business goals of the most weight are reached, of these the most aims, the most deadlines met.

        `aims` have to be reached in any case. With it the seconds taken, and whether it is proven that
        there is no more.
        """
        wanted = [reached for _, _, reached in self.written.aims]
        unit = finest(weight for _, weight in self.written.served)
        weighed = total((reached, weight / unit) for reached, weight in self.written.served)
        one = Fraction(1, len(wanted) + 1)
        weighed = weighed.plus(total((reached, 1) for reached in wanted), one)
        weighed = weighed.plus(total((each, 1) for each in met), one / (len(met) + 1))
        solution = self.solver(self.program, weighed.times(-1), self.seconds, [*aims, *self.written.fixed])
        if solution is None:
            raise Impossible
        reached = self.program.at_least(weighed, number_at(solution.values, weighed))
        return [*aims, reached], solution.seconds, solution.optimal

    def _cost(self) -> Affine:
        """The costs in whole numbers; of two plans that cost the same, the one with fewer steps.

        Where the end of an interval is all that has to move, the value between the ends stays as it is.
        """
        values = {(part.number, part.value_of(end)) for part in self.written.parts for end in part.own}
        counted = [
            (way.reached, 2 if (way.step.unit, way.step.place) in values else 1) for way in self.written.ways
        ]
        whole = in_whole(self.written.money, self.written.price)
        return whole.plus(total(counted), Fraction(1, sum(number for _, number in counted) + 1))

    def _cheapest(self, spent: float, fixed: Sequence[Literal]) -> Chosen:
        cost = self._cost()
        for _ in range(_MOST_TRIES):
            left = None if self.seconds is None else max(self.seconds - spent, 0.0)
            solution = self.solver(self.program, cost, left, fixed)
            if solution is None:
                raise Impossible
            spent += solution.seconds
            found = self._read(solution, spent)
            if self._confirmed(found, solution.values):
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
        found = Chosen(steps, lifted, cost, bound, solution.optimal, reached, missed, assumed, seconds)
        return found if self.timetable is None else found._replace(ends=self.timetable.told(values))

    def _bound(self, solution: Solution) -> Cost:
        """What any plan costs at least: the steps that are counted beside the costs come to less than 1."""
        return max(ceil(solution.bound - 1 - _NEAR), 0) * self.written.price

    def _told(self, step: Step, values: Sequence[float]) -> Step:
        """A step with what is answered after it."""
        if step.after is not None:
            return step
        part = self.written.parts[step.unit]
        form, before = part.forms[step.place]
        after, beyond = point_of(values, form, before)
        along = tuple(
            _went(part, end, values)
            for end, own in part.own.items()
            if part.value_of(end) == step.place
            and holds_in(values, part.answered[end])
            and not is_so(values, own)
        )
        return step._replace(after=after, beyond=beyond, along=along)

    # -------------------------------------------------------------------------------------- confirming

    def _confirmed(self, found: Chosen, values: Sequence[float]) -> bool:
        """Whether every aim is surely reached, and by when it is due, whatever open answers turn out to be.

        If not, those with which it is not reached are added to what has to be withstood.
        """
        sure = True
        for view, steps, truths in self._said(found):
            outcome = self.outcomes[view.number]
            arrays = outcome.arrays(steps)
            nodes = [node for node, said in truths if holds_in(values, said)]
            if any(arrays[0][node][0] != 1 for node in nodes):
                told = _counterexample(outcome.evaluation, arrays, nodes)
                if told is not None:
                    sure = False
                    self._withstood += 1
                    self.written.withstand(view, truths, told)
        return sure

    def _said(self, found: Chosen) -> Iterator[tuple[View, Sequence[Step], Sequence[tuple[int, Literal]]]]:
        """What a plan says at the end, and when something is due: assessments, steps, and truths."""
        for part in self.written.parts:
            aims = [(aim.node, reached) for unit, aim, reached in self.written.aims if unit == part.number]
            yield part, found.everything, aims
        for moment in self.timetable.moments.values() if self.timetable else ():
            dues = self.timetable.dues_at(moment) if self.timetable else ()
            yield moment, found.by(moment.period), [(due.aim.node, due.met) for due in dues]


def _went(part: Part, end: Place, values: Sequence[float]) -> Change:
    """How far the end of an interval goes along with the value."""
    form, before = part.forms[end]
    after, beyond = point_of(values, form, before)
    return Change(*end, before, after, open=False, beyond=beyond)


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
