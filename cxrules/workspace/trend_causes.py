"""What made a level rise or fall between two assessments: the ratings and other answers that differ.

An answer decides where the levels that were won or lost rest on it, found by walking down the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cxrules.engine.link import support
from cxrules.engine.valued import orders_of
from cxrules.model.assessment import standing as still_said
from cxrules.model.measured import taken_apart
from cxrules.plan.figures import measured_text
from cxrules.workspace.standing import ABSENT, Cause, Standing
from cxrules.workspace.trend_beside import findings_between, texts_between, waivers_between
from cxrules.workspace.trend_obstacles import obstacles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.plan import Plan
    from cxrules.plan.plan import OrganisationNodes

OPEN, NOT_APPLICABLE = "open", "not applicable"


def causes_of_capability(old: Standing, new: Standing, name: str) -> list[Cause]:
    """What differs in a capability between two assessments, what decides first."""
    before, after = old.capability(name), new.capability(name)
    if before is None or after is None:
        return []
    resting: set[tuple[str, str]] = set()
    for each in (old, new):
        resting |= _resting(each.evaluation, _won_or_lost(each.evaluation, name, before, after))
    own = set(_own(before)) | set(_own(after))
    known = [subject for kind, subject in sorted(resting) if kind == "rating" and subject not in own]
    ratings = _ratings(old, new, [*_own(after), *known], {subject for _, subject in resting})
    causes = [*_along(ratings, _ranks(new.evaluation), before, after), *_answers(old, new, resting)]
    nodes = [_won_or_lost(each.evaluation, name, before, after) for each in (old, new)]
    levels = [each.evaluation.plan.capabilities[name].level for each in (old, new)]
    causes += texts_between(old, new, nodes, levels)
    lower = _lower(old, new, before, after).evaluation
    return _turned(causes, lower, _won_or_lost(lower, name, before, after))


def causes_of_organisation(old: Standing, new: Standing, name: str) -> list[Cause]:
    """What differs below a level of the organisation: levels of capabilities, and answers where none does."""
    resting: set[tuple[str, str]] = set()
    for each in (old, new):
        nodes = [found.level for found in each.evaluation.plan.organisations if found.name == name]
        resting |= _resting(each.evaluation, nodes)
    subjects = {subject for kind, subject in resting if kind == "rating"}
    plan = new.evaluation.plan
    causes: list[Cause] = []
    for capability in plan.capabilities:
        if any(plan.capability_of(each) == capability for each in subjects):
            causes += _level(old, new, capability)
    if not causes:
        causes = list(_ratings(old, new, sorted(subjects), subjects))
    before, after = old.organisation(name), new.organisation(name)
    if before is None or after is None:
        return sorted([*causes, *_answers(old, new, resting)], key=lambda each: not each.decides)
    causes = [*_along(causes, _ranks(new.evaluation), before, after), *_answers(old, new, resting)]
    both = [_organisation(each.evaluation.plan, name) for each in (old, new)]
    reaches = [_between(zip(orders_of(each), each.reaches, strict=True), before, after) for each in both]
    causes += texts_between(old, new, reaches, [each.level for each in both])
    lower = _lower(old, new, before, after).evaluation
    found = _organisation(lower.plan, name)
    return _turned(causes, lower, _between(zip(orders_of(found), found.reaches, strict=True), before, after))


def _organisation(plan: Plan, name: str) -> OrganisationNodes:
    return next(each for each in plan.organisations if each.name == name)


def _lower(old: Standing, new: Standing, before: Mapping[str, Any], after: Mapping[str, Any]) -> Standing:
    """The one of two assessments that reaches the lower level."""
    return old if (before["level"] or 0) < (after["level"] or 0) else new


def _turned(causes: Iterable[Cause], lower: Evaluation, nodes: Sequence[int]) -> list[Cause]:
    """The same, with what kept the higher level from being reached marked; what decides comes first."""
    known = obstacles(lower, nodes)
    marked = [
        each._replace(turned=True, by=known[each.answer]) if each.decides and each.answer in known else each
        for each in causes
    ]
    return sorted(marked, key=lambda each: (not each.turned, not each.decides))


# ------------------------------------------------------------------------------ what a level rests on


def _won_or_lost(
    evaluation: Evaluation, name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[int]:
    """The nodes that tell whether the levels between two are reached."""
    plan = evaluation.plan
    nodes = plan.capabilities[name]
    return _between(zip(plan.orders, nodes.reaches, strict=False), before, after) or [nodes.level]


def _between(
    reaches: Iterable[tuple[int, int]], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[int]:
    """Of nodes for reaching levels those above the lower of two levels, up to the higher one."""
    low, high = sorted((before["level"] or 0, after["level"] or 0))
    return [node for order, node in reaches if node >= 0 and low < order <= high]


def _resting(evaluation: Evaluation, nodes: Iterable[int]) -> set[tuple[str, str]]:
    """The kind and subject of each answer below nodes, and each subject that has a node there."""
    plan = evaluation.plan
    seen = support(plan, nodes)
    inputs = [plan.nodes[each].param for each in seen if plan.nodes[each].op == "input"]
    found = {(str(param[0]), str(param[1])) for param in inputs if len(param) > 1}
    for name, subject in plan.subjects.items():
        if seen & {subject.given, subject.derived, subject.counts, subject.whole}:
            found.add(("rating", name))
    return found


# ------------------------------------------------------------------------------------ what differs


def _own(entry: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The ratings of a capability by their full ids."""
    own = {f"{entry['id']}.{each['id']}": each for each in entry["attributes"]}
    return own | {each["id"]: each for each in entry["criteria"]}


