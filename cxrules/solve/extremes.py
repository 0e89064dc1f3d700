"""Cases that need no solver: the best on the left, and on the right no more than the rows then ask for.

Most of what does not follow is refuted by such a case, since no row reaches it. The rows hold in it; whether
the truths asked about do, the engine says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import evaluate
from cxrules.engine.link import support
from cxrules.plan.linear.program import Program
from cxrules.solve.asked import Atom, questions
from cxrules.solve.cases import assessment_of
from cxrules.solve.confirming import Confirming, Witness
from cxrules.solve.joined import Joined
from cxrules.solve.links import Link
from cxrules.solve.truths import decided, nodes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Value
    from cxrules.solve.asked import Side
    from cxrules.solve.confirming import Both
    from cxrules.solve.pairs import Pair
    from cxrules.solve.truths import Truth

_ANSWERS = (None, 0, 1)
"""What all judgements are answered: nothing, no, yes."""


class Extreme(NamedTuple):
    """A case, and the values of both sides under it."""

    witness: Witness
    left: Sequence[Sequence[Value]]
    right: Sequence[Sequence[Value]]

    def refutes(self, wanted: Truth) -> bool:
        """Whether something on the right does surely not hold."""
        return decided(self.right, wanted) is False


class _Half(NamedTuple):
    """One side of a case, and its values."""

    answers: Mapping[Atom, Number]
    made: Assessment
    arrays: Sequence[Sequence[Value]]


class Extremes:
    """Cases of a pair that is linked by rows."""

    def __init__(self, pair: Pair) -> None:
        """Keep the pair."""
        self.pair = pair
        joined = Joined(Program(), pair)
        self.left, self.right = joined.left, joined.right

    def cases(self, given: Truth) -> Iterator[Extreme]:
        """The cases in which something holds on the left; judgements make them different on the right."""
        left = next((each for each in self._best_halves if decided(each.arrays, given) is True), None)
        if left is None:
            return
        for right in self._least_halves:
            answers = (left.answers, right.answers)
            yield Extreme(Witness(left.made, right.made, 0, answers), left.arrays, right.arrays)

    @cached_property
    def _best_halves(self) -> list[_Half]:
        return list(self._halves(self.left, self._best()))

    @cached_property
    def _least_halves(self) -> list[_Half]:
        least = self._least(self._best(), {})
        return [] if least is None else list(self._halves(self.right, least))

    def completed(self, witness: Witness, pair: Both) -> Witness | None:
        """A case about a part of both models as one about all of them, if it shows the same of this pair."""
        left = {**self._best(), **witness.answers[0]}
        least = self._least(left, witness.answers[1])
        if least is None:
            return None
        answers = (left, least)
        return _confirming(self.pair, answers, pair).case(answers, only=0)

    def _best(self) -> dict[Atom, Number]:
        """All that the levels or a row ask for, at its best."""
        rated = dict.fromkeys(_ratings(self.left))
        for atom in _ratings(self.right):
            rated |= dict.fromkeys(each.left for each in self.pair.links.of_right(atom))
        top = len(self.left.plan.given_values) - 1
        return {atom: top for atom in rated if self.left.knows(atom)}

    @staticmethod
    def _halves(side: Side, answers: Mapping[Atom, Number]) -> Iterator[_Half]:
        for judged in _ANSWERS if questions(side.plan).judged else _ANSWERS[:1]:
            said = {**answers, **_judged(side.plan, judged)}
            made = assessment_of(side, said, {})
            arrays = evaluate(side.plan, made, side.evaluation.bound.scope).bound.arrays
            if all(arrays[0][each.node] != (1, 1) for each in side.plan.refusals):
                yield _Half(said, made, arrays)

    def _least(self, left: Mapping[Atom, Number], right: Mapping[Atom, Number]) -> dict[Atom, Number] | None:
        """The lowest answers on the right that the rows allow, but for those that are told already.

        None: there are none.
        """
        links = [each for atom in left if atom.kind == "rating" for each in self.pair.links.of_left(atom)]
        rated = dict.fromkeys([*_ratings(self.right), *(each.right for each in links)])
        found: dict[Atom, Number] = {atom: 0 for atom in rated if self.right.knows(atom)}
        found |= right
        for each in links:
            if each.relation == "same":
                return None
            if each.relation == "at least" and each.right in found:
                asked = _asked(each, left[each.left], self.left, self.right)
                if each.right in right and right[each.right] < asked:
                    return None
                found[each.right] = max(found[each.right], asked)
        for each in links:
            if each.relation == "at most" and each.right in found:
                back = Link(each.right, each.left, "at least", each.words)
                if left[each.left] < _asked(back, found[each.right], self.right, self.left):
                    return None
        return found


def tidied(pair: Pair, witness: Witness, truths: Both) -> Witness:
    """A case with as little in it as can be found soon, without asking the solver again."""
    joined = Joined(Program(), pair)
    witness = _spoken_of(pair, witness, truths)
    groups: dict[int, list[tuple[int, Atom]]] = {}
    for place, side in enumerate((joined.left, joined.right)):
        for atom in witness.answers[place]:
            groups.setdefault(id(side.atom(atom)), []).append((place, atom))
    case = witness._replace(pair=0)
    return Confirming(joined, [truths]).tidied(case, list(groups.values()))


def _spoken_of(pair: Pair, witness: Witness, truths: Both) -> Witness:
    """The case without the ratings on which the truths do not rest, if that shows the same."""
    kept = []
    for side, truth, said in zip((pair.left, pair.right), truths, witness.answers, strict=True):
        nodes = support(side.plan, nodes_of([truth]))
        rows = [side.plan.nodes[node] for node in nodes]
        asked = {row.param[1] for row in rows if row.op == "input" and row.param[0] == "rating"}
        kept.append({atom: is_ for atom, is_ in said.items() if atom.kind != "rating" or atom.name in asked})
    fewer = (kept[0], kept[1])
    return _confirming(pair, fewer, truths).case(fewer) or witness


def _confirming(pair: Pair, answers: tuple[Mapping[Atom, Number], ...], truths: Both) -> Confirming:
    joined = Joined(Program(), pair)
    for side, said in zip((joined.left, joined.right), answers, strict=True):
        for atom in said:
            side.atom(atom)
    return Confirming(joined, [truths])


def _ratings(side: Side) -> list[Atom]:
    """The ratings that levels and what would refuse an assessment rest on."""
    plan = side.plan
    levels = [each.level for each in plan.capabilities.values()]
    levels += [each.level for each in plan.organisations]
    nodes = support(plan, [*levels, *(each.node for each in plan.refusals)])
    params = [plan.nodes[node].param for node in sorted(nodes) if plan.nodes[node].op == "input"]
    found = dict.fromkeys(Atom("rating", param[1]) for param in params if param[0] == "rating")
    return [atom for atom in found if atom.name not in plan.answers.computed and side.knows(atom)]


def _judged(plan: Plan, answer: int | None) -> dict[Atom, Number]:
    if answer is None:
        return {}
    return {Atom("judged", key): answer for key in sorted(questions(plan).judged)}


def _asked(link: Link, rank: Number, giver: Side, taker: Side) -> int:
    """What a rating on one side asks for on the other at least: what any rating up to it asks for."""
    names, others = giver.names(link.left) or (), taker.names(link.right) or ()
    words = link.words or {name: name for name in names}
    told = (words.get(name) for name in names[: int(rank) + 1])
    return max((others.index(word) for word in told if word in others), default=0)
