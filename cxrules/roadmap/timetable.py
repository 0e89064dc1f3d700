"""What is done by when, in the same program as what is done: periods, capacity, order and deadlines.

Time is written out only as far as something is due; whatever is done later is put into periods afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.engine.link import support
from cxrules.plan.linear.forms import Form, Known, Made, Ordered
from cxrules.plan.linear.gathering import either_of
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Literal, Program, total
from cxrules.roadmap.precedence import precedence
from cxrules.roadmap.program import Part, View, deadlines
from cxrules.roadmap.scheduling import NEVER, Job, limits
from cxrules.solve.derived import BENEATH, is_by_hand
from cxrules.solve.unfold import is_so

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.roadmap.precedence import Task
    from cxrules.roadmap.program import Way, Written
    from cxrules.solve.goals import Aim
    from cxrules.solve.unfold import Place

Key: TypeAlias = "str | tuple[int, Place, int | None]"
"""A measure by its id, or a step by its key."""


class Work(NamedTuple):
    """A step or a measure that may be done, the truth that it is, and what it is part of."""

    key: Key
    taken: Literal
    job: Job
    task: Task


class Due(NamedTuple):
    """A deadline, and the truth that it is met."""

    unit: int
    aim: Aim
    period: int
    met: Literal


class Timetable:
    """Says of each period, to the last in which anything is due, what is done by its end."""

    def __init__(self, written: Written) -> None:
        """Write it to the program of what is done."""
        self.written, self.program, self.wishes = written, written.program, written.wishes
        wishes = self.wishes
        lists = [wishes.capacity, *wishes.capacities.values()]
        last = max([1, *wishes.deadlines.values(), *map(len, lists)])
        self.horizon = wishes.periods or last
        self.works = [*map(self._measure, written.measures), *map(self._step, written.ways)]
        self.ended = {work.key: self._ends(work) for work in self.works}
        self._ways: dict[tuple[int, Place], dict[int | None, Way]] = {}
        for way in written.ways:
            self._ways.setdefault((way.step.unit, way.step.place), {})[way.step.key[2]] = way
        self._order()
        for project in limits(wishes):
            for period in range(1, self.horizon + 1):
                self._pay(project, period)
        self.moments: dict[tuple[int, int], Moment] = {}
        self.dues = [due for part in written.parts for due in self._dues(part)]

    def by(self, key: Key, period: int) -> Literal:
        """Something is done by the end of a period; it never is by the end of one before the first."""
        return FALSE if period < 1 else self.ended[key][min(period, self.horizon) - 1]

    def reached(self, view: View, place: Place, rank: int | None, period: int) -> Literal:
        """An answer has been raised to a rank, or given, by the end of a period."""
        way = self._ways.get((view.number, place), {}).get(rank)
        if way is None:
            return FALSE
        done = [self.by(way.step.key, period)]
        if rank is not None:
            done += [self.by(name, period) for name in view.lifts(way.step.subject, rank)]
        return self.program.either(done)

    def dues_at(self, moment: Moment) -> list[Due]:
        """The deadlines of an assessment at the end of a period."""
        return [due for due in self.dues if (due.unit, due.period) == (moment.number, moment.period)]

    def told(self, values: Sequence[float]) -> Mapping[Key, int]:
        """By the end of which period things are done under a solution, as far as it says so."""
        out = {}
        for key, truths in self.ended.items():
            end = next((at for at, each in enumerate(truths, 1) if is_so(values, each)), None)
            if end is not None:
                out[key] = end
        return out

    # ------------------------------------------------------------------------------------------- works

    def _measure(self, name: str) -> Work:
        measure = self.wishes.measures[name]
        job = Job(measure.cost, measure.duration, project=measure.project)
        return Work(name, self.written.measures[name], job, name)

    def _step(self, way: Way) -> Work:
        step = way.step
        project = self.written.units[step.unit][0].assessment.id
        job = Job(step.cost, step.duration, project=project)
        return Work(step.key, way.alone, job, (step.unit, step.place))

    def _ends(self, work: Work) -> list[Literal]:
        """For each period, that something is done by its end; where time is limited, all is, or never."""
        length, horizon = work.job.length, self.horizon
        truths = [FALSE if at < length else self.program.fresh() for at in range(1, horizon + 1)]
        if self.wishes.periods is not None:
            truths[-1] = FALSE if length > horizon else work.taken
            self.program.implies(work.taken, truths[-1])
        else:
            paid = [self.wishes.capacity_of(NEVER, project) for project in {None, work.job.project}]
            if any(each is not None and work.job.share > each for each in paid):
                self.program.implies(work.taken, truths[-1])
        for earlier, later in zip(truths, [*truths[1:], work.taken], strict=True):
            if earlier != FALSE:
                self.program.implies(earlier, later)
        return truths

    def _pay(self, project: str | None, period: int) -> None:
        paid, spent = self.wishes.capacity_of(period, project), Affine({})
        for work in self.works:
            if project is None or work.job.project == project:
                active = [
                    (self.by(work.key, period + work.job.length - 1), 1),
                    (self.by(work.key, period - 1), -1),
                ]
                spent = spent.plus(total(active), work.job.share)
        if paid is not None:
            self.program.require_at_least(spent.times(-1), -paid)

    # ------------------------------------------------------------------------------------------- order

    def _order(self) -> None:
        """What comes after something begins when that is done, if it is done at all."""
        befores = precedence(self.written, (work.task for work in self.works))
        of_task: dict[Task, list[Work]] = {}
        for work in self.works:
            of_task.setdefault(work.task, []).append(work)
        ready: dict[tuple[frozenset[Task], int], Literal] = {}

        def may_begin(tasks: frozenset[Task], period: int) -> Literal:
            if (tasks, period) not in ready:
                ready[tasks, period] = self._after([each for task in tasks for each in of_task[task]], period)
            return ready[tasks, period]

        for work in self.works:
            tasks = frozenset(befores[work.task])
            for period in range(1, self.horizon - work.job.length + 2):
                begun = self.by(work.key, period + work.job.length - 1)
                if tasks:
                    self.program.implies(begun, may_begin(tasks, period))
                for done in self._rungs(work.key):
                    self.program.require_any([-begun, *(self._done_before(key, period) for key in done)])

    def _after(self, works: Sequence[Work], period: int) -> Literal:
        """Something that comes after others may have begun by a period."""
        free = self.program.fresh()
        for work in works:
            self.program.require_any([-free, -work.taken, self._done_before(work.key, period)])
        return free

    def _done_before(self, key: Key, period: int) -> Literal:
        """Something is done when a period begins; what takes no time may be done in it."""
        return self.by(key, period if self._takes_no_time(key) else period - 1)

    def _takes_no_time(self, key: Key) -> bool:
        if isinstance(key, str):
            return not self.wishes.measures[key].duration
        way = self._ways[key[0], key[1]][key[2]]
        return not way.step.duration

    def _rungs(self, key: Key) -> Iterator[list[Key]]:
        """A rating rises from rank to rank: whatever may bring it to where a step begins."""
        if isinstance(key, str):
            return
        unit, place, rank = key
        below = None if rank is None else self._ways[unit, place].get(rank - 1)
        if below is not None and rank is not None:
            lifting = self.written.parts[unit].lifts(below.step.subject, rank - 1)
            yield [below.step.key, *lifting]

    # --------------------------------------------------------------------------------------- deadlines

    def _dues(self, part: Part) -> list[Due]:
        asked = [(aim, min(by, self.horizon)) for aim, by in deadlines(part.evaluation, self.wishes)]
        for period in sorted({by for _, by in asked}):
            nodes = [aim.node for aim, by in asked if by == period]
            self.moments[part.number, period] = Moment(self, part, period, nodes)
        return [Due(part.number, aim, by, self.moments[part.number, by].reached(aim)) for aim, by in asked]


class Moment(View):
    """An assessment at the end of a period."""

    def __init__(self, timetable: Timetable, part: Part, period: int, nodes: Collection[int]) -> None:
        """Write out a copy of what the assessment is then, below some nodes."""
        super().__init__(part.written, part.number)
        self.timetable, self.part, self.period, self.nodes = timetable, part, period, list(nodes)
        below = support(self.plan, self.nodes)
        self.judged = {node: names for node, names in part.judged.items() if node in below}
        self._attributes: dict[Place, Form] = {}
        self.unfolded = self.unfold(self.nodes).write(self._given)
        self.rise()

    def taken(self, name: str) -> Literal:
        """See `View`."""
        return self.timetable.by(name, self.period)

    def at_least(self, place: Place, rank: int) -> Literal:
        """See `View`."""
        if place in self._attributes:
            return self.program.both([self.settled.get(place, TRUE), self._attributes[place].at_least(rank)])
        return self.timetable.reached(self, place, rank, self.period)

    def _given(self, program: Program, place: Place) -> Form | None:
        known = self.part.forms.get(place)
        if known is None:
            return None
        form, before = known
        kind = self.plan.nodes[place[0]].param[0]
        if kind in BENEATH:
            return self.comes_to_be_rated(place)
        if kind != "rating":
            done = self.answered[place] = self._done(place)
            now = either_of(program, done, form, Known(program, before))
            if place in self.part.settled:
                self.settled[place] = done
        elif place[0] in self.judged or not is_by_hand(self.evaluation, place):
            now = self._attribute(place, form.points(), before)
        else:
            now = self._rating(place, form.points(), before)
        if kind == "rating":
            self.answered[place] = self.at_least(place, int(form.points()[0]) + 1)
        self.forms[place] = (now, before)
        return now

    def _done(self, place: Place) -> Literal:
        """Another answer is given; the end of an interval may also just go along with the value."""
        done = self.timetable.reached(self, place, None, self.period)
        if place not in self.part.own:
            return done
        value = self.timetable.reached(self, self.part.value_of(place), None, self.period)
        return self.program.either([done, self.program.both([value, -self.part.own[place]])])

    def _rating(self, place: Place, ranks: Sequence[Number], before: Number) -> Form:
        """A rating as far as it has been raised."""

        def compare(number: Number, above: bool) -> Literal:  # noqa: FBT001 - as forms call it
            reaching = [rank for rank in ranks if (rank > number if above else rank >= number)]
            if not reaching or reaching[0] == ranks[0]:
                return TRUE if reaching else FALSE
            return self.timetable.reached(self, place, int(reaching[0]), self.period)

        now = Made(self.program, compare, lambda: ranks)
        if place not in self.part.settled:
            return now
        settled = self.settled[place] = now.at_least(ranks[0], above=True)
        return either_of(self.program, settled, now, Known(self.program, before))

    def _attribute(self, place: Place, ranks: Sequence[Number], before: Number) -> Form:
        """An attribute that rises with its criteria, or that is worked out."""
        now = self._attributes[place] = Ordered(self.program, ranks)
        if place in self.part.settled:
            settled = self.settled[place] = self.program.fresh()
            self.program.implies(-settled, now.is_(before))
            self.program.implies(settled, now.at_least(ranks[0], above=True))
        if place[0] in self.judged:
            self.lifted(place, int(ranks[0]))
        else:
            self.lifted_only(place, int(ranks[0]))
        return now
