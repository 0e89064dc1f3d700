"""An assessment that a program made, written as a file: its head, its ratings, and what is told beside them.

What is only read from tables has no place in the file; a comment at its head tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.write_tree import write_tree
from cxrules.model.measured import PARTS, asked_of_metric
from cxrules.plan.figures import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.model.assessment import Assessment, Evidence, Given


def recorded(assessment: Assessment) -> dict[str, Any]:
    """What the file of an assessment holds, as plain data; what is empty is left out."""
    found: dict[str, Any] = {
        "cxrules": "1",
        "assessment": assessment.id,
        "title": assessment.title,
        "model": assessment.model,
        "date": assessment.date.isoformat() if assessment.date else "",
        "reading": assessment.reading,
        "method": assessment.method,
        "profile": assessment.profile,
        "view": assessment.view,
        "scope": list(map(_in_scope, assessment.scope or ())),
        "status": assessment.status,
        "assessors": {name: _kept(role=each.role) for name, each in assessment.assessors.items()},
        "instances": {name: _kept(title=each.title) for name, each in assessment.instances.items()},
        "evidence": {name: _evidence(each) for name, each in assessment.evidence.items()},
        "ratings": _ratings([*assessment.ratings, *assessment.recorded]),
        "findings": {
            name: _kept(answer=each.answer, subjects=each.subjects, by=each.by)
            for name, each in assessment.findings.items()
        },
        "judgements": {
            name: _kept(answer=each.answer, by=each.by, because=each.because)
            for name, each in assessment.judgements.items()
        },
        "values": {name: each.text for name, each in assessment.values.items()},
        "deviations": {
            each.rule: _kept(reason=each.reason, by=each.by, subjects=each.subjects)
            for each in assessment.deviations
        },
    }
    return {key: value for key, value in found.items() if value}


def written(assessment: Assessment, comments: Iterable[str] = ()) -> str:
    """The file's text, with comments at its head, ending with a line break."""
    lines = [*comments, *_measured(assessment)]
    head = "".join(f"# {' '.join(line.split())}\n" for line in lines)
    return head + write_tree(tree_of(recorded(assessment)))


def tree_of(data: dict[str, Any]) -> Mapping:
    """Plain data as the tree of a file."""
    return Mapping({key: (Scalar(key, 0, 0), node(value)) for key, value in data.items()}, 0, 0)


def node(data: object) -> Node:
    """A part of it: a map, a list or a text."""
    if isinstance(data, dict):
        return tree_of(data)
    if isinstance(data, (list, tuple)):
        return Sequence(list(map(node, data)), 0, 0)
    if isinstance(data, bool):
        return Scalar("true" if data else "false", 0, 0)
    return Scalar("" if data is None else str(data), 0, 0)


def _in_scope(each: str | tuple[str, str]) -> str:
    return each if isinstance(each, str) else " .. ".join(each)


def _kept(**told: object) -> dict[str, Any]:
    """What is told, without what is empty, under the keys of a file."""
    return {
        key.replace("_", "-"): list(value) if isinstance(value, tuple) else value
        for key, value in told.items()
        if value not in {None, "", ()}
    }


def _evidence(each: Evidence) -> dict[str, Any]:
    return _kept(
        kind=each.kind,
        title=each.title,
        ref=each.ref,
        date=each.date.isoformat() if each.date else "",
        role=each.role,
        by=each.by,
        independent=each.independent,
        valid_until=each.valid_until.isoformat() if each.valid_until else "",
        state=each.state,
    )


def _ratings(given: Iterable[Given]) -> dict[str, Any]:
    """Ratings by subject, and within it by instance where there are any."""
    found: dict[str, Any] = {}
    for each in given:
        if each.instance is None:
            found[each.subject] = _rating(each)
        else:
            of = found.setdefault(each.subject, {"instances": {}})
            of["instances"][each.instance] = _rating(each)
    return found


def _rating(each: Given) -> object:
    told = _kept(
        rating=each.rating,
        causes=each.causes,
        evidence=each.evidence,
        note=each.note,
        weaknesses=each.weaknesses,
    )
    told |= each.facets
    return each.rating if set(told) == {"rating"} else told


def _measured(assessment: Assessment) -> Iterator[str]:
    for each in assessment.measured.found.values():
        for part in PARTS:
            value = getattr(each, part)
            if value is not None:
                yield f"Measured: {asked_of_metric(each.metric, part)} is {number_text(value)}."
