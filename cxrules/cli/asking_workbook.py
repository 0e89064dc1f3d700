"""What a workbook to fill in asks, found in a model and its plan. Not a command; `new` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.cli.asking import beside, dropped, sections
from cxrules.exchange.header import READINGS
from cxrules.exchange.problems import listed
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence as ListNode
from cxrules.exchange.workbook.form import Ask, Form
from cxrules.model.record import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.cli.asking import Asking
    from cxrules.exchange.write import Blank, Fact, Section
    from cxrules.model.overlay import Overlay
    from cxrules.model.ruleset import Attribute, Capability, Criterion, ItemLink, Ruleset
    from cxrules.plan import Plan

_STATUSES = ("draft", "consolidated")


def form_of(asking: Asking) -> Form:
    """Everything that a part of a model asks, with the words to choose from."""
    ruleset, plan, found = asking.ruleset, asking.plan, beside(asking)
    titles = dict(plan.scale_values)
    return Form(
        ratings=list(_ratings(asking)),
        findings=[_fact(each) for each in (*found.contexts, *found.findings)],
        values=[_value(asking, key, remark) for key, remark in found.values],
        judgements=[_judgement(plan, key, title) for key, title in found.judgements],
        tables=[Ask(each.name, each.title) for each in ruleset.tables.values()],
        scale=[(name, titles.get(name, "")) for name in plan.given_values],
        causes=list(plan.causes.items()),
        rules=[(each.id, each.title) for each in ruleset.rules.values()],
        facets=[(each.id, each.low, each.high) for each in ruleset.facets.values()],
        head=_head(ruleset, plan),
        model=" ".join(filter(None, (ruleset.title, ruleset.version))),
        instances=plan.join is not None,
        weakness=ruleset.weakness_below or "",
    )


def workbook(tree: Mapping, form: Form) -> bytes:
    """The file of a workbook.

    Raises UnwritableError where it cannot be written.
    """
    from cxrules.exchange.workbook.write import write_workbook

    return write_workbook(tree, form)


def with_texts(form: Form, overlays: Sequence[Overlay]) -> Form:
    """A form that shows the texts of overlays, too, and says whose they are."""
    if not overlays:
        return form
    from cxrules.reports.overlay import notice
    from cxrules.workspace.overlaid import text_of

    ratings = []
    for ask in form.ratings:
        relative = ask.id.removeprefix(f"{ask.belongs.partition(' ')[0]}.")
        text = text_of(overlays, ask.id, relative).strip()
        ratings.append(ask._replace(guide="\n".join(filter(None, (text, ask.guide)))))
    return form._replace(ratings=ratings, notice=notice([each.name for each in overlays]))


def head_of(blank: Blank) -> Mapping:
    """The head of an assessment that has not begun, as the tree of its file."""
    found: dict[str, str | list[str]] = {
        "cxrules": "1",
        "assessment": blank.id,
        "model": blank.model,
        "profile": blank.profile,
        "view": blank.view,
        "reading": READINGS[0],
        "method": blank.method,
        "target": blank.target,
        "scope": list(blank.scope),
        "up-to-level": "" if blank.up_to_level is None else str(blank.up_to_level),
        "status": _STATUSES[0],
    }
    nodes: dict[str, Node] = {key: _node(value) for key, value in found.items() if value}
    nodes["assessors"] = _map({"lead": _map({"role": _text("lead")})})
    return _map(nodes)


def _map(nodes: dict[str, Node]) -> Mapping:
    return Mapping({key: (_text(key), node) for key, node in nodes.items()}, 0, 0)


def _text(text: str) -> Scalar:
    return Scalar(text, 0, 0)


def _node(value: str | list[str]) -> Node:
    return _text(value) if isinstance(value, str) else ListNode([_text(each) for each in value], 0, 0)


def _head(ruleset: Ruleset, plan: Plan) -> dict[str, list[str]]:
    """The words for keys that choose something."""
    found = {
        "reading": list(READINGS),
        "status": list(_STATUSES),
        "method": list(plan.methods),
        "target": list(ruleset.targets),
        "profile": list(ruleset.profiles),
        "view": [each.id for each in ruleset.scopes.values() if each.kind == "view"],
        "consensus": list(RULES),
    }
    return {key: words for key, words in found.items() if words}


# ---------------------------------------------------------------------------------------- ratings


def _ratings(asking: Asking) -> Iterator[Ask]:
    ruleset = asking.ruleset
    for capability, section in zip(asking.chosen, sections(asking), strict=True):
        told = {each.id: (each.title, _criterion(ruleset, capability, each)) for each in capability.criteria}
        for attribute in ruleset.attributes.values():
            told[f"{capability.id}.{attribute.id}"] = (attribute.title, _attribute(ruleset, attribute))
            for each in attribute.practices:
                told[f"{capability.id}.{each.id}"] = (each.title, _practice(ruleset, attribute, each))
        yield from _section(section, told, f"{capability.id} {capability.title}")


def _section(section: Section, told: dict[str, tuple[str, str]], of: str) -> Iterator[Ask]:
    for subject, remark in section.subjects:
        title, guide = told.get(subject, (remark, ""))
        yield Ask(subject, title, guide, of)
    for part in section.parts:
        inner = of if of.startswith(f"{part.id} ") else f"{of}\n{part.id} {part.name}"
        yield from _section(part, told, inner)


def _criterion(ruleset: Ruleset, capability: Capability, criterion: Criterion) -> str:
    """What a criterion asks beside its title, a line for each."""
    lines = list(_shown("outcome", criterion.shows))
    clauses = ruleset.clauses.get(criterion.id)
    if clauses is not None:
        lines += [f"Applies when {clauses.applies}."] if clauses.applies else []
        lines += [f"Needs {' and '.join(clauses.needs)}."] if clauses.needs else []
        lines += (
            ["Worked out by the model; a rating given here is checked against it."] if clauses.rates else []
        )
    if criterion.prerequisites:
        lines.append(f"Rests on {listed([name for name, _ in criterion.prerequisites], most=30)}.")
    lines += _items(ruleset, capability.items, criterion.shows)
    return "\n".join([*lines, *_tags(ruleset, criterion)])


def _attribute(ruleset: Ruleset, attribute: Attribute) -> str:
    level = next((each for each in ruleset.levels if each.order == attribute.level), None)
    named = f"Level {attribute.level}, {level.title}." if level else f"Level {attribute.level}."
    practices = [each.id for each in attribute.practices if each.id not in dropped(ruleset)]
    return f"{named} In the light of {listed(practices, most=30)}." if practices else named


def _practice(ruleset: Ruleset, attribute: Attribute, practice: Criterion) -> str:
    lines = [f"For {attribute.id}, {attribute.title}."]
    lines += _shown("achievement", practice.shows)
    lines += _items(ruleset, attribute.items, practice.shows)
    return "\n".join([*lines, *_tags(ruleset, practice)])


def _shown(what: str, numbers: tuple[int, ...]) -> Iterator[str]:
    if numbers:
        yield f"For {what}{'s' * (len(numbers) > 1)} {listed(map(str, numbers), most=30)}."


def _items(ruleset: Ruleset, links: tuple[ItemLink, ...], shows: tuple[int, ...]) -> Iterator[str]:
    """The information items that show the same as a criterion does."""
    found = [link.item for link in links if set(link.shows) & set(shows)]
    if found:
        named = [f"{each} {ruleset.items.get(each, '')}".rstrip() for each in found]
        yield f"Seen in: {listed(named, most=20)}."


def _tags(ruleset: Ruleset, criterion: Criterion) -> Iterator[str]:
    if criterion.tags:
        yield f"Tags: {'; '.join(ruleset.tags.get(each) or each for each in criterion.tags)}."


# ----------------------------------------------------------------------------------------- beside


def _fact(fact: Fact) -> Ask:
    return Ask(fact.id, f"{fact.title} (name the subjects it holds for)" if fact.named else fact.title)


def _value(asking: Asking, key: str, remark: str) -> Ask:
    kind, low, high, _ = asking.plan.answers.inputs[key]
    return Ask(key, remark, type=kind, low=low, high=high)


def _judgement(plan: Plan, key: str, title: str) -> Ask:
    return Ask(key, title, words=plan.vocabulary().judgements.get(key, ()))
