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
from cxrules.plan.linear.forms import Between, Form, Known, Ordered
from cxrules.plan.linear.program import TRUE, Affine, total
from cxrules.solve.highs import solve
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

_MANY = 10_000
"""One more change weighs more than this many steps."""


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


class Sets(NamedTuple):
    """Sets of changes, all of one size; `complete` where there are no more of that size."""

    found: Sequence[Sequence[Change]]
    complete: bool
    seconds: float


def ways_to(evaluation: Evaluation, nodes: Sequence[int], most: int = 10) -> Sets:
    """The smallest sets of better answers with which all of some truths surely hold, the first `most` of them.

    An empty set: they hold. No set: no answers reach it.
    """
    if all(evaluation.value(node)[0] for node in nodes):
        return Sets([()], complete=True, seconds=0.0)
    return _Search(evaluation, nodes, "worst", _better).sets(most, hold=True)


def ways_down(evaluation: Evaluation, nodes: Sequence[int], most: int = 10) -> Sets:
    """The smallest sets of lower ratings with which one of some truths that hold would not."""
    return _Search(evaluation, nodes, "worst", _lower).sets(most, hold=False)


def steps_to_fall(evaluation: Evaluation, nodes: Sequence[int]) -> tuple[int, Sequence[Change]] | None:
    """How many steps down, taken together over all ratings, make one of some truths fail; None: none do."""
    search = _Search(evaluation, nodes, "worst", _lower)
    search.require(hold=False)
    solution = solve(search.program, search.steps)
    if solution is None:
        return None
    return round(solution.cost), search.changes(solution.values)


def blockers(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, reaching: Sequence[Change] = ()
) -> Sets:
    """The smallest sets of present answers which, as they are, rule a goal out whatever else is answered.

    Everything else is taken at its best; of an answer that helps and harms at once, that is what it is in
    `reaching`, changes that reach the goal. A change here tells what blocks (`before`) and the best it could be
    (`after`). An empty set: nothing that is answered could be changed so that the goal is reached.
    """
    search = _Search(evaluation, nodes, "best", _kept, reaching)
    return search.sets(most, hold=False)


def proofs(evaluation: Evaluation, nodes: Sequence[int], most: int = 10) -> Sets:
    """The smallest sets of open answers that would settle that some truths hold, with the least each must be."""
    return _Search(evaluation, nodes, "worst", _settled).sets(most, hold=True)


def refutations(evaluation: Evaluation, nodes: Sequence[int], most: int = 10) -> Sets:
    """The smallest sets of open answers that would settle that one of some truths fails, with the best of each."""
    return _Search(evaluation, nodes, "best", _settled).sets(most, hold=False)


def answered_together(evaluation: Evaluation) -> Collection[int]:
    """The inputs about ratings that no instance has of its own: they change in all instances at once."""
    apart = {
        name
        for rated in evaluation.bound.ratings
        for name, said in rated.items()
        if any(each.instance is not None for each in said)
    }
    return {
        node
        for node, (op, _, param, _) in enumerate(evaluation.plan.nodes.walk())
        if op == "input" and param[0] in _OF_RATINGS and param[1] not in apart
    }


def values_with(evaluation: Evaluation, changes: Sequence[Change]) -> list[list[Value]]:
    """The values of all nodes in all instances if some answers were others; the evaluation stays as it is."""
    together = answered_together(evaluation)
    nodes = evaluation.plan.nodes
    arrays = [values.copy() for values in evaluation.bound.arrays]
    for each in changes:
        kind, whole = nodes[each.node].param[0], nodes[each.node].whole
        everywhere = whole or each.node in together or kind in OF_ALL
        for instance in range(len(arrays)) if everywhere else (each.instance,):
            arrays[instance][each.node] = (each.after, each.after)
    return run_again(evaluation, arrays)


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
    """A rating that is higher, or any other answer."""
    if asked.kind == "rating":
        return search.chosen(place, Ordered(search.program, range(int(asked.low), int(asked.last) + 1)), asked.low)
    before = search.unfolded.end(place[0], asked.low, asked.high)
    return search.chosen(place, any_of(search.program, asked.param, asked.first, asked.last, _rational(before)), before)


def _rational(number: Number) -> list[Number]:
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
    if not search.unfolded.helps.get(place[0]):
        best = search.reaching.get(place, asked.low)
    if asked.open or asked.low == best:
        return Known(search.program, best)
    form = Ordered(search.program, (asked.low, best))
    search.choices[place] = (form, form.is_(asked.low), asked.low)
    search.best[place] = best
    return form


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
        reaching: Sequence[Change] = (),
    ) -> None:
        self.evaluation, self.nodes, self.may = evaluation, nodes, may
        self.reaching = {(each.node, each.instance): each.after for each in reaching}
        self.choices: dict[Place, tuple[Form, Literal, Number]] = {}
        self.best: dict[Place, Number] = {}
        frame = [refusal.node for refusal in evaluation.plan.refusals]
        self.unfolded = Unfolded(evaluation, nodes, rest, answered_together(evaluation), frame)
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
        changed = -form.is_(before)
        if changed != -TRUE:
            self.choices[place] = (form, changed, before)
        return form

    def require(self, *, hold: bool) -> None:
        self.program.require(self.goal if hold else -self.goal)

    def sets(self, most: int, *, hold: bool) -> Sets:
        """All sets of the smallest size, at most so many, those with the fewest steps first."""
        self.require(hold=hold)
        found: list[Sequence[Change]] = []
        seconds = 0.0
        cost = self.steps.plus(self.count, _MANY)
        while True:
            solution = solve(self.program, cost)
            if solution is None:
                return Sets(found, complete=True, seconds=seconds)
            seconds += solution.seconds
            changes = self.changes(solution.values)
            if found and len(changes) > len(found[0]):
                return Sets(found, complete=True, seconds=seconds)
            if len(found) == most:
                return Sets(found, complete=False, seconds=seconds)
            if not hold or self._confirmed(changes):
                found.append(changes)
            if not changes:
                return Sets(found, complete=True, seconds=seconds)
            # Not the same set again, nor the same with more.
            self.program.require_any(-self.choices[each.node, each.instance][1] for each in changes)

    def _confirmed(self, changes: Sequence[Change]) -> bool:
        """Whether the engine, for which what is open stays open, says that the goal is surely reached.

        It is not where an open answer helps and harms at once; then more has to be settled.
        """
        if any(each.beyond for each in changes):
            return True
        arrays = values_with(self.evaluation, changes)
        return all(arrays[0][node][0] == 1 for node in self.nodes)

    def changes(self, values: Sequence[float]) -> list[Change]:
        """What a solution changes."""
        out = []
        for place, (form, changed, before) in self.choices.items():
            if is_so(values, changed):
                low, high = self.evaluation.bound.arrays[place[1]][place[0]]
                after = (self.best[place], False) if place in self.best else _point(values, form, before)
                out.append(Change(*place, before, after[0], low != high, after[1]))
        return out

    def _steps(self, place: Place, form: Form, changed: Literal, before: Number) -> Affine:
        """By how many ranks a rating changes; 1 for anything else."""
        if place in self.best or place[0] not in link(self.evaluation.plan).ratings.values():
            return total([(changed, 1)])
        number = form.affine().plus(Affine({}, -before))
        return number if before == form.points()[0] else number.times(-1)


def _point(values: Sequence[float], form: Form, before: Number) -> tuple[Number, bool]:
    """The number of an input under a solution, the nearest to what it was, and whether it lies beyond that."""
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
