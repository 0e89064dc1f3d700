"""Everything a value can be of: the model, its groups, capabilities, attributes, elements and criteria.

Each thing knows what it lies in, so that "every criterion of" works for any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics.elements_index import Elements

BUILT_IN = ("model", "group", "capability", "attribute", "criterion", "practice")
"""The kinds of things that every model has."""


class Thing(NamedTuple):
    """A thing: `within` are those it lies in, from the inside out; `numbers` what it carries."""

    id: str
    kind: str
    capability: str
    title: str
    within: tuple[str, ...]
    numbers: Mapping[str, Fraction]
    tags: tuple[str, ...] = ()
    level: int | None = None


class Things:
    """The things of a model by id, and what lies in each."""

    def __init__(self, ruleset: Ruleset, elements: Elements) -> None:
        """Index a model."""
        self.kinds = dict.fromkeys((*BUILT_IN, *ruleset.kinds))
        self.by_id: dict[str, Thing] = {}
        self._in: dict[tuple[str, str], list[str]] = {}
        self._of_kind: dict[str, list[str]] = {}
        for thing in _things(ruleset, elements):
            self.by_id[thing.id] = thing
            self._of_kind.setdefault(thing.kind, []).append(thing.id)
            for outer in thing.within:
                self._in.setdefault((outer, thing.kind), []).append(thing.id)

    def of_kind(self, kind: str) -> list[str]:
        """All things of a kind, in the order of the model."""
        return self._of_kind.get(kind, [])

    def beneath(self, outer: str, kind: str) -> list[str]:
        """The things of a kind that lie in another, in the order of the model."""
        return self._in.get((outer, kind), [])


def _things(ruleset: Ruleset, elements: Elements) -> Iterator[Thing]:
    model = ruleset.id
    yield Thing(model, "model", "", ruleset.title, (), {})
    for group in ruleset.groups.values():
        within = (*_groups(ruleset, group.parent), model)
        yield Thing(group.id, group.kind, "", group.title, within, group.numbers)
    for name, capability in ruleset.capabilities.items():
        outer = (*_groups(ruleset, capability.group), model)
        yield Thing(name, "capability", name, capability.title, outer, capability.numbers, capability.tags)
        inside: dict[str, tuple[str, ...]] = {}
        for part in capability.parts:
            level = _common_level(elements, part.criteria)
            yield Thing(
                part.id, part.kind, name, part.title, (*part.within, *outer), part.numbers, level=level
            )
            for criterion in part.criteria:  # the innermost part comes last
                inside[criterion] = (part.id, *part.within[:-1])
        above = {
            beneath: each
            for each in elements.of_capability[name]
            if elements.by_id[each].kind == "attribute"
            for beneath in elements.beneath(each)
        }
        for full in elements.of_capability[name]:
            element = elements.by_id[full]
            lies = [*inside.get(full, ()), *([above[full]] if full in above else []), name, *outer]
            numbers = getattr(element.of, "numbers", {})
            yield Thing(
                full, element.kind, name, element.of.title, tuple(lies), numbers, element.tags, element.level
            )


def _common_level(elements: Elements, criteria: Sequence[str]) -> int | None:
    """The level of a part whose criteria all stand at one; None for any other."""
    levels = {elements.by_id[criterion].level for criterion in criteria}
    return levels.pop() if len(levels) == 1 else None


def _groups(ruleset: Ruleset, group: str | None) -> tuple[str, ...]:
    """A group and those it lies in, from the inside out."""
    out: dict[str, None] = {}
    while group is not None and group not in out and group in ruleset.groups:
        out[group] = None
        group = ruleset.groups[group].parent
    return tuple(out)
