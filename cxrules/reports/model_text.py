"""A model as text for people: an overview, and a page on each kind of thing in it.

The pages themselves are in `thing_pages` and `value_pages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports import thing_pages as things, value_pages as values
from cxrules.reports.columns import counted, listed
from cxrules.reports.names import plural
from cxrules.reports.page import Page
from cxrules.reports.tailoring import DONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxrules.model.ruleset import Capability, Ruleset
    from cxrules.reports.names import Look
    from cxrules.reports.page import Rows
    from cxrules.reports.subjects import Found

_PAGES: dict[str, Callable[[Page, Found], None]] = {
    "capability": things.capability_page,
    "element": things.element_page,
    "criterion": things.criterion_page,
    "attribute": things.attribute_page,
    "practice": things.criterion_page,
    "rule": things.rule_page,
    "target": things.target_page,
    "scope": things.scope_page,
    "group": things.group_page,
    "parameter": values.parameter_page,
    "scale": values.scale_page,
    "method": values.method_page,
    "levels": values.levels_page,
    "value": values.value_page,
    "decision": values.decision_page,
    "input": values.input_page,
    "judgement": values.judgement_page,
    "facet": values.facet_page,
    "property": values.property_page,
    "set": values.set_page,
    "kind": values.kind_page,
    "profile": values.profile_page,
    "maturity": values.organisation_page,
}


def thing_pages(ruleset: Ruleset, found: Iterable[Found], look: Look) -> str:
    """The pages on things of a model, below each other."""
    return "\n".join(_thing_page(ruleset, each, look) for each in found)


def _thing_page(ruleset: Ruleset, found: Found, look: Look) -> str:
    page = Page(ruleset, look)
    _PAGES.get(found.kind, things.word_page)(page, found)
    return page.text()


def overview(ruleset: Ruleset, look: Look) -> str:
    """The model at a glance: everything in it that has an id, but for criteria and words."""
    page = Page(ruleset, look)
    page.heading(ruleset.title or ruleset.id, f"{ruleset.id} {ruleset.version}")
    page.facts(_facts(ruleset))
    page.table("Levels", [(str(level.order), level.title) for level in ruleset.levels])
    for each in ruleset.organisations.values():
        name = f" ({each.id})" if each.id else ""
        rows = [(str(level.order), level.title) for level in each.levels]
        page.table(f"{values.organisation_title(each)}{name}", rows)
    attributes = [(each.id, f"{each.title} (level {each.level})") for each in ruleset.attributes.values()]
    page.table(page.terms("attribute"), attributes)
    page.table("Kinds of elements", [(kind, values.sized_kind(page, kind)) for kind in ruleset.kinds])
    for group, members in _by_group(page):
        page.table(group, [(each.id, things.sized(page, each)) for each in members])
    _parts_of_it(page)
    _beside_ratings(page)
    page.table("Methods", [(method.id, method.title) for method in ruleset.methods.values()])
    for profile in ruleset.profiles.values():
        page.table(
            f"Profile {profile.id}, {profile.title}" if profile.title else f"Profile {profile.id}",
            values.changes(profile),
        )
    page.table("Rules", [(rule.id, rule.title or rule.text) for rule in ruleset.rules.values()], short=True)
    return page.text()


def _facts(ruleset: Ruleset) -> Rows:
    built_on = ", ".join(f"{name} {version}" for name, version, _ in ruleset.packages if name != ruleset.id)
    tailored = [f"{DONE[word]} {name}" for word, name, _ in ruleset.tailoring]
    return [
        ("Source", ruleset.source),
        ("Trademark", ruleset.trademark),
        ("Built on", built_on),
        ("Tailored", f"{ruleset.profile}: {', '.join(tailored)}" if ruleset.profile else ""),
        ("Blank ratings", f"count {ruleset.blank} in what is stated" if ruleset.blank else ""),
        ("Weaknesses", f"needed below {ruleset.weakness_below}" if ruleset.weakness_below else ""),
    ]


def _by_group(page: Page) -> list[tuple[str, list[Capability]]]:
    members: dict[str | None, list[Capability]] = {}
    for each in page.ruleset.capabilities.values():
        members.setdefault(each.group, []).append(each)
    titles = {name: f"{name} {group.title}" for name, group in page.ruleset.groups.items()}
    without = page.terms("capability")
    return [(titles.get(name or "", without), each) for name, each in members.items()]


def _parts_of_it(page: Page) -> None:
    """Sets, views, scopes and targets."""
    ruleset, term = page.ruleset, page.term("capability")
    sets = [
        (name, ruleset.set_titles.get(name) or listed(list(members), 6))
        for name, members in ruleset.sets.items()
    ]
    page.table("Sets", sets)
    for heading, wanted in (("Views", True), ("Scopes", False)):
        found = [each for each in ruleset.scopes.values() if (each.kind == "view") == wanted]
        rows = [(each.id, each.title) for each in found]
        if wanted:
            rows = [
                (
                    each.id,
                    f"{each.title} ({counted(len(each.capabilities), term, plural(ruleset, 'capability'))})",
                )
                for each in found
            ]
        page.table(heading, rows)
    page.table("Targets", [(target.id, target.title) for target in ruleset.targets.values()])


def _beside_ratings(page: Page) -> None:
    """What is worked out, stated and judged beside ratings."""
    ruleset = page.ruleset
    for heading, written in (("Values", ruleset.values), ("Decisions", ruleset.decisions)):
        page.table(heading, [(each.id, _of(each.title, each.of)) for each in written])
    page.table(
        "Judgements", [(each.id, _of(each.title, each.of, "on")) for each in ruleset.judgements.values()]
    )
    inputs = [
        (each.id, f"{_asked_of(ruleset, each.id, each.title)}: {values.kind_of_input(each)}")
        for each in ruleset.inputs.values()
    ]
    page.table("Inputs", inputs)
    facets = [
        (each.id, f"{each.title}: {each.low} to {each.high}".removeprefix(": "))
        for each in ruleset.facets.values()
    ]
    page.table("Beside each rating", facets)
    page.table("Properties", [(name, f"of {listed(list(of))}") for name, of in ruleset.properties.items()])
    parameters = [
        (each.id, f"{each.title}: {values.values_of(each)}".removeprefix(": "))
        for each in ruleset.parameters.values()
    ]
    page.table("Parameters", parameters)
    page.table("Contexts", [*ruleset.contexts.items()])
    page.table("Findings", [*ruleset.findings.items()], short=True)


def _of(title: str, of: Iterable[str], word: str = "of") -> str:
    told = f"{word} {listed(list(of))}"
    return f"{title} ({told})" if title else told


def _asked_of(ruleset: Ruleset, name: str, title: str) -> str:
    written = ruleset.asked.get(name)
    if written is None or not written.of:
        return title or "once"
    return _of(title, written.of)
