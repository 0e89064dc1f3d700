"""What an assessment answers beside ratings: values, judgements, second answers, evidence, its view, its day.

Everything that is not recorded stays open within what the model allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.evidence_demands import answer
from cxrules.model.measured import PARTS, asked_of_metric
from cxrules.model.stated import exact
from cxrules.plan.values import NO, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cxrules.engine.bind import Bound
    from cxrules.engine.link import Link
    from cxrules.model.assessment import Assessment, Given
    from cxrules.plan import Plan


def answer_stated(plan: Plan, made: Link, assessment: Assessment, bound: Bound) -> None:
    """Answer the inputs of `made.stated` in the arrays of all instances."""
    view = frozenset(
        plan.scopes.get(assessment.view or next(iter(plan.answers.views), ""), plan.capabilities)
    )
    covered, not_applicable, arrays = bound.scope, bound.not_applicable, bound.arrays
    whole: dict[str, Callable[[list[Any]], Value | None]] = {
        "value": lambda rest: _stated(assessment, rest),
        "judged": lambda rest: _judged(assessment, rest),
        "choice": lambda rest: _chosen(assessment, rest),
        "asked": lambda rest: NO if rest[0] in not_applicable else YES,
        "assessed": lambda rest: YES if rest[0] in covered and rest[0] not in not_applicable else NO,
        "in-view": lambda rest: YES if rest[0] in view else NO,
        "today": lambda _: _today(assessment),
    }
    metrics = asked_of(plan)
    for place, kind, rest in made.stated:
        if kind in whole and not (kind == "value" and rest[1] == "facet"):
            found = whole[kind](rest)
            if found is not None:
                for values in arrays:
                    values[place] = found
            elif kind == "value" and rest[0] in metrics:
                _answer_measured(assessment, place, rest[0], arrays)
            continue
        for instance, values in enumerate(arrays):
            own = _of_rating(kind, rest, bound.said(_subject(kind, rest), instance), assessment)
            if own is None and values[made.ratings[_subject(kind, rest)]] == OUTSIDE:
                own = OUTSIDE
            if own is not None:
                values[place] = own


def asked_of(plan: Plan) -> Collection[str]:
    """The inputs that ask of metrics."""
    found: frozenset[str] | None = plan.linked.get("asked of metrics")
    if found is None:
        found = plan.linked["asked of metrics"] = frozenset(
            asked_of_metric(name, part) for name in plan.metrics for part in PARTS
        )
    return found


def _answer_measured(assessment: Assessment, place: int, key: str, arrays: Sequence[list[Value]]) -> None:
    """What was measured, of each instance what is its own."""
    instances: Sequence[str | None] = tuple(assessment.instances) or (None,)
    for instance, values in zip(instances, arrays, strict=True):
        number = assessment.measured.answer(key, instance)
        if number is not None:
            values[place] = (number, number)  # type: ignore[assignment] # the end of an interval is compared only


def _of_rating(kind: str, rest: list[Any], said: Sequence[Given], assessment: Assessment) -> Value | None:
    if kind == "value":
        return _facet(rest[0].rpartition(".")[2], said)
    if kind == "evidence":
        return answer(rest[1], said, assessment)
    return _recorded(rest[1], said, assessment) if said else None


def _subject(kind: str, rest: list[Any]) -> str:
    """The subject whose rating is asked about."""
    name: str = rest[0]
    return name.rpartition(".")[0] if kind == "value" else name


def _facet(name: str, said: Sequence[Given]) -> Value | None:
    numbers = [int(each.facets[name]) for each in said if each.facets.get(name, "").isdecimal()]
    return (min(numbers), max(numbers)) if numbers else None


def _recorded(what: str, said: Sequence[Given], assessment: Assessment) -> Value:
    """How much is recorded of a rating; of several assessors' ratings the most.

    The reason for which something does not apply is a note, too.
    """
    evidence = {name for each in said for name in each.evidence}
    number = {
        "note-length": lambda: max(len((each.note or each.not_applicable or "").strip()) for each in said),
        "evidence-count": lambda: len(evidence),
        "link-count": lambda: sum(
            bool(found.ref) for name in evidence if (found := assessment.evidence.get(name))
        ),
        "weakness-count": lambda: max(len(each.weaknesses) for each in said),
    }[what]()
    return (number, number)


def _stated(assessment: Assessment, rest: list[Any]) -> Value | None:
    found = assessment.values.get(rest[0])
    number = None if found is None else exact(found.text, rest[1])
    return None if number is None else (number, number)


def _judged(assessment: Assessment, rest: list[Any]) -> Value | None:
    found = assessment.judgements.get(rest[0])
    return None if found is None else {"yes": YES, "no": NO}.get(found.answer)


def _chosen(assessment: Assessment, rest: list[Any]) -> Value | None:
    """The outcome that was chosen; one that is not allowed was reported and leaves the choice open."""
    found = assessment.judgements.get(rest[0])
    if found is None or found.answer not in rest[2]:
        return None
    rank = rest[2].index(found.answer)
    return (rank, rank) if rank in rest[1] else None


def _today(assessment: Assessment) -> Value | None:
    if assessment.date is None:
        return None
    day = assessment.date.toordinal()
    return (day, day)
