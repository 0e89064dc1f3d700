"""A model as text for people: an overview, and a page on each kind of thing in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.model.ruleset import Attribute, Capability, Criterion, Group, Parameter, Rule, Scope, Target
from cxrules.reports.columns import clean, clip, counted, left, listed, width, wrap
from cxrules.reports.names import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.ruleset import ItemLink, Place, Ruleset
    from cxrules.reports.names import Look
    from cxrules.reports.subjects import Found


def overview(ruleset: Ruleset, look: Look) -> str:
    """The model at a glance: what it is, its levels, attributes, capabilities, scopes, targets and rules."""
    page = _Page(ruleset, look)
    page.heading(ruleset.title or ruleset.id, f"{ruleset.id} {ruleset.version}")
    page.facts(
        [("Source", ruleset.source), ("Trademark", ruleset.trademark), ("Built on", _packages(ruleset))]
    )
    page.table("Levels", [(str(level.order), level.title) for level in ruleset.levels])
    attributes = [(each.id, f"{each.title} (level {each.level})") for each in ruleset.attributes.values()]
    page.table(page.terms("attribute"), attributes)
    for group, members in _by_group(ruleset):
        page.table(group, [(each.id, _sized(page, each)) for each in members])
    page.table("Scopes", [(scope.id, scope.title) for scope in ruleset.scopes.values()])
    page.table("Targets", [(target.id, target.title) for target in ruleset.targets.values()])
    page.table("Methods", [(method.id, method.title) for method in ruleset.methods.values()])
    page.table("Rules", [(rule.id, rule.title or rule.text) for rule in ruleset.rules.values()], short=True)
    return page.text()


def thing_page(ruleset: Ruleset, found: Found, look: Look) -> str:
    """The page on one thing of a model."""
    page = _Page(ruleset, look)
    thing = found.thing
    match thing:
        case Capability():
            _capability(page, thing)
        case Attribute():
            _attribute(page, found.id, thing)
        case Criterion():
            _criterion(page, found, thing)
        case Rule():
            _rule(page, thing)
        case Target():
            _target(page, thing)
        case Scope():
            page.heading(thing.title, f"scope {thing.id}")
            page.table("In it", page.titled(thing.capabilities))
        case Group():
            page.heading(thing.title, f"{page.term('group')} {thing.id}")
            members = [name for name, each in ruleset.capabilities.items() if each.group == thing.id]
            page.table("In it", page.titled(members))
        case Parameter():
            page.heading(thing.title or thing.id, f"parameter {thing.id}")
            page.facts([("Type", thing.type), ("Value", thing.value), ("Source", thing.source)])
        case str():
            page.heading(thing, f"{found.kind} {found.id}")
            _mentions(page, found)
    return page.text()


class _Page:
    """Lines of text that grow block by block; empty blocks leave no trace."""

    def __init__(self, ruleset: Ruleset, look: Look) -> None:
        self.ruleset, self.look = ruleset, look
        self.blocks: list[list[str]] = []

    def text(self) -> str:
        return "\n\n".join("\n".join(line.rstrip() for line in block) for block in self.blocks) + "\n"

    def term(self, kind: str) -> str:
        return self.ruleset.terms.get(kind, kind)

    def terms(self, kind: str) -> str:
        """The model's word for several of a kind, as a heading."""
        word = plural(self.ruleset, kind)
        return word[:1].upper() + word[1:]

    def heading(self, title: str, what: str) -> None:
        lines = [clean(title), clean(what)] if title else [clean(what)]
        self.blocks.append([broken for line in lines for broken in wrap(line, self.look.columns)])

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        told = [(f"{name}:", clean(value)) for name, value in facts if value]
        widest = max((len(name) for name, _ in told), default=0)
        lines = [
            line for name, value in told for line in wrap(value, self.look.columns, left(name, widest + 1))
        ]
        if lines:
            self.blocks.append(lines)

    def table(self, heading: str, rows: Sequence[tuple[str, str]], *, short: bool = False) -> None:
        """Ids and what they are; `short` cuts what does not fit on a line."""
        if not rows:
            return
        widest = max(width(clean(name)) for name, _ in rows)
        lines = [f"{clean(heading)}:"]
        for name, title in rows:
            start = f"  {left(clean(name), widest)}  "
            room = self.look.columns - width(start)
            text = clip(clean(title), room, self.look.signs.more) if short else clean(title)
            lines += wrap(text, self.look.columns, start)
        self.blocks.append(lines)

    def titled(self, names: Iterable[str]) -> list[tuple[str, str]]:
        known = self.ruleset.capabilities
        return [(name, known[name].title if name in known else "") for name in names]

    def rules(self, *names: str) -> None:
        """The rules that speak of one of these ids."""
        found = [rule for rule in self.ruleset.rules.values() if _speaks_of(rule.text, names)]
        self.table("Rules that name it", [(rule.id, rule.title or rule.text) for rule in found])


def _packages(ruleset: Ruleset) -> str:
    return ", ".join(f"{name} {version}" for name, version, _ in ruleset.packages if name != ruleset.id)


def _by_group(ruleset: Ruleset) -> list[tuple[str, list[Capability]]]:
    members: dict[str | None, list[Capability]] = {}
    for each in ruleset.capabilities.values():
        members.setdefault(each.group, []).append(each)
    titles = {name: f"{name} {group.title}" for name, group in ruleset.groups.items()}
    without = ruleset.terms.get("capability", "capability").capitalize()
    return [(titles.get(name or "", without), each) for name, each in members.items()]


