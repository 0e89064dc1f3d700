"""Places at which the same text says the same, up to the names of the places.

`for every capability lower GP.2.1.2 when GP.2.1.1 below F` says of each capability what it says of the first
one. It is bound and checked there alone, and moved by name to the others where somebody asks for them. Text
that counts or compares over the model may say something else at each place, and is bound at each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.elements_index import full
from cxrules.semantics.leaves import parts_of_node
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.terms import Term

_SAME_EVERYWHERE = frozenset({"attribute", "practice"})
"""The kinds of elements of which every capability has the same."""
_BY_ELEMENT = frozenset({"at", "below", "up to", "tagged"})
"""Filters that ask an element for nothing but what it is itself."""


class Place(NamedTuple):
    """Where a text is read: in a capability, and at an element where it speaks of `it`.

    `number` counts the places at which one text is read.
    """

    number: int
    capability: str | None = None
    it: str | None = None


class Move:
    """Takes names from one place to another where the same text says the same."""

    def __init__(self, one: Place, other: Place) -> None:
        """From one place to the other."""
        self._ends = [
            (here, f"{here}.", there)
            for here, there in ((one.it, other.it), (one.capability, other.capability))
            if here and there and here != there
        ]
        self._known: dict[str, str] = {}

    def name(self, name: str) -> str:
        """What stands for a name at the other place; a name that is not of the place stays."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._moved(name)
        return found

    def _moved(self, name: str) -> str:
        for here, inside, there in self._ends:
            if name == here:
                return there
            if name.startswith(inside):
                return there + name[len(here) :]
        return name

    def term(self, term: Term) -> Term:
        """A term at the other place."""
        if not self._ends:
            return term
        found: list[object] = []
        for part in term:
            if type(part) is str:
                found.append(self._known.get(part) or self.name(part))
            else:
                found.append(self.term(part) if type(part) is tuple else part)
        return tuple(found)


class Alike:
    """Tells which places are alike for a piece of text."""

    def __init__(self, elements: Elements) -> None:
        """Take the elements that names may mean."""
        self._by_id = elements.by_id
        self._capabilities = elements.capabilities
        self._varies = not elements.is_plain
        self._apart = {name for name in elements.capabilities if _may_be_a_word(name)}
        self._apart |= {
            elements.by_id[name].capability
            for name in elements.applies
            if elements.by_id[name].kind in _SAME_EVERYWHERE
        }
        self._own = {
            element.name[len(element.capability) + 1 :]
            for element in elements.by_id.values()
            if element.kind == "criterion"
        }

    def groups(self, text: Iterable[object], places: Sequence[Place]) -> list[Sequence[Place]]:
        """The places, those together that are alike for the text; each group in the order of the places."""
        if len(places) <= 1:
            return [places]
        names = None if self._varies else _names_in(text)
        if names is None:
            return [[place] for place in places]
        own = [name for name in names if name in self._own]
        special = self._apart.union(*map(self._owners, names))
        if not own and not special:
            return [places]
        found: dict[object, list[Place]] = {}
        for place in places:
            found.setdefault(self._key(place, own, special), []).append(place)
        return list(found.values())

    def _owners(self, name: str) -> list[str]:
        """The capabilities of which a name is said outright; for them it is one of their own."""
        found = [name[:end] for end, sign in enumerate(name) if sign == "."]
        return [each for each in (*found, name) if each in self._capabilities]

    def _key(self, place: Place, own: Sequence[str], special: set[str]) -> object:
        if place.capability in special:
            return place
        return tuple(self._meaning(full(place.capability or "", name), place.it or "") for name in own)

    def _meaning(self, name: str, it: str) -> object:
        element = self._by_id.get(name)
        if element is None:
            return None
        return element.kind, element.level, name == it or name.startswith(f"{it}.")


def _may_be_a_word(name: str) -> bool:
    """Whether a name could be taken for a word of a term, which is never moved."""
    return name.replace("-", "").isalpha() and name.islower()


def _names_in(text: Iterable[object]) -> set[str] | None:
    """All names in a text; None where it may say something else at each place."""
    found: set[str] = set()
    stack: list[object] = list(text)
    while stack:
        each = stack.pop()
        if isinstance(each, tree.Leaf):
            found.add(each.text)
        elif isinstance(each, (list, tuple)):
            stack.extend(each)
        elif _depends_on_place(each):
            return None
        else:
            stack.extend(parts_of_node(each))
    return found


def _depends_on_place(part: object) -> bool:
    if isinstance(part, tree.Elements):
        return part.kind not in _SAME_EVERYWHERE or any(each.word not in _BY_ELEMENT for each in part.filters)
    if isinstance(part, tree.Reaches):
        return part.lowest is not None
    return isinstance(part, (tree.Elsewhere, tree.NameRange))
