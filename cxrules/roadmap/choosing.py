"""What to do: the cheapest set of steps and measures with which a goal is surely reached.

A step lifts one rating by one rank, or gives another answer to something else; a measure lifts several ratings at
once. Several assessments can be planned together: a measure counts in each of them. Where not everything can be
paid for, the business goals that weigh most are reached, at the lowest cost.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import Evaluation
from cxrules.engine.link import link, support
from cxrules.plan.linear.forms import Form, Known, Ordered
from cxrules.plan.linear.gathering import either_of
from cxrules.plan.linear.program import TRUE, Affine, Literal, Program, total
from cxrules.roadmap.steps import Step, cost_of, judged_attributes, kind_of
from cxrules.solve.changes import Change, answer, answered_together, point_of, rational, values_with
from cxrules.solve.goals import Aim
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import Unfolded, any_of, is_so, number_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.model.wishes import Cost, Measure, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Value
    from cxrules.solve.goals import Goal
    from cxrules.solve.highs import Solution
    from cxrules.solve.unfold import Place

_TIE = 100_000
"""So little counts that a plan has one step less, or reaches one aim more, beside what it costs and weighs."""


class Chosen(NamedTuple):
    """What to do, what it costs, and what any plan costs at least.

    `steps` are those that are paid for; `lifted` are those that a measure takes, by the measure's id. `aims` are
    reached, `missed` are not, for want of money. `assumed` are judged attributes by assessment and subject, with
    the criteria by which they are taken to rise.
    """

    steps: Sequence[Step]
    lifted: Mapping[str, Sequence[Step]]
    cost: Cost
    bound: Cost
    optimal: bool
    aims: Sequence[tuple[int, Aim]]
    missed: Sequence[tuple[int, Aim]]
    assumed: Sequence[tuple[int, str, Sequence[str]]]
    seconds: float

    @property
    def measures(self) -> Sequence[str]:
        """The measures that are taken."""
        return list(self.lifted)


_MOST_TRIES = 50
"""So many plans are looked at that turn out to rest on what is still open."""


class Impossible(Exception):  # noqa: N818 - it names what is the matter
    """Nothing that may be done reaches the goal."""


class _Way(NamedTuple):
    """A step, the truth that it is reached, and the truth that it is paid for by itself."""

    step: Step
    reached: Literal
    alone: Literal


class Chooser:
    """The program of a goal over several assessments."""

    def __init__(
        self,
        units: Sequence[tuple[Evaluation, Goal]],
        wishes: Wishes,
        only: Collection[tuple[int, Place, Number | None]] | None = None,
    ) -> None:
        """Write out what the goals of all assessments rest on; `only` may limit the steps to some.

        Raises TooWide where a plan has numbers that cannot be written out.
        """
        self.units, self.wishes, self.program = units, wishes, Program()
        self.measures = {name: self.program.fresh() for name in wishes.measures}
        self.ways: list[_Way] = []
        self.forms: dict[tuple[int, Place], tuple[Form, Number]] = {}
        self.assumed: list[tuple[int, str, Sequence[str]]] = []
        self.aims: list[tuple[int, Aim, Literal]] = []
        self.served: list[tuple[Literal, Cost]] = []
        self.settled: dict[tuple[int, Place], Literal] = {}
        self._only = only
        for number in range(len(units)):
            self._write(number)
        self._wish()
        self.cost = total(
            [(way.alone, way.step.cost) for way in self.ways]
            + [(literal, wishes.measures[name].cost) for name, literal in self.measures.items()]
        )

    # ------------------------------------------------------------------------------- the program

    def _write(self, number: int) -> None:
        evaluation, goal = self.units[number]
        nodes = [aim.node for aim in goal.aims]
        served = [aim.node for _, aims in serving(self.wishes, evaluation) for aim in aims]
        frame = [refusal.node for refusal in evaluation.plan.refusals]
        judged = judged_attributes(evaluation, support(evaluation.plan, [*nodes, *served]))
        ratings = link(evaluation.plan).ratings
        criteria = [ratings[name] for names in judged.values() for name in names]
        together = answered_together(evaluation)
        unfolded = Unfolded(evaluation, [*nodes, *served], "worst", together, [*frame, *criteria], self.program)

        def given(_: Program, place: Place) -> Form | None:
            return self._answer(number, place, unfolded, free=place[0] in judged)

        unfolded.write(given)
        for node, names in judged.items():
            self.assumed.append((number, evaluation.plan.nodes[node].param[1], names))
            for instance in range(len(evaluation.bound.arrays)):
                self._rises_with(number, unfolded, (node, instance), names)
        for node in frame:
            self.program.require(-unfolded.form(node).holds())
        self.aims += [(number, aim, unfolded.form(aim.node).holds()) for aim in goal.aims]
        self._serve(number, unfolded)

    def _also(self, number: int, told: Mapping[Place, Number]) -> None:
        """Every aim that is reached has to be reached as well if what is not settled turns out to be this."""
        evaluation, goal = self.units[number]
        nodes = [aim.node for aim in goal.aims]
        unfolded = Unfolded(evaluation, nodes, "worst", answered_together(evaluation), program=self.program)

        def given(program: Program, place: Place) -> Form | None:
            known = self.forms.get((number, place))
            settled = self.settled.get((number, place))
            if known is None or settled is None:
                return None if known is None else known[0]
            return either_of(program, settled, known[0], Known(program, told.get(place, known[1])))

        unfolded.write(given)
        for unit, aim, reached in self.aims:
            if unit == number:
                self.program.implies(reached, unfolded.form(aim.node).holds())

    def _serve(self, number: int, unfolded: Unfolded) -> None:
        """The business goals that an assessment serves, as truths with their weights."""
        for weight, aims in serving(self.wishes, self.units[number][0]):
            reached = self.program.both(unfolded.form(aim.node).holds() for aim in aims)
            self.served.append((reached, weight))

    def _answer(self, number: int, place: Place, unfolded: Unfolded, *, free: bool) -> Form | None:
        """An input that may be answered in a better way; `free`: it rises with others, which are paid."""
        asked = answer(self.units[number][0], place)
        if asked is None:
            return None
        before = unfolded.end(place[0], asked.low, asked.high)
        if asked.open and not unfolded.helps.get(place[0]):  # no end is the worst: it has to be settled
            form = any_of(self.program, asked.param, asked.low, asked.last, rational(before))
            settled = self.settled[number, place] = self.program.fresh()
            self.program.implies(-settled, form.is_(before))
            self._pay(number, place, (before, None), settled)
        elif asked.kind != "rating":
            form = any_of(self.program, asked.param, asked.first, asked.last, rational(before))
            self._pay(number, place, (before, None), -form.is_(before))
        else:
            before = asked.low
            ranks = range(int(before), int(asked.last) + 1)
            form = Ordered(self.program, ranks)
            for rank in () if free else ranks[1:]:
                self._pay(number, place, (rank - 1, rank), form.at_least(rank))
        self.forms[number, place] = (form, before)
        return form

    def _pay(self, number: int, place: Place, change: tuple[Number, int | None], reached: Literal) -> None:
        """A step may be taken by itself, or by a measure that lifts its subject at least as far."""
        if reached == -TRUE:
            return
        before, rank = change
        evaluation = self.units[number][0]
        subject, kind = evaluation.plan.nodes[place[0]].param[1], kind_of(evaluation, place[0])
        price = cost_of(evaluation, self.wishes, place[0], rank)
        step = Step(number, place, subject, kind, before, rank, price.cost, price.duration)
        lifting = [] if rank is None else self._lifting(number, subject, rank)
        alone = reached
        if lifting:
            alone = self.program.fresh()
            self.program.require_any([-reached, alone, *lifting])
            self.program.implies(alone, reached)
        self.ways.append(_Way(step, reached, alone))
        if subject in self.wishes.excluded:
            self.program.require(-alone)
        if self._only is not None and (number, place, rank) not in self._only:
            self.program.require(-reached)

    def _lifting(self, number: int, subject: str, rank: int) -> list[Literal]:
        """The measures that lift a subject to a rank or further."""
        return [
            literal
            for name, literal in self.measures.items()
            if lifts(self.units[number][0], self.wishes.measures[name], subject) >= rank
        ]

    def _rises_with(self, number: int, unfolded: Unfolded, place: Place, names: Sequence[str]) -> None:
        """A judged attribute reaches a rating where all its criteria that are rated do, or a measure lifts it."""
        node, instance = place
        plan = unfolded.evaluation.plan
        attribute, ratings = unfolded.form(node, instance), link(plan).ratings
        held = unfolded.evaluation.bound.arrays[instance][node][0]
        for rank in range(int(held or 0) + 1, len(plan.given_values)):
            lifting = self._lifting(number, plan.nodes[node].param[1], rank)
            for name in names:
                form = unfolded.form(ratings[name], instance)
                self.program.require_any([-attribute.at_least(rank), -form.here, form.at_least(rank), *lifting])

    # ------------------------------------------------------------------------------- what is wished

    def _wish(self) -> None:
        wishes = self.wishes
        for name, literal in self.measures.items():
            if name in wishes.excluded:
                self.program.require(-literal)
            for before in wishes.measures[name].after:
                self._need(literal, before)
        for subject, befores in wishes.after.items():
            for literal in self._steps_of(subject):
                for before in befores:
                    self._need(literal, before)
        for name in wishes.fixed:
            if name in self.measures:
                self.program.require(self.measures[name])
            elif steps := self._steps_of(name):
                self.program.require(steps[0])

    def _need(self, literal: Literal, before: str) -> None:
        """A measure that something comes after has to be taken; the steps of a subject only come first if taken."""
        if before in self.measures:
            self.program.implies(literal, self.measures[before])

    def _steps_of(self, subject: str) -> list[Literal]:
        return [way.reached for way in self.ways if way.step.subject == subject]

    # ---------------------------------------------------------------------------------------- solving

    def chosen(self, seconds: float | None = None) -> Chosen:
        """The cheapest plan that reaches every aim, or with a budget as much as it pays for.

        Raises Impossible where nothing reaches them, Unsolved where the time is over before anything is found.
        """
        spent = self._limited(seconds)
        for _ in range(_MOST_TRIES):
            solution = solve(self.program, self.cost.plus(self._fewer(), Fraction(1, _TIE)), seconds)
            if solution is None:
                raise Impossible
            spent += solution.seconds
            found = self._read(solution, spent)
            if self._confirmed(solution, found):
                return found
        raise Unsolved("no plan was found that holds whatever the open answers are")

    def _limited(self, seconds: float | None) -> float:
        """Require every aim, or what weighs most of what the budget pays for; gives the seconds taken."""
        wanted = [reached for _, _, reached in self.aims]
        budget = self.wishes.budget
        if budget is None:
            for reached in wanted:
                self.program.require(reached)
            return 0.0
        self.program.require_at_least(self.cost.times(-1), -budget)
        weighed = total(self.served) if self.served else total((reached, 1) for reached in wanted)
        weighed = weighed.plus(total((reached, 1) for reached in wanted), Fraction(1, _TIE))
        solution = solve(self.program, weighed.times(-1), seconds)
        if solution is None:
            raise Impossible
        self.program.require_at_least(weighed, number_at(solution.values, weighed))
        return solution.seconds

    def _fewer(self) -> Affine:
        """Of two plans that cost the same, the one with fewer steps."""
        return total((way.reached, 1) for way in self.ways)

    def _read(self, solution: Solution, seconds: float) -> Chosen:
        values = solution.values
        steps, lifted = [], {name: [] for name, each in self.measures.items() if is_so(values, each)}
        for way in self.ways:
            if not is_so(values, way.reached):
                continue
            step = self._told(way.step, values)
            if is_so(values, way.alone):
                steps.append(step)
            else:
                lifted[self._by(step, lifted)].append(step)
        cost = sum(step.cost for step in steps) + sum(self.wishes.measures[name].cost for name in lifted)
        gap = max(solution.cost - solution.bound, 0.0)
        bound = cost if solution.optimal else max(cost - Fraction(gap).limit_denominator(1000), Fraction(0))
        reached = [(number, aim) for number, aim, truth in self.aims if is_so(values, truth)]
        missed = [(number, aim) for number, aim, truth in self.aims if not is_so(values, truth)]
        return Chosen(steps, lifted, cost, bound, solution.optimal, reached, missed, self.assumed, seconds)

    def _told(self, step: Step, values: Sequence[float]) -> Step:
        """A step with what is answered after it."""
        if step.after is not None:
            return step
        form, before = self.forms[step.unit, step.place]
        after, beyond = point_of(values, form, before)
        return step._replace(after=after, beyond=beyond)

    def _by(self, step: Step, taken: Iterable[str]) -> str:
        """The first measure taken that lifts a step."""
        evaluation = self.units[step.unit][0]
        return next(
            name
            for name in taken
            if lifts(evaluation, self.wishes.measures[name], step.subject) >= int(step.after or 0)
        )

    def _confirmed(self, solution: Solution, found: Chosen) -> bool:
        """Whether every aim is surely reached, whatever the open answers turn out to be.

        If not, those with which it is not reached are added to what has to be withstood.
        """
        everything = [*found.steps, *(step for steps in found.lifted.values() for step in steps)]
        sure = True
        for number, (evaluation, _) in enumerate(self.units):
            changes = [*changes_of(everything, number), *self._risen(number, solution)]
            nodes = [aim.node for unit, aim in found.aims if unit == number]
            arrays = values_with(evaluation, changes)
            if any(arrays[0][node][0] != 1 for node in nodes):
                told = counterexample(evaluation, arrays, nodes)
                if told is not None:
                    sure = False
                    self._also(number, told)
        return sure

    def _risen(self, number: int, solution: Solution) -> list[Change]:
        """The judged attributes that rise with their criteria."""
        paid = {(way.step.unit, way.step.place) for way in self.ways}
        out = []
        for (unit, place), (form, before) in self.forms.items():
            if unit == number and (unit, place) not in paid:
                after, _ = point_of(solution.values, form, before)
                if after != before:
                    out.append(Change(*place, before, after, open=False))
        return out


def counterexample(
    evaluation: Evaluation, arrays: list[list[Value]], nodes: Sequence[int]
) -> Mapping[Place, Number] | None:
    """Open answers with which one of some truths fails, for these values of all nodes; None: there are none."""
    changed = Evaluation(evaluation.plan, evaluation.assessment, evaluation.bound._replace(arrays=arrays))
    unfolded = Unfolded(changed, nodes, "free", answered_together(evaluation)).write()
    unfolded.program.require(-unfolded.program.both(unfolded.form(node).holds() for node in nodes))
    solution = solve(unfolded.program, Affine({}))
    if solution is None:
        return None
    forms = unfolded.inputs.items()
    return {place: point_of(solution.values, form, form.points()[0])[0] for place, form in forms}


def changes_of(steps: Iterable[Step], number: int) -> list[Change]:
    """What some steps change in an assessment: of several steps of one rating the highest counts."""
    out: dict[Place, Change] = {}
    for step in steps:
        if step.unit == number and step.after is not None:
            known = out.get(step.place)
            if known is None or step.after > known.after:
                out[step.place] = Change(*step.place, step.before, step.after, open=False, beyond=step.beyond)
    return list(out.values())


def lifts(evaluation: Evaluation, measure: Measure, subject: str) -> int:
    """The rank to which a measure lifts a subject; -1 where it does not."""
    rating = measure.raises.get(subject)
    names = list(evaluation.plan.given_values)
    return names.index(rating) if rating in names else -1


def serving(wishes: Wishes, evaluation: Evaluation) -> list[tuple[Cost, list[Aim]]]:
    """The business goals that an assessment can serve: their weights and what they ask of it."""
    plan = evaluation.plan
    out = []
    for each in wishes.goals:
        aims = [
            Aim(name, order, plan.capabilities[name].reaches[plan.orders.index(order)])
            for name, order in each.levels.items()
            if name in plan.capabilities and order in plan.orders
        ]
        if aims:
            out.append((each.weight, aims))
    return out
