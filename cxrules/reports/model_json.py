"""A model as data: the document ``cxrules-model/1`` that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxrules.model.ruleset import (
        Attribute,
        Capability,
        Criterion,
        Parameter,
        Place,
        Rule,
        Ruleset,
        Scope,
        Target,
    )
    from cxrules.reports.subjects import Found

_LISTS = ("levels", "attributes", "capabilities", "rules", "targets", "parameters", "scopes", "groups")
_WORDS = {"tag": "tags", "information item": "items", "cause": "causes", "finding": "findings"}


def model(ruleset: Ruleset) -> dict[str, Any]:
    """The whole model."""
    return {
        **_header(ruleset),
        "levels": [{"order": level.order, "name": level.title} for level in ruleset.levels],
        "attributes": [_attribute(each) for each in ruleset.attributes.values()],
        "capabilities": [_capability(each) for each in ruleset.capabilities.values()],
        "rules": [_rule(each) for each in ruleset.rules.values()],
        "targets": [_target(each) for each in ruleset.targets.values()],
        "parameters": [_parameter(each) for each in ruleset.parameters.values()],
        "scopes": [_scope(each) for each in ruleset.scopes.values()],
        "groups": [{"id": g.id, "name": g.title, "parent": g.parent} for g in ruleset.groups.values()],
        "tags": dict(ruleset.tags),
        "items": dict(ruleset.items),
        "causes": dict(ruleset.causes),
        "findings": dict(ruleset.findings),
    }


def part(ruleset: Ruleset, found: Found) -> dict[str, Any]:
    """The same document, holding only what an id names; a criterion stands in its capability."""
    whole = model(ruleset)
    kept: dict[str, Any] = {key: [] if key in _LISTS else {} for key in (*_LISTS, *_WORDS.values())}
    kind, name = found.kind, found.id
    if kind in _WORDS:
        kept[_WORDS[kind]] = {name: found.thing}
    elif kind == "criterion":
        capability = _with_id(whole["capabilities"], found.owner)
        kept["capabilities"] = [{**capability, "criteria": [_with_id(capability["criteria"], name)]}]
    elif kind == "practice":
        attribute = _with_id(whole["attributes"], found.owner)
        practice = getattr(found.thing, "id", name)
        titles = {practice: attribute["titles"][practice]}
        kept["attributes"] = [{**attribute, "practices": [practice], "titles": titles}]
    else:
        key = {"capability": "capabilities"}.get(kind, f"{kind}s")
        kept[key] = [_with_id(whole[key], getattr(found.thing, "id", name))]
    return {**_header(ruleset), **kept}


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
        "scales": [
            {
                "id": scale.id,
                "title": scale.title,
                "values": [{"id": v.id, "title": v.title, "value": str(v.code)} for v in scale.values],
            }
            for scale in ruleset.scales.values()
        ],
        "methods": [{"id": m.id, "title": m.title, "scale": m.scale} for m in ruleset.methods.values()],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"file": place.source.name, "line": place.source.position(place.span.start).line}


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "title": attribute.title,
        "level": attribute.level,
        "practices": [practice.id for practice in attribute.practices],
        "titles": {practice.id: practice.title for practice in attribute.practices},
        "declared": _place(attribute.place),
    }


def _capability(capability: Capability) -> dict[str, Any]:
    return {
        "id": capability.id,
        "name": capability.title,
        "group": capability.group,
        "purpose": capability.purpose,
        "outcomes": capability.outcomes,
        "criteria": [_criterion(each) for each in capability.criteria],
        "items": [{"id": item.item, "shows": list(item.shows)} for item in capability.items],
        "declared": _place(capability.place),
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "title": criterion.title,
        "tags": list(criterion.tags),
        "shows": list(criterion.shows),
        "weight": str(criterion.weight),
        "level": criterion.level,
        "prerequisites": [name for name, _ in criterion.prerequisites],
        "declared": _place(criterion.place),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "effect": rule.effect,
        "title": rule.title,
        "text": rule.text,
        "source": rule.source,
        "because": rule.because,
        "declared": _place(rule.place),
    }


def _target(target: Target) -> dict[str, Any]:
    return {"id": target.id, "title": target.title, "levels": dict(target.levels), "by": dict(target.by)}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "title": parameter.title,
        "type": parameter.type,
        "value": parameter.value,
        "source": parameter.source,
    }


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "id": scope.id,
        "title": scope.title,
        "kind": scope.kind,
        "capabilities": list(scope.capabilities),
    }