def _sized(page: _Page, capability: Capability) -> str:
    count = counted(len(capability.criteria), page.term("criterion"), plural(page.ruleset, "criterion"))
    return f"{capability.title} ({count})"


def _capability(page: _Page, capability: Capability) -> None:
    page.heading(capability.title, f"{page.term('capability')} {capability.id}")
    group = page.ruleset.groups.get(capability.group or "")
    page.facts(
        [
            ("Purpose", capability.purpose),
            (page.term("group").capitalize(), f"{group.id} {group.title}" if group else ""),
            ("Outcomes", str(capability.outcomes or "")),
            _declared(capability.place),
        ]
    )
    page.table(page.terms("criterion"), [(c.id, _detailed(c, "outcome")) for c in capability.criteria])
    page.table("Information items", _items(page, capability.items))
    page.rules(capability.id)


def _detailed(criterion: Criterion, shown: str) -> str:
    """The title of a criterion, with what else it says in brackets."""
    notes = [_numbered(shown, criterion.shows)] if criterion.shows else []
    if criterion.tags:
        notes.append(f"tagged {', '.join(criterion.tags)}")
    return f"{criterion.title} ({'; '.join(notes)})" if notes else criterion.title


def _numbered(noun: str, numbers: Sequence[int]) -> str:
    plural = "s" if len(numbers) > 1 else ""
    return f"{noun}{plural} {listed([str(number) for number in numbers])}"


def _items(page: _Page, links: Iterable[ItemLink], noun: str = "outcome") -> list[tuple[str, str]]:
    rows = []
    for link in links:
        shows = f" ({_numbered(noun, link.shows)})" if link.shows else ""
        rows.append((link.item, page.ruleset.items.get(link.item, "") + shows))
    return rows


def _attribute(page: _Page, name: str, attribute: Attribute) -> None:
    page.heading(attribute.title, f"{page.term('attribute')} {name}, level {attribute.level}")
    beneath = f"its {plural(page.ruleset, 'practice')}"
    if attribute.source == "criteria":
        beneath = f"the {plural(page.ruleset, 'criterion')} of the {page.term('capability')}"
    page.facts([("Rests on", beneath), _declared(attribute.place)])
    page.table(page.terms("practice"), [(p.id, _detailed(p, "achievement")) for p in attribute.practices])
    page.table("Information items", _items(page, attribute.items, "achievement"))
    page.rules(name, attribute.id)


def _criterion(page: _Page, found: Found, criterion: Criterion) -> None:
    titles = page.ruleset.capabilities.get(found.owner) or page.ruleset.attributes.get(found.owner)
    page.heading(criterion.title, f"{page.term(found.kind)} {found.id}")
    shown = "achievement" if found.kind == "practice" else "outcome"
    tags = [
        f"{tag} ({page.ruleset.tags[tag]})" if page.ruleset.tags.get(tag) else tag for tag in criterion.tags
    ]
    page.facts(
        [
            ("Belongs to", f"{found.owner} {titles.title}" if titles else found.owner),
            ("Shows", _numbered(shown, criterion.shows) if criterion.shows else ""),
            ("Tagged", ", ".join(tags)),
            ("Weight", str(criterion.weight) if criterion.weight != 1 else ""),
            ("Needs first", ", ".join(name for name, _ in criterion.prerequisites)),
            _declared(criterion.place),
        ]
    )
    page.rules(found.id, criterion.id)


def _rule(page: _Page, rule: Rule) -> None:
    page.heading(rule.title, f"rule {rule.id}, effect {rule.effect}")
    page.facts([("Source", rule.source), ("Because", rule.because), _declared(rule.place)])
    if rule.text:
        page.blocks.append(["  " + _printable(line) for line in rule.text.rstrip().splitlines()])


def _target(page: _Page, target: Target) -> None:
    page.heading(target.title or target.id, f"target {target.id}")
    rows = []
    for name, level in target.levels.items():
        by = f" by {target.by[name]}" if name in target.by else ""
        title = page.ruleset.capabilities[name].title if name in page.ruleset.capabilities else ""
        rows.append((name, f"level {level}{by}: {title}" if title else f"level {level}{by}"))
    page.table("Asks for", rows)


def _mentions(page: _Page, found: Found) -> None:
    """Where a tag, an information item, a cause or a finding is used."""
    ruleset = page.ruleset
    rows = []
    for capability in ruleset.capabilities.values():
        rows += [(c.id, c.title) for c in capability.criteria if found.kind == "tag" and found.id in c.tags]
        if found.kind == "information item" and any(link.item == found.id for link in capability.items):
            rows.append((capability.id, capability.title))
    page.table("Used by", rows)
    if found.kind in {"cause", "finding", "tag"}:
        page.rules(found.id)


def _speaks_of(text: str, names: Iterable[str]) -> bool:
    """Whether one of the ids stands in the text of a rule, also at the beginning of a longer one."""
    either = "|".join(map(re.escape, names))
    return re.search(rf"(?<![\w.-])(?:{either})(?![\w-]|\.\d)", text) is not None


def _declared(place: Place | None) -> tuple[str, str]:
    if place is None:
        return ("Declared in", "")
    return ("Declared in", f"{place.source.name}:{place.source.position(place.span.start).line}")


def _printable(line: str) -> str:
    return line.expandtabs(4) if line.isprintable() else clean(line)
