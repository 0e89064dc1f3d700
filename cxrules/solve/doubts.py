"""What is still open after some changes, answered so that they do not do what they are meant to.

A search for changes that surely reach or rule out a goal begins with one guess at what the open answers will
be. Each guess that it overlooked is found here and written into its program, so that it has to do under that
one, too.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cxrules.plan.linear.forms import Between, Form, Known, Ordered
from cxrules.plan.linear.gathering import either_of
from cxrules.plan.linear.program import Affine, Literal, Program
from cxrules.solve.highs import solve
from cxrules.solve.unfold import Unfolded, is_so

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.aggregation import Number
    from cxrules.solve.unfold import Place

Choices: TypeAlias = "Mapping[Place, tuple[Form, Literal, Number]]"
"""Of each input that may change its form, whether it does, and what it counts as where it does not."""


class Doubts:
    """Answers under which a goal is missed that should be reached, or reached that should be ruled out."""

    def __init__(
        self,
        evaluation: Evaluation,
        nodes: Sequence[int],
        together: Collection[int],
        may: tuple[Choices, Mapping[Place, Form]],
        *,
        hold: bool,
    ) -> None:
        """Write out everything that may be open or changed; `hold`: the goal is to be reached.

        `may`: the choices, and the truths that something comes to be rated by them.
        """
        self.evaluation, self.nodes, self.together, self.hold = evaluation, nodes, together, hold
        self.choices, self.rated = may
        self.frame = [refusal.node for refusal in evaluation.plan.refusals]
        self.unfolded = Unfolded(evaluation, nodes, "free", together, self.frame)
        self.program = self.unfolded.program
        self.unfolded.write(self._given)
        for node in self.frame:
            self.program.require(-self.unfolded.form(node).holds())
        goal = self.program.both(self.unfolded.form(node).holds() for node in nodes)
        self.program.require(-goal if hold else goal)

    def _given(self, program: Program, place: Place) -> Form | None:
        from cxrules.solve.answers import answer
        from cxrules.solve.unfold import any_of

        if place in self.rated:
            return Ordered(program, (0, 1))
        asked = answer(self.evaluation, place)
        if asked is None or place not in self.choices:
            return None
        return any_of(program, asked.param, asked.first, asked.last)

    def spoiled_by(
        self, changed: Mapping[Place, Number], limit: float | None = None
    ) -> dict[Place, Number] | None:
        """Answers to what stays open after some changes that spoil them; None: there are none.

        Raises Unsolved where `limit` seconds were not enough to know.
        """
        rows = len(self.program.rows)
        open_ones = {}
        for place, form in self.unfolded.inputs.items():
            low, high = self.evaluation.bound.arrays[place[1]][place[0]]
            fixed = changed.get(place, low if low == high else None)
            if fixed is not None:
                self.program.require(form.is_(fixed))
            elif low is not None and high is not None:
                open_ones[place] = form
                self.program.require(form.at_least(low))
                self.program.require(-form.at_least(high, above=True))
        try:
            solution = solve(self.program, Affine({}), limit)
        finally:
            del self.program.rows[rows:]
        if solution is None:
            return None
        return {place: inside(solution.values, form) for place, form in open_ones.items()}

    def beware(self, program: Program, answers: Mapping[Place, Number]) -> None:
        """Have a program do under these answers, too, what it is meant to, unless it settles them."""

        def given(_: Program, place: Place) -> Form | None:
            guessed = Known(program, answers[place]) if place in answers else None
            if place not in self.choices:
                return self.rated.get(place, guessed)
            form, changed, _before = self.choices[place]
            return form if guessed is None else either_of(program, changed, form, guessed)

        copy = Unfolded(self.evaluation, self.nodes, "worst", self.together, self.frame, program).write(given)
        for node in self.frame:
            program.require(-copy.form(node).holds())
        goal = program.both(copy.form(node).holds() for node in self.nodes)
        program.require(goal if self.hold else -goal)


def inside(values: Sequence[float], form: Form) -> Number:
    """A number that an open input has under a solution."""
    if not isinstance(form, Between):
        return max(point for point in form.points() if is_so(values, form.at_least(point)))
    above = [split for split in form.splits if is_so(values, form.at_least(split[0], above=split[1]))]
    low, beyond = max(above, default=(form.low, False))
    if not beyond:
        return low
    high = min((number for number, _ in form.splits if number > low), default=form.high)
    return (low + high) * Fraction(1, 2)
