"""The elements of a model as they are recognised in its next version: what they are called, show and lie in.

Each is reduced to what can be held against another: words, links, place. What they mean is in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import Element, Key, ids_in, said
from cxrules.compare.versions.elements_ruled import named, ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from cxrules.model.ruleset import Capability, Criterion, CriterionText, ItemLink, Ruleset


def elements(ruleset: Ruleset) -> dict[Key, Element]:
    """Everything in a model that has an id, in the order of the text."""
    spoken = _spoken_of(ruleset)
    found: dict[Key, Element] = {}
    for each in (*_structure(ruleset), *ruled(ruleset), *named(ruleset)):
        links = each.links | {f"rule:{rule}" for rule in spoken.get(each.id, ())}
        found.setdefault(each.key, each._replace(links=links, was=_was(ruleset, each.key)))
    return found


def _was(ruleset: Ruleset, key: Key) -> tuple[str, ...]:
    """What the text says that an element was called before; a kind of the model's own is a part here."""
    kinds = tuple(ruleset.kinds) if key.kind == "part" else (key.kind,)
    past = next((ruleset.past[kind, key.id] for kind in kinds if (kind, key.id) in ruleset.past), None)
    if past is None:
        return ()
    capability = next((each for each in ruleset.capabilities if key.id.startswith(f"{each}.")), "")
    return past.earlier(capability)


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
        says = said(kind=group.kind, **_numbers(group.numbers))
        within = group.parent or ""
        yield Element(Key("group", group.id), group.title, says, within, place, len(ruleset.groups))
    for place, capability in enumerate(ruleset.capabilities.values()):
        added = ruleset.requirements.get(capability.id, ())
        yield Element(
            Key("capability", capability.id),
            capability.title,
            said(
                purpose=capability.purpose,
                outcomes=capability.outcomes or None,
                highest_level=capability.top,
                tags=_listed(sorted(capability.tags)),
                items=_listed(_item(each) for each in capability.items),
                requirements=_listed(f"level {level}: {text}" for level, text in added),
                **_numbers(capability.numbers),
            ),
            capability.group or "",
            place,
            len(ruleset.capabilities),
            frozenset(capability.tags),
            links=frozenset(link.item for link in capability.items),
            content=tuple(each.title for each in capability.criteria),
        )
        yield from _inside(ruleset, capability)
    for place, attribute in enumerate(ruleset.attributes.values()):
        yield Element(
            Key("attribute", attribute.id),
            attribute.title,
            said(
                level=attribute.level,
                derived_from=attribute.source,
                achievements=attribute.achievements or None,
                items=_listed(_item(each) for each in attribute.items),
            ),
            "",
            place,
            len(ruleset.attributes),
            content=tuple(each.title for each in attribute.practices),
        )
        yield from _criteria(
            ruleset, "practice", attribute.practices, attribute.id, attribute.achievements, attribute.items
        )


def _inside(ruleset: Ruleset, capability: Capability) -> Iterator[Element]:
    """The parts and criteria of a capability."""
    within = {each: part.id for part in capability.parts for each in part.criteria}
    titles = {each.id: each.title for each in capability.criteria}
    for place, part in enumerate(capability.parts):
        inside = part.within[0] if part.within else capability.id
        content = tuple(titles[each] for each in part.criteria if each in titles)
        says = said(kind=part.kind, **_numbers(part.numbers))
        total = len(capability.parts)
        yield Element(Key("part", part.id), part.title, says, inside, place, total, content=content)
    for each in _criteria(
        ruleset, "criterion", capability.criteria, capability.id, capability.outcomes, capability.items
    ):
        yield each._replace(within=within.get(each.id, capability.id))


def _criteria(
    ruleset: Ruleset,
    kind: str,
    criteria: Sequence[Criterion],
    within: str,
    outcomes: int,
    items: Iterable[ItemLink],
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
            (*_of_criterion(each), *_clauses(ruleset.clauses.get(each.id))),
            within,
            place,
            len(criteria),
            frozenset(each.tags),
            shows,
            frozenset(shown),
        )


def _of_criterion(each: Criterion) -> tuple[tuple[str, str], ...]:
    return said(
        level=each.level,
        weight=each.weight if each.weight != 1 else None,
        tags=_listed(sorted(each.tags)),
        shows=_listed(map(str, each.shows)),
        prerequisites=_listed(f"{name} at level {level}" for name, level in each.prerequisites),
        counts_for=_listed(f"{feed.target} {feed.level or ''} {feed.weight}" for feed in each.feeds),
        **_numbers(each.numbers),
    )


def _clauses(clauses: CriterionText | None) -> tuple[tuple[str, str], ...]:
    if clauses is None:
        return ()
    graded = [one.text for one in clauses.graded]
    return said(
        applies=clauses.applies,
        needs=_listed(clauses.needs),
        rated=_listed([*(f"{rating} when {when}" for rating, when in clauses.rates), *graded]),
        joined=clauses.joined if len(graded) > 1 else None,
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _item(link: ItemLink) -> str:
    return f"{link.item} ({_listed(map(str, link.shows))})" if link.shows else link.item


def _numbers(numbers: Mapping[str, Fraction]) -> dict[str, str]:
    return {f"number {name}": str(number) for name, number in numbers.items()}
