"""The search for smallest sets of changes: a program over the answers that may change, asked repeatedly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import Evaluation, run_again
from cxrules.engine.link import link
from cxrules.engine.ripple import Ripple
from cxrules.plan.linear.forms import Between, Form, Known, Ordered, Truth
from cxrules.plan.linear.program import FALSE, TRUE, Affine, total
from cxrules.plan.values import NO, OPEN, YES
from cxrules.solve.answers import (
    Answer,
    Change,
    answer,
    answered_together,
    answered_with,
    holds_in,
    point_of,
    rational,
)
from cxrules.solve.derived import BENEATH, flips, following, is_by_hand
from cxrules.solve.doubts import Doubts
from cxrules.solve.highs import Solution, Unsolved, solve
from cxrules.solve.unfold import Unfolded, any_of, goes_along, is_so

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal, Program
    from cxrules.plan.values import Value
    from cxrules.solve.unfold import Open, Place


_WEIGHT = 10_000
"""One more change weighs more than this many steps."""

MANY = 6
"""Of sets with more changes than this, one is enough to read."""


class Sets(NamedTuple):
    """Sets of changes, all of one size; `complete` where there are no more of that size.

    Not `proven`: the time was over, and there may be smaller sets than those found, if any was.
    """

    found: Sequence[Sequence[Change]]
    complete: bool
    seconds: float
    proven: bool = True


class Search:
    """A program over the answers that may change."""

    def __init__(
        self,
        evaluation: Evaluation,
        nodes: Sequence[int],
        rest: Open,
        may: Callable[[Search, Place, Answer], Form | None],
    ) -> None:
        self.evaluation, self.nodes, self.may = evaluation, nodes, may
        self.choices: dict[Place, tuple[Form, Literal, Number]] = {}
        self.best: dict[Place, Number] = {}
        self.unsettled: list[Literal] = []
        self.limit: float | None = None
        self._ripple: Ripple | None = None
        self._others: Search | None = None
        self._opened: Ripple | None = None
        self._doubts: Doubts | None = None
        self._spoiled: set[tuple[Change, ...]] = set()
        self.together = answered_together(evaluation)
        self.rated: dict[Place, Form] = {}
        frame = [refusal.node for refusal in evaluation.plan.refusals]
        self.unfolded = Unfolded(evaluation, nodes, rest, self.together, frame)
        self.program = self.unfolded.program
        # What is best for one thing may be what no survey could come to.
        self.unfolded.write(self._given, tied=rest == "worst")
        self.pushed: dict[Place, Literal] = {}
        self.along: set[Place] = set()
        for end, value in self.unfolded.ends().items():
            for instance in range(len(evaluation.bound.arrays)):
                self._push((end, instance), (value, instance))
        self.goal = self.program.both(self.unfolded.form(node).holds() for node in nodes)
        if rest == "worst":
            for node in frame:
                self.program.require(-self.unfolded.form(node).holds())
        self.count = total((changed, 1) for _, changed, _ in self.choices.values())
        self.steps = Affine({})
        for place, (form, changed, before) in self.choices.items():
            self.steps = self.steps.plus(self._steps(place, form, changed, before))

    def _given(self, program: Program, place: Place) -> Form | None:
        if self.evaluation.plan.nodes[place[0]].param[0] in BENEATH:
            return self._comes_to_be_rated(program, place)
        asked = answer(self.evaluation, place)
        if asked is None or program is not self.program or not is_by_hand(self.evaluation, place):
            return None
        return self.may(self, place, asked)

    def _comes_to_be_rated(self, program: Program, place: Place) -> Form | None:
        """Whether anything is rated beneath something, where nothing is now: as soon as a change does it."""
        if self.evaluation.value(*place) == YES or self.may is kept:
            return None
        answers = [self.choices[each][1] for each in self.unfolded.answering(place) if each in self.choices]
        if not answers:
            return None
        form = self.rated[place] = Truth(program, program.either(answers))
        return form

    def chosen(self, place: Place, form: Form, before: Number) -> Form:
        """An input that may change, and what it counts as where it does not."""
        low, high = self.evaluation.bound.arrays[place[1]][place[0]]
        if (low != high and not self.unfolded.helps.get(place[0])) or flips(self.evaluation, place):
            changed = self.program.fresh()
            self.program.implies(-changed, form.is_(before))
            self.unsettled.append(changed)
        else:
            changed = -form.is_(before)
        if changed != -TRUE:
            self.choices[place] = (form, changed, before)
        return form

    def _push(self, end: Place, value: Place) -> None:
        """The end of an interval that only goes along with the value is no change by itself."""
        form, changed, before = self.choices.get(end, (None, TRUE, 0))
        if not isinstance(form, Between):
            return
        own = self.program.fresh()
        goes_along(self.program, form, before, self.unfolded.form(*value), own)
        self.program.require_any([-changed, own, self.choices[value][1] if value in self.choices else FALSE])
        self.pushed[end] = changed
        self.along.add(value)
        self.choices[end] = (form, own, before)

    def require(self, *, hold: bool) -> None:
        """The goal has to hold, or must not."""
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
        cost, seconds = self.steps.plus(self.count, _WEIGHT), 0.0
        needed = self._needed() if hold else []
        try:
            while True:
                solution = self._next(cost, None if limit is None else max(limit - seconds, 0.0), needed)
                changes = [] if solution is None else self.changes(solution.values)
                complete = _end(found, most, solution, changes)
                if solution is None or complete is not None:
                    return Sets(found, complete=bool(complete), seconds=seconds)
                seconds += solution.seconds
                if not sure(solution.values, changes):
                    continue
                found.append(changes)
                if needed and len(changes) == len(needed):  # any other set has all of these
                    return Sets(found, complete=True, seconds=seconds)
                if not changes or len(changes) > MANY or not solution.optimal:
                    return Sets(found, complete=not changes, seconds=seconds, proven=solution.optimal)
                # Not the same set again, nor the same with more.
                self.program.require_any(-self.choices[each.node, each.instance][1] for each in changes)
        except Unsolved:
            return Sets(found, complete=False, seconds=seconds, proven=bool(found))

    def _next(self, cost: Affine, left: float | None, needed: Sequence[Literal]) -> Solution | None:
        """The next set: the changes that are needed alone, if these are enough, for all others have more."""
        if needed:
            known = set(needed)
            others = [-changed for _, changed, _ in self.choices.values() if changed not in known]
            solution = solve(self.program, cost, left, [*needed, *others])
            if solution is not None:
                return solution
        return solve(self.program, cost, left, needed)

    def reaches(self, values: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether the engine, for which what is open stays open, says that the goal is surely reached."""
        return self._surely(values, changes, hold=True)

    def refutes(self, values: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether the engine says that the goal is surely missed."""
        return self._surely(values, changes, hold=False)

    def _surely(self, values: Sequence[float], changes: Sequence[Change], *, hold: bool) -> bool:
        """Whether changes do what they are meant to, whatever the open answers turn out to be.

        They do not where an open answer helps and harms at once: then more has to be settled, or something
        else has to be changed, or be changed to something else.
        """
        if self._ripple is None:
            self._ripple = Ripple(self.evaluation, self.nodes)
        moved = [*changes, *self._following(values)]
        answered = answered_with(self.evaluation, moved, self.together)
        after = self._ripple.after(answered)
        if all(low == 1 for low, _ in after) if hold else any(high != 1 for _, high in after):
            return True
        if self._doubts is None:
            self._doubts = Doubts(
                self.evaluation, self.nodes, self.together, (self.choices, self.rated), hold=hold
            )
        answers: dict[Place, Number] = {(each.node, each.instance): each.number for each in moved}
        answers |= dict.fromkeys(following(self.evaluation, answered), 1)
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
                more.append(-reached if holds_in(values, reached) else reached)
        self.program.require_any(each for each in more if each != -TRUE)
        return False

    def blocks(self, _: Sequence[float], changes: Sequence[Change]) -> bool:
        """Whether nothing else reaches the goal; what does has to be kept from it by a further answer."""
        if self._is_ruled_out([(each.node, each.instance) for each in changes]):
            return True
        if self._others is None:
            self._others = Search(self.evaluation, self.nodes, "best", anything)
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

    def _is_ruled_out(self, kept: Sequence[Place]) -> bool:
        """Whether the engine says that the goal is missed with everything open but a few answers.

        Those are as they are, and open ones as they count.
        """
        places = [
            (place[0], at)
            for place in kept
            for at in range(len(self.evaluation.bound.arrays))
            if self.unfolded.place(place[0], at) == place
        ]
        after = self._all_open().after({place: self._held(place) for place in places})
        return any(high != 1 for _, high in after)

    def _held(self, place: Place) -> Value:
        low, high = self.evaluation.value(*place)
        if low == high:
            return (low, high)
        _, _, before = self.choices[self.unfolded.place(*place)]
        return (before, before)

    def _all_open(self) -> Ripple:
        """The evaluation with every answer open that may be changed."""
        if self._opened is None:
            bound = self.evaluation.bound
            arrays = [values.copy() for values in bound.arrays]
            for node in self.unfolded.asked():
                for at, values in enumerate(arrays):
                    values[node] = self._as_open((node, at)) or values[node]
            opened = bound._replace(arrays=run_again(self.evaluation, arrays))
            changed = Evaluation(self.evaluation.plan, self.evaluation.assessment, opened)
            self._opened = Ripple(changed, self.nodes)
        return self._opened

    def _needed(self) -> list[Literal]:
        """The changes without which the engine says that a goal is missed, whatever else is changed.

        The end of an interval is none: it may go along with its value.
        """
        return [
            changed
            for place, (_, changed, _) in self.choices.items()
            if place not in self.pushed and self._is_ruled_out([place])
        ]

    def _as_open(self, place: Place) -> Value | None:
        """Everything that an answer may be changed to; None: it stays as it is."""
        if self.evaluation.plan.nodes[place[0]].param[0] in BENEATH:
            return OPEN if self.evaluation.value(*place) == NO else None
        asked = answer(self.evaluation, place)
        if asked is None or not is_by_hand(self.evaluation, place):
            return None
        return (asked.first, asked.last)

    def changes(self, values: Sequence[float]) -> list[Change]:
        """What a solution changes."""
        return [
            self._change(values, place)
            for place, (_, changed, _) in self.choices.items()
            if is_so(values, changed)
        ]

    def _following(self, values: Sequence[float]) -> list[Change]:
        """What only goes along with a change."""
        return [
            self._change(values, place)
            for place, moved in self.pushed.items()
            if is_so(values, moved) and not is_so(values, self.choices[place][1])
        ]

    def _change(self, values: Sequence[float], place: Place) -> Change:
        form, _, before = self.choices[place]
        low, high = self.evaluation.bound.arrays[place[1]][place[0]]
        after = (self.best[place], False) if place in self.best else point_of(values, form, before)
        return Change(*place, before, after[0], low != high, after[1])

    def _steps(self, place: Place, form: Form, changed: Literal, before: Number) -> Affine:
        """By how many ranks a rating changes; 1 for anything else, 2 where it takes others along."""
        if place in self.along:
            return total([(changed, 2)])
        if place in self.best or place[0] not in link(self.evaluation.plan).ratings.values():
            return total([(changed, 1)])
        number = form.affine().plus(Affine({}, -before))
        return number if before == form.points()[0] else number.times(-1)


def _end(
    found: Sequence[Sequence[Change]], most: int, solution: Solution | None, changes: Sequence[Change]
) -> bool | None:
    """Whether the search ends with all sets of the smallest size (True) or with fewer; None: it goes on."""
    if solution is None:
        return True
    if not found:
        return None
    if not solution.optimal:  # there may be more, and that is all that is not known
        return False
    if len(changes) > len(found[0]):
        return True
    return False if len(found) == most else None


def better(search: Search, place: Place, asked: Answer) -> Form | None:
    """A rating that is higher than the lowest it may be, or any other answer."""
    before = search.unfolded.end(place[0], asked.low, asked.high)
    if asked.kind == "rating":
        return search.chosen(
            place, Ordered(search.program, range(int(asked.low), int(asked.last) + 1)), before
        )
    return search.chosen(
        place, any_of(search.program, asked.param, asked.first, asked.last, rational(before)), before
    )


def lower(search: Search, place: Place, asked: Answer) -> Form | None:
    """A rating that is lower."""
    if asked.kind != "rating":
        return None
    return search.chosen(place, Ordered(search.program, range(int(asked.low) + 1)), asked.low)


def kept(search: Search, place: Place, asked: Answer) -> Form | None:
    """An answer as it is, or at its best; what is chosen is to keep it."""
    best = search.unfolded.end(place[0], asked.first, asked.last, best=True)
    if asked.open or asked.low == best:
        return Known(search.program, best)
    form = Ordered(search.program, (asked.low, best))
    search.choices[place] = (form, form.is_(asked.low), asked.low)
    search.best[place] = best
    return form


def anything(search: Search, place: Place, asked: Answer) -> Form | None:
    """Anything at all."""
    before = search.unfolded.end(place[0], asked.low, asked.high)
    form = any_of(search.program, asked.param, asked.first, asked.last, rational(before))
    return search.chosen(place, form, before)


def settled(search: Search, place: Place, asked: Answer) -> Form | None:
    """An open answer, whatever it may be."""
    if not asked.open:
        return None
    before = search.unfolded.end(place[0], asked.low, asked.high)
    return search.chosen(place, any_of(search.program, asked.param, asked.low, asked.high), before)
