"""The smallest sets of changes that reach a goal or lose it, and the smallest reasons that block it.

A change is another answer to one input of the plan: mostly a rating, sometimes a judgement, a finding, evidence or
a number. What is open counts at its worst where something is to be reached, and at its best where something is to
be ruled out, so that what is told holds whatever the open answers turn out to be.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import run_again
from cxrules.engine.link import link, unknown
from cxrules.engine.ripple import Ripple
from cxrules.model.measured import taken_apart
from cxrules.plan.linear.forms import Between, Form, Known, Ordered
from cxrules.plan.linear.program import TRUE, Affine, total
from cxrules.plan.values import OUTSIDE
from cxrules.solve.doubts import Doubts
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import OF_ALL, Unfolded, any_of, is_so

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal, Program
    from cxrules.plan.values import Point, Value
    from cxrules.solve.unfold import Open, Place

CHANGED = frozenset({"rating", "judged", "choice", "finding", "value", "evidence", "recorded"})
"""What can be answered in another way: everything else is the assessment's frame."""

_OF_RATINGS = {"rating", "evidence", "recorded"}

_NEXT = Fraction(1, 10**6)

_WEIGHT = 10_000
"""One more change weighs more than this many steps."""

MANY = 6
"""Of sets with more changes than this, one is enough to read."""


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


class Sets(NamedTuple):
    """Sets of changes, all of one size; `complete` where there are no more of that size.

    Not `proven`: the time was over, and there may be smaller sets than those found, if any was.
    """

    found: Sequence[Sequence[Change]]
    complete: bool
    seconds: float
    proven: bool = True


class Fall(NamedTuple):
    """So many steps down lose a level, with these changes; `proven` where no fewer do."""

    steps: int
    changes: Sequence[Change]
    proven: bool = True


def ways_to(evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None) -> Sets:
    """The smallest sets of better answers with which all of some truths surely hold, the first `most` of them.

    An empty set: they hold. No set: no answers reach it. Of sets of more than `MANY` changes only one is told.
    `limit` are the seconds that the solver may take.
    """
    if all(evaluation.value(node)[0] for node in nodes):
        return Sets([()], complete=True, seconds=0.0)
    return _Search(evaluation, nodes, "worst", _better).sets(most, limit, hold=True)


