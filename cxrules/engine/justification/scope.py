"""What was assessed of a capability, and what its ratings rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import (
    NOTHING,
    Argument,
    Named,
    Quote,
    Statement,
    Word,
    most,
    state,
)
from cxrules.engine.link import support
from cxrules.model.measured import taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine.justification.known import Known


def scope(known: Known, name: str) -> Iterator[Statement]:
    """What was assessed: how far, how, in which instances, and how much of it is rated."""
    capability, entry = known.subject(name), known.entries[name]
    if entry["state"] == "out-of-scope":
        yield state("scope.out", capability=capability)
        return
    if entry["state"] == "not-applicable":
        given = known.bound.not_applicable[name]
        approved = given.approved_by
        who = state("phrase.approved", people=(known.person(approved),)) if approved else NOTHING
        yield state(
            "scope.not-applicable",
            capability=capability,
            reason=Quote((entry["reason"] or "").rstrip(".")),
            approved=who,
        )
        return
    how: dict[str, Argument] = {
        "method": Named("method", known.plan.method, known.plan.method_title),
        "reading": Word(f"reading.{known.plan.reading}", known.plan.reading),
    }
    top = known.assessment.up_to_level
    if top is None:
        yield state("scope.open-ended", capability=capability, tone="", **how)
    else:
        yield state("scope.assessed", capability=capability, level=known.level(top), tone="", **how)
    yield from _extent(known, name)


def _extent(known: Known, name: str) -> Iterator[Statement]:
    instances = [each for each in known.bound.instances if each is not None]
    if instances:
        yield state(
            "scope.instances",
            count=len(instances),
            instances=most([known.instance(each) for each in instances]),
        )
    asked = known.subjects(name)
    rated = [each for each in asked if each in known.given]
    if rated or known.plan.reading == "audit":
        yield state("scope.rated", count=len(rated), of=len(asked), what=known.term("rating", len(asked)))
    wanted = known.entries[name]["target"]
    if wanted is not None:
        told = known.target()
        if told.id:
            yield state("scope.target", target=told, level=known.level(wanted))
        else:
            yield state("scope.target-stated", level=known.level(wanted))
    carried = [
        each["subject"]
        for each in known.result["carried"]
        if known.plan.capability_of(each["subject"]) == name
    ]
    if carried:
        source = known.result["based-on"]
        yield state(
            "scope.carried",
            count=len(carried),
            subjects=known.subject_list(dict.fromkeys(carried)),
            source=state("phrase.from", source=Quote(source)) if source else NOTHING,
        )


def evidence(known: Known, name: str) -> Iterator[Statement]:
    """The evidence that ratings of a capability name, and how many ratings name none."""
    rated = [each for each in known.subjects(name) if each in known.remarked]
    named: dict[str, None] = {}
    without = 0
    for subject in rated:
        listed = [each for given in known.remarked[subject] for each in given.evidence]
        named.update(dict.fromkeys(listed))
        without += not listed
    if named:
        kinds: dict[str, int] = {}
        for each in named:
            found = known.assessment.evidence.get(each)
            kind = found.kind if found else ""
            kinds[kind] = kinds.get(kind, 0) + 1
        yield state(
            "evidence.considered",
            count=len(named),
            evidence=tuple(known.evidence(each) for each in named),
            kinds=tuple(
                state("phrase.kind", count=count, kind=Word(f"kind.{kind}", kind, count))
                for kind, count in kinds.items()
            ),
        )
    elif rated:
        yield state("evidence.none", capability=known.subject(name), tone="warn")
    if named and without:
        yield state("evidence.without", count=without, of=len(rated))
    yield from _inputs(known, name)


def _inputs(known: Known, name: str) -> Iterator[Statement]:
    """Measures and stated values that a level rests on."""
    if not known.plan.metrics and not known.assessment.values:
        return
    below = support(known.plan, [known.nodes(name).level])
    asked = [known.plan.nodes[each].param for each in below if known.plan.nodes[each].op == "input"]
    names = dict.fromkeys(str(param[1]) for param in asked if param[0] == "value")
    stated = [each for each in names if each in known.assessment.values]
    measured = dict.fromkeys(
        taken_apart(each)[0]
        for each in names
        if taken_apart(each)[0] in known.plan.metrics and each not in known.assessment.values
    )
    if measured:
        metrics = known.plan.metrics
        listed = [Named("measure", each, metrics[each].title) for each in measured]
        yield state("evidence.measured", count=len(listed), measures=most(listed))
    if stated:
        listed = [Named("value", each) for each in stated]
        yield state("evidence.stated", count=len(listed), values=most(listed))