def _ratings(old: Standing, new: Standing, subjects: Iterable[str], deciding: set[str]) -> Iterator[Cause]:
    plan = new.evaluation.plan
    for subject in subjects:
        before, after = _rating(old, subject), _rating(new, subject)
        if before != after:
            evidence, notes = _recorded(new.evaluation, subject)
            yield Cause(
                "rating", subject, plan.title(subject), before, after, subject in deciding, evidence, notes
            )


def _along(
    causes: Iterable[Cause], ranks: Mapping[str, int], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Cause]:
    """The same, where what moved against the level does not decide: no level falls for a better rating.

    Where everything moved against it, a rule of the model turns ratings around, and all is left as it is.
    """
    found = list(causes)
    rose = (after["level"] or 0) > (before["level"] or 0)
    against = [
        each.old in ranks and each.new in ranks and (ranks[each.new] > ranks[each.old]) != rose
        for each in found
    ]
    if all(wrong for wrong, each in zip(against, found, strict=True) if each.decides):
        return found
    return [
        each._replace(decides=each.decides and not wrong) for wrong, each in zip(against, found, strict=True)
    ]


def _ranks(evaluation: Evaluation) -> dict[str, int]:
    """How high ratings and levels are, by what they are written as."""
    scale = [name for name, _ in evaluation.plan.scale_values]
    levels = [str(each) for each in sorted({0, *evaluation.plan.orders})]
    return {name: rank for names in (levels, scale) for rank, name in enumerate(names)}


def _rating(standing: Standing, subject: str) -> str:
    """A rating as a word."""
    plan = standing.evaluation.plan
    capability = plan.capability_of(subject) if subject in plan.subjects else None
    entry = standing.capability(capability) if capability is not None else None
    found = _own(entry).get(subject) if entry is not None else None
    if found is None:
        return ABSENT
    if not found["applicable"]:
        return NOT_APPLICABLE
    return found["rating"] or OPEN


def _recorded(evaluation: Evaluation, subject: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The evidence and the notes of a subject's ratings, each once."""
    assessment = evaluation.assessment
    said = [each for each in (*assessment.ratings, *assessment.recorded) if each.subject == subject]
    evidence: dict[str, None] = {}
    notes: dict[str, None] = {}
    for each in still_said(said):
        evidence.update(dict.fromkeys(each.evidence))
        notes.update(dict.fromkeys([each.note] if each.note else []))
    return tuple(evidence), tuple(notes)


def _level(old: Standing, new: Standing, name: str) -> Iterator[Cause]:
    before, after = (_level_text(each.capability(name)) for each in (old, new))
    if before != after:
        yield Cause("level", name, new.evaluation.plan.title(name), before, after, decides=True)


def _level_text(entry: Mapping[str, Any] | None) -> str:
    if entry is None:
        return ABSENT
    return str(entry["state"]).replace("-", " ") if entry["level"] is None else str(entry["level"])


def _answers(old: Standing, new: Standing, resting: set[tuple[str, str]]) -> Iterator[Cause]:
    """What else is answered or granted and differs, of what a level rests on: waivers and findings first."""
    yield from waivers_between(old, new, {subject for kind, subject in resting if kind == "rating"})
    yield from findings_between(old, new, {subject for kind, subject in resting if kind == "finding"})
    names = sorted({taken_apart(subject)[0] for kind, subject in resting if kind == "value"})
    metrics = new.evaluation.plan.metrics
    for name in names:
        if name in metrics:
            yield from _measured(old, new, name)
        else:
            before, after = (each.evaluation.assessment.values.get(name) for each in (old, new))
            yield from _differing(
                "value", name, before and before.text, after and after.text, after and after.evidence
            )
    for name in sorted({subject for kind, subject in resting if kind in {"judged", "choice"}}):
        one, other = (each.evaluation.assessment.judgements.get(name) for each in (old, new))
        yield from _differing(
            "judgement", name, one and one.answer, other and other.answer, other and other.evidence
        )


def _differing(
    kind: Literal["value", "judgement"],
    name: str,
    before: str | None,
    after: str | None,
    evidence: tuple[str, ...] | None,
) -> Iterator[Cause]:
    if before != after:
        yield Cause(kind, name, "", before or ABSENT, after or ABSENT, True, evidence or ())  # noqa: FBT003


def _measured(old: Standing, new: Standing, name: str) -> Iterator[Cause]:
    metric = new.evaluation.plan.metrics[name]
    for place in (None, *new.evaluation.assessment.instances):
        before, after = (each.evaluation.assessment.measured.found.get((place, name)) for each in (old, new))
        if (before and before.value) == (after and after.value):
            continue
        one, other = (
            ABSENT if each is None or each.value is None else measured_text(each.value, metric.unit)
            for each in (before, after)
        )
        subject = f"{name} of {place}" if place is not None else name
        yield Cause("measure", subject, metric.title, one, other, decides=True, instance=place)
