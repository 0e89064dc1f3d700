"""What an id means in a model: a capability, a criterion, a rule, a value, a set, a profile, and so on.

Ids of different kinds may be the same, as a set and a target `ml2`: then the id means all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Ruleset

LEVELS = "levels"
"""What the levels of a model are asked for by."""
MATURITY = "maturity"
"""What the levels of the organisation are asked for by, where they have no name of their own."""


class Found(NamedTuple):
    """A thing of a model: `kind` says what it is, `owner` is the capability or attribute it belongs to.

    `thing` is what the model has for it; of tags, information items, causes, findings and contexts no more
    than the title. `kind` is one of this module's words, also where the model has a word of its own.
    """

    kind: str
    id: str
    thing: Any
    owner: str = ""


def find(ruleset: Ruleset, name: str) -> list[Found]:
    """Everything with this id; nothing where the model has none.

    A value, input or judgement is also found under the id of what it is of: ``CM.SG.1.satisfied``.
    """
    found = [each for each in things(ruleset) if each.id == name]
    of, _, last = name.rpartition(".")
    if found or not any(each.id == of for each in things(ruleset)):
        return found
    return [each for each in _beside(ruleset) if each.id == last and each.kind in _OF_THINGS]


def nearest(ruleset: Ruleset, name: str) -> str | None:
    """The id in the model that is spelled most like `name`."""
    return near(name, dict.fromkeys(found.id for found in things(ruleset)))


def things(ruleset: Ruleset) -> Iterator[Found]:
    """Everything in a model that has an id of its own; a practice also under each of its capabilities."""
    for capability in ruleset.capabilities.values():
        yield Found("capability", capability.id, capability)
        for part in capability.parts:
            yield Found("element", part.id, part, capability.id)
        for criterion in capability.criteria:
            yield Found("criterion", criterion.id, criterion, capability.id)
    for attribute in ruleset.attributes.values():
        yield Found("attribute", attribute.id, attribute)
        for practice in attribute.practices:
            yield Found("practice", practice.id, practice, attribute.id)
    yield from _framework(ruleset)
    yield from _beside(ruleset)
    yield from _beneath(ruleset)


def _framework(ruleset: Ruleset) -> Iterator[Found]:
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
        ("context", ruleset.contexts),
        ("scale", ruleset.scales),
        ("method", ruleset.methods),
    ):
        yield from (Found(kind, name, thing) for name, thing in named.items())
    if ruleset.levels:
        yield Found("levels", LEVELS, ruleset.levels)


_OF_THINGS = ("value", "decision", "input", "judgement")


def _beside(ruleset: Ruleset) -> Iterator[Found]:
    """What is worked out, stated or judged beside ratings, and what tailors a model."""
    yield from (Found("value", each.id, each) for each in ruleset.values)
    yield from (Found("decision", each.id, each) for each in ruleset.decisions)
    for kind, named in (
        ("input", ruleset.inputs),
        ("judgement", ruleset.judgements),
        ("facet", ruleset.facets),
        ("property", ruleset.properties),
        ("set", ruleset.sets),
        ("kind", ruleset.kinds),
        ("profile", ruleset.profiles),
    ):
        yield from (Found(kind, name, thing) for name, thing in named.items())
    yield from (Found("maturity", name or MATURITY, each) for name, each in ruleset.organisations.items())


def _beneath(ruleset: Ruleset) -> Iterator[Found]:
    """The attributes and practices of each capability: SWE.1.PA.2.1, SWE.1.GP.2.1.1."""
    for capability in ruleset.capabilities:
        for attribute in ruleset.attributes.values():
            yield Found("attribute", f"{capability}.{attribute.id}", attribute, capability)
            for practice in attribute.practices:
                yield Found("practice", f"{capability}.{practice.id}", practice, attribute.id)
