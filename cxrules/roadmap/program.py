"""The program of a goal over several assessments: what each step and measure would do, and what they cost."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.engine.link import link, support
from cxrules.model.wishes import called
from cxrules.plan.linear.forms import Between, Form, Known, Ordered, Truth
from cxrules.plan.linear.gathering import either_of
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Literal, Program, total
from cxrules.plan.values import YES
from cxrules.roadmap.steps import Step, answered_alike, cost_of, judged_attributes, kind_of, lifts, names_of
from cxrules.solve.answers import CHANGED, answer, answered_together, rational
from cxrules.solve.derived import BENEATH, is_by_hand
from cxrules.solve.goals import Aim, aim_at
from cxrules.solve.pivotal import level_nodes
from cxrules.solve.unfold import Unfolded, any_of, goes_along

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.wishes import BusinessGoal, Cost, Wishes
    from cxrules.plan.aggregation import Number
    from cxrules.solve.answers import Answer
    from cxrules.solve.goals import Goal
    from cxrules.solve.unfold import Place


Unit: TypeAlias = "tuple[Evaluation, Goal]"


class Way(NamedTuple):
    """A step, the truth that it is reached, and the truth that it is paid for by itself."""

    step: Step
    reached: Literal
    alone: Literal


class Written:
    """The goals of all assessments written out, with everything that may be done about them.

    `aims` are the goals, `stages` the same at lower levels, by level. `ways` are the steps, `measures` the
    truths that they are taken. `served` are business goals with their weights. `assumed` are the judged
    attributes that rise with their criteria. `fixed` has to be done. `price` is what one unit of `cost`
    stands for: all costs are whole numbers of it.
    """

    def __init__(self, units: Sequence[tuple[Evaluation, Goal]], wishes: Wishes) -> None:
        """Write it.

        Raises TooWide where a plan has numbers that cannot be written out.
        """
        self.units, self.wishes, self.program = units, wishes, Program()
        self.measures = {name: self.program.fresh() for name in sorted(wishes.measures)}
        self.ways: list[Way] = []
        self.assumed: list[tuple[int, str, Sequence[str]]] = []
        self.aims: list[tuple[int, Aim, Literal]] = []
        self.stages: dict[int, list[Literal]] = {}
        self.served: list[tuple[Literal, Cost]] = []
        self.fixed: list[Literal] = []
        self.parts = [Part(self, number) for number in range(len(units))]
        for part in self.parts:
            part.write()
        self._serve()
        self._wish()
        prices = [(way.alone, way.step.cost) for way in self.ways]
        prices += [(literal, wishes.measures[name].cost) for name, literal in self.measures.items()]
        self.price = finest(cost for _, cost in prices)
        self.money = total(prices)

    def withstand(
        self, view: View, truths: Iterable[tuple[int, Literal]], told: Mapping[Place, Number]
    ) -> None:
        """Truths that are said to hold have to hold as well if what is not settled turns out to be this.

        They are nodes of an assessment, `view`, at the time of which they speak.
        """
        asked = list(truths)
        nodes = [node for node, _ in asked]
        unfolded = Unfolded(view.evaluation, nodes, "worst", view.together, program=self.program)

        def given(program: Program, place: Place) -> Form | None:
            known, settled = view.forms.get(place), view.settled.get(place)
            if known is None or settled is None:
                return None if known is None else known[0]
            return either_of(program, settled, known[0], Known(program, told.get(place, known[1])))

        unfolded.write(given)
        for node, said in asked:
            self.program.implies(said, unfolded.form(node).holds())

    def alone(self, name: str) -> list[Literal]:
        """The truths that something is done by itself: a measure, or steps of a subject or of its parts."""
        if name in self.measures:
            return [self.measures[name]]
        return [way.alone for way in self.ways if name in self.names(way.step)]

    def names(self, step: Step) -> set[str]:
        """What the subject of a step can be called in wishes."""
        return self.names_at(step.unit, step.place)

    def names_at(self, unit: int, place: Place) -> set[str]:
        """What an answer can be called in wishes."""
        evaluation = self.units[unit][0]
        return names_of(evaluation, evaluation.plan.nodes[place[0]].param[1])

    def _wish(self) -> None:
        wishes = self.wishes
        for name in wishes.excluded:
            for literal in self.alone(name):
                self.program.require(-literal)
        for name, measure in self.measures.items():
            for before in wishes.measures[name].after:
                self._need(measure, before)
        for subject, befores in wishes.after.items():
            for way in self.ways:
                if subject in self.names(way.step):
                    for before in befores:
                        self._need(way.alone, before)
        for name in wishes.fixed:
            self._fix(name)

    def _need(self, then: Literal, before: str) -> None:
        """A measure that something comes after has to be taken; other things need not be done."""
        if before in self.measures:
            self.program.implies(then, self.measures[before])

    def _fix(self, name: str) -> None:
        """A measure has to be taken; a subject has to rise by a step at least, wherever it is asked."""
        if name in self.measures:
            self.fixed.append(self.measures[name])
            return
        first: dict[tuple[int, Place], Literal] = {}
        for way in self.ways:
            if name in called(self.units[way.step.unit][0].assessment.id, way.step.subject):
                first.setdefault((way.step.unit, way.step.place), way.reached)
        for part in self.parts:
            self.fixed += part.rising(name)
        self.fixed += first.values()

    def _serve(self) -> None:
        """A business goal is reached where every assessment that it asks something of has reached that."""
        for place, each in enumerate(self.wishes.goals):
            reached = [part.reached(aim) for part in self.parts for aim in part.serving[place]]
            if reached:
                self.served.append((self.program.both(reached), each.weight))


class View:
    """An assessment at some time: what its answers are then, as far as something is done about them.

    `forms` are those that may change, with what they count as before; `settled` tells of open ones, where it
    matters, whether they are answered. `judged` are attributes that rise with their criteria. `answered`
    tells of what may change whether it does.
    """

    def __init__(self, written: Written, number: int) -> None:
        """Take one of the assessments; whoever inherits says what is `unfolded`."""
        self.written, self.number, self.program = written, number, written.program
        self.evaluation, self.goal = written.units[number]
        self.plan = self.evaluation.plan
        self.ratings = link(self.plan).ratings
        self.together = answered_together(self.evaluation)
        self.judged: Mapping[int, Sequence[str]] = {}
        self.answered: dict[Place, Literal] = {}
        self.forms: dict[Place, tuple[Form, Number]] = {}
        self.settled: dict[Place, Literal] = {}
        self.unfolded: Unfolded

    def unfold(self, nodes: Sequence[int], frame: Iterable[int] = ()) -> Unfolded:
        """A copy of the assessment below some nodes, and of all criteria with which something rises."""
        criteria = [self.ratings[name] for names in self.judged.values() for name in names]
        asked = [*frame, *criteria]
        return Unfolded(self.evaluation, nodes, "worst", self.together, asked, self.program)

    def reached(self, aim: Aim) -> Literal:
        """An aim is reached then."""
        return self.unfolded.form(aim.node).holds()

    def at_least(self, place: Place, rank: int) -> Literal:
        """A rating has been raised to a rank or further."""
        raise NotImplementedError

    def lifting(self, subject: str, rank: int) -> list[Literal]:
        """The measures, if they have been taken, that lift a subject to a rank or further."""
        return [self.taken(name) for name in self.lifts(subject, rank)]

    def lifts(self, subject: str, rank: int) -> list[str]:
        """The measures that lift a subject to a rank or further."""
        measures = self.written.wishes.measures
        return [
            name for name in self.written.measures if lifts(self.evaluation, measures[name], subject) >= rank
        ]

    def taken(self, name: str) -> Literal:
        """A measure has been taken."""
        return self.written.measures[name]

    def lifted(self, place: Place, low: int) -> None:
        """What measures do to a rating that otherwise rises with others."""
        subject = self.plan.nodes[place[0]].param[1]
        for rank in range(low + 1, len(self.plan.given_values)):
            for literal in self.lifting(subject, rank):
                self.program.implies(literal, self.at_least(place, rank))

    def lifted_only(self, place: Place, low: int) -> None:
        """A rating that is worked out rises by itself no further than measures lift it."""
        self.lifted(place, low)
        subject = self.plan.nodes[place[0]].param[1]
        for rank in range(low + 1, len(self.plan.given_values)):
            self.program.require_any([-self.at_least(place, rank), *self.lifting(subject, rank)])

    def comes_to_be_rated(self, place: Place) -> Form | None:
        """Whether anything is rated beneath something, where nothing is now: as soon as a step does it."""
        if self.evaluation.value(*place) == YES:
            return None
        answers = self.unfolded.answering(place)
        truths = [self.answered[each] for each in answers if each in self.answered]
        if not truths:
            return None
        form = Truth(self.program, self.program.either(truths))
        self.forms[place] = (form, 0)
        return form

    def rise(self) -> None:
        """Every judged attribute rises with its criteria."""
        for node, names in self.judged.items():
            for instances in answered_alike(self.evaluation, node, self.together):
                self._rises_with(node, instances, names)

    def _rises_with(self, node: int, instances: Sequence[int], names: Sequence[str]) -> None:
        """A judged attribute rises as far as all its criteria that are rated, or as a measure lifts it.

        The instances have one answer to it.
        """
        held = self.evaluation.bound.arrays[instances[0]][node][0]
        forms = [self.unfolded.form(self.ratings[name], each) for name in names for each in instances]
        places = [(self.ratings[name], each) for name in names for each in instances]
        for rank in range(int(held or 0) + 1, len(self.plan.given_values)):
            lifting = self.lifting(self.plan.nodes[node].param[1], rank)
            risen = self.at_least((node, instances[0]), rank)
            reached = [
                self._has_reached(place, form, rank) for place, form in zip(places, forms, strict=True)
            ]
            for form, truth in zip(forms, reached, strict=True):
                self.program.require_any([-risen, -form.here, truth, *lifting])
            self.program.require_any([-risen, *(form.here for form in forms), *lifting])
            if self.unfolded.helps.get(node) != 1:
                lacking = [
                    self.program.both([form.here, -truth]) for form, truth in zip(forms, reached, strict=True)
                ]
                nothing = self.program.both(-form.here for form in forms)
                self.program.require_any([risen, nothing, *lacking])

    def _has_reached(self, place: Place, form: Form, rank: int) -> Literal:
        """A criterion surely is at a rank: because it is that already, or because it is raised."""
        low = self.evaluation.bound.arrays[place[1]][place[0]][0]
        if low is not None and low >= rank:
            return form.at_least(rank)
        known = place in self.forms
        return self.at_least(place, rank) if known else form.at_least(rank)


class Part(View):
    """Writes one assessment as it is when everything is done.

    `own` are ends of intervals, with the truths that they move on their own, not just along with their value.
    """

    def __init__(self, written: Written, number: int) -> None:
        """Find out what the goal, the levels on the way to it, and business goals ask for."""
        super().__init__(written, number)
        self.own: dict[Place, Literal] = {}
        self.lower = lower_aims(self.evaluation, self.goal)
        self.serving = [serving(each, self.evaluation) for each in written.wishes.goals]
        self.nodes = [aim.node for aim in self.goal.aims]
        self.nodes += [aim.node for aims in self.lower.values() for aim in aims]
        self.nodes += [aim.node for aims in self.serving for aim in aims]
        self.worked_out = self._worked_out()
        self.asked = [*self.nodes, *self._fixed()]
        self.judged = judged_attributes(self.evaluation, support(self.plan, self.asked))
        refusals = [refusal.node for refusal in self.plan.refusals]
        counting = [self.plan.subjects[self.plan.nodes[node].param[1]].counts for node in self.worked_out]
        self.unfolded = self.unfold(self.nodes, [*refusals, *self._fixed(), *counting])

    def _worked_out(self) -> list[int]:
        """The ratings that have to rise, of which the criteria are rated."""
        instances = range(len(self.evaluation.bound.arrays))
        return [
            node
            for node in self._fixed()
            if self.plan.nodes[node].param[0] == "rating"
            and not any(is_by_hand(self.evaluation, (node, each)) for each in instances)
        ]

    def _fixed(self) -> list[int]:
        """The inputs of subjects that have to rise, whether the goal rests on them or not."""
        fixed, project = set(self.written.wishes.fixed), self.evaluation.assessment.id
        return [
            node
            for node, (op, _, param, _) in enumerate(self.plan.nodes.walk() if fixed else ())
            if op == "input" and param[0] in CHANGED and not fixed.isdisjoint(called(project, param[1]))
        ]

    def rising(self, name: str) -> Iterator[Literal]:
        """An attribute that rises with its criteria does so by a step at least: nothing else raises it."""
        for node in self.worked_out:
            counts = self.plan.subjects[self.plan.nodes[node].param[1]].counts
            if name in called(self.evaluation.assessment.id, self.plan.nodes[node].param[1]):
                for instance, *_ in answered_alike(self.evaluation, node, self.together):
                    low, high = self.evaluation.bound.arrays[instance][counts]
                    if low != len(self.plan.given_values) - 1 and low is not None and high is not None:
                        yield self.unfolded.form(counts, instance).at_least(low, above=True)
        for node in self.judged:
            if name in called(self.evaluation.assessment.id, self.plan.nodes[node].param[1]):
                for instance, *_ in answered_alike(self.evaluation, node, self.together):
                    low = self.evaluation.bound.arrays[instance][node][0]
                    if int(low or 0) + 1 < len(self.plan.given_values):
                        yield self.at_least((node, instance), int(low or 0) + 1)

    def write(self) -> None:
        """Write it."""
        written = self.written
        self.unfolded.write(self._given, tied=True)
        for end, own in self.own.items():
            self._go_along(end, own)
        for node, names in self.judged.items():
            written.assumed.append((self.number, self.plan.nodes[node].param[1], names))
        self.rise()
        for refusal in self.plan.refusals:
            self.program.require(-self.unfolded.form(refusal.node).holds())
        written.aims += [(self.number, aim, self.reached(aim)) for aim in self.goal.aims]
        for order, aims in self.lower.items():
            written.stages.setdefault(order, []).extend(map(self.reached, aims))

    def _given(self, _: Program, place: Place) -> Form | None:
        """An input that may be answered in a better way."""
        if self.plan.nodes[place[0]].param[0] in BENEATH:
            return self.comes_to_be_rated(place)
        asked = answer(self.evaluation, place)
        if asked is None:
            return None
        by_hand = is_by_hand(self.evaluation, place)
        if not by_hand and not self.lifts(self.plan.nodes[place[0]].param[1], int(asked.low) + 1):
            return None
        before = self.unfolded.end(place[0], asked.low, asked.high)
        if asked.kind == "rating":
            form: Form = Ordered(self.program, range(int(asked.low), int(asked.last) + 1))
        else:
            form = any_of(self.program, asked.param, asked.first, asked.last, rational(before))
        self.forms[place] = (form, before)
        settled = self._settled(place, asked)
        if asked.kind != "rating":
            self.answered[place] = moved = -form.is_(before) if settled is None else settled
            if moved != FALSE and isinstance(form, Between) and place[0] in self.unfolded.ends():
                moved = self.own[place] = self.program.fresh()
            self._pay(place, (before, None), moved)
            return form
        self.answered[place] = self.at_least(place, int(asked.low) + 1)
        if place[0] in self.judged:
            self.lifted(place, int(asked.low))
        elif not by_hand:
            self.lifted_only(place, int(asked.low))
        else:
            for rank in range(int(asked.low) + 1, int(asked.last) + 1):
                self._pay(place, (rank - 1, rank), self.at_least(place, rank))
        return form

    def _go_along(self, end: Place, own: Literal) -> None:
        """The end of an interval that only goes along with the value is no step by itself."""
        form, before = self.forms[end]
        value = self.value_of(end)
        if isinstance(form, Between):
            goes_along(self.program, form, before, self.unfolded.form(*value), own)
        self.program.implies(own, self.answered[end])
        self.program.require_any([-self.answered[end], own, self.answered.get(value, FALSE)])

    def value_of(self, end: Place) -> Place:
        """The value between the ends of an interval."""
        return self.unfolded.place(self.unfolded.ends()[end[0]], end[1])

    def _settled(self, place: Place, asked: Answer) -> Literal | None:
        """The truth that something open is answered, where it does not just count as lowest until then."""
        helps = self.unfolded.helps.get(place[0])
        if not asked.open or helps == 1 or (helps and asked.kind != "rating"):
            return None
        form, before = self.forms[place]
        settled = self.settled[place] = self.program.fresh()
        self.program.implies(-settled, form.is_(before))
        if asked.kind == "rating":
            self.program.implies(settled, form.at_least(asked.low, above=True))
        return settled

    def at_least(self, place: Place, rank: int) -> Literal:
        """See `View`."""
        form, _ = self.forms[place]
        settled = self.settled.get(place, TRUE)
        return self.program.both([settled, form.at_least(rank)])

    def _pay(self, place: Place, change: tuple[Number, int | None], reached: Literal) -> None:
        """A step may be taken by itself, or by a measure that lifts its subject at least as far."""
        if reached == FALSE:
            return
        before, rank = change
        subject, kind = self.plan.nodes[place[0]].param[1], kind_of(self.evaluation, place[0])
        price = cost_of(self.evaluation, self.written.wishes, place[0], rank)
        step = Step(self.number, place, subject, kind, before, rank, price.cost, price.duration)
        lifting = [] if rank is None else self.lifting(subject, rank)
        alone = reached
        if lifting:
            alone = self.program.fresh()
            self.program.require_any([-reached, alone, *lifting])
            for literal in (alone, *lifting):
                self.program.implies(literal, reached)
        self.written.ways.append(Way(step, reached, alone))


def lower_aims(evaluation: Evaluation, goal: Goal) -> dict[int, list[Aim]]:
    """The aims of a goal at each level below, as far as there are such levels; the last level is the goal."""
    orders = sorted({order for aim in goal.aims for order in range(1, aim.level + 1)})
    out: dict[int, list[Aim]] = {}
    for order in orders[:-1]:
        below = [aim_at(evaluation, aim.subject, min(order, aim.level)) for aim in goal.aims]
        out[order] = [aim for aim in below if aim is not None]
    return out


def serving(wanted: BusinessGoal, evaluation: Evaluation) -> list[Aim]:
    """What a business goal asks of an assessment."""
    project = evaluation.assessment.id
    known = level_nodes(evaluation)
    names = ((name.removeprefix(f"{project} "), order) for name, order in wanted.levels.items())
    asked = [aim_at(evaluation, name, order) for name, order in names if name in known]
    return [aim for aim in asked if aim is not None]


def with_wishes(units: Sequence[Unit], wishes: Wishes) -> list[Unit]:
    """Assessments with their goals, which also ask for the levels of deadlines and of business goals."""
    return [(evaluation, _with_wishes(evaluation, goal, wishes)) for evaluation, goal in units]


def deadlines(evaluation: Evaluation, wishes: Wishes) -> list[tuple[Aim, int]]:
    """The deadlines of an assessment, and the periods by whose ends they are."""
    project, known = f"{evaluation.assessment.id} ", level_nodes(evaluation)
    found = []
    for (name, order), due in wishes.deadlines.items():
        subject = name.removeprefix(project)
        own = name == subject and (f"{project}{name}", order) in wishes.deadlines
        aim = aim_at(evaluation, subject, order) if subject in known and not own else None
        if aim is not None:
            found.append((aim, due))
    return found


def _with_wishes(evaluation: Evaluation, goal: Goal, wishes: Wishes) -> Goal:
    aims = list(goal.aims)
    more = [aim for aim, _ in deadlines(evaluation, wishes)]
    more += [aim for each in wishes.goals for aim in serving(each, evaluation)]
    for aim in sorted(more, key=lambda each: -each.level):
        if all(each.subject != aim.subject or each.level < aim.level for each in aims):
            aims.append(aim)
    return goal._replace(aims=aims)


def finest(costs: Iterable[Cost]) -> Fraction:
    """The largest number of which all costs are whole multiples; 1 where none costs anything."""
    exact = [Fraction(cost) for cost in costs if cost]
    scale = lcm(*(cost.denominator for cost in exact))
    return Fraction(gcd(*(int(cost * scale) for cost in exact)) or scale, scale)


def in_whole(money: Affine, price: Fraction) -> Affine:
    """Costs as whole numbers of a price."""
    return Affine(
        {variable: int(cost / price) for variable, cost in money.terms.items()}, money.constant / price
    )
