"""The rows of mappings as links between the ratings of two models.

A row carries a rating where one element asks all that the other asks: ``equal`` and ``equivalent`` both ways,
``superset`` from left to right, ``subset`` from right to left. All else is evidence to look at and proves
nothing. Capabilities have no rating, so that their rows carry none.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.mapping import CARRIES, INVERSE
from cxrules.solve.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.model.mapping import Correspondence, Relation
    from cxrules.plan import Plan
    from cxrules.solve.asked import Atom


class RowKey(NamedTuple):
    """A row of a mapping, read from the left model to the right one."""

    mapping: str
    left: str
    relation: Relation
    right: str


class Rows:
    """The links of some mappings, all of which are read from the left model to the right one.

    `used` are the rows that carry a rating, `unused` the others that name two elements.
    """

    def __init__(self, mappings: Sequence[Correspondence], left: Plan, right: Plan) -> None:
        """Sort the rows by what they carry."""
        self.used: list[RowKey] = []
        self.unused: list[RowKey] = []
        self._words: dict[RowKey, tuple[Mapping[str, str], Mapping[str, str]]] = {}
        for mapping in mappings:
            both = _words(mapping, left, right), _words(mapping.inverse(), right, left)
            for row in mapping.rows:
                if row.from_id is None or row.to_id is None:
                    continue
                key = RowKey(mapping.id, row.from_id, row.relation, row.to_id)
                rated = row.from_id in left.subjects and row.to_id in right.subjects
                if rated and (row.relation in CARRIES or INVERSE[row.relation] in CARRIES):
                    self.used.append(key)
                    self._words[key] = both
                else:
                    self.unused.append(key)
        self._index()

    def only(self, keys: Sequence[RowKey]) -> Rows:
        """The links of some of the rows alone."""
        found = copy(self)
        found.used = list(keys)
        found._index()  # noqa: SLF001 - its own class
        return found

    def _index(self) -> None:
        self._by_left: dict[str, list[RowKey]] = {}
        self._by_right: dict[str, list[RowKey]] = {}
        for key in self.used:
            self._by_left.setdefault(key.left, []).append(key)
            self._by_right.setdefault(key.right, []).append(key)

    def of_left(self, atom: Atom) -> Iterable[Link]:
        """See `cxrules.solve.links.Links`."""
        return self._links(atom, self._by_left)

    def of_right(self, atom: Atom) -> Iterable[Link]:
        """See `cxrules.solve.links.Links`."""
        return self._links(atom, self._by_right)

    def _links(self, atom: Atom, rows: Mapping[str, Sequence[RowKey]]) -> Iterable[Link]:
        if atom.kind != "rating":
            return
        for key in rows.get(atom.name, ()):
            left, right = atom._replace(name=key.left), atom._replace(name=key.right)
            forth, back = self._words[key]
            if key.relation in CARRIES:
                yield Link(left, right, "at least", forth, key)
            if INVERSE[key.relation] in CARRIES:
                yield Link(left, right, "at most", back, key)


def _words(mapping: Correspondence, source: Plan, target: Plan) -> Mapping[str, str]:
    """The words for ratings; where the mapping has none and the scales are the same, those of the scale."""
    found = mapping.ratings
    if not found and source.given_values == target.given_values:
        return {name: name for name in source.given_values}
    return found
