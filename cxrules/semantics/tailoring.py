"""A profile applied to what the packages declare: values set, elements left out, criteria and rules added.

The model itself stays as it is. What is left out is never asked for, and whatever names it goes on without.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cxrules.plan.tailoring import UnknownProfile
from cxrules.semantics.elements import criteria_in
from cxrules.semantics.elements_index import full
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


@dataclass
class Tailored:
    """What a profile did: rows of word, name and reason; `dropped` are elements with the reason."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)
    drops: list[tuple[Source, tree.Leaf, str]] = field(default_factory=list)


def tailor(declared: Declared, name: str | None, models: Mapping[str, object], report: Report) -> Tailored:
    """Apply the profile of a name to the declarations; no name changes nothing.

    Raises UnknownProfile.
    """
    tailored = Tailored()
    if name is None:
        return tailored
    profiles = {each.name.text: (source, each) for source, each in declared.of(tree.Profile)}
    if name not in profiles:
        raise UnknownProfile(name, list(profiles))
    source, profile = profiles[name]
    if profile.of.text not in models:
        report.unknown("model", profile.of.text, models, source, profile.of)
    for part in profile.parts:
        _apply(part, source, declared, tailored, report)
    return tailored


def _apply(
    part: tree.ProfilePart, source: Source, declared: Declared, tailored: Tailored, report: Report
) -> None:
    if isinstance(part, tree.ProfileSet):
        _set(part, source, declared, tailored, report)
    elif isinstance(part, tree.Drop):
        _drop(part, source, declared, tailored, report)
    elif isinstance(part, tree.Extend):
        reason = _reason(part.properties, source, part.name, report)
        if declared.extend(source, part):
            tailored.rows.append(("extend", part.name.text, reason))
        else:
            known = [each.name.text for _, each in declared.of(tree.Capability)]
            report.unknown("capability", part.name.text, known, source, part.name)
    else:
        _patch(part, source, declared, tailored, report)


def _set(
    part: tree.ProfileSet, source: Source, declared: Declared, tailored: Tailored, report: Report
) -> None:
    known = {each.name.text: each for _, each in declared.of(tree.Parameter)}
    found = known.get(part.name.text)
    if found is None:
        report.unknown("parameter", part.name.text, known, source, part.name)
        return
    if any(word == "set" and said.startswith(f"{part.name.text} = ") for word, said, _ in tailored.rows):
        report.add("CX0202", f"The parameter {part.name.text} is set twice.", source, part.name)
    changed = replace(found, name=part.name, value=part.value, since=[])
    declared.put(tree.Parameter, part.name.text, source, changed)
    reason = reason_of(part.parts)
    tailored.rows.append(("set", f"{part.name.text} = {part.value.text}", reason))


def _names(
    each: tree.Leaf | tree.NameRange, source: Source, declared: Declared, report: Report
) -> list[tuple[str, tree.Leaf]]:
    """One name, or all of a range of rules, capabilities or criteria."""
    if isinstance(each, tree.Leaf):
        return [(each.text, each)]
    known = [rule.name.text for _, rule in declared.of(tree.Rule)]
    for _, capability in declared.bodies():
        name = capability.name.text
        known += [name, *(full(name, part.name.text) for part in criteria_in(capability.parts))]
    return report.expand("element or rule", dict.fromkeys(known), [each], source)


def _drop(part: tree.Drop, source: Source, declared: Declared, tailored: Tailored, report: Report) -> None:
    reason = _reason(part.parts, source, part.names[0], report)
    for name, leaf in [row for each in part.names for row in _names(each, source, declared, report)]:
        if any(row[:2] == ("drop", name) for row in tailored.rows):
            report.add("CX0202", f"{name} is left out twice.", source, leaf)
        tailored.rows.append(("drop", name, reason))
        if not declared.take_out(tree.Rule, name):
            tailored.dropped[name] = reason
            tailored.drops.append((source, leaf, reason))


def _patch(part: tree.Patch, source: Source, declared: Declared, tailored: Tailored, report: Report) -> None:
    rule = part.rule
    known = {each.name.text for _, each in declared.of(tree.Rule)}
    reason = reason_of(rule.parts)
    if part.word == "replace":
        if rule.name.text not in known:
            report.unknown("rule", rule.name.text, known, source, rule.name)
            return
        reason = _reason(rule.parts, source, rule.name, report)
        declared.put(tree.Rule, rule.name.text, source, rule)
    elif rule.name.text in known:
        report.add(
            "CX0202",
            f"The rule {rule.name.text} is there already.",
            source,
            rule.name,
            "Write `replace rule …` to put this one in its place.",
        )
        return
    else:
        declared.add(source, rule)
    tailored.rows.append((part.word, rule.name.text, reason))


def _reason(
    parts: list[tree.Property], source: Source, at: tree.Leaf | tree.NameRange, report: Report
) -> str:
    """The reason of a change to the model, which must be there."""
    found = reason_of(parts)
    if not found.strip():
        leaf = at.first if isinstance(at, tree.NameRange) else at
        message = f"It is not said why {leaf.text} is changed."
        report.add("CX0411", message, source, leaf, 'Add the reason: because "…".')
    return found


def reason_of(parts: Iterable[tree.Property]) -> str:
    """The reason among the properties of a change; empty where none is given."""
    return next((each.value.text for each in parts if each.word == "because"), "")


def check_dropped(tailored: Tailored, known: Mapping[str, object], report: Report) -> None:
    """What is left out is there."""
    for source, leaf, _ in tailored.drops:
        if leaf.text not in known:
            report.unknown("element or rule", leaf.text, known, source, leaf)


def in_force(parameter: tree.Parameter, day: date | None) -> tuple[tree.Leaf, str | None, str | None]:
    """The value of a parameter on a day, and from when until when (exclusive) it is that, as ISO dates."""
    rows = sorted(parameter.since, key=lambda each: each.day.text)
    value, since, until = parameter.value, None, None
    for row in rows:
        if day is None or row.day.text > day.isoformat():
            until = row.day.text
            break
        value, since = row.value, row.day.text
    return value, since, until
