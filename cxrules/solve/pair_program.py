"""The program of one question about two evaluations, asked and confirmed; see `cxrules.solve.pairs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.plan.linear.forms import Between, Known, Truth as TruthForm
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Program, literal as number_of, total
from cxrules.solve.confirming import Both, Confirming, Witness
from cxrules.solve.doubts import inside
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.joined import Joined, Sides
from cxrules.solve.truths import literal, nodes_of
from cxrules.solve.unfold import Unfolded, is_so

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal as Lit
    from cxrules.solve.asked import Atom, Side
    from cxrules.solve.truths import Truth

Answered: TypeAlias = "Mapping[Atom, Number]"
"""The answers of one side of a case."""

_PATIENCE = 25
"""So many cases that the engine does not confirm are looked at before one gives up."""

_SMALL = 500
"""In programs with more variables any case will do, also a long one, unless a short one is asked for."""


class Separation(NamedTuple):
    """Whether there is a case: a witness, or none, which is proven, or not known, for a reason.

    `seconds` are those of the solver.
    """

    witness: Witness | None
    proven: bool
    seconds: float
    reason: str = ""

    @property
    def excluded(self) -> bool:
        """Whether there is proven to be no such case."""
        return self.proven and self.witness is None


class Needed(NamedTuple):
    """Rows on which a proof rests. Not `least`: the time was over, and perhaps not all are needed."""

    rows: Sequence[Hashable]
    least: bool = True


class Question:
    """The program of one question."""

    def __init__(self, pair: Sides, pairs: Sequence[Both], *, short: bool = False) -> None:
        """Write it. `short`: a case with as little in it as can be, which takes longer."""
        self.pair, self.pairs, self.program = pair, pairs, Program()
        self.seconds, self.short = 0.0, short
        self.joined = Joined(self.program, pair)
        self.left, self.right, self.switches = self.joined.left, self.joined.right, self.joined.switches
        self.unfolded = [
            self._write(side, [each[place] for each in pairs])
            for place, side in enumerate((self.left, self.right))
        ]
        self.joined.close()
        self.confirming = Confirming(self.joined, pairs)
        first, second = self.unfolded
        self.truths = [(literal(first, left), literal(second, right)) for left, right in pairs]
        self.lost = self.program.either(self.program.both([left, -right]) for left, right in self.truths)
        self.gained = self.program.either(self.program.both([-left, right]) for left, right in self.truths)

    def _write(self, side: Side, truths: Sequence[Truth]) -> Unfolded:
        frame = [each.node for each in side.plan.refusals]
        unfolded = Unfolded(side.evaluation, nodes_of(truths), "free", (), frame, self.program)
        unfolded.write(side.given)
        for node in frame:
            self.program.require(-unfolded.form(node).holds())
        return unfolded

    # ------------------------------------------------------------------------------------------ asking

    def ask(
        self, without: Collection[Hashable] = (), *, gained: bool = False, only: int | None = None
    ) -> Separation:
        """Whether only the left holds in any case; with `gained` whether only the right does.

        `only`: of this one of the pairs alone.
        """
        goal = self.gained if gained else self.lost
        if only is not None:
            left, right = self.truths[only]
            goal = self.program.both([-left, right] if gained else [left, -right])
        if goal == FALSE:
            return Separation(None, proven=True, seconds=0.0)
        rows = len(self.program.rows)
        try:
            return self._search(goal, without, gained=gained, only=only)
        finally:
            del self.program.rows[rows:]

    def _search(
        self, goal: Lit, without: Collection[Hashable], *, gained: bool, only: int | None
    ) -> Separation:
        began = self.seconds
        fixed = [goal, *(-on if row in without else on for row, on in self.switches.items())]
        reason = ""
        for _ in range(_PATIENCE):
            taken = self.seconds - began
            left_over = None if self.pair.limit is None else max(self.pair.limit - taken, 0.01)
            spent: list[float] = []
            try:
                solution = solve(self.program, self._cost(), left_over, fixed, spent=spent)
            except Unsolved as error:
                return Separation(None, proven=False, seconds=taken + sum(spent), reason=str(error))
            self.seconds += sum(spent)
            taken += sum(spent)
            if solution is None:
                return Separation(None, proven=not reason, seconds=taken, reason=reason)
            answers = self._answers(solution.values)
            witness = self.confirming.case(answers, gained=gained, only=only)
            if witness is not None:
                return Separation(witness, proven=True, seconds=taken)
            reason = "the engine does not confirm the cases that the solver finds"
            self._rule_out(solution.values)
        return Separation(None, proven=False, seconds=self.seconds - began, reason=reason)

    def _cost(self) -> Affine:
        """What is told of a case: ratings below the top, and what is recorded beside them."""
        if not self.short and self.program.variables > _SMALL:
            return Affine({})
        forms = {
            id(form): (atom, form) for side in (self.left, self.right) for atom, form in side.forms.items()
        }
        cost = Affine({})
        for atom, form in forms.values():
            if atom.kind == "rating":
                points = form.points()
                cost = cost.plus(total((-form.at_least(point), 2) for point in points[1:]))
            elif isinstance(form, TruthForm):
                cost = cost.plus(number_of(form.at_least(1)), 1 if atom.kind == "judged" else 3)
        return cost

    def _answers(self, values: Sequence[float]) -> tuple[dict[Atom, Number], dict[Atom, Number]]:
        told: dict[int, Number] = {}
        both: tuple[dict[Atom, Number], dict[Atom, Number]] = ({}, {})
        for place, side in enumerate((self.left, self.right)):
            for atom, form in side.forms.items():
                if isinstance(form, Known) and form.point is None:
                    continue
                if id(form) not in told:
                    told[id(form)] = inside(values, form)
                both[place][atom] = told[id(form)]
        return both

    def _rule_out(self, values: Sequence[float]) -> None:
        """Not the same answers again."""
        other: list[Lit] = []
        forms = {id(form): form for side in (self.left, self.right) for form in side.forms.values()}
        for form in forms.values():
            truths = (
                [form.at_least(number, above=above) for number, above in form.splits]
                if isinstance(form, Between)
                else [form.at_least(point) for point in form.points()]
            )
            other += [-each if is_so(values, each) else each for each in truths if each not in {TRUE, FALSE}]
        self.program.require_any(other)

    # --------------------------------------------------------------------------------------- afterwards

    def needed(self) -> Needed | None:
        """Rows dropped in blocks, and by themselves in the end, as long as the proof stands without them.

        None: there is no proof even with all. It ends when the time for one question is over. Raises Unsolved
        where the time is over before there is a proof.
        """
        began, kept = self.seconds, list(self.switches)
        if not self._holds_with(kept):
            return None
        size = len(kept)
        while size:
            place = 0
            while place < len(kept):
                if self.pair.limit is not None and self.seconds - began > self.pair.limit:
                    return Needed(kept, least=False)
                fewer = kept[:place] + kept[place + size :]
                try:
                    holds = self._holds_with(fewer)
                except Unsolved:
                    return Needed(kept, least=False)
                if holds:
                    kept = fewer
                else:
                    place += size
            size //= 2
        return Needed(kept)

    def _holds_with(self, rows: Iterable[Hashable]) -> bool:
        if self.lost == FALSE:
            return True
        wanted = set(rows)
        fixed = [self.lost, *(on if row in wanted else -on for row, on in self.switches.items())]
        spent: list[float] = []
        try:
            return solve(self.program, Affine({}), self.pair.limit, fixed, spent=spent) is None
        finally:
            self.seconds += sum(spent)

    def tidied(self, witness: Witness) -> Witness:
        """The case without the answers that it does as well without."""
        groups: dict[int, list[tuple[int, Atom]]] = {}
        for place, side in enumerate((self.left, self.right)):
            for atom, form in side.forms.items():
                groups.setdefault(id(form), []).append((place, atom))
        return self.confirming.tidied(witness, list(groups.values()))
