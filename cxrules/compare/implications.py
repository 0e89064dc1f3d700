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
from cxrules.solve.extremes import Extreme, Extremes, tidied
from cxrules.solve.highs import Unsolved
from cxrules.solve.links import Same
from cxrules.solve.pair_program import Question
from cxrules.solve.pairs import Pair
from cxrules.solve.truths import ALWAYS, Both, Either, nodes_of, reaches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxrules.model.mapping import Correspondence
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Comparison, Needed, Separation, Witness
    from cxrules.solve.truths import Truth

Verdict: TypeAlias = Literal["follows", "does not follow", "not proven"]

NEVER: Truth = Either()


class Answer(NamedTuple):
    """Whether something follows.

    `rows` are rows of the mappings on which a proof rests; None: that was not asked, or not found out.
    `least`: there is no proof without any one of them; else the time was over, and some may not be needed.
    `witness` is a case against it. `reason` says why neither is known.
    """

    claim: Claim
    verdict: Verdict
    witness: Witness | None = None
    rows: Sequence[RowKey] | None = None
    reason: str = ""
    least: bool = True


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
        self.extremes = None if self.rows is None else Extremes(self.pair)

    def follows(self, given: Sequence[Claim], wanted: Sequence[Claim], *, rows: bool = True) -> Implication:
        """Whether each of some claims about the right model follows from all of those about the left one.

        `rows`: with the rows that each proof needs.
        """
        return _Run(self, together(given)).asked(wanted, rows=rows)

    def highest(
        self, given: Sequence[Claim], subjects: Sequence[str] | None = None, *, rows: bool = False
    ) -> Implication:
        """The highest level that follows of the organisation and of each capability, or of some of them.

        `rows`: with the rows that each proof needs, which takes longer.
        """
        names = [each.name for each in self.right.organisations] + list(self.right.capabilities)
        return _Run(self, together(given)).highest(names if subjects is None else subjects, rows=rows)

    def tidied(self, given: Claim, answer: Answer) -> Witness | None:
        """The case against something, with as little in it as can be."""
        if answer.witness is None:
            return None
        witness, truths = answer.witness._replace(pair=0), (given.truth, answer.claim.truth)
        if self.rows is None:
            return self.pair.tidied(witness, [truths])
        return tidied(self.pair, witness, truths)

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
    """The questions that come from one set of claims.

    First come cases that need no solver, then small programs about what the rows tie to what is wanted; the
    whole of both models is written out only where neither decides.
    """

    def __init__(self, asked: Implications, given: Claim) -> None:
        self.asked_of, self.given, self.seconds = asked, given, 0.0
        self.parts = list(_parts(given.truth))
        self.extremes = asked.extremes
        self.cases = [] if self.extremes is None else list(self.extremes.cases(given.truth))

    def asked(self, wanted: Sequence[Claim], *, rows: bool) -> Implication:
        """Whether each of these follows."""
        found = [self._answer(each) for each in wanted]
        answers = [self._with_rows(each) for each in found] if rows else found
        return Implication(self.given, self._possible(), answers, (), self.seconds)

    def highest(self, subjects: Sequence[str], *, rows: bool) -> Implication:
        """The highest level of each of these."""
        possible = self._possible()
        if possible is False:  # anything follows
            return Implication(self.given, possible, (), (), self.seconds)
        found = [self._highest(name, rows=rows) for name in subjects]
        return Implication(self.given, possible, (), found, self.seconds)

    def _highest(self, name: str, *, rows: bool) -> Highest:
        plan = self.asked_of.right
        level, *orders = _orders(plan, name)
        reached, above = Answer(claim(plan, f"{name}:{level}"), "follows"), None
        for order in orders:
            answer = self._answer(claim(plan, f"{name}:{order}"))
            if answer.verdict != "follows":
                above = answer
                break
            reached, level = answer, order
        title, words = _titles(plan, name)
        return Highest(name, title, level, words[level], self._with_rows(reached) if rows else reached, above)

    def _possible(self) -> bool | None:
        """Whether the claims can hold at all; any case says so."""
        if self.cases:
            return True
        found = self._ask(self.given.truth, NEVER)
        return found.witness is not None if found.proven else None

    def _answer(self, wanted: Claim) -> Answer:
        for case in self.cases:
            if case.refutes(wanted.truth):
                return Answer(wanted, "does not follow", case.witness)
        found = self._separated(wanted.truth)
        if found.witness is not None:
            self._keep(found.witness)
            return Answer(wanted, "does not follow", found.witness)
        if not found.proven:
            return Answer(wanted, "not proven", reason=found.reason)
        return Answer(wanted, "follows")

    def _separated(self, wanted: Truth) -> Separation:
        """A case against something, or the proof that there is none: from what is near, or from all."""
        near = self._near(wanted)
        if self.extremes is not None and near != self.given.truth:
            found = self._ask(near, wanted)
            if found.excluded:
                return found
            if found.witness is not None:
                whole = self.extremes.completed(found.witness, (self.given.truth, wanted))
                if whole is not None:
                    return found._replace(witness=whole)
        return self._ask(self.given.truth, wanted)

    def _ask(self, given: Truth, wanted: Truth) -> Separation:
        question = Question(self.asked_of.pair, [(given, wanted)])
        found: Separation = question.ask()
        self.seconds += question.seconds
        return found

    def _near(self, wanted: Truth) -> Truth:
        """Of what is given only that which speaks of ratings that rows tie to what is wanted."""
        rows = self.asked_of.rows
        if rows is None:
            return self.given.truth
        ends = _ratings(self.asked_of.right, [wanted])
        begins = {key.left for key in rows.used if key.right in ends}
        few = [each for each in self.parts if begins & _ratings(self.asked_of.left, [each])]
        return self.given.truth if len(few) == len(self.parts) else Both(tuple(few))

    def _with_rows(self, answer: Answer) -> Answer:
        """With the rows that a proof needs, where that can be found out in time."""
        if answer.verdict != "follows":
            return answer
        if self.asked_of.rows is None or answer.claim.truth == ALWAYS:
            return answer._replace(rows=())
        try:
            needed = self._needed(self.asked_of.rows, answer.claim.truth)
        except Unsolved as error:
            return answer._replace(reason=str(error))
        if needed is None:
            return answer
        rows = [each for each in needed.rows if isinstance(each, RowKey)]
        return answer._replace(rows=rows, least=needed.least)

    def _needed(self, rows: Rows, wanted: Truth) -> Needed | None:
        """The rows of a proof: looked for among those that end in what is wanted, and else among all."""
        ends = _ratings(self.asked_of.right, [wanted])
        pair, few = self.asked_of.pair, self._near(wanted)
        near = rows.only([key for key in rows.used if key.right in ends])
        small = Pair(pair.left, pair.right, near, pair.limit)
        for sides, truth in ((small, few), (pair, self.given.truth)):
            question = Question(sides, [(truth, wanted)])
            try:
                found = question.needed()
            finally:
                self.seconds += question.seconds
            if found is not None:
                return found
        return None

    def _keep(self, witness: Witness) -> None:
        """A case speaks of all that it decides, so that one is mostly enough for many questions."""
        pair = self.asked_of.pair
        left, right = (
            evaluate(side.plan, one, side.bound.scope).bound.arrays
            for side, one in ((pair.left, witness.left), (pair.right, witness.right))
        )
        self.cases.append(Extreme(witness, left, right))


def _parts(truth: Truth) -> Iterator[Truth]:
    """What has to hold one by one, so that all of a truth does."""
    if isinstance(truth, Both):
        for each in truth.of:
            yield from _parts(each)
    else:
        yield truth


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
