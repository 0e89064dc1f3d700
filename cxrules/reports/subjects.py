"""What an id means in a model: a capability, a criterion, an attribute, a practice, a rule, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.model.ruleset import Attribute, Capability, Criterion, Group, Parameter, Rule, Scope, Target
from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Ruleset

Thing: TypeAlias = Capability | Criterion | Attribute | Rule | Target | Scope | Group | Parameter | str


class Found(NamedTuple):
    """A thing of a model: `kind` says what it is, `owner` is the capability or attribute it belongs to.

    Tags, information items, causes and findings are no more than a title.
    """

    kind: str
    id: str
    thing: Thing
    owner: str = ""


def find(ruleset: Ruleset, name: str) -> Found | None:
    """The thing with this id, or None where the model has none."""
    return next((found for found in things(ruleset) if found.id == name), None)


def nearest(ruleset: Ruleset, name: str) -> str | None:
    """The id in the model that is spelled most like `name`."""
    return near(name, dict.fromkeys(found.id for found in things(ruleset)))


def things(ruleset: Ruleset) -> Iterator[Found]:
    """Everything in a model that has an id of its own; a practice also under each of its capabilities."""
    for capability in ruleset.capabilities.values():
        yield Found("capability", capability.id, capability)
        for criterion in capability.criteria:
            yield Found("criterion", criterion.id, criterion, capability.id)
    for attribute in ruleset.attributes.values():
        yield Found("attribute", attribute.id, attribute)
        for practice in attribute.practices:
            yield Found("practice", practice.id, practice, attribute.id)
    for kind, named in (
        ("rule", ruleset.rules),
        ("target", ruleset.targets),
        ("scope", ruleset.scopes),
        ("group", ruleset.groups),
        ("parameter", ruleset.parameters),
        ("tag", ruleset.tags),
        ("information item", ruleset.items),
        ("cause", ruleset.causes),
        ("finding", ruleset.findings),
    ):
        yield from (Found(kind, name, thing) for name, thing in named.items())
    yield from _beneath(ruleset)


def _beneath(ruleset: Ruleset) -> Iterator[Found]:
    """The attributes and practices of each capability: SWE.1.PA.2.1, SWE.1.GP.2.1.1."""
    for capability in ruleset.capabilities:
        for attribute in ruleset.attributes.values():
            yield Found("attribute", f"{capability}.{attribute.id}", attribute, capability)
            for practice in attribute.practices:
                yield Found("practice", f"{capability}.{practice.id}", practice, attribute.id)
