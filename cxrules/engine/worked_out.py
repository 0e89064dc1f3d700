"""Values and levels of the organisation in a result: read from the trace, nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.link import BY_DATA, support
from cxrules.engine.outcome import open_inputs
from cxrules.plan.figures import date_text
from cxrules.plan.values import OUTSIDE, Point, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.plan import OrganisationNodes, ValueNodes

_TRUTHS = ("no", "yes")


def values_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Every value of everything in scope, as published. Exact numbers are text such as ``65/2``."""
    return [
        _value(evaluation, each) for each in evaluation.plan.values if _in_scope(evaluation, each.subject)
    ]


def _in_scope(evaluation: Evaluation, subject: str) -> bool:
    plan, bound = evaluation.plan, evaluation.bound
    capability = plan.capability_of(subject)
    return capability is None or (capability in bound.scope and capability not in bound.not_applicable)


def _value(evaluation: Evaluation, value: ValueNodes) -> dict[str, Any]:
    found = evaluation.value(value.node)
    low, high = told(found, value.type, value.words)
    return {
        "subject": value.subject,
        "name": value.name,
        "level": value.level,
        "type": value.type,
        "value": low if found[0] == found[1] or value.type not in {"truth", "rating"} else None,
        "possible": high,
        "stated": _stated(evaluation, value),
    }


def _stated(evaluation: Evaluation, value: ValueNodes) -> str | None:
    """The value where what is blank counts as the model says; None where it says nothing about that."""
    found = evaluation.stated(value.node)
    return None if found is None or found[0] != found[1] else told(found, value.type, value.words)[0]


def told(value: Value, kind: str, words: Sequence[str]) -> tuple[str | None, str | None]:
    """Both ends of a value as text; nothing of what does not apply."""
    return _end(value[0], kind, words), _end(value[1], kind, words)


def _end(point: Point, kind: str, words: Sequence[str]) -> str | None:
    if point is None:
        return None
    if kind == "truth":
        return _TRUTHS[int(point)]
    if kind == "rating":
        return words[int(point)]
    return date_text(point) if kind == "date" else str(point)


def organisation(evaluation: Evaluation, falls: Mapping[int, date]) -> dict[str, Any] | None:
    """The level of the organisation: of the first list of levels a model has for it, with the others.

    `falls` gives the day on which a node of a level falls because waivers end.
    """
    found = [_organisation(evaluation, each, falls.get(each.level)) for each in evaluation.plan.organisations]
    return {**found[0], "others": found[1:]} if found else None


def _organisation(evaluation: Evaluation, nodes: OrganisationNodes, falls: date | None) -> dict[str, Any]:
    level, possible = (None if end is None else int(end) for end in evaluation.value(nodes.level))
    low, high = (None if end is None else int(end) for end in evaluation.unwaived().value(nodes.level))
    stated = evaluation.stated(nodes.level)
    return {
        "id": nodes.name,
        "title": nodes.title,
        "level": level,
        "possible": possible,
        "stated": None if stated is None or stated[0] is None else int(stated[0]),
        "without-waivers": {"level": low, "possible": high},
        "falls": falls.isoformat() if falls else None,
        "name": nodes.levels.get(level, "") if level is not None else "",
        "open": open_inputs(evaluation, nodes.level) if level != possible else [],
    }


def refused(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Who refuses the assessment and in which words: a rule, or a row of a decision."""
    return [
        (each.by, each.message)
        for each in evaluation.plan.refusals
        if any(evaluation.value(each.node, place)[0] for place in range(len(evaluation.bound.arrays)))
    ]


def is_stated(evaluation: Evaluation, node: int, blank: Sequence[Value]) -> bool:
    """Whether anything is recorded that a node rests on."""
    nodes = evaluation.plan.nodes
    return any(
        evaluation.value(each) not in {blank[each], OUTSIDE}
        for each in support(evaluation.plan, [node])
        if nodes[each].op == "input" and nodes[each].param[0] in BY_DATA
    )
