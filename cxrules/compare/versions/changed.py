"""Elements that are in both versions and not wholly as before: what they say now, and the verdict on that."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.versions.claims import LEVEL, MATURITY, RATING, TRIGGERED
from cxrules.compare.versions.element import Key
from cxrules.compare.versions.facts import demanded, facts
from cxrules.compare.versions.judged import together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.compare.versions.element import Element
    from cxrules.compare.versions.facts import Fact
    from cxrules.compare.versions.judged import Judged, Verdict
    from cxrules.compare.versions.matching import Matching
    from cxrules.model.ruleset import Ruleset

_COUNTING = frozenset(
    {"parameter", "value", "decision", "set", "input", "metric", "table", "judgement", "tag", "context"}
)
"""Kinds that count only through what speaks of them."""

_STEPS = frozenset({"value", "decision", "set", "metric"})
"""Of these, those that speak of others."""


class Change(NamedTuple):
    """An element that has changed.

    `verdict` None: it has no order of stricter and laxer. `judged` are the claims it rests on that are not
    equal.
    """

    old: Element
    new: Element
    facts: tuple[Fact, ...]
    verdict: Verdict | None
    judged: tuple[Judged, ...] = ()

    @property
    def only_words(self) -> bool:
        """Whether nothing but words has changed."""
        return self.verdict in {None, "equal"} and all(each.weight == "words" for each in self.facts)


def changes(old: Ruleset, new: Ruleset, matching: Matching, judged: Sequence[Judged]) -> list[Change]:
    """Every change, in the order of the old text."""
    return _Changes(old, new, matching, judged).all()


class _Changes:
    def __init__(self, old: Ruleset, new: Ruleset, matching: Matching, judged: Sequence[Judged]) -> None:
        self.old, self.new, self.matching = old, new, matching
        self.asked = bool(judged)
        self.claims: dict[Key, list[Judged]] = {}
        for each in judged:
            for key in self._owners(each):
                self.claims.setdefault(key, []).append(each)

    def all(self) -> list[Change]:
        found: list[Change] = []
        waiting: list[tuple[Element, Element, tuple[Fact, ...]]] = []
        for one, other in self.matching.pairs():
            said, own = facts(one, other), self.claims.get(other.key, [])
            if not own and other.key.kind != "target":
                waiting += [(one, other, said)] if said else []
                continue
            verdict = _verdict(own) if own else self._of_target(one, other)
            if said or verdict != "equal":
                telling = tuple(each for each in own if each.verdict != "equal")
                found.append(Change(one, other, said, verdict, telling))
        through = [(each.new.text, each) for each in found]
        found += [
            Change(one, other, said, *self._through(other, said, through)) for one, other, said in waiting
        ]
        order = {key: place for place, key in enumerate(self.matching.old)}
        return sorted(found, key=lambda each: order[each.old.key])

    def _of_target(self, one: Element, other: Element) -> Verdict:
        renamed = {before.id: after.id for before, after in self.matching.pairs()}
        levels = self.old.targets[one.id].levels
        before = {renamed.get(name, name): level for name, level in levels.items()}
        return demanded(before, self.new.targets[other.id].levels)

    def _through(
        self, other: Element, said: Sequence[Fact], speaking: Sequence[tuple[str, Change]]
    ) -> tuple[Verdict | None, tuple[Judged, ...]]:
        """The verdict on something by what speaks of it; None: it does not count."""
        if not self.asked or other.key.kind not in _COUNTING:
            return None, ()
        if all(fact.weight == "words" for fact in said):
            return "equal", ()
        pattern = _any_of(_naming(other.id.partition(" of ")[0], self.matching.new))
        found = [change for text, change in speaking if pattern.search(text)]
        verdicts = [each.verdict for each in found if each.verdict is not None]
        return together(verdicts), tuple(each for change in found for each in change.judged)

    # -------------------------------------------------------------------------------------------- owners

    def _owners(self, judged: Judged) -> list[Key]:
        """The elements that a claim speaks for."""
        claim = judged.claim
        if claim.kind == LEVEL:
            return [Key("capability", claim.new), Key("level", str(claim.level))]
        if claim.kind == MATURITY:
            return [Key("maturity level", f"{claim.new or 'organisation'}:{claim.level}")]
        if claim.kind != RATING:
            return [Key("rule", claim.new)]
        below = self._beneath.get(claim.new)
        return [below or Key("criterion", claim.new), Key("part", claim.new)]

    @cached_property
    def _beneath(self) -> Mapping[str, Key]:
        """Attributes and practices by the ids that they have in capabilities."""
        new = self.new
        keys = [Key("attribute", name) for name in new.attributes]
        keys += [Key("practice", each.id) for one in new.attributes.values() for each in one.practices]
        return {f"{capability}.{key.id}": key for capability in new.capabilities for key in keys}


def _verdict(judged: Sequence[Judged]) -> Verdict:
    """The verdict on an element: of a rule, whether it is kept; when it speaks is told beside."""
    own = [each for each in judged if each.claim.kind != TRIGGERED] or judged
    return together(each.verdict for each in own)


def _any_of(names: set[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])")


def _naming(name: str, elements: Mapping[Key, Element]) -> set[str]:
    """The name, and the names of values, decisions, sets and metrics that speak of it, however far."""
    found, waiting = {name}, [name]
    steps = [(key.id.partition(" of ")[0], each.text) for key, each in elements.items() if key.kind in _STEPS]
    while waiting:
        pattern = _any_of({waiting.pop()})
        for other, text in steps:
            if other not in found and pattern.search(text):
                found.add(other)
                waiting.append(other)
    return found
