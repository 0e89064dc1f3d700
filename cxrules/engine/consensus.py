"""Which rating counts where several assessors rated a subject, or one who does not decide.

Decided before anything else. A rating that the assessors agreed on (``by: consensus``) counts, and so does
one that is nobody's in particular. What cannot be decided is open: between the lowest and the highest rating
where everybody has spoken, and altogether where somebody whose word decides has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.assessment import CONSENSUS, standing
from cxrules.model.record import LEAD, Consensus
from cxrules.model.speech import ENGLISH, Speech, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from cxrules.model.assessment import Assessment, Given
    from cxrules.plan.values import Value

RECORDED = "recorded"
"""The rule under which a rating counts that the assessors agreed on."""
_DISCUSSION = Consensus()


class Settled(NamedTuple):
    """What became of the ratings of one subject in one instance.

    `counts` is None where it is open; then `waits` tells whether it may still be anything, since somebody who
    decides has not rated yet. `sentence` with its `parts` completes "open, because …" or "counts, because …".
    """

    rule: str
    counts: Given | None
    waits: bool
    sentence: str
    parts: tuple[object, ...] = ()

    @property
    def why(self) -> str:
        """What completes "because …", in English."""
        return self.told(ENGLISH)

    def told(self, say: Speech) -> str:
        """The same in a language."""
        return say(self.sentence, *self.parts)


def settled_ratings(
    assessment: Assessment, chosen: Mapping[str, Sequence[Given]], ranks: Mapping[str, Value]
) -> Mapping[str, Sequence[Given]]:
    """The ratings that count in an instance: one where it is decided, all where it is open between them.

    A subject on which somebody who decides has not spoken is left out, as one that is not rated. `ranks`
    gives the value of each rating of the scale.
    """
    settles = Settles(assessment, ranks)
    out: dict[str, Sequence[Given]] = {}
    for name, said in chosen.items():
        found = settles.settled(name, said)
        if found.counts is not None:
            out[name] = (found.counts,)
        elif not found.waits:
            out[name] = standing(said)
    return out


class Settles:
    """Decides between assessors, as one assessment says."""

    __slots__ = ("_leads", "_ranks", "_rule")

    def __init__(self, assessment: Assessment, ranks: Mapping[str, Value]) -> None:
        """Take the rules of an assessment, and the value of each rating."""
        self._rule = assessment.consensus or _DISCUSSION
        self._leads = leads(assessment)
        self._ranks = ranks

    def settled(self, subject: str, said: Sequence[Given]) -> Settled:
        """Decide which rating of a subject counts; `said` are all of one instance."""
        rule = self._rule.of(subject)
        said = standing(said)
        agreed = next((each for each in said if each.by == CONSENSUS), None)
        if agreed is not None:
            said_so = (
                ("{}", (agreed.because,)) if agreed.because else (phrase("the assessors agreed on it"), ())
            )
            return Settled(RECORDED, agreed, False, *said_so)  # noqa: FBT003 - nobody waits
        if len(said) == 1 and said[0].by is None:
            return Settled(
                rule.rule, said[0], waits=False, sentence=phrase("it is given as that of all assessors")
            )
        if len(said) < rule.quorum:
            few = phrase("{} of the {} assessors who are needed have rated")
            return Settled(rule.rule, None, waits=True, sentence=few, parts=(len(said), rule.quorum))
        return _RULES[rule.rule](self, rule, said)

    def lead_decides(self, rule: Consensus, said: Sequence[Given]) -> Settled:
        """The rating of the lead; of several leads who differ, none."""
        theirs = [each for each in said if each.by in self._leads]
        if not theirs:
            return Settled(rule.rule, None, waits=True, sentence=phrase("the lead has not rated it"))
        if len({each.rating for each in theirs}) > 1:
            return Settled(rule.rule, None, waits=False, sentence=phrase("the leads differ"))
        return Settled(rule.rule, _together(theirs), waits=False, sentence=phrase("the lead decides"))

    def majority(self, rule: Consensus, said: Sequence[Given]) -> Settled:
        """The rating that more than half of them gave."""
        for option in dict.fromkeys(each.rating for each in said):
            given = [each for each in said if each.rating == option]
            if 2 * len(given) > len(said):
                most, parts = phrase("{} of {} assessors gave it"), (len(given), len(said))
                return Settled(rule.rule, _together(given), waits=False, sentence=most, parts=parts)
        if rule.tie == "lowest":
            tie = phrase("no rating has more than half of {} assessors, and the lowest counts then")
            return self._end(rule, said, min, tie, (len(said),))
        none = phrase("no rating has more than half of {} assessors")
        return Settled(rule.rule, None, waits=False, sentence=none, parts=(len(said),))

    def lowest(self, rule: Consensus, said: Sequence[Given]) -> Settled:
        """The lowest of their ratings."""
        return self._end(rule, said, min, phrase("the lowest rating counts"))

    def highest(self, rule: Consensus, said: Sequence[Given]) -> Settled:
        """The highest of their ratings."""
        return self._end(rule, said, max, phrase("the highest rating counts"))

    def discussion(self, rule: Consensus, said: Sequence[Given]) -> Settled:
        """Their common rating; where they differ they have not finished yet."""
        if len({each.rating for each in said}) == 1:
            return Settled(rule.rule, _together(said), waits=False, sentence=phrase("the assessors agree"))
        return Settled(rule.rule, None, waits=False, sentence=phrase("the discussion is pending"))

    def _end(
        self,
        rule: Consensus,
        said: Sequence[Given],
        end: Callable[..., Given],
        sentence: str,
        parts: tuple[object, ...] = (),
    ) -> Settled:
        """The rating at one end; that something does not apply has no place between ratings."""
        rated = [each for each in said if each.rating in self._ranks]
        if not rated:
            return self.discussion(rule, said)
        first = end(rated, key=lambda each: self._ranks[str(each.rating)][0])
        given = [each for each in rated if each.rating == first.rating]
        return Settled(rule.rule, _together(given), waits=False, sentence=sentence, parts=parts)


_RULES: dict[str, Callable[[Settles, Consensus, Sequence[Given]], Settled]] = {
    "lead-decides": Settles.lead_decides,
    "majority": Settles.majority,
    "lowest": Settles.lowest,
    "highest": Settles.highest,
    "discussion": Settles.discussion,
}


def leads(assessment: Assessment) -> Collection[str]:
    """The assessors who lead: those with the role ``lead`` or ``lead assessor``."""
    return {
        name
        for name, each in assessment.assessors.items()
        if each.role.casefold().replace("-", " ") in {LEAD, f"{LEAD} assessor"}
    }


def _together(given: Sequence[Given]) -> Given:
    """One rating for several that are the same, with the causes that any of them recorded."""
    first = given[0]
    causes = tuple(dict.fromkeys(cause for each in given for cause in each.causes))
    return first if causes == first.causes else first._replace(causes=causes, cause_spans=())
