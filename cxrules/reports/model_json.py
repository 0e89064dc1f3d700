"""A model as data: the document ``cxrules-model/1`` that other programs read.

What is rated and what bounds it is here; what is worked out, stated and judged is in `model_values_json`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.reports.model_values_json import numbers, place, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.metrics import GradedText, Metric
    from cxrules.model.ruleset import (
        Attribute,
        Capability,
        Criterion,
        Level,
        Part,
        Rule,
        Ruleset,
        Scale,
        Scope,
        Target,
    )
    from cxrules.reports.subjects import Found

_KEYS = {
    "capability": "capabilities",
    "practice": "attributes",
    "criterion": "capabilities",
    "element": "capabilities",
    "information item": "items",
    "maturity": "organisations",
    "property": "properties",
    "levels": "levels",
}


def model(ruleset: Ruleset) -> dict[str, Any]:
    """The whole model."""
    return {**_header(ruleset), **_parts(ruleset)}


def part(ruleset: Ruleset, found: Sequence[Found]) -> dict[str, Any]:
    """The same document, holding only what an id names; a criterion stands in its capability."""
    whole = _parts(ruleset)
    kept: dict[str, Any] = {key: type(entries)() for key, entries in whole.items()}
    if not any(each.kind in {"scale", "method"} for each in found):
        kept |= {"scales": whole["scales"], "methods": whole["methods"]}
    for each in found:
        key = _KEYS.get(each.kind, f"{each.kind}s")
        if isinstance(kept[key], dict):
            kept[key][each.id] = whole[key][each.id]
        else:
            kept[key] += [entry for entry in _entries(whole[key], each) if entry not in kept[key]]
    return {**_header(ruleset), **kept}


def _entries(entries: list[dict[str, Any]], found: Found) -> list[dict[str, Any]]:
    """What a list has for an id: usually one entry, several for values of different things."""
    if found.kind == "levels":
        return entries
    if found.kind == "criterion":
        return [_only(_with_id(entries, found.owner), "criteria", [found.id])]
    if found.kind == "element":
        owner = _with_id(entries, found.owner)
        inside = [each["id"] for each in owner["elements"] if found.id in each["within"]]
        return [_only(_only(owner, "criteria", found.thing.criteria), "elements", [found.id, *inside])]
    name = getattr(found.thing, "id", found.id)
    if found.kind == "practice":
        attribute = _with_id(entries, found.owner)
        return [{**attribute, "practices": [name], "titles": {name: attribute["titles"][name]}}]
    return [entry for entry in entries if entry["id"] == name]


def _only(entry: dict[str, Any], key: str, names: Iterable[str]) -> dict[str, Any]:
    wanted = set(names)
    return {**entry, key: [each for each in entry[key] if each["id"] in wanted]}


def _with_id(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["id"] == name)


def _header(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "format": "cxrules-model/1",
        "id": ruleset.id,
        "version": ruleset.version,
        "title": ruleset.title,
        "source": ruleset.source,
        "trademark": ruleset.trademark,
        "packages": [{"id": name, "version": version} for name, version, _ in ruleset.packages],
        "terms": dict(ruleset.terms),
        "mode": ruleset.mode,
        "blank": ruleset.blank,
        "weakness-below": ruleset.weakness_below,
        "profile": ruleset.profile,
        "past": [
            {
                "kind": kind,
                "id": name,
                "renamed-from": list(found.renamed_from),
                "deprecated-since": found.deprecated_since,
            }
            for (kind, name), found in ruleset.past.items()
        ],
        "tailoring": [
            {"change": word, "of": name, "because": because} for word, name, because in ruleset.tailoring
        ],
    }


def _parts(ruleset: Ruleset) -> dict[str, Any]:
    """Everything that has an id, by kind."""
    return {
        "levels": [_level(each) for each in ruleset.levels],
        "organisations": [
            {
                "id": each.id,
                "title": each.title,
                "mode": each.mode,
                "levels": [_level(level) for level in each.levels],
            }
            for each in ruleset.organisations.values()
        ],
        "scales": [_scale(each) for each in ruleset.scales.values()],
        "methods": [{"id": m.id, "title": m.title, "scale": m.scale} for m in ruleset.methods.values()],
        "attributes": [_attribute(each) for each in ruleset.attributes.values()],
        "capabilities": [_capability(ruleset, each) for each in ruleset.capabilities.values()],
        "rules": [_rule(each) for each in ruleset.rules.values()],
        "targets": [_target(each) for each in ruleset.targets.values()],
        "scopes": [_scope(each) for each in ruleset.scopes.values()],
        "groups": [
            {"id": g.id, "name": g.title, "parent": g.parent, "kind": g.kind, "numbers": numbers(g.numbers)}
            for g in ruleset.groups.values()
        ],
        "tags": dict(ruleset.tags),
        "items": dict(ruleset.items),
        "causes": dict(ruleset.causes),
        "findings": dict(ruleset.findings),
        "contexts": dict(ruleset.contexts),
        **values(ruleset),
    }


def _level(level: Level) -> dict[str, Any]:
    return {"order": level.order, "name": level.title, "requires": level.requires}


def _scale(scale: Scale) -> dict[str, Any]:
    values = [
        {"id": each.id, "title": each.title, "value": None if each.outside else str(each.code)}
        for each in scale.values
    ]
    return {"id": scale.id, "title": scale.title, "values": values}


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "title": attribute.title,
        "level": attribute.level,
        "practices": [practice.id for practice in attribute.practices],
        "titles": {practice.id: practice.title for practice in attribute.practices},
        "declared": place(attribute.place),
    }


def _capability(ruleset: Ruleset, capability: Capability) -> dict[str, Any]:
    requires = ruleset.requirements.get(capability.id, ())
    return {
        "id": capability.id,
        "name": capability.title,
        "group": capability.group,
        "purpose": capability.purpose,
        "outcomes": capability.outcomes,
        "up-to-level": capability.top,
        "tags": list(capability.tags),
        "numbers": numbers(capability.numbers),
        "elements": [_element(each) for each in capability.parts],
        "criteria": [_criterion(ruleset, each) for each in capability.criteria],
        "items": [{"id": item.item, "shows": list(item.shows)} for item in capability.items],
        "requires": [{"level": order, "requires": text} for order, text in requires],
        "declared": place(capability.place),
    }


def _element(part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind,
        "title": part.title,
        "within": list(part.within),
        "criteria": list(part.criteria),
        "numbers": numbers(part.numbers),
        "declared": place(part.place),
    }


def _criterion(ruleset: Ruleset, criterion: Criterion) -> dict[str, Any]:
    clauses = ruleset.clauses.get(criterion.id)
    return {
        "id": criterion.id,
        "title": criterion.title,
        "tags": list(criterion.tags),
        "shows": list(criterion.shows),
        "weight": str(criterion.weight),
        "level": criterion.level,
        "prerequisites": [name for name, _ in criterion.prerequisites],
        "numbers": numbers(criterion.numbers),
        "feeds": [
            {"to": each.target, "level": each.level, "weight": str(each.weight)} for each in criterion.feeds
        ],
        "applies-when": clauses.applies or None if clauses else None,
        "needs": list(clauses.needs) if clauses else [],
        "rates": [{"rating": rating, "when": when} for rating, when in clauses.rates] if clauses else [],
        "graded": [_graded(ruleset, each) for each in clauses.graded] if clauses else [],
        "joined": clauses.joined if clauses and clauses.graded else None,
        "declared": place(criterion.place),
    }


def _graded(ruleset: Ruleset, graded: GradedText) -> dict[str, Any]:
    return {
        "text": graded.text,
        "rows": [{"rating": rating, "when": when} for rating, when in graded.rows],
        "metrics": [_metric(ruleset.metrics[name]) for name in graded.metrics],
        "parameters": list(graded.parameters),
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "id": metric.name,
        "title": metric.title,
        "unit": metric.unit,
        "table": metric.table or None,
        "needs": metric.least,
        "interval": metric.interval or None,
        "confidence": str(Fraction(metric.confidence)) if metric.interval else None,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "effect": rule.effect,
        "title": rule.title,
        "text": rule.text,
        "source": rule.source,
        "because": rule.because,
        "declared": place(rule.place),
    }


def _target(target: Target) -> dict[str, Any]:
    return {"id": target.id, "title": target.title, "levels": dict(target.levels), "by": dict(target.by)}


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "id": scope.id,
        "title": scope.title,
        "kind": scope.kind,
        "capabilities": list(scope.capabilities),
    }