def ways_down(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of lower ratings with which one of some truths that hold would not."""
    return _Search(evaluation, nodes, "worst", _lower).sets(most, limit, hold=False)


def steps_to_fall(evaluation: Evaluation, nodes: Sequence[int], limit: float | None = None) -> Fall | None:
    """How many steps down, taken together over all ratings, make one of some truths fail; None: none do.

    Raises Unsolved where the time was over before any were found.
    """
    search = _Search(evaluation, nodes, "worst", _lower)
    search.require(hold=False)
    solution = solve(search.program, search.steps, limit)
    if solution is None:
        return None
    return Fall(round(solution.cost), search.changes(solution.values), solution.optimal)


def blockers(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of present answers which, as they are, rule a goal out whatever else is answered.

    A change here tells what blocks (`before`) and the best it could be (`after`). An empty set: nothing that is
    answered could be changed so that the goal is reached.
    """
    search = _Search(evaluation, nodes, "best", _kept)
    return search.sets(most, limit, hold=False, sure=search.blocks)


def proofs(evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None) -> Sets:
    """The smallest sets of open answers that would settle that some truths hold, with the least each must be."""
    return _Search(evaluation, nodes, "worst", _settled).sets(most, limit, hold=True)


def refutations(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of open answers that would settle that one of some truths fails, with the best of each."""
    search = _Search(evaluation, nodes, "best", _settled)
    return search.sets(most, limit, hold=False, sure=search.refutes)


def answered_together(evaluation: Evaluation) -> Collection[int]:
    """The inputs that no instance answers for itself: they change in all instances at once.

    Instances may have ratings of their own, with their second answers and evidence, and measures of their own.
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
    """The inputs that changes answer, in every instance where they hold; what does not apply stays so."""
    nodes, arrays = evaluation.plan.nodes, evaluation.bound.arrays
    together = answered_together(evaluation) if together is None else together
    found: dict[Place, Value] = {}
    for each in changes:
        kind, whole = nodes[each.node].param[0], nodes[each.node].whole
        everywhere = whole or each.node in together or kind in OF_ALL
        for instance in range(len(arrays)) if everywhere else (each.instance,):
            if arrays[instance][each.node] != OUTSIDE:
                found[each.node, instance] = (each.number, each.number)
    return found


class Answer(NamedTuple):
    """An input whose answer may change: as it is now, and everything that it may be according to the model."""

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
    assert first is not None
    assert last is not None
    return Answer(kind, low, high, first, last, plan.nodes[node].param)


def _better(search: _Search, place: Place, asked: Answer) -> Form | None:
    """A rating that is higher than the lowest it may be, or any other answer."""
    before = search.unfolded.end(place[0], asked.low, asked.high)
    if asked.kind == "rating":
        return search.chosen(
            place, Ordered(search.program, range(int(asked.low), int(asked.last) + 1)), before
        )
    return search.chosen(
        place, any_of(search.program, asked.param, asked.first, asked.last, rational(before)), before
    )


def rational(number: Number) -> list[Number]:
    """The number, unless there is a root in it: the end of an interval is compared, but never added."""
    return [number] if isinstance(number, int | Fraction) else []


def _lower(search: _Search, place: Place, asked: Answer) -> Form | None:
    """A rating that is lower."""
    if asked.kind != "rating":
        return None
    return search.chosen(place, Ordered(search.program, range(int(asked.low) + 1)), asked.low)


def _kept(search: _Search, place: Place, asked: Answer) -> Form | None:
    """An answer as it is, or at its best; what is chosen is to keep it."""
    best = search.unfolded.end(place[0], asked.first, asked.last, best=True)
    if asked.open or asked.low == best:
        return Known(search.program, best)
    form = Ordered(search.program, (asked.low, best))
    search.choices[place] = (form, form.is_(asked.low), asked.low)
    search.best[place] = best
    return form


def _any(search: _Search, place: Place, asked: Answer) -> Form | None:
    """Anything at all."""
    before = search.unfolded.end(place[0], asked.low, asked.high)
    form = any_of(search.program, asked.param, asked.first, asked.last, rational(before))
    return search.chosen(place, form, before)


def _settled(search: _Search, place: Place, asked: Answer) -> Form | None:
    """An open answer, whatever it may be."""
    if not asked.open:
        return None
    before = search.unfolded.end(place[0], asked.low, asked.high)
    return search.chosen(place, any_of(search.program, asked.param, asked.low, asked.high), before)


class _Search:
    """A program over the answers that may change."""

    def __init__(
        self,
        evaluation: Evaluation,
        nodes: Sequence[int],
        rest: Open,
        may: Callable[[_Search, Place, Answer], Form | None],
    ) -> None:
        self.evaluation, self.nodes, self.may = evaluation, nodes, may
        self.choices: dict[Place, tuple[Form, Literal, Number]] = {}
        self.best: dict[Place, Number] = {}
        self.unsettled: list[Literal] = []
        self.limit: float | None = None
        self._ripple: Ripple | None = None
        self._others: _Search | None = None
        self._doubts: Doubts | None = None
        self._spoiled: set[tuple[Change, ...]] = set()
        self.together = answered_together(evaluation)
        frame = [refusal.node for refusal in evaluation.plan.refusals]
        self.unfolded = Unfolded(evaluation, nodes, rest, self.together, frame)
        self.program = self.unfolded.program
        self.unfolded.write(self._given)
        self.goal = self.program.both(self.unfolded.form(node).holds() for node in nodes)
        if rest == "worst":
            for node in frame:
                self.program.require(-self.unfolded.form(node).holds())
        self.count = total((changed, 1) for _, changed, _ in self.choices.values())
        self.steps = Affine({})
        for place, (form, changed, before) in self.choices.items():
            self.steps = self.steps.plus(self._steps(place, form, changed, before))

    def _given(self, program: Program, place: Place) -> Form | None:
        asked = answer(self.evaluation, place)
        return None if asked is None or program is not self.program else self.may(self, place, asked)

    def chosen(self, place: Place, form: Form, before: Number) -> Form:
        """An input that may change, and what it counts as where it does not."""
        low, high = self.evaluation.bound.arrays[place[1]][place[0]]
        if low != high and not self.unfolded.helps.get(place[0]):
            changed = self.program.fresh()
            self.program.implies(-changed, form.is_(before))
            self.unsettled.append(changed)
        else:
            changed = -form.is_(before)
        if changed != -TRUE:
            self.choices[place] = (form, changed, before)
        return form

    def require(self, *, hold: bool) -> None:
        self.program.require(self.goal if hold else -self.goal)

    def sets(
        self,
        most: int,
        limit: float | None,
        *,
        hold: bool,
        sure: Callable[[Sequence[float], Sequence[Change]], bool] | None = None,
    ) -> Sets:
        """All sets of the smallest size, at most so many, those with the fewest steps first.

        `sure` says whether a set does what it is said to; where it does not, it has ruled it out.
        """
        self.limit = limit
        self.require(hold=hold)
        sure = sure or (self.reaches if hold else lambda *_: True)
        found: list[Sequence[Change]] = []
        seconds = 0.0
        cost = self.steps.plus(self.count, _WEIGHT)
        while True:
            left = None if limit is None else max(limit - seconds, 0.0)
            try:
                solution = solve(self.program, cost, left)
            except Unsolved:
                return Sets(found, complete=False, seconds=seconds, proven=bool(found))
            if solution is None:
                return Sets(found, complete=True, seconds=seconds)
            seconds += solution.seconds
            if not solution.optimal and found:  # there may be more, and that is all that is not known
                return Sets(found, complete=False, seconds=seconds)
            changes = self.changes(solution.values)
            if found and len(changes) > len(found[0]):
                return Sets(found, complete=True, seconds=seconds)
            if len(found) == most:
                return Sets(found, complete=False, seconds=seconds)
            try:
                if not sure(solution.values, changes):
                    continue
            except Unsolved:
                return Sets(found, complete=False, seconds=seconds, proven=bool(found))
            found.append(changes)
            if not changes:
                return Sets(found, complete=True, seconds=seconds)
            if len(changes) > MANY or not solution.optimal:
                return Sets(found, complete=False, seconds=seconds, proven=solution.optimal)
            # Not the same set again, nor the same with more.
            self.program.require_any(-self.choices[each.node, each.instance][1] for each in changes)

    def reaches(self, values: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether the engine, for which what is open stays open, says that the goal is surely reached."""
        return self._surely(values, changes, hold=True)

    def refutes(self, values: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether the engine says that the goal is surely missed."""
        return self._surely(values, changes, hold=False)

    def _surely(self, values: Sequence[float], changes: Sequence[Change], *, hold: bool) -> bool:
        """Whether changes do what they are meant to, whatever the open answers turn out to be.

        They do not where an open answer helps and harms at once: then more has to be settled, or something else has to
        be changed, or be changed to something else.
        """
        if self._ripple is None:
            self._ripple = Ripple(self.evaluation, self.nodes)
        after = self._ripple.after(answered_with(self.evaluation, changes, self.together))
        if all(low == 1 for low, _ in after) if hold else any(high != 1 for _, high in after):
            return True
        if self._doubts is None:
            self._doubts = Doubts(self.evaluation, self.nodes, self.together, self.choices, hold=hold)
        answers = {(each.node, each.instance): each.number for each in changes}
        spoiled = self._doubts.spoiled_by(answers, self.limit)
        if spoiled is not None and tuple(changes) not in self._spoiled:
            self._spoiled.add(tuple(changes))
            self._doubts.beware(self.program, spoiled)
            return False
        # There is no such answer, but the engine cannot tell: ask for more, so that it can.
        more = [each for each in self.unsettled if not is_so(values, each)]
        for each in changes:
            form, changed, _ = self.choices[each.node, each.instance]
            more.append(-changed)
            for point in form.points():
                reached = form.at_least(point)
                more.append(-reached if _reached(values, reached) else reached)
        self.program.require_any(each for each in more if each != -TRUE)
        return False

    def blocks(self, _: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether nothing else reaches the goal; what does has to be kept from it by a further answer."""
        if self._others is None:
            self._others = _Search(self.evaluation, self.nodes, "best", _any)
            self._others.require(hold=True)
        other = self._others
        rows = len(other.program.rows)
        for each in changes:
            if (each.node, each.instance) in other.choices:
                other.program.require(-other.choices[each.node, each.instance][1])
        solution = solve(other.program, other.count, self.limit)
        del other.program.rows[rows:]
        if solution is None:
            return True
        differs = [(each.node, each.instance) for each in other.changes(solution.values)]
        self.program.require_any(self.choices[place][1] for place in differs if place in self.choices)
        return False

    def changes(self, values: Sequence[float]) -> list[Change]:
        """What a solution changes."""
        out = []
        for place, (form, changed, before) in self.choices.items():
            if is_so(values, changed):
                low, high = self.evaluation.bound.arrays[place[1]][place[0]]
                after = (self.best[place], False) if place in self.best else point_of(values, form, before)
                out.append(Change(*place, before, after[0], low != high, after[1]))
        return out

    def _steps(self, place: Place, form: Form, changed: Literal, before: Number) -> Affine:
        """By how many ranks a rating changes; 1 for anything else."""
        if place in self.best or place[0] not in link(self.evaluation.plan).ratings.values():
            return total([(changed, 1)])
        number = form.affine().plus(Affine({}, -before))
        return number if before == form.points()[0] else number.times(-1)


def point_of(values: Sequence[float], form: Form, before: Number) -> tuple[Number, bool]:
    """What an input is under a solution, the nearest number to what it was, and whether it lies beyond that."""
    if not isinstance(form, Between):
        return max(point for point in form.points() if _reached(values, form.at_least(point))), False
    above = [split for split in form.splits if _reached(values, form.at_least(split[0], above=split[1]))]
    below = [split for split in form.splits if split not in above]
    low, beyond = max(above, default=(form.low, False))
    if before <= low:
        return low, beyond
    high, included = min(below, default=(form.high, True))
    return high, not included


def _reached(values: Sequence[float], truth: Literal) -> bool:
    return truth == TRUE or is_so(values, truth)
