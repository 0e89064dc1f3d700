"""Which answers of two evaluations belong together, and how."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from cxrules.solve.asked import OTHER, Atom

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from cxrules.plan import Plan

Relation: TypeAlias = Literal["same", "at least", "at most"]


class Link(NamedTuple):
    """A relation between an answer on the left and one on the right.

    - ``same``: the same answer, by the id of the scale's value.
    - ``at least``: who has a rating on the left, or a better one, has at least the word for it on the right.
    - ``at most``: the same from right to left.

    `words` are those of the other side by the value's id, from left to right, for ``at most`` from right to
    left; None: the ids are the same. `row` says on what the link rests, so that it can be left out; None: it
    always holds.
    """

    left: Atom
    right: Atom
    relation: Relation = "same"
    words: Mapping[str, str] | None = None
    row: Hashable = None


class Links(Protocol):
    """Tells of an answer on either side what it belongs to on the other."""

    def of_left(self, atom: Atom) -> Iterable[Link]:
        """The links of an answer on the left."""
        ...

    def of_right(self, atom: Atom) -> Iterable[Link]:
        """The links of an answer on the right."""
        ...


class Same:
    """Everything with the same id is the same, but for what was renamed.

    `old_of` has for an id on the right those on the left that it was; none: it is new, also where the left
    has that id. An id is that of a subject, a capability, a rule, a finding, a cause, or a value or
    judgement; what lies in a renamed capability moves with it, and so does a practice (``GP.2.1.1``) in every
    capability.
    """

    def __init__(self, left: Plan, right: Plan, old_of: Mapping[str, Iterable[str]] | None = None) -> None:
        """Keep the renames, also the other way round."""
        self._old = {new: tuple(olds) for new, olds in (old_of or {}).items()}
        self._new: dict[str, list[str]] = {}
        for new, olds in self._old.items():
            for old in olds:
                self._new.setdefault(old, []).append(new)
        self._left, self._right = left, right
        self._known: dict[str, tuple[str, ...]] = {}

    def of_left(self, atom: Atom) -> Iterable[Link]:
        """See `Links`."""
        for found in self._translated(atom, self.new_of):
            for link in self.of_right(found):
                if link.left == atom:
                    yield link

    def of_right(self, atom: Atom) -> Iterable[Link]:
        """See `Links`."""
        for found in self._translated(atom, self.old_of):
            yield Link(found, atom)

    def old_of(self, name: str) -> tuple[str, ...]:
        """What an id on the right was on the left."""
        if name not in self._known:
            self._known[name] = tuple(_resolved(name, self._old))
        return self._known[name]

    def new_of(self, name: str) -> tuple[str, ...]:
        """What an id on the left may have become on the right."""
        found = dict.fromkeys(_resolved(name, self._new))
        return (*found, *(() if name in found else (name,)))

    @staticmethod
    def _translated(atom: Atom, named: Callable[[str], tuple[str, ...]]) -> Iterable[Atom]:
        names = named(atom.name) if atom.name else ("",)
        if atom.kind in {"cause", "finding", "deviated"}:
            detail = atom.detail[0]
            details = (detail,) if detail == OTHER else named(detail)
            return [atom._replace(name=name, detail=(each,)) for name, each in product(names, details)]
        return [atom._replace(name=name) for name in names]


def _resolved(name: str, renamed: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """What a name became: by itself, or by its beginning, its end, or both."""
    if not renamed or not name:
        return (name,)
    if name in renamed:
        return renamed[name]
    parts = name.split(".")
    for place in range(len(parts) - 1, 0, -1):
        head, tail = ".".join(parts[:place]), ".".join(parts[place:])
        if head in renamed or tail in renamed:
            heads, tails = renamed.get(head, (head,)), renamed.get(tail, (tail,))
            return [f"{one}.{other}" for one, other in product(heads, tails)]
    return (name,)
