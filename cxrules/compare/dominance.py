"""Which level of one model dominates which of another, both ways of a mapping: proven, or with a case.

A level of a model as a whole is one of its organisation, or, where it has none, that level of every
capability. Two models are equivalent where each level implies the one of the same number, both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.claims import claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.claims import Claim
    from cxrules.compare.implications import Answer, Implications
    from cxrules.plan import Plan


class Dominated(NamedTuple):
    """The highest level of the other model that a level implies.

    `above` is the answer about the next one, which does not follow or is not proven to; None: there is none
    above, or the level cannot be reached at all (not `possible`), so that anything follows.
    """

    level: int
    given: Claim
    implies: int
    possible: bool
    above: Answer | None


class Direction(NamedTuple):
    """What each level of one model implies in the other, from the lowest up."""

    asked: Implications
    levels: Sequence[Dominated]


class Dominance(NamedTuple):
    """Both directions."""

    there: Direction
    back: Direction

    @property
    def same(self) -> bool:
        """Whether each level of either model implies that of the other with the same number."""
        return all(
            each.implies >= each.level for side in (self.there, self.back) for each in side.levels
        ) and {each.level for each in self.there.levels} == {each.level for each in self.back.levels}


def wholes(plan: Plan) -> dict[int, Claim]:
    """The claims that a model as a whole has reached a level, for all but its lowest, from the lowest up."""
    if plan.organisations:
        each = plan.organisations[0]
        return {level: claim(plan, f"{each.name}:{level}") for level in sorted(each.levels)[1:]}
    return {level: claim(plan, str(level)) for level in sorted(plan.level_names)[1:]}


def dominance(there: Implications, back: Implications) -> Dominance:
    """Hold two models against each other; `back` asks the same in the other direction."""
    return Dominance(_direction(there), _direction(back))


def _direction(asked: Implications) -> Direction:
    wanted, found = wholes(asked.right), []
    for level, given in wholes(asked.left).items():
        found.append(_dominated(asked, level, given, wanted))
    return Direction(asked, found)


def _dominated(asked: Implications, level: int, given: Claim, wanted: dict[int, Claim]) -> Dominated:
    reached = min(wanted, default=1) - 1
    for order, each in wanted.items():
        found = asked.follows([given], [each], rows=False)
        if found.possible is False:
            return Dominated(level, given, max(wanted), possible=False, above=None)
        (answer,) = found.answers
        if answer.verdict != "follows":
            return Dominated(level, given, reached, possible=True, above=answer)
        reached = order
    return Dominated(level, given, reached, possible=True, above=None)
