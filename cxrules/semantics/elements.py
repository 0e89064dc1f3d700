"""Criteria, practices, capabilities, groups and words: trees in, ruleset values out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.model import ruleset as model
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


def words_of(declared: Declared) -> dict[str, dict[str, str]]:
    """Titles of tags, items, causes, findings and contexts by their names, under these words."""
    out: dict[str, dict[str, str]] = {word: {} for word in ("tag", "item", "cause", "finding", "context")}
    for _, each in declared.of(tree.Word):
        out[each.word][each.name.text] = each.title.text
    return out


def criterion_of(
    source: Source,
    each: tree.Criterion,
    prefix: str,
    limit: int,
    words: dict[str, dict[str, str]],
    report: Report,
) -> model.Criterion:
    """A criterion or practice; `prefix` makes its id full, `limit` is the number of outcomes it may show."""
    tags: list[str] = []
    shows: list[int] = []
    weight: Fraction | int = 1
    level: int | None = None
    numbers: dict[str, Fraction] = {}
    for clause in each.clauses:
        if isinstance(clause, tree.Shows):
            shows += numbers_within(source, clause, limit, report)
        elif isinstance(clause, tree.Tagged):
            tags += [name for name, _ in report.expand("tag", words["tag"], clause.names, source)]
        elif isinstance(clause, tree.Weight):
            weight = Fraction(clause.value.text)
            if weight <= 0:
                report.add("CX0304", "A weight is a number above 0.", source, clause.value)
                weight = 1
        elif isinstance(clause, tree.AtLevel):
            level = int(clause.level.text)
        elif isinstance(clause, tree.Carrying):
            numbers.update(numbers_of([clause]))
    name = each.name
    return model.Criterion(
        id=prefix + name.text,
        title=each.title.text,
        tags=tuple(tags),
        shows=tuple(shows),
        weight=weight,
        level=level,
        numbers=numbers,
        feeds=tuple(_feed(part) for part in each.parts if isinstance(part, tree.Feed)) if each.parts else (),
        place=model.Place(source, Span(name.start, name.end)),
    )


def _feed(part: tree.Feed) -> model.Feed:
    level = int(part.level.text) if part.level else None
    return model.Feed(part.target.text, level, Fraction(part.weight.text) if part.weight else 1)


def numbers_of(carrying: Iterable[tree.Carrying | None]) -> dict[str, Fraction]:
    """The numbers an element carries, by property."""
    return {item.name.text: Fraction(item.value.text) for each in carrying if each for item in each.items}


def numbers_within(source: Source, shows: tree.Shows, limit: int, report: Report) -> list[int]:
    """The outcomes (or achievements) a clause names; those that do not exist are reported."""
    out: list[int] = []
    for leaf in shows.numbers:
        number = int(leaf.text)
        if 1 <= number <= limit:
            out.append(number)
        else:
            there = f"there are {limit}" if limit else "none are declared"
            report.add("CX0201", f"There is no {shows.word} {number}: {there}.", source, leaf)
    return out


def item_of(
    source: Source, each: tree.ItemLink, limit: int, words: dict[str, dict[str, str]], report: Report
) -> model.ItemLink:
    """A link to an information item."""
    report.find("item", words["item"], each.name, source)
    return model.ItemLink(
        each.name.text, tuple(numbers_within(source, each.shows, limit, report)) if each.shows else ()
    )


def count_of(parts: Sequence[object], word: str) -> int:
    """What `outcomes 7` or `achievements 8` says, 0 where nothing does."""
    return next(
        (int(part.count.text) for part in parts if isinstance(part, tree.Count) and part.word == word), 0
    )


def attribute_of(
    source: Source,
    each: tree.Attribute,
    declared: Declared,
    words: dict[str, dict[str, str]],
    report: Report,
) -> model.Attribute:
    """An attribute of the framework together with what the model says about its practices."""
    parts: list[tuple[Source, object]] = [(source, part) for part in each.parts]
    title = each.title.text
    for where, more in declared.of(tree.Practices):
        if more.attribute.text == each.name.text:
            parts += [(where, part) for part in more.parts]
            title = more.title.text if more.title else title
    limit = count_of([part for _, part in parts], "achievements")
    practices: dict[str, model.Criterion] = {}
    items: list[model.ItemLink] = []
    origin = "criteria" if not any(isinstance(part, tree.Criterion) for _, part in parts) else "practices"
    listed: list[tuple[Source, tree.From]] = []
    for where, part in parts:
        if isinstance(part, tree.Criterion):
            if part.name.text in practices:
                report.add("CX0202", f"The practice {part.name.text} is declared twice.", where, part.name)
            practices[part.name.text] = criterion_of(where, part, "", limit, words, report)
        elif isinstance(part, tree.ItemLink):
            items.append(item_of(where, part, limit, words, report))
        elif isinstance(part, tree.From):
            origin = part.word
            listed.append((where, part))
    for where, part in listed:
        if part.word == "practices" and part.names:
            wanted = {name for name, _ in report.expand("practice", practices, part.names, where)}
            practices = {name: practice for name, practice in practices.items() if name in wanted}
    return model.Attribute(
        each.name.text,
        title,
        int(each.level.text),
        origin,
        tuple(practices.values()),
        tuple(items),
        limit,
        model.Place(source, each.name.span),
    )


def groups_of(declared: Declared, report: Report) -> dict[str, model.Group]:
    """Groups, each in a known one or in none."""
    trees = list(declared.of(tree.Group))
    known = {each.name.text for _, each in trees}
    groups: dict[str, model.Group] = {}
    for source, each in trees:
        parent = each.parent.text if each.parent else None
        if each.parent is not None and parent not in known:
            report.unknown("group", each.parent.text, known, source, each.parent)
            parent = None
        kind = each.kind.text if each.kind else "group"
        numbers = numbers_of([each.carrying])
        groups[each.name.text] = model.Group(each.name.text, each.title.text, parent, kind, numbers)
    _report_circles(trees, groups, report)
    return groups


def _report_circles(
    trees: Sequence[tuple[Source, tree.Group]], groups: dict[str, model.Group], report: Report
) -> None:
    """A group that lies in itself lies nowhere: each circle is reported once."""
    written = {each.name.text: (source, each) for source, each in trees}
    seen: set[str] = set()
    for name in groups:
        path: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in path and at not in seen:
            path[at] = None
            at = groups[at].parent
        seen.update(path)
        if at is not None and at in path:
            circle = list(path)[list(path).index(at) :]
            source, each = written[at]
            message = f"{at} lies in itself: {' → '.join([*circle, at])}."
            report.add("CX0601", message, source, each.parent, "Take one of them out of the other.")


def capabilities_of(
    declared: Declared, groups: dict[str, model.Group], words: dict[str, dict[str, str]], report: Report
) -> dict[str, model.Capability]:
    """Capabilities with their criteria; prerequisites are bound later, when all criteria are known."""
    out: dict[str, model.Capability] = {}
    for source, each in declared.bodies():
        if each.name.text in out:
            out[each.name.text] = _extended(source, each, out[each.name.text], words, report)
            continue
        if each.group is not None:
            report.find("group", groups, each.group, source)
        limit = count_of(each.parts, "outcomes")
        criteria: dict[str, model.Criterion] = {}
        _take_criteria(source, each, limit, criteria, words, report)
        parts = tuple(_parts(source, each.name.text, each.parts, (each.name.text,)))
        known: dict[str, object] = dict(criteria)
        for element in parts:
            if element.id in known:
                report.add(
                    "CX0202",
                    f"{element.id} is declared twice.",
                    source,
                    element.place.span if element.place else None,
                )
            known[element.id] = element
        tags = [name for name, _ in report.expand("tag", words["tag"], each.tags, source)]
        out[each.name.text] = model.Capability(
            id=each.name.text,
            title=each.title.text,
            group=each.group.text if each.group else None,
            purpose=next((part.value.text for part in each.parts if isinstance(part, tree.Purpose)), ""),
            outcomes=limit,
            criteria=tuple(criteria.values()),
            items=tuple(
                item_of(source, part, limit, words, report)
                for part in each.parts
                if isinstance(part, tree.ItemLink)
            ),
            parts=parts,
            top=int(each.top.text) if each.top else None,
            tags=tuple(tags),
            numbers=numbers_of([each.carrying]),
            place=model.Place(source, each.name.span),
        )
    return out


def _take_criteria(
    source: Source,
    each: tree.Capability,
    limit: int,
    criteria: dict[str, model.Criterion],
    words: dict[str, dict[str, str]],
    report: Report,
) -> None:
    prefix = f"{each.name.text}."
    for part in criteria_in(each.parts):
        criterion = criterion_of(source, part, prefix, limit, words, report)
        if criterion.id in criteria:
            report.add("CX0202", f"The criterion {criterion.id} is declared twice.", source, part.name)
        criteria[criterion.id] = criterion


def _extended(
    source: Source,
    each: tree.Capability,
    known: model.Capability,
    words: dict[str, dict[str, str]],
    report: Report,
) -> model.Capability:
    """A capability with what a tailoring adds to it."""
    criteria = {criterion.id: criterion for criterion in known.criteria}
    _take_criteria(source, each, known.outcomes, criteria, words, report)
    parts = (*known.parts, *_parts(source, known.id, each.parts, (known.id,)))
    return replace(known, criteria=tuple(criteria.values()), parts=parts)


def criteria_in(parts: Iterable[object]) -> Iterator[tree.Criterion]:
    """The criteria among some parts, and those within elements among them, in the order of the text."""
    for part in parts:
        if isinstance(part, tree.Criterion):
            yield part
        elif isinstance(part, tree.Element):
            yield from criteria_in(part.parts)


def _parts(
    source: Source, capability: str, parts: Iterable[object], within: tuple[str, ...]
) -> Iterator[model.Part]:
    """The declared elements of a capability, each before those inside of it."""
    for part in parts:
        if not isinstance(part, tree.Element):
            continue
        name = f"{capability}.{part.name.text}"
        yield model.Part(
            id=name,
            kind=part.kind.text,
            title=part.title.text,
            capability=capability,
            within=within,
            criteria=tuple(f"{capability}.{each.name.text}" for each in criteria_in(part.parts)),
            numbers=numbers_of([part.carrying]),
            place=model.Place(source, part.name.span),
        )
        yield from _parts(source, capability, part.parts, (name, *within))
