"""Which elements of a model a mapping can speak of, with their titles, and what lies in what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.model.mapping import Correspondence, Mapped
    from cxrules.model.ruleset import Ruleset


def titles(ruleset: Ruleset) -> dict[str, str]:
    """The title of every element that can be mapped, by its id, in the order of the model."""
    return dict(_titled(ruleset))


def _titled(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for capability in ruleset.capabilities.values():
        yield capability.id, capability.title
        yield from ((part.id, part.title) for part in capability.parts)
        yield from ((each.id, each.title) for each in capability.criteria)
    for attribute in ruleset.attributes.values():
        yield attribute.id, attribute.title
        yield from ((each.id, each.title) for each in attribute.practices)


def about(mapping: Correspondence, name: str, models: Iterable[Ruleset]) -> list[Mapped]:
    """The rows that speak of an element of either model, or of what lies in it."""
    names = {name}
    for ruleset in models:
        capability = ruleset.capabilities.get(name)
        if capability is not None:
            names |= {each.id for each in capability.criteria} | {each.id for each in capability.parts}
        attribute = ruleset.attributes.get(name)
        if attribute is not None:
            names |= {each.id for each in attribute.practices}
        for each in ruleset.capabilities.values():
            names |= {inner for part in each.parts if part.id == name for inner in part.criteria}
    return [each for each in (*mapping.rows, *mapping.unmapped) if {each.from_id, each.to_id} & names]
