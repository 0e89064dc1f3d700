"""What can be named in a condition: every ratable subject of a model, and what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxrules.model.ruleset import Attribute, Capability, Criterion, Ruleset


class Element(NamedTuple):
    """A ratable subject: its kind, its capability, and the thing itself with its level."""

    kind: str
    capability: str
    name: str
    level: int | None
    tags: tuple[str, ...]
    of: Attribute | Criterion


def full(capability: str, name: str) -> str:
    """The full id of a thing of a capability; a framework alone has things without capability."""
    return f"{capability}.{name}" if capability else name


class Elements:
    """All elements of a ruleset by full id, and per capability by kind."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Index a ruleset; one without capabilities is indexed as if it had one without a name."""
        self.capabilities: dict[str, Capability | None] = dict(ruleset.capabilities) or {"": None}
        self.by_id: dict[str, Element] = {}
        self.of_capability: dict[str, list[str]] = {}
        for name, capability in self.capabilities.items():
            ids = self.of_capability[name] = []
            for criterion in capability.criteria if capability else ():
                self._add(
                    ids,
                    criterion.id,
                    Element("criterion", name, criterion.id, criterion.level, criterion.tags, criterion),
                )
            for attribute in ruleset.attributes.values():
                own = full(name, attribute.id)
                self._add(ids, own, Element("attribute", name, attribute.id, attribute.level, (), attribute))
                for practice in attribute.practices:
                    own = full(name, practice.id)
                    self._add(
                        ids,
                        own,
                        Element("practice", name, practice.id, attribute.level, practice.tags, practice),
                    )

    def _add(self, ids: list[str], name: str, element: Element) -> None:
        ids.append(name)
        self.by_id[name] = element

    def members(self, capability: str, kind: str) -> list[str]:
        """The full ids of one kind within a capability, in the order of the model."""
        return [name for name in self.of_capability[capability] if self.by_id[name].kind == kind]

    def beneath(self, attribute: str) -> list[str]:
        """What an attribute is derived from: its practices, or the criteria of its capability."""
        element = self.by_id[attribute]
        of = element.of
        if getattr(of, "source", "") == "practices":
            return [full(element.capability, practice.id) for practice in of.practices]  # type: ignore[union-attr] # an attribute
        return self.members(element.capability, "criterion")
