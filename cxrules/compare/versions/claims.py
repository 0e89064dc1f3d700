"""What is held of two versions against each other: levels, ratings, rules, each as truths over either plan.

A claim is asked of the solver only where the operations of both versions differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.solve.truths import At, Not, broken, triggered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.compare.versions.alike import Alike
    from cxrules.compare.versions.element import Key
    from cxrules.compare.versions.matching import Matching
    from cxrules.plan import Plan
    from cxrules.solve.links import Same
    from cxrules.solve.pairs import Both

LEVEL, MATURITY, RATING, KEPT, TRIGGERED = "level", "maturity", "rating", "kept", "triggered"


class Claim(NamedTuple):
    """What is asked: a kind of claim, of what in either version, at which level, and the pairs of truths.

    `alike`: both versions say it with the same operations, so that it is equal.
    """

    kind: str
    old: str
    new: str
    level: int | None
    pairs: Sequence[Both]
    alike: bool = False


class Claims:
    """Everything that is claimed of two plans of two versions."""

    def __init__(self, left: Plan, right: Plan, matching: Matching, same: Same, alike: Alike) -> None:
        """Keep them."""
        self.left, self.right = left, right
        self.matching, self.same, self.alike = matching, same, alike

    def all(self) -> Iterator[Claim]:
        """Ratings first, since levels rest on them; then rules."""
        yield from self._ratings()
        yield from self._levels()
        yield from self._organisations()
        yield from self._rules()

    def _old(self, name: str) -> str | None:
        """What an id of the new version was, if that is one thing."""
        olds = self.same.old_of(name)
        return olds[0] if len(olds) == 1 else None

    def _ratings(self) -> Iterator[Claim]:
        words = [name for name, _ in self.left.scale_values]
        others = [name for name, _ in self.right.scale_values]
        both = [(words.index(name), rank) for rank, name in enumerate(others) if name in words]
        for new, subject in self.right.subjects.items():
            old = self._old(new)
            if old is None or old not in self.left.subjects:
                continue
            before = self.left.subjects[old]
            pairs = [
                (At(before.counts, here), At(subject.counts, there)) for here, there in both if here and there
            ]
            same = words == others and self.alike.nodes(before.counts, subject.counts)
            yield Claim(RATING, old, new, None, pairs, same)

    def _levels(self) -> Iterator[Claim]:
        for new, capability in self.right.capabilities.items():
            old = self._old(new)
            if old is None or old not in self.left.capabilities:
                continue
            before = self.left.capabilities[old]
            yield from self._orders(
                (LEVEL, old, new),
                dict(zip(self.left.orders, before.reaches, strict=True)),
                dict(zip(self.right.orders, capability.reaches, strict=True)),
            )

    def _organisations(self) -> Iterator[Claim]:
        known = {each.name: each for each in self.left.organisations}
        for each in self.right.organisations:
            before = known.get(each.name)
            if before is not None:
                ours = [order for order in before.levels if order != min(before.levels)]
                theirs = [order for order in each.levels if order != min(each.levels)]
                yield from self._orders(
                    (MATURITY, each.name, each.name),
                    dict(zip(ours, before.reaches, strict=True)),
                    dict(zip(theirs, each.reaches, strict=True)),
                )

    def _orders(
        self, of: tuple[str, str, str], ours: dict[int, int], theirs: dict[int, int]
    ) -> Iterator[Claim]:
        for order, node in theirs.items():
            if order in ours:
                alike = self.alike.nodes(ours[order], node)
                yield Claim(*of, order, [(At(ours[order]), At(node))], alike)

    def _rules(self) -> Iterator[Claim]:
        for one, other in self.matching.pairs():
            if one.key.kind != "rule":
                continue
            alike = self._same_rule(one.id, other.id)
            here, there = Not(broken(self.left, one.id)), Not(broken(self.right, other.id))
            yield Claim(KEPT, one.id, other.id, None, [(here, there)], alike)
            pair = (triggered(self.left, one.id), triggered(self.right, other.id))
            yield Claim(TRIGGERED, one.id, other.id, None, [pair], alike)

    def _same_rule(self, old: str, new: str) -> bool:
        """Whether a rule says the same of the same things."""
        ours = {each.subject: each for each in self.left.rules if each.rule == old}
        theirs = {self._old(each.subject): each for each in self.right.rules if each.rule == new}
        return ours.keys() == theirs.keys() and all(
            self.alike.nodes(each.when, theirs[subject].when)
            and self.alike.nodes(each.holds, theirs[subject].holds)
            for subject, each in ours.items()
        )


def old_of(matching: Matching) -> dict[str, tuple[str, ...]]:
    """For ids of the new version, where that is not the same id: what they were; nothing for what is new."""
    was: dict[Key, list[Key]] = {}
    for row in matching.rows.values():
        if row.fate in {"same", "renamed", "moved"} and len(row.new) == 1:
            was.setdefault(row.new[0], []).append(row.old)
    found: dict[str, tuple[str, ...]] = {}
    for key in matching.new:
        olds = was.get(key, [])
        if len(olds) == 1 and olds[0].id != key.id:
            found[key.id] = (olds[0].id,)
        elif len(olds) != 1 and key in matching.old:
            found[key.id] = ()
    return found
