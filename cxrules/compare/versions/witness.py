"""The cases that show a change, as assessments of either version, under names for files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from cxrules.compare.versions.claims import KEPT, LEVEL, MATURITY, RATING, TRIGGERED
from cxrules.exchange.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.compare.versions.difference import Difference
    from cxrules.compare.versions.judged import Judged
    from cxrules.model.assessment import Assessment
    from cxrules.model.ruleset import Ruleset

_PLAIN = re.compile(r"[^\w.-]+")


class Case(NamedTuple):
    """A case on one side: a name for its file, what it shows, and the assessment."""

    name: str
    side: Literal["old", "new"]
    comments: tuple[str, ...]
    assessment: Assessment
    scope: tuple[str | tuple[str, str], ...] | None

    def of(self, model: str) -> Assessment:
        """The assessment, with its name, of a model called so."""
        return replace(self.assessment, id=self.name, model=model, scope=self.scope)


def cases(found: Difference) -> Iterator[Case]:
    """For each claim that is not equal: a case in which it holds in one version only, for both versions."""
    for each in found.judged or ():
        for way, witness in (("lost", each.lost), ("gained", each.gained)):
            if witness is None:
                continue
            name = _PLAIN.sub("-", f"{each.claim.new or 'organisation'}.{_what(each)}.{way}")
            told = _told(each, way)
            yield Case(f"{name}.old", "old", told, witness.left, _scope(each, witness.left, found.old))
            yield Case(f"{name}.new", "new", told, witness.right, _scope(each, witness.right, found.new))


def _what(each: Judged) -> str:
    return each.claim.kind if each.claim.level is None else f"{each.claim.kind}-{each.claim.level}"


def _scope(
    each: Judged, assessment: Assessment, ruleset: Ruleset
) -> tuple[str | tuple[str, str], ...] | None:
    """What the case is about: all that is assessed for the organisation, else what has an answer."""
    if each.claim.kind == MATURITY:
        return assessment.scope
    answers = recorded(assessment)
    names = [name for part in ("ratings", "judgements", "values") for name in answers.get(part, {})]
    named = {each.claim.old, each.claim.new}
    return tuple(
        capability
        for capability in ruleset.capabilities
        if any(name == capability or name.startswith(f"{capability}.") for name in (*names, *named))
    )


def _told(each: Judged, way: str) -> tuple[str, ...]:
    only = "in the old version and not in the new one"
    if way == "gained":
        only = "in the new version and not in the old one"
    what = {
        LEVEL: f"{each.claim.new} reaches level {each.claim.level}",
        MATURITY: f"level {each.claim.level} is reached",
        RATING: f"{each.claim.new} has at least one of its ratings",
        KEPT: f"rule {each.claim.new} is kept",
        TRIGGERED: f"rule {each.claim.new} applies",
    }[each.claim.kind]
    return (f"A case that cxrules diff found: {what} {only}.",)
