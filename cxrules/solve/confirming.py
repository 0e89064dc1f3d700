"""Whether the engine says of a case what it is said to show, and the least of it that still shows it.

Whatever finds a case, a solver or a guess: what is not confirmed here is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.engine.bind import bind
from cxrules.engine.evaluation import run_steps
from cxrules.engine.link import link, support
from cxrules.model.demand import Demand
from cxrules.solve.cases import DAY, Attached, assessment_of, attach
from cxrules.solve.truths import decided, nodes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Value
    from cxrules.solve.asked import Atom
    from cxrules.solve.joined import Joined
    from cxrules.solve.truths import Truth

Both: TypeAlias = "tuple[Truth, Truth]"
"""A truth of the left plan and one of the right plan."""

_Group: TypeAlias = "Sequence[tuple[int, Atom]]"

_TRIES = 80
"""So many smaller cases are looked at on either side; what is left then is short enough, or needed."""


class Witness(NamedTuple):
    """A case: the same answers as an assessment of either side, and for which of the pairs it was found.

    `answers` has them by what they are, the left side first. `gained`: the right truth holds in it, not the
    left one.
    """

    left: Assessment
    right: Assessment
    pair: int
    answers: tuple[Mapping[Atom, Number], Mapping[Atom, Number]]
    gained: bool = False


class Confirming:
    """The engine's word on cases for some pairs of truths."""

    def __init__(self, joined: Joined, pairs: Sequence[Both]) -> None:
        """Keep them. `joined` has what the answers belong to on either side."""
        self.joined, self.pairs = joined, pairs
        self.left, self.right = joined.left, joined.right
        self._last: dict[int, tuple[object, tuple[Assessment, list[list[Value]]]]] = {}

    def case(
        self,
        answers: tuple[Mapping[Atom, Number], Mapping[Atom, Number]],
        *,
        gained: bool = False,
        only: int | None = None,
    ) -> Witness | None:
        """The case as two assessments, if the engine says of them what the solver says."""
        attached = self._attached(answers)
        if attached is None:
            return None
        sides = (self.left, self.right)
        asked = self.pairs if only is None else [self.pairs[only]]
        half = [
            self._half(place, answers[place], attached[place], [each[place] for each in asked])
            for place in (0, 1)
        ]
        made, values = [each[0] for each in half], [each[1] for each in half]
        for side, arrays in zip(sides, values, strict=True):
            if any(arrays[0][each.node] == (1, 1) for each in side.plan.refusals):
                return None
        for number, (left, right) in enumerate(self.pairs):
            if only not in {None, number}:
                continue
            found = (decided(values[0], left), decided(values[1], right))
            if found == ((False, True) if gained else (True, False)):
                return Witness(made[0], made[1], number, answers, gained)
        return None

    def _half(
        self,
        place: int,
        said: Mapping[Atom, Number],
        beside: Mapping[tuple[str, str | None], Attached],
        truths: Sequence[Truth],
    ) -> tuple[Assessment, list[list[Value]]]:
        """One side's assessment and values; while cases are made smaller, one side mostly stays as it was."""
        asked = (said, beside, truths)
        known = self._last.get(place)
        if known is None or known[0] != asked:
            side = (self.left, self.right)[place]
            made = assessment_of(side, said, beside)
            known = self._last[place] = (asked, (made, _values(side.evaluation, made, truths)))
        return known[1]

    def _attached(
        self, answers: tuple[Mapping[Atom, Number], Mapping[Atom, Number]]
    ) -> list[dict[tuple[str, str | None], Attached]] | None:
        """What stands beside ratings on either side; None where nothing can be recorded that is just so."""
        found: list[dict[tuple[str, str | None], Attached]] = [{}, {}]
        number = 1
        for members in self.joined.subjects().values():
            said = [
                (place, atom, answers[place][atom]) for place, atom, _ in members if atom in answers[place]
            ]
            if not said:
                continue
            met = [
                Demand.from_row(atom.detail[0])
                for _, atom, is_met in said
                if atom.kind == "evidence" and is_met
            ]
            counted = {atom.detail[0]: int(count) for _, atom, count in said if atom.kind == "recorded"}
            day = self.joined.sides.left.assessment.date or DAY
            made = attach(met, counted, day, number)
            number += len(made.evidence)
            for place, atom, _ in said:
                found[place][atom.name, atom.instance] = made
        return found

    def tidied(self, witness: Witness, groups: Sequence[_Group]) -> Witness:
        """The case without the answers that it does as well without, dropped in blocks, and one by one.

        `groups` are answers that go together, each with its side (0 left, 1 right). Those of the right side
        alone come first: they are what a reader looks at.
        """
        own = [each for each in groups if all(place for place, _ in each)]
        others = [each for each in groups if not all(place for place, _ in each)]
        found, own = self._dropped(witness, own, others)
        return self._dropped(found, others, own)[0]

    def _dropped(
        self, witness: Witness, groups: Sequence[_Group], always: Sequence[_Group]
    ) -> tuple[Witness, list[_Group]]:
        found, kept, tries = witness, list(groups), 0
        size = len(kept)
        while size and tries < _TRIES:
            place = 0
            while place < len(kept) and tries < _TRIES:
                fewer = kept[:place] + kept[place + size :]
                smaller, tries = self._only(witness, [*always, *fewer]), tries + 1
                if smaller is None:
                    place += size
                else:
                    found, kept = smaller, fewer
            size //= 2
        return found, kept

    def _only(self, witness: Witness, groups: Sequence[_Group]) -> Witness | None:
        """The case with some of its answers alone, if it still is one."""
        kept: tuple[dict[Atom, Number], dict[Atom, Number]] = ({}, {})
        for group in groups:
            for place, atom in group:
                if atom in witness.answers[place]:
                    kept[place][atom] = witness.answers[place][atom]
        return self.case(kept, gained=witness.gained, only=witness.pair)


def _values(evaluation: Evaluation, assessment: Assessment, truths: Iterable[Truth]) -> list[list[Value]]:
    """The values of what some truths rest on, and of what would refuse the assessment."""
    plan = evaluation.plan
    bound = bind(plan, assessment, evaluation.bound.scope)
    wanted = support(plan, [*nodes_of(truths), *(each.node for each in plan.refusals)])
    run_steps(bound, [step for step in link(plan).steps if step[0] in wanted])
    return bound.arrays
