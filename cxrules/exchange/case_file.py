"""An assessment that was made up as a case, written as a file that every command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.exchange.header import VERSION
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.write_tree import write_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.model.assessment import Assessment, Evidence, Given


def write_case(assessment: Assessment, comment: Iterable[str] = ()) -> str:
    """The YAML of an assessment, with some lines of comment above.

    What was measured from tables is not in it: no file can state that.
    """
    told = [f"# {' '.join(line.split())}" if line.strip() else "#" for line in comment]
    lines = "".join(f"{line}\n" for line in told)
    tree = _node({key: value for key, value in _data(assessment).items() if value not in (None, "", {}, [])})
    assert isinstance(tree, Mapping)  # noqa: S101 - a dict becomes a map
    return lines + write_tree(tree)


def _data(made: Assessment) -> dict[str, Any]:
    return {
        "cxrules": VERSION,
        "assessment": made.id,
        "title": made.title,
        "model": made.model,
        "date": made.date.isoformat() if made.date else None,
        "reading": made.reading,
        "method": made.method,
        "profile": made.profile,
        "scope": [each if isinstance(each, str) else list(each) for each in made.scope or ()],
        "status": made.status,
        "assessors": {each.id: {"role": each.role} for each in made.assessors.values()},
        "instances": {each.id: {"weight": str(each.weight)} for each in made.instances.values()},
        "evidence": {each.id: _evidence(each) for each in made.evidence.values()},
        "ratings": _ratings((*made.ratings, *made.recorded)),
        "findings": {
            each.id: _filled({"answer": each.answer, "subjects": list(each.subjects)})
            for each in made.findings.values()
        },
        "judgements": {
            each.key: {"answer": each.answer, "by": each.by, "because": each.because}
            for each in made.judgements.values()
        },
        "values": {each.name: each.text for each in made.values.values()},
        "deviations": _deviations(made),
    }


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], ())}


def _evidence(each: Evidence) -> dict[str, Any]:
    return _filled(
        {
            "kind": each.kind,
            "title": each.title or f"Made up as {each.id}",
            "ref": each.ref,
            "date": each.date.isoformat() if each.date else None,
            "role": each.role,
            "by": each.by,
            "independent": {True: "yes", False: "no", None: None}[each.independent],
            "valid-until": each.valid_until.isoformat() if each.valid_until else None,
            "state": each.state,
        }
    )


def _ratings(given: Iterable[Given]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in given:
        said = _filled(
            {
                "rating": each.rating,
                "causes": list(each.causes),
                "evidence": list(each.evidence),
                "note": each.note,
                "weaknesses": list(each.weaknesses),
                **each.facets,
            }
        )
        value = said["rating"] if list(said) == ["rating"] else said
        if each.instance is None:
            found[each.subject] = value
        else:
            found.setdefault(each.subject, {"instances": {}})["instances"][each.instance] = value
    return found


def _deviations(made: Assessment) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for each in made.deviations:
        said = _filled({"reason": each.reason, "by": each.by, "subjects": list(each.subjects)})
        found.setdefault(each.rule, []).append(said)
    return {rule: said[0] if len(said) == 1 else said for rule, said in found.items()}


def _node(value: Any) -> Node:  # noqa: ANN401 - any part of plain data
    if isinstance(value, dict):
        return Mapping({key: (Scalar(key, 0, 0), _node(each)) for key, each in value.items()}, 0, 0)
    if isinstance(value, list):
        return Sequence([_node(each) for each in value], 0, 0)
    return Scalar(value, 0, 0)
