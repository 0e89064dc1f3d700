"""What follows for one model from claims about another, by a mapping or by the same ids: proven or refuted.

A refuted one comes with a case, an assessment by either model, in which the claims hold, the rows of the
mapping hold, and what was to follow does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.compare.claims import Claim, claim, together
from cxrules.compare.rows import RowKey, Rows
from cxrules.engine.evaluation import evaluate
from cxrules.engine.link import support
from cxrules.solve.cases import DAY, blank
from cxrules.solve.highs import Unsolved
from cxrules.solve.links import Same
from cxrules.solve.pair_program import Question
from cxrules.solve.pairs import Pair
from cxrules.solve.truths import ALWAYS, Both, Either, decided, nodes_of, reaches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cxrules.model.mapping import Correspondence
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Comparison, Separation, Witness
    from cxrules.solve.truths import Truth

Verdict: TypeAlias = Literal["follows", "does not follow", "not proven"]

NEVER: Truth = Either()


class Answer(NamedTuple):
    """Whether something follows.

    `rows` are rows of the mappings without any of which there is no proof; None: that was not found out.
    `witness` is a case against it. `reason` says why neither is known.
    """

    claim: Claim
    verdict: Verdict
    witness: Witness | None = None
    rows: Sequence[RowKey] | None = None
    reason: str = ""


class Highest(NamedTuple):
    """The highest level of a thing that follows; `above` is the next one, which does not."""

    subject: str
    title: str
    level: int
    name: str
    proof: Answer
    above: Answer | None


class Implication(NamedTuple):
    """What follows from claims. `possible`: whether there is a case in which they hold at all."""

    given: Claim
    possible: bool | None
    answers: Sequence[Answer]
    highest: Sequence[Highest]
    seconds: float


class Equivalence(NamedTuple):
    """Of each thing and level of both models what the right is against the left; `same`: all are equal."""

    compared: Mapping[tuple[str, int], Comparison]
    seconds: float

    @property
    def same(self) -> bool:
        """Whether every level of either model implies that of the other."""
        return all(each.verdict == "equal" for each in self.compared.values())


class Implications:
    """Two models that are linked by mappings, read from the left to the right, or by the same ids."""

    def __init__(
        self,
        left: Plan,
        right: Plan,
        mappings: Sequence[Correspondence] | None = None,
        limit: float | None = 10.0,
        day: date = DAY,
    ) -> None:
        """Prepare. `mappings` None: what has the same id is the same. `limit`: seconds for one question."""
        self.left, self.right, self.limit = left, right, limit
        self.rows = None if mappings is None else Rows(mappings, left, right)
        self.mappings = list(mappings or ())
        links = Same(left, right) if self.rows is None else self.rows
        self.pair = Pair(blank(left, day=day), blank(right, day=day), links, limit)

    def follows(self, given: Sequence[Claim], wanted: Sequence[Claim]) -> Implication:
        """Whether each of some claims about the right model follows from all of those about the left one."""
        return _Run(self, together(given)).asked(wanted)

    def highest(self, given: Sequence[Claim], subjects: Sequence[str] | None = None) -> Implication:
        """The highest level that follows of the organisation and of each capability, or of some of them."""
        names = [each.name for each in self.right.organisations] + list(self.right.capabilities)
        return _Run(self, together(given)).highest(names if subjects is None else subjects)

    def tidied(self, given: Claim, answer: Answer) -> Witness | None:
        """The case against something, with as little in it as can be."""
        if answer.witness is None:
            return None
        witness = answer.witness._replace(pair=0)
        return self.pair.tidied(witness, [(given.truth, answer.claim.truth)])

    def equivalence(self) -> Equivalence:
        """Every level of all capabilities that both have, and of the organisation, compared.

        Levels are the same by their numbers, whatever they are called.
        """
        compared = {}
        for name, levels in _shared(self.left, self.right).items():
            for level in levels:
                truths = (reaches(self.left, name, level), reaches(self.right, name, level))
                compared[name, level] = self.pair.compare(*truths)
        return Equivalence(compared, sum(each.seconds for each in compared.values()))


def _shared(left: Plan, right: Plan) -> dict[str, list[int]]:
    found = {name: left.orders for name in left.capabilities if name in right.capabilities}
    found = {name: [order for order in orders if order in right.orders] for name, orders in found.items()}
    for each in left.organisations:
        other = next((one for one in right.organisations if one.name == each.name), None)
        if other is not None:
            found[each.name] = [order for order in list(each.levels)[1:] if order in other.levels]
    return found


class _Run:
    """The questions that come from one set of claims, which are written out once."""

    def __init__(self, asked: Implications, given: Claim) -> None:
        self.asked_of, self.given, self.seconds = asked, given, 0.0
        self.cases: list[tuple[Witness, Sequence[Sequence[object]]]] = []

    def asked(self, wanted: Sequence[Claim]) -> Implication:
        """Whether each of these follows."""
        question = self._written([each.truth for each in wanted])
        possible = self._possible(question)
        found = [self._answer(question, place, each) for place, each in enumerate(wanted)]
        answers = [self._with_rows(each) for each in found]
        return Implication(self.given, possible, answers, (), self.seconds + question.seconds)

    def highest(self, subjects: Sequence[str]) -> Implication:
        """The highest level of each of these."""
        plan = self.asked_of.right
        claims = {
            (name, order): claim(plan, f"{name}:{order}")
            for name in subjects
            for order in _orders(plan, name)
        }
        places = {key: place for place, key in enumerate(claims)}
        question = self._written([each.truth for each in claims.values()])
        possible = self._possible(question)
        found = []
        for name in subjects:
            lowest, *orders = _orders(plan, name)
            reached, above = Answer(claims[name, lowest], "follows"), None
            level = lowest
            for order in orders:
                answer = self._answer(question, places[name, order], claims[name, order])
                if answer.verdict != "follows":
                    above = answer
                    break
                reached, level = answer, order
            title, words = _titles(plan, name)
            if name not in plan.capabilities:  # of those there are many, and each takes its time
                reached = self._with_rows(reached)
            found.append(Highest(name, title, level, words[level], reached, above))
        return Implication(self.given, possible, (), found, self.seconds + question.seconds)

    def _written(self, wanted: Sequence[Truth]) -> Question:
        """One program for all; the last pair asks whether the claims can hold at all."""
        given = self.given.truth
        return Question(self.asked_of.pair, [*((given, each) for each in wanted), (given, NEVER)])

    @staticmethod
    def _possible(question: Question) -> bool | None:
        found = question.ask(only=len(question.pairs) - 1)
        return found.witness is not None if found.proven else None

    def _answer(self, question: Question, place: int, wanted: Claim) -> Answer:
        known = self._known_case(wanted)
        if known is not None:
            return Answer(wanted, "does not follow", known)
        found: Separation = question.ask(only=place)
        if found.witness is not None:
            self._keep(found.witness)
            return Answer(wanted, "does not follow", found.witness)
        if not found.proven:
            return Answer(wanted, "not proven", reason=found.reason)
        return Answer(wanted, "follows")

    def _with_rows(self, answer: Answer) -> Answer:
        """With the rows that a proof needs, where that can be found out in time."""
        if answer.verdict != "follows":
            return answer
        if self.asked_of.rows is None or answer.claim.truth == ALWAYS:
            return answer._replace(rows=())
        try:
            rows = self._needed(answer.claim.truth)
        except Unsolved:
            return answer
        return answer._replace(rows=rows)

    def _needed(self, wanted: Truth) -> Sequence[RowKey] | None:
        """The rows of a proof: looked for among those that end in what is wanted, and else among all."""
        asked_of, given = self.asked_of, self.given.truth
        if asked_of.rows is None:
            return ()
        ends = _ratings(asked_of.right, [wanted])
        near = [key for key in asked_of.rows.used if key.right in ends]
        begins = {key.left for key in near}
        parts = given.of if isinstance(given, Both) else (given,)
        few = Both(tuple(each for each in parts if begins & _ratings(asked_of.left, [each])))
        pair = asked_of.pair
        small = Pair(pair.left, pair.right, asked_of.rows.only(near), pair.limit)
        for sides, truth in ((small, few), (pair, given)):
            question = Question(sides, [(truth, wanted)])
            try:
                rows = question.needed()
            finally:
                self.seconds += question.seconds
            if rows is not None:
                return [each for each in rows if isinstance(each, RowKey)]
        return None

    def _keep(self, witness: Witness) -> None:
        """A case speaks of all that it decides, so that one is mostly enough for many questions."""
        values = evaluate(self.asked_of.right, witness.right, self.asked_of.pair.right.bound.scope)
        self.cases.append((witness, values.bound.arrays))

    def _known_case(self, wanted: Claim) -> Witness | None:
        for witness, arrays in self.cases:
            if decided(arrays, wanted.truth) is False:  # type: ignore[arg-type] # values of an evaluation
                return witness
        return None


def _ratings(plan: Plan, truths: Sequence[Truth]) -> set[str]:
    """The subjects on whose ratings some truths rest."""
    params = [
        plan.nodes[node].param for node in support(plan, nodes_of(truths)) if plan.nodes[node].op == "input"
    ]
    return {param[1] for param in params if param[0] == "rating"}


def _orders(plan: Plan, name: str) -> list[int]:
    if name in plan.capabilities:
        return sorted(plan.level_names)
    return sorted(next(each.levels for each in plan.organisations if each.name == name))


def _titles(plan: Plan, name: str) -> tuple[str, Mapping[int, str]]:
    if name in plan.capabilities:
        return plan.capabilities[name].title, plan.level_names
    found = next(each for each in plan.organisations if each.name == name)
    return found.title, found.levels
