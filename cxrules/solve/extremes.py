"""Cases that need no solver: the best on the left, and on the right no more than the rows then ask for.

Most of what does not follow is refuted by such a case, since no row reaches it. The rows hold in it; whether
the truths asked about do, the engine says.
"""

from __future__ import annotations

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


class Extremes:
    """Cases of a pair that is linked by rows."""

    def __init__(self, pair: Pair) -> None:
        """Keep the pair."""
        self.pair = pair
        joined = Joined(Program(), pair)
        self.left, self.right = joined.left, joined.right

    def cases(self, given: Truth) -> Iterator[Extreme]:
        """The cases in which something holds on the left, that judgements make different on the right."""
        best = self._best()
        least = self._least(best, {})
        for judged in _ANSWERS:
            left = self._evaluated(self.left, best | _judged(self.left.plan, judged))
            if least is None or left is None or decided(left[2], given) is not True:
                continue
            for other in _ANSWERS:
                right = self._evaluated(self.right, least | _judged(self.right.plan, other))
                if right is not None:
                    answers = (left[0], right[0])
                    yield Extreme(Witness(left[1], right[1], 0, answers), left[2], right[2])
            return

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

    def _evaluated(
        self, side: Side, answers: Mapping[Atom, Number]
    ) -> tuple[Mapping[Atom, Number], Assessment, Sequence[Sequence[Value]]] | None:
        assessment = assessment_of(side, answers, {})
        arrays = evaluate(side.plan, assessment, side.evaluation.bound.scope).bound.arrays
        if any(arrays[0][each.node] == (1, 1) for each in side.plan.refusals):
            return None
        return answers, assessment, arrays

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
        asked = {
            row.param[1]
            for node in nodes
            if (row := side.plan.nodes[node]).op == "input" and row.param[0] == "rating"
        }
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
    levels = [each.level for each in (*plan.capabilities.values(), *plan.organisations)]
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
