"""How far one model asks what another asks, as their mappings say it.

Each row of a mapping is a claim about two elements. Here the claims about one element are taken together, and
what nobody has claimed anything of stays apart from what is said to have no counterpart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.model.mapping import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.compare.elements import Element, Elements
    from cxrules.model.mapping import Correspondence, Mapped, Relation

Met: TypeAlias = Literal["full", "part", "unit", "none", "unsaid"]
"""How far the other model asks what an element asks.

``full``: all of it (equal, equivalent, subset); ``part``: some of it (superset, intersects); ``unit``:
nothing is said of the element, only of the capability it lies in; ``none``: nothing, and the mapping says so;
``unsaid``: the mapping says nothing of it.
"""

METS: tuple[Met, ...] = ("full", "part", "unit", "none", "unsaid")
_FULL: frozenset[Relation] = frozenset({"equal", "equivalent", "subset"})
_STRENGTH: Mapping[Relation, int] = {each: rank for rank, each in enumerate(reversed(RELATIONS))}


class Standing(NamedTuple):
    """An element of one model: how far the other asks it, and the rows that say so."""

    element: Element
    met: Met
    rows: Sequence[Mapped]


class Tie(NamedTuple):
    """What ties a unit of one model to one of the other: the rows, and the strongest of their relations."""

    from_unit: str
    to_unit: str
    relation: Relation
    rows: Sequence[Mapped]


class Coverage(NamedTuple):
    """One model seen from another: each element that is asked, and which units are tied to which."""

    from_model: str
    to_model: str
    mappings: Sequence[Correspondence]
    standings: Sequence[Standing]
    ties: Mapping[tuple[str, str], Tie]

    def counts(self, unit: str | None = None) -> dict[Met, int]:
        """How many elements are met how far, of a unit or of all."""
        found: dict[Met, int] = dict.fromkeys(METS, 0)
        for each in self.standings:
            if unit is None or each.element.unit == unit:
                found[each.met] += 1
        return found

    def gaps(self) -> list[Standing]:
        """What the other model does not ask, or of which nobody has said whether it does."""
        return [each for each in self.standings if each.met in {"none", "unsaid"}]


def coverage(
    from_model: Elements, to_model: Elements, names: tuple[str, str], mappings: Sequence[Correspondence]
) -> Coverage:
    """How far the model `to_model` asks what `from_model` asks.

    `names` are the ids of both; each mapping leads from the one to the other.
    """
    rows = [row for each in mappings for row in (*each.rows, *each.unmapped) if row.from_id is not None]
    said: dict[str, list[Mapped]] = {}
    for row in rows:
        said.setdefault(str(row.from_id), []).append(row)
    standings = [_standing(each, said) for each in from_model.asked()]
    return Coverage(*names, mappings, standings, _ties(from_model, to_model, rows))


def strongest(relations: Iterable[Relation]) -> Relation:
    """The relation that says most."""
    return max(relations, key=_STRENGTH.__getitem__, default="none")


def _standing(element: Element, said: Mapping[str, Sequence[Mapped]]) -> Standing:
    own, above = said.get(element.id, ()), said.get(element.unit, ())
    relations = _relations(own)
    if relations:
        return Standing(element, _met(relations), own)
    if _relations(above) - {"none"}:
        return Standing(element, "unit", (*own, *above))
    return Standing(element, "none" if _relations(above) else "unsaid", (*own, *above))


def _relations(rows: Iterable[Mapped]) -> set[Relation]:
    """What rows say of an element; what it has nothing to do with is one of many, and says nothing."""
    return {row.relation for row in rows if row.relation != "none" or row.to_id is None}


def _met(relations: set[Relation]) -> Met:
    return "full" if relations & _FULL else "part" if relations - {"none"} else "none"


def _ties(from_model: Elements, to_model: Elements, rows: Iterable[Mapped]) -> Mapping[tuple[str, str], Tie]:
    found: dict[tuple[str, str], list[Mapped]] = {}
    for row in rows:
        here, there = from_model.by_id.get(str(row.from_id)), to_model.by_id.get(str(row.to_id))
        if row.relation != "none" and here is not None and there is not None:
            found.setdefault((here.unit, there.unit), []).append(row)
    order = {name: place for place, name in enumerate(from_model.units)}
    behind = {name: place for place, name in enumerate(to_model.units)}
    return {
        key: Tie(*key, strongest(row.relation for row in found[key]), found[key])
        for key in sorted(found, key=lambda key: (order[key[0]], behind[key[1]]))
    }
