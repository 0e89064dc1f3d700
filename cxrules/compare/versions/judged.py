"""Verdicts on claims: the new version is stricter, laxer, the same, or neither, each proven, with a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.compare.versions.alike import Alike
from cxrules.compare.versions.claims import Claim, Claims, old_of
from cxrules.plan.linear.forms import TooWide
from cxrules.solve.cases import blank
from cxrules.solve.highs import Unsolved
from cxrules.solve.links import Same
from cxrules.solve.pairs import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.compare.versions.matching import Matching
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Comparison, Witness

Verdict: TypeAlias = Literal["equal", "stricter", "laxer", "incomparable", "not proven"]
"""What the new version is against the old one; ``stricter``: it holds in fewer cases."""

EACH = 5.0
"""Seconds that the solver may take for one question, unless less are left in all."""


class Judged(NamedTuple):
    """A claim with its verdict.

    `lost` is a case in which it holds in the old version only, `gained` one in which it holds in the new one
    only. `seconds` are those of the solver; 0 where it was not asked. `reason`: why nothing is proven.
    """

    claim: Claim
    verdict: Verdict
    lost: Witness | None = None
    gained: Witness | None = None
    seconds: float = 0.0
    reason: str = ""


def judge(left: Plan, right: Plan, matching: Matching, seconds: float = 60.0) -> Iterator[Judged]:
    """The verdict on every claim, in order; `seconds` are what the solver may take for all of them.

    Raises MissingSolver where one is needed and not installed.
    """
    same = Same(left, right, old_of(matching))
    claims = Claims(left, right, matching, same, Alike(left, right, same))
    pair: Pair | None = None
    for claim in claims.all():
        if claim.alike:
            yield Judged(claim, "equal")
            continue
        if seconds <= 0:
            yield Judged(claim, "not proven", reason="the time was over")
            continue
        if pair is None:
            pair = Pair(blank(left), blank(right), same)
        pair.limit = min(EACH, seconds)
        try:
            found = pair.compare_all(claim.pairs)
        except TooWide:
            yield Judged(claim, "not proven", reason="its numbers have too many values for the solver")
            continue
        except Unsolved as error:
            yield Judged(claim, "not proven", reason=str(error))
            continue
        seconds -= found.seconds
        yield _judged(claim, found)


def _judged(claim: Claim, found: Comparison) -> Judged:
    return Judged(claim, found.verdict, found.lost, found.gained, found.seconds, found.reason)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict for several: what differs in both ways is incomparable."""
    found = set(verdicts) - {"equal"}
    if not found:
        return "equal"
    if "incomparable" in found or {"stricter", "laxer"} <= found:
        return "incomparable"
    if "not proven" in found:
        return "not proven"
    return "stricter" if found == {"stricter"} else "laxer"
