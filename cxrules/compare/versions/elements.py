"""The elements of a model as they are recognised in its next version: what they are called, show and lie in.

Each is reduced to what can be held against another: words, links, place. What they mean is in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import Element, Key, ids_in, one_line
from cxrules.compare.versions.elements_ruled import named, ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Criterion, ItemLink, Ruleset


def elements(ruleset: Ruleset) -> dict[Key, Element]:
    """Everything in a model that has an id, in the order of the text."""
    spoken = _spoken_of(ruleset)
    found: dict[Key, Element] = {}
    for each in (*_structure(ruleset), *ruled(ruleset), *named(ruleset)):
        links = each.links | {f"rule:{rule}" for rule in spoken.get(each.id, ())}
        found.setdefault(each.key, each._replace(links=links))
    return found


def _spoken_of(ruleset: Ruleset) -> Mapping[str, list[str]]:
    """The rules that speak of an id."""
    found: dict[str, list[str]] = {}
    for rule in ruleset.rules.values():
        for name in ids_in(rule.text):
            found.setdefault(name, []).append(rule.id)
    return found


# --------------------------------------------------------------------------------- what is assessed


def _structure(ruleset: Ruleset) -> Iterator[Element]:
    for place, group in enumerate(ruleset.groups.values()):
        within = group.parent or ""
        yield Element(Key("group", group.id), group.title, group.kind, within, place, len(ruleset.groups))
    for place, capability in enumerate(ruleset.capabilities.values()):
        yield Element(
            Key("capability", capability.id),
            capability.title,
            one_line(capability.purpose),
            capability.group or "",
            place,
            len(ruleset.capabilities),
            frozenset(capability.tags),
            links=frozenset(link.item for link in capability.items),
            content=tuple(each.title for each in capability.criteria),
        )
        yield from _criteria(ruleset, capability.id)
    for place, attribute in enumerate(ruleset.attributes.values()):
        yield Element(
            Key("attribute", attribute.id),
            attribute.title,
            f"level {attribute.level}, {attribute.source}",
            f"level {attribute.level}",
            place,
            len(ruleset.attributes),
            content=tuple(each.title for each in attribute.practices),
        )
        yield from _listed(
            "practice", attribute.practices, attribute.id, attribute.achievements, attribute.items
        )


def _criteria(ruleset: Ruleset, name: str) -> Iterator[Element]:
    capability = ruleset.capabilities[name]
    within = {each: part.id for part in capability.parts for each in part.criteria}
    for place, part in enumerate(capability.parts):
        inside = part.within[0] if part.within else name
        titles = {each.id: each.title for each in capability.criteria}
        content = tuple(titles[each] for each in part.criteria if each in titles)
        yield Element(
            Key("part", part.id), part.title, part.kind, inside, place, len(capability.parts), content=content
        )
    for each in _listed("criterion", capability.criteria, name, capability.outcomes, capability.items):
        clauses = ruleset.clauses.get(each.id)
        text = each.text
        if clauses is not None:
            graded = [one.text for one in clauses.graded]
            rates = [f"{rating} when {when}" for rating, when in clauses.rates]
            text = one_line(" ".join([text, clauses.applies, *clauses.needs, *rates, *graded]))
        yield each._replace(text=text, within=within.get(each.id, name))


def _listed(
    kind: str, criteria: Sequence[Criterion], within: str, outcomes: int, items: Iterable[ItemLink]
) -> Iterator[Element]:
    """Criteria of a capability, or practices of an attribute, in their order."""
    by_outcome: dict[int, set[str]] = {}
    for link in items:
        for number in link.shows:
            by_outcome.setdefault(number, set()).add(link.item)
    for place, each in enumerate(criteria):
        shows = (sum(each.shows), len(each.shows), max(outcomes, *each.shows)) if each.shows else None
        shown = set[str]().union(*(by_outcome.get(number, set()) for number in each.shows))
        yield Element(
            Key(kind, each.id),
            each.title,
            _said(each),
            within,
            place,
            len(criteria),
            frozenset(each.tags),
            shows,
            frozenset(shown),
        )


def _said(each: Criterion) -> str:
    """What a criterion says of itself beside its title, that counts in levels."""
    said = [f"level {each.level}"] if each.level is not None else []
    said += [f"weight {each.weight}"] if each.weight != 1 else []
    said += [f"needs {name} at {level}" for name, level in each.prerequisites]
    said += [f"{name} {number}" for name, number in each.numbers.items()]
    said += [f"counts for {feed.target} {feed.level or ''} {feed.weight}" for feed in each.feeds]
    return ", ".join(said)
