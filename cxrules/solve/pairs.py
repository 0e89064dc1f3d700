"""Two evaluations in one program: is there a case in which this holds on the left and that not on the right?

Both are of blank assessments, so that everything is open, and answers that belong together are linked. Only
what the truths asked about rest on is written. A case that the solver finds is put into two assessments, and
the engine says on both sides what comes of it; that there is none is the solver's proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.solve.asked import Atom, questions
from cxrules.solve.confirming import Both, Witness
from cxrules.solve.links import Same
from cxrules.solve.pair_program import Needed, Question, Separation

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.solve.links import Links
    from cxrules.solve.truths import Truth

Verdict: TypeAlias = Literal["equal", "stricter", "laxer", "incomparable", "not proven"]
"""What the right truth is against the left one: ``stricter``: it holds in fewer cases."""


class Comparison(NamedTuple):
    """What the right is against the left.

    `lost` is a case in which only the left holds, `gained` one in which only the right does.
    """

    verdict: Verdict
    lost: Witness | None
    gained: Witness | None
    seconds: float
    reason: str = ""


class Pair:
    """Two evaluations of blank assessments, and how their answers belong together."""

    def __init__(
        self, left: Evaluation, right: Evaluation, links: Links | None = None, limit: float | None = 10.0
    ) -> None:
        """Keep them. `limit`: the seconds that the solver may take for one question."""
        self.left, self.right, self.limit = left, right, limit
        self.links: Links = links or Same(left.plan, right.plan)
        self._causes: dict[tuple[int, str], set[str]] = {}

    def separate(self, left: Truth, right: Truth) -> Separation:
        """A case in which the left truth holds and the right one does not."""
        return self.separate_any([(left, right)])

    def separate_any(self, pairs: Sequence[Both], without: Collection[Hashable] = ()) -> Separation:
        """A case in which the left truth of any of these pairs holds and its right truth does not.

        `without` are rows that no link may rest on. Raises TooWide and MissingSolver as `cxrules.solve` does.
        """
        return Question(self, pairs).ask(without)

    def compare(self, left: Truth, right: Truth) -> Comparison:
        """What the right truth is against the left one; see `Verdict`."""
        return self.compare_all([(left, right)])

    def compare_all(self, pairs: Sequence[Both]) -> Comparison:
        """The same for several pairs at once: equal where all are, stricter where none is laxer."""
        question = Question(self, pairs)
        lost, gained = question.ask(), question.ask(gained=True)
        seconds = lost.seconds + gained.seconds
        if lost.proven and gained.proven:
            verdict: Verdict = {
                (False, False): "equal",
                (True, False): "stricter",
                (False, True): "laxer",
                (True, True): "incomparable",
            }[lost.witness is not None, gained.witness is not None]  # type: ignore[assignment]
            return Comparison(verdict, lost.witness, gained.witness, seconds)
        return Comparison("not proven", lost.witness, gained.witness, seconds, lost.reason or gained.reason)

    def causes(self, place: int, subject: str) -> set[str]:
        """The causes of a subject that are told apart: those that either side names, in words of this one."""
        known = self._causes.get((place, subject))
        if known is None:
            plans = (self.left.plan, self.right.plan)
            known = set(questions(plans[place]).causes.get(subject, ()))
            rating = Atom("rating", subject)
            for each in self.links.of_right(rating) if place else self.links.of_left(rating):
                other = each.left.name if place else each.right.name
                for name in questions(plans[1 - place]).causes.get(other, ()):
                    cause = Atom("cause", other, (name,))
                    found = self.links.of_left(cause) if place else self.links.of_right(cause)
                    known |= {(one.right if place else one.left).detail[0] for one in found}
            self._causes[place, subject] = known
        return known

    def needed(self, pairs: Sequence[Both]) -> Needed | None:
        """The rows without any of which there would be a case; None: there is one in any event.

        Raises Unsolved where the time was over before that is known.
        """
        return Question(self, pairs).needed()

    def tidied(self, witness: Witness, pairs: Sequence[Both]) -> Witness:
        """A case that shows the same with as little in it as can be, for the same one of the pairs."""
        question = Question(self, [pairs[witness.pair]], short=True)
        found = question.ask(gained=witness.gained).witness
        return question.tidied(found or witness._replace(pair=0))._replace(pair=witness.pair)


__all__ = ["Both", "Comparison", "Needed", "Pair", "Separation", "Verdict", "Witness"]
