"""Pages on what is rated and what bounds it: capabilities, elements, criteria, rules, targets, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import counted, listed
from cxrules.reports.graded import add_grades
from cxrules.reports.names import noun, plural
from cxrules.reports.page import body, declared, numbers, past, uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.model.ruleset import (
        Attribute,
        Capability,
        Criterion,
        Group,
        ItemLink,
        Part,
        Rule,
        Scope,
        Target,
    )
    from cxrules.reports.page import Page, Rows
    from cxrules.reports.subjects import Found


def sized(page: Page, capability: Capability) -> str:
    """The title of a capability, with how much lies in it."""
    ruleset = page.ruleset
    counts: dict[str, int] = {}
    for part in capability.parts:
        counts[part.kind] = counts.get(part.kind, 0) + 1
    counts["criterion"] = len(capability.criteria)
    told = [counted(count, noun(ruleset, kind), plural(ruleset, kind)) for kind, count in counts.items()]
    return f"{capability.title} ({', '.join(told)})"


# -------------------------------------------------------------------------- capabilities and elements


def capability_page(page: Page, found: Found) -> None:
    """A capability with everything in it."""
    capability: Capability = found.thing
    page.heading(capability.title, f"{page.term('capability')} {capability.id}")
    group = page.ruleset.groups.get(capability.group or "")
    page.facts(
        [
            ("Purpose", capability.purpose),
            (_group_word(page, group), f"{group.id} {group.title}" if group else ""),
            ("Outcomes", str(capability.outcomes or "")),
            ("Goes up to", f"level {capability.top}" if capability.top is not None else ""),
            ("Tagged", _tags(page, capability.tags)),
            ("With", numbers(capability.numbers.items())),
            *past(page, "capability", capability.id),
            declared(capability.place),
        ]
    )
    page.table(page.terms("criterion"), _inside(page, capability, capability.id))
    for part in capability.parts:
        page.table(f"{_kind(page, part)} {part.id} {part.title}", _inside(page, capability, part.id))
    page.table("Information items", _items(page, capability.items))
    more = page.ruleset.requirements.get(capability.id, ())
    page.table("Its levels also require", [(f"level {order}", text) for order, text in more])
    _beside(page, "capability", capability.id)
    page.rules(capability.id)


def _group_word(page: Page, group: Group | None) -> str:
    kind = "group" if group is None else group.kind
    return page.term(kind).capitalize()


def _kind(page: Page, part: Part) -> str:
    word = page.term(part.kind)
    return word[:1].upper() + word[1:]


def _inside(page: Page, capability: Capability, outer: str) -> Rows:
    """The criteria that lie in a capability or an element of it, and not in an element within."""
    within = {
        name: part.id for part in capability.parts for name in part.criteria
    }  # the innermost comes last
    found = [each for each in capability.criteria if within.get(each.id, capability.id) == outer]
    return [(each.id, _detailed(page, each, "outcome")) for each in found]


def element_page(page: Page, found: Found) -> None:
    """An element of a kind that the model declares."""
    part: Part = found.thing
    capability = page.ruleset.capabilities[part.capability]
    page.heading(part.title, f"{page.term(part.kind)} {part.id}")
    titles = {capability.id: capability.title, **{each.id: each.title for each in capability.parts}}
    page.facts(
        [
            ("Belongs to", ", ".join(f"{name} {titles[name]}" for name in part.within)),
            ("With", numbers(part.numbers.items())),
            *past(page, part.kind, part.id),
            declared(part.place),
        ]
    )
    page.table(page.terms("criterion"), _inside(page, capability, part.id))
    for inner in capability.parts:
        if part.id in inner.within:
            page.table(f"{_kind(page, inner)} {inner.id} {inner.title}", _inside(page, capability, inner.id))
    _beside(page, part.kind, part.id)
    page.rules(part.id)


def _beside(page: Page, kind: str, *names: str) -> None:
    """What is worked out, judged and stated of a thing."""
    ruleset = page.ruleset
    rows = [
        (each.id, each.title or body(each))
        for each in (*ruleset.values, *ruleset.decisions)
        if any(of.partition(" ")[0] in {kind, *names} for of in each.of)
    ]
    page.table("Worked out for it", rows)
    page.table("Judged", [(each.id, each.title) for each in ruleset.judgements.values() if kind in each.of])
    stated = [each for each in ruleset.inputs.values() if set(names) & set(each.of)]
    page.table("Stated", [(each.id, each.title) for each in stated])


def group_page(page: Page, found: Found) -> None:
    """A group with the capabilities and groups in it."""
    group: Group = found.thing
    ruleset = page.ruleset
    page.heading(group.title, f"{page.term(group.kind)} {group.id}")
    parent = ruleset.groups.get(group.parent or "")
    page.facts(
        [("In", f"{parent.id} {parent.title}" if parent else ""), ("With", numbers(group.numbers.items()))]
    )
    inner = [name for name, each in ruleset.groups.items() if each.parent == group.id]
    members = [name for name, each in ruleset.capabilities.items() if each.group == group.id]
    page.table("In it", page.titled([*inner, *members]))
    _beside(page, group.kind, group.id)


# ---------------------------------------------------------------------------- attributes and criteria


def attribute_page(page: Page, found: Found) -> None:
    """An attribute with its practices."""
    attribute: Attribute = found.thing
    page.heading(attribute.title, f"{page.term('attribute')} {found.id}, level {attribute.level}")
    beneath = f"its {plural(page.ruleset, 'practice')}"
    if attribute.source == "criteria":
        beneath = f"the {plural(page.ruleset, 'criterion')} of the {page.term('capability')}"
    page.facts([("Rests on", beneath), *past(page, "attribute", attribute.id), declared(attribute.place)])
    practices = [(each.id, _detailed(page, each, "achievement")) for each in attribute.practices]
    page.table(page.terms("practice"), practices)
    page.table("Information items", _items(page, attribute.items, "achievement"))
    _beside(page, "attribute", attribute.id)
    page.rules(found.id, attribute.id)


def criterion_page(page: Page, found: Found) -> None:
    """A criterion or practice."""
    criterion: Criterion = found.thing
    ruleset = page.ruleset
    page.heading(criterion.title, f"{page.term(found.kind)} {found.id}")
    clauses = ruleset.clauses.get(criterion.id)
    page.facts(
        [
            ("Belongs to", listed(list(_owners(page, found)), last="in")),
            ("At level", "" if criterion.level is None else str(criterion.level)),
            ("Shows", _numbered(_shown(found.kind), criterion.shows) if criterion.shows else ""),
            ("Tagged", _tags(page, criterion.tags)),
            ("Weight", str(criterion.weight) if criterion.weight != 1 else ""),
            ("With", numbers(criterion.numbers.items())),
            ("Needs first", ", ".join(name for name, _ in criterion.prerequisites)),
            ("Counts for", ", ".join(_feeds(criterion))),
            ("Applies when", clauses.applies if clauses else ""),
            ("Needs", " and ".join(clauses.needs) if clauses else ""),
            *past(page, found.kind, criterion.id),
            declared(criterion.place),
        ]
    )
    page.columns("Rated", "when", [*clauses.rates] if clauses else [])
    add_grades(page, clauses)
    _beside(page, found.kind, criterion.id)
    page.rules(found.id, criterion.id)


def _shown(kind: str) -> str:
    return "achievement" if kind == "practice" else "outcome"


def _owners(page: Page, found: Found) -> Iterator[str]:
    """What a criterion lies in, from the inside out; elements before their capability."""
    capability = page.ruleset.capabilities.get(found.owner)
    parts = [part for part in capability.parts if found.thing.id in part.criteria] if capability else []
    yield from (f"{part.id} {part.title}" for part in reversed(parts))
    owner = capability or page.ruleset.attributes.get(found.owner)
    yield f"{found.owner} {owner.title}" if owner else found.owner


def _feeds(criterion: Criterion) -> Iterator[str]:
    for feed in criterion.feeds:
        level = f" at level {feed.level}" if feed.level is not None else ""
        yield f"{feed.target}{level}{f', weight {feed.weight}' if feed.weight != 1 else ''}"


def _tags(page: Page, tags: Iterable[str]) -> str:
    known = page.ruleset.tags
    return ", ".join(f"{tag} ({known[tag]})" if known.get(tag) else tag for tag in tags)


def _detailed(page: Page, criterion: Criterion, shown: str) -> str:
    """The title of a criterion, with what else it says in brackets."""
    notes = [_numbered(shown, criterion.shows)] if criterion.shows else []
    if criterion.level is not None:
        notes.append(f"level {criterion.level}")
    if criterion.tags:
        notes.append(f"tagged {', '.join(criterion.tags)}")
    if criterion.numbers:
        notes.append(numbers(criterion.numbers.items()))
    clauses = page.ruleset.clauses.get(criterion.id)
    if clauses:
        notes += [
            word
            for word, said in (
                ("conditional", clauses.applies),
                ("computed", clauses.rates or clauses.graded),
            )
            if said
        ]
    return f"{criterion.title} ({'; '.join(notes)})" if notes else criterion.title


def _numbered(noun: str, numbers: Sequence[int]) -> str:
    plural = "s" if len(numbers) > 1 else ""
    return f"{noun}{plural} {listed([str(number) for number in numbers])}"


def _items(page: Page, links: Iterable[ItemLink], noun: str = "outcome") -> Rows:
    rows = []
    for link in links:
        shows = f" ({_numbered(noun, link.shows)})" if link.shows else ""
        rows.append((link.item, page.ruleset.items.get(link.item, "") + shows))
    return rows


# ------------------------------------------------------------------------------- rules, targets, words


def rule_page(page: Page, found: Found) -> None:
    """A rule as it is written."""
    rule: Rule = found.thing
    page.heading(rule.title, f"rule {rule.id}, effect {rule.effect}")
    told = past(page, "rule", rule.id)
    page.facts([("Source", rule.source), ("Because", rule.because), *told, declared(rule.place)])
    page.words(rule.text)


def target_page(page: Page, found: Found) -> None:
    """A target: which levels, and by when."""
    target: Target = found.thing
    page.heading(target.title or target.id, f"target {target.id}")
    known = page.ruleset.capabilities
    rows = []
    for name, level in target.levels.items():
        by = f" by {target.by[name]}" if name in target.by else ""
        title = known[name].title if name in known else ""
        rows.append((name, f"level {level}{by}: {title}" if title else f"level {level}{by}"))
    page.table("Asks for", rows)


def scope_page(page: Page, found: Found) -> None:
    """A scope or view."""
    scope: Scope = found.thing
    page.heading(scope.title, f"{'view' if scope.kind == 'view' else 'scope'} {scope.id}")
    page.table("In it", page.titled(scope.capabilities))


def word_page(page: Page, found: Found) -> None:
    """Where a tag, an information item, a cause, a finding or a context is used."""
    ruleset = page.ruleset
    page.heading(found.thing, f"{found.kind} {found.id}")
    if found.id in ruleset.naming:
        page.facts([("Subjects", "to be named where it is asserted")])
    rows: Rows = []
    for capability in ruleset.capabilities.values():
        if found.kind == "tag":
            rows += [(each.id, each.title) for each in capability.criteria if found.id in each.tags]
        if found.kind == "information item" and any(link.item == found.id for link in capability.items):
            rows.append((capability.id, capability.title))
    page.table("Used by", rows)
    if found.kind != "information item":
        page.rules(found.id)
        others = [row for row in uses(ruleset, [found.id]) if not row[0].startswith("rule ")]
        page.table("Also used by", others)
