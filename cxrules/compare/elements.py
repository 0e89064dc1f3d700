"""What can be compared of a model: the things that an assessor rates, each with the unit it belongs to.

A unit is a capability, or an attribute where its practices are the same for every capability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.ruleset import Criterion, Ruleset


class Unit(NamedTuple):
    """A capability or attribute; `elements` are the ids of what is rated in it, in the order of the text."""

    id: str
    title: str
    kind: str
    group: str
    elements: tuple[str, ...]


class Element(NamedTuple):
    """Something of a model that has an id.

    `unit` is the capability or attribute that it is or lies in; `asked`: it is a criterion or practice, which
    is what coverage counts. `level` is that of a criterion or attribute, None where it has none.
    """

    id: str
    title: str
    kind: str
    unit: str
    asked: bool = False
    level: int | None = None


class Elements(NamedTuple):
    """All units and elements of a model, by id, in the order of its text."""

    units: Mapping[str, Unit]
    by_id: Mapping[str, Element]

    def asked(self) -> list[Element]:
        """What is rated by itself: criteria of capabilities, practices of attributes."""
        return [each for each in self.by_id.values() if each.asked]


def elements(ruleset: Ruleset) -> Elements:
    """The units and elements of a model."""
    units: dict[str, Unit] = {}
    found: dict[str, Element] = {}
    for name, capability in ruleset.capabilities.items():
        group = ruleset.groups[capability.group].title if capability.group in ruleset.groups else ""
        units[name] = Unit(
            name, capability.title, "capability", group, tuple(each.id for each in capability.criteria)
        )
        found[name] = Element(name, capability.title, "capability", name)
        for part in capability.parts:
            found[part.id] = Element(part.id, part.title, part.kind, name)
        found.update((each.id, _asked(each, "criterion", name, each.level)) for each in capability.criteria)
    for name, attribute in ruleset.attributes.items():
        practices = tuple(each.id for each in attribute.practices)
        found[name] = Element(name, attribute.title, "attribute", name, asked=False, level=attribute.level)
        units[name] = Unit(name, attribute.title, "attribute", "", practices)
        found.update(
            (each.id, _asked(each, "practice", name, attribute.level)) for each in attribute.practices
        )
    return Elements(units, found)


def _asked(each: Criterion, kind: str, unit: str, level: int | None) -> Element:
    return Element(each.id, each.title, kind, unit, asked=True, level=level)
