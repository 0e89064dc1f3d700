"""CX1008: a criterion, practice or attribute that no level rests on, and no rule reads.

An attribute rests on its practices or, where it is `from criteria`, on the criteria of its capability, also
under a method in which they are judged. A practice counts as used where its attribute is: assessors look at
it when they rate that. Where no level requires anything there is nothing to rest on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.semantics.elements_index import full
from cxrules.semantics.terms import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.elements_index import Element

_HINT = "Let a level require it, or something that a level requires; or take it out."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report what may be rated without any consequence; what every capability has, once."""
    if not any(facts.analysis.requirements.values()):
        return
    elements = facts.analysis.elements.by_id
    used = _beneath_levels(facts)
    unused = _without(facts, used, {id(of.of): of for name, of in elements.items() if name not in used})
    if unused:
        unused = _without(facts, _read_by_rules(facts), unused)
    beneath = {id(practice) for each in unused.values() for practice in getattr(each.of, "practices", ())}
    for key, element in unused.items():
        place = facts.own_place(element.of.place)
        if place is not None and key not in beneath:
            message = f"No level and no rule uses the {element.kind} {element.name}."
            yield diagnose("CX1008", message, *place, _HINT)


def _without(facts: Facts, used: set[str], elements: dict[int, Element]) -> dict[int, Element]:
    """The elements that no capability uses, nor any the attribute that they are practices of."""
    capabilities = facts.analysis.elements.capabilities
    above = {
        id(practice): attribute.id
        for attribute in facts.analysis.ruleset.attributes.values()
        for practice in attribute.practices
    }
    kept: dict[int, Element] = {}
    for key, element in elements.items():
        names = {element.name, above.get(key, element.name)}
        if element.kind != "criterion":
            names = {full(capability, name) for capability in capabilities for name in names}
        if used.isdisjoint(names):
            kept[key] = element
    return kept


def _beneath_levels(facts: Facts) -> set[str]:
    """Full ids of all that levels, and whatever else is not a rating, rest on; and of what has a value."""
    edges = facts.analysis.dependencies.edges
    waiting = [thing for thing in edges if thing[0] != "subject"]
    seen = set(waiting)
    while waiting:
        for thing in edges.get(waiting.pop(), ()):
            if thing not in seen:
                seen.add(thing)
                waiting.append(thing)
    used = {str(thing[1]) for thing in seen if thing[0] == "subject"}
    return used.union(value.thing for value in facts.analysis.values)


def _read_by_rules(facts: Facts) -> set[str]:
    """Everything that the rules speak of."""
    analysis = facts.analysis
    terms = [term for rule in analysis.rules for term in (rule.when, rule.holds) if term is not None]
    for levels in analysis.organisations.values():
        terms += [each.term for required in levels.values() for each in required]
    return {part for term in terms for each in walk(term) for part in each if isinstance(part, str)}


RULE = Rule("CX1008", check)
