"""What mappings claim, as relations between nodes: an element or a level of a model in one version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Related
from cxrules.model.mapping import INVERSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.mapping import Mapped, MappedLevel, Relation
    from cxrules.model.ruleset import Place
    from cxrules.semantics.mapping.bind import Bound


class Node(NamedTuple):
    """An element of a model, or one of its levels; `model` is its name with its version."""

    model: str
    kind: str
    id: str

    @property
    def said(self) -> str:
        """How a message names it, together with nodes of other models."""
        return f"{self.model.partition(' ')[0]} {self.local}"

    @property
    def local(self) -> str:
        """How a message names it within its model."""
        return f"level {self.id}" if self.kind == "level" else self.id


class Claim(NamedTuple):
    """One relation as it is written; `to` None goes with ``none``, of all the model `other`.

    What `unmapped` says is a claim of the same kind, from the second model; `turned` is set there.
    """

    mapping: str
    start: Node
    to: Node | None
    relation: Relation
    other: str
    place: Place | None
    turned: bool = False

    def inverse(self) -> Claim:
        """The same claim read from the other side. Only for one with two sides."""
        if self.to is None:
            raise ValueError("nothing stands on the other side of none")
        return self._replace(
            start=self.to, to=self.start, relation=INVERSE[self.relation], other=self.start.model
        )

    @property
    def said(self) -> str:
        """The claim in words."""
        if self.to is None:
            return f"{self.start.said} has no counterpart in {self.other}"
        return f"{self.start.said} {self.relation} {self.to.said}"

    def related(self) -> tuple[Related, ...]:
        """The place of the claim, for a message about another."""
        if self.place is None:
            return ()
        return (Related(f"{self.said} is said here", self.place.source, self.place.span),)


def claims_of(bound: Bound, name: str) -> Iterator[Claim]:
    """All claims of a mapping, in the order of its rows, levels first; `name` is what messages call it."""
    first, second, mapping = bound.from_model.name, bound.to_model.name, bound.mapping
    rows: list[tuple[Node | None, Node | None, Mapped | MappedLevel]] = []
    rows += ((_level(first, row.from_level), _level(second, row.to_level), row) for row in mapping.levels)
    for each in (*mapping.rows, *mapping.unmapped):
        rows.append((_element(first, each.from_id), _element(second, each.to_id), each))
    for start, to, said in rows:
        if start is not None:
            yield Claim(name, start, to, said.relation, second, said.place)
        elif to is not None:
            yield Claim(name, to, None, "none", first, said.place, turned=True)


def _level(model: str, order: int | None) -> Node | None:
    return None if order is None else Node(model, "level", str(order))


def _element(model: str, name: str | None) -> Node | None:
    return None if name is None else Node(model, "element", name)
