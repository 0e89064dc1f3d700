"""What can be named in a condition: every ratable subject of a model, and what it belongs to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxrules.semantics.things import Thing, Things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Attribute, Capability, Criterion, Input, Ruleset
    from cxrules.semantics.kinds import Typed
    from cxrules.semantics.terms import Term
    from cxrules.syntax.tree import Leaf
    from cxrules.text import Source


class Values(Protocol):
    """What `cxrules.semantics.values.Values` is to those who read names."""

    inputs: dict[str, Input]
    everywhere: frozenset[str]
    by_instance: frozenset[str]

    def of(self, thing: str) -> Mapping[str, object]:
        """The values of a thing by name."""

    def inputs_of(self, name: str) -> frozenset[str]:
        """The things of which an input is asked."""

    def any(self) -> bool:
        """Whether there is anything beside ratings that a name could mean."""

    def type_of(self, thing: str, name: str) -> tuple[str, tuple[str, ...]]:
        """The type of a value, and its words."""

    def typed(self, thing: str, name: str, level: int | None, leaf: Leaf, source: Source) -> Typed:
        """A value as part of another."""


class _NoValues:
    """A model without values and inputs."""

    def __init__(self) -> None:
        self.inputs: dict[str, Input] = {}
        self.everywhere: frozenset[str] = frozenset()
        self.by_instance: frozenset[str] = frozenset()

    def of(self, _: str) -> Mapping[str, object]:
        return {}

    def inputs_of(self, _: str) -> frozenset[str]:
        return frozenset()

    def any(self) -> bool:
        return False

    def type_of(self, _: str, name: str) -> tuple[str, tuple[str, ...]]:
        raise KeyError(name)

    def typed(self, _: str, name: str, level: int | None, leaf: Leaf, source: Source) -> Typed:
        raise KeyError(name, level, leaf, source)


NO_VALUES: Values = _NoValues()


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
    """All elements of a ruleset by full id, and per capability by kind.

    `applies` tells of a criterion under what condition it is asked for, where the model says one.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        """Index a ruleset; one without capabilities is indexed as if it had one without a name."""
        self.ruleset = ruleset
        self.applies: dict[str, Term] = {}
        self._things: Things | None = None
        self.values: Values = NO_VALUES
        # The rating of an instance, in decisions that join instances, is asked by the empty name.
        self.capabilities: dict[str, Capability | None] = dict(ruleset.capabilities) or {"": None}
        self.by_id: dict[str, Element] = {}
        self.of_capability: dict[str, list[str]] = {}
        self._members: dict[tuple[str, str], list[str]] = {}
        shared = list(_shared(ruleset))
        for name, capability in self.capabilities.items():
            before = full(name, "")
            own = {
                each.id: Element("criterion", name, each.id, each.level, each.tags, each)
                for each in (capability.criteria if capability else ())
            }
            every = {
                f"{before}{each.name}": Element(each.kind, name, each.name, each.level, each.tags, each.of)
                for each in shared
            }
            self.by_id.update(own)
            self.by_id.update(every)
            self.of_capability[name] = [*own, *every]
            self._members[name, "criterion"] = [each for each in own if each not in every]
            for kind in ("attribute", "practice"):
                self._members[name, kind] = [each for each, of in every.items() if of.kind == kind]

    @property
    def is_plain(self) -> bool:
        """Whether names can mean nothing but ratings, so that the same text means the same everywhere."""
        return not (self.values.any() or self.ruleset.facets or self.ruleset.properties)

    @property
    def things_if_needed(self) -> Mapping[str, Thing]:
        """All things by id, where names can mean something of them at all."""
        return {} if self.is_plain else self.things.by_id

    @property
    def things(self) -> Things:
        """Everything a value can be of; made only where a model has values."""
        if self._things is None:
            self._things = Things(self.ruleset, self)
        return self._things

    @cached_property
    def tagged(self) -> Mapping[str, Sequence[str]]:
        """The elements and capabilities with each tag."""
        found: dict[str, list[str]] = {}
        tags = {name: each.tags for name, each in self.by_id.items()}
        tags.update((name, each.tags) for name, each in self.ruleset.capabilities.items())
        for name, own in tags.items():
            for tag in own:
                found.setdefault(tag, []).append(name)
        return found

    def of_kind(self, kind: str) -> list[str]:
        """All criteria, practices or attributes, in the order of the model."""
        return [name for capability in self.capabilities for name in self._members[capability, kind]]

    def members(self, capability: str, kind: str) -> list[str]:
        """The full ids of one kind within a capability, in the order of the model."""
        return self._members[capability, kind]

    def beneath(self, attribute: str) -> list[str]:
        """What an attribute is derived from: its practices, or the criteria of its capability."""
        element = self.by_id[attribute]
        of = element.of
        if getattr(of, "source", "") == "practices":
            return [full(element.capability, practice.id) for practice in of.practices]  # type: ignore[union-attr] # an attribute
        return self.members(element.capability, "criterion")


def _shared(ruleset: Ruleset) -> Iterator[Element]:
    """What every capability has, as elements of none."""
    for attribute in ruleset.attributes.values():
        yield Element("attribute", "", attribute.id, attribute.level, (), attribute)
        for each in attribute.practices:
            yield Element("practice", "", each.id, attribute.level, each.tags, each)
