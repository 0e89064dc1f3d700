"""What an element says in either version, held against each other: words, links, and what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.compare.versions.element import Element

Weight: TypeAlias = Literal["words", "links", "meaning"]
"""What hangs on a fact: nothing but words; what is told beside; what may be evaluated."""

_WORDS = frozenset({"title", "purpose", "because", "source"})
_LINKS = frozenset({"shows", "items", "outcomes", "achievements", "tags", "derived from"})


class Fact(NamedTuple):
    """Something that an element says otherwise now; empty: it says nothing of that."""

    what: str
    before: str
    after: str
    weight: Weight = "meaning"


def facts(one: Element, other: Element) -> tuple[Fact, ...]:
    """What has changed in an element, the title first."""
    found = [Fact("title", one.title, other.title, "words")] if one.title != other.title else []
    before, after = dict(one.says), dict(other.says)
    found += [
        Fact(what, before.get(what, ""), after.get(what, ""), _weight(what))
        for what in dict.fromkeys([*before, *after])
        if before.get(what, "") != after.get(what, "")
    ]
    return tuple(found)


def _weight(what: str) -> Weight:
    return "words" if what in _WORDS else "links" if what in _LINKS else "meaning"


def demanded(
    before: Mapping[str, int], after: Mapping[str, int]
) -> Literal["equal", "stricter", "laxer", "incomparable"]:
    """What levels demanded now are against those before; where none is demanded, that is the lowest."""
    names = {*before, *after}
    more = any(after.get(name, 0) > before.get(name, 0) for name in names)
    less = any(after.get(name, 0) < before.get(name, 0) for name in names)
    if more and less:
        return "incomparable"
    return "stricter" if more else "laxer" if less else "equal"
