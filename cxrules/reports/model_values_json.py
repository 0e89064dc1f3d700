"""What a model works out, asks and judges beside ratings, and its profiles: a part of ``cxrules-model/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cxrules.model.ruleset import DecisionText, Input, Parameter, Place, ProfileText, Ruleset, Written


def values(ruleset: Ruleset) -> dict[str, Any]:
    """See the module; each key holds a list of entries with an id."""
    return {
        "values": [_written(each) for each in ruleset.values],
        "decisions": [_decision(each) for each in ruleset.decisions],
        "inputs": [_input(each, ruleset.asked.get(each.id)) for each in ruleset.inputs.values()],
        "judgements": [
            {"id": each.id, "title": each.title, "of": list(each.of), "answers": ["yes", "no"]}
            for each in ruleset.judgements.values()
        ],
        "facets": [
            {"id": each.id, "title": each.title, "low": each.low, "high": each.high}
            for each in ruleset.facets.values()
        ],
        "properties": [
            {"id": name, "of": {kind: None if number is None else str(number) for kind, number in of.items()}}
            for name, of in ruleset.properties.items()
        ],
        "kinds": [{"id": name, "in": within} for name, within in ruleset.kinds.items()],
        "sets": [
            {"id": name, "title": ruleset.set_titles.get(name, ""), "members": list(members)}
            for name, members in ruleset.sets.items()
        ],
        "parameters": [_parameter(each) for each in ruleset.parameters.values()],
        "profiles": [_profile(each) for each in ruleset.profiles.values()],
    }


def place(found: Place | None) -> dict[str, Any] | None:
    """Where a thing is declared."""
    if found is None:
        return None
    return {"file": found.source.name, "line": found.source.position(found.span.start).line}


def numbers(carried: Mapping[str, Fraction]) -> dict[str, str]:
    """The numbers that a thing carries; exact, as texts."""
    return {name: str(number) for name, number in carried.items()}


def _written(found: Written) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "of": list(found.of),
        "text": found.text,
        "source": found.source,
        "because": found.because,
        "note": found.note,
        "declared": place(found.place),
    }


def _decision(found: DecisionText) -> dict[str, Any]:
    rows = [{"when": when, "then": then} for when, then in found.rows]
    return {**_written(found), "scale": found.scale or None, "order": found.order or "only fit", "rows": rows}


def _input(asked: Input, written: Written | None) -> dict[str, Any]:
    return {
        "id": asked.id,
        "title": asked.title,
        "type": "one of" if asked.choices else asked.type,
        "of": list(asked.of),
        "low": None if asked.low is None else str(asked.low),
        "high": None if asked.high is None else str(asked.high),
        "choices": list(asked.choices),
        "text": written.text if written else "",
        "source": written.source if written else "",
        "because": written.because if written else "",
        "declared": place(written.place) if written else None,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    dated = parameter.dated or (("", parameter.value),)
    return {
        "id": parameter.id,
        "title": parameter.title,
        "type": parameter.type,
        "value": parameter.value,
        "values": [{"from": day or None, "value": value} for day, value in dated],
        "source": parameter.source,
    }


def _profile(profile: ProfileText) -> dict[str, Any]:
    return {
        "id": profile.id,
        "title": profile.title,
        "of": profile.of[0],
        "changes": [
            {"change": each.word, "of": each.of, "because": each.because, "text": each.text}
            for each in profile.changes
        ],
        "text": profile.text,
        "declared": place(profile.place),
    }
