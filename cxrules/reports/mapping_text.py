"""A mapping as text for people: between which models it is, how far it goes, and every claim.

Of one element: what is said of it and of what lies in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cxrules.model.mapping import RELATIONS
from cxrules.reports.columns import counted
from cxrules.reports.mapping_names import about, titles
from cxrules.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.mapping import Correspondence, Mapped, MappedLevel
    from cxrules.model.ruleset import Ruleset
    from cxrules.reports.names import Look

Models = tuple["Ruleset", "Ruleset"]


def overview(mapping: Correspondence, models: Models, look: Look) -> str:
    """The whole mapping."""
    page = Page(models[0], look)
    page.heading(mapping.title or mapping.id, f"mapping {mapping.id} {mapping.version}")
    page.facts(_facts(mapping, models))
    page.table("Ratings", [(each.from_value, f"is {each.to_value}") for each in mapping.rated])
    _levels(page, mapping, models)
    _rows(page, mapping.rows, models)
    _alone(page, mapping.rows, mapping.unmapped, models)
    return page.text()


def element(mapping: Correspondence, name: str, models: Models, look: Look) -> str:
    """What a mapping says of one element of either model and of what lies in it; empty where nothing."""
    found = about(mapping, name, models)
    if not found:
        return ""
    page = Page(models[0], look)
    known = {**titles(models[1]), **titles(models[0])}
    page.heading(known.get(name, ""), f"{name} in the mapping {mapping.id} {mapping.version}")
    rows = [each for each in found if each.from_id is not None]
    _rows(page, rows, models)
    _alone(page, rows, [each for each in found if each.from_id is None], models)
    return page.text()


def _facts(mapping: Correspondence, models: Models) -> Iterable[tuple[str, str]]:
    yield from (
        (word, f"{each.id} {each.version}: {each.title}" if each.title else f"{each.id} {each.version}")
        for word, each in zip(("From", "To"), models, strict=True)
    )
    yield "Source", mapping.source
    yield "Note", mapping.note
    related = [each for each in mapping.rows if each.to_id is not None]
    kinds = Counter(each.relation for each in related)
    told = [f"{kinds[each]} {each}" for each in RELATIONS if kinds[each]]
    yield "Relations", f"{len(related)}: {', '.join(told)}" if told else ""
    published = sum(each.published is not None for each in related)
    yield "Read by", f"{published} published, {len(related) - published} our own reading" if related else ""
    for word, ruleset, names in (
        ("Reached from", models[0], {each.from_id for each in related}),
        ("Reached to", models[1], {each.to_id for each in related}),
    ):
        count = counted(len(names), "element")
        yield word, f"{count} of {len(titles(ruleset))} in {ruleset.id}" if names else ""


def _levels(page: Page, mapping: Correspondence, models: Models) -> None:
    rows = []
    names = [{each.order: each.title for each in ruleset.levels} for ruleset in models]
    for each in mapping.levels:
        if each.from_level is None:
            rows.append(("none", f"for {_level(each.to_level, names[1])}{_why(each)}"))
        elif each.to_level is None:
            rows.append((_level(each.from_level, names[0]), f"none{_why(each)}"))
        else:
            said = f"{each.relation} {_level(each.to_level, names[1])}{_why(each)}"
            rows.append((_level(each.from_level, names[0]), said))
    page.table("Levels", rows)


def _level(order: int | None, names: dict[int, str]) -> str:
    return f"{order} {names.get(order, '')}".rstrip() if order is not None else ""


def _rows(page: Page, rows: Sequence[Mapped], models: Models) -> None:
    """A block for each element of the first model that has a counterpart."""
    first, second = map(titles, models)
    by_element: dict[str, list[Mapped]] = {}
    for each in rows:
        if each.from_id is not None and each.to_id is not None:
            by_element.setdefault(each.from_id, []).append(each)
    order = {name: place for place, name in enumerate(first)}
    for name in sorted(by_element, key=lambda each: order.get(each, len(order))):
        told = [
            (f"{each.relation} {each.to_id}", f"{second.get(each.to_id or '', '')}{_why(each)}")
            for each in by_element[name]
        ]
        page.table(f"{name} {first.get(name, '')}".rstrip(), told)


def _alone(page: Page, rows: Iterable[Mapped], unmapped: Iterable[Mapped], models: Models) -> None:
    """What has no counterpart, on either side."""
    first, second = map(titles, models)
    lonely = [each for each in rows if each.to_id is None]
    one = [(each.from_id or "", f"{first.get(each.from_id or '', '')}{_why(each)}") for each in lonely]
    other = [(each.to_id or "", f"{second.get(each.to_id or '', '')}{_why(each)}") for each in unmapped]
    page.table(f"Of {models[0].id}, with no counterpart in {models[1].id}", one)
    page.table(f"Of {models[1].id}, with no counterpart in {models[0].id}", other)


def _why(each: Mapped | MappedLevel) -> str:
    """The reason of a claim, and in brackets how sure it is and who says so."""
    origin = [f"published: {each.published}" if each.published else "our own reading"]
    sure = [f"confidence {each.confidence}"] if each.confidence else []
    seen = [f"reviewed by {each.reviewer}"] if each.reviewer else []
    reason = f": {each.because.rstrip('.')}" if each.because else ""
    return f"{reason} ({', '.join([*sure, *origin, *seen])})"
