"""What ISO/IEC 33002 wants of an assessment of its class, and which of it is missing.

The inputs and the record of clauses 4.4 and 4.5 are wanted of every class. Clause 4.6 tells how many process
instances a class asks for, and from which sources evidence must come. Where fewer instances exist, all of
them are enough: ``sampling: {population: N}`` says how many there are. The tables below are what is checked;
the documentation says of each line how sure it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.consensus import leads
from cxrules.engine.coverage import AFFIRMATION, ARTIFACT, owner, sources
from cxrules.exchange.problems import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.exchange.problems import Problems
    from cxrules.model.assessment import Assessment
    from cxrules.model.record import Record
    from cxrules.model.vocabulary import Vocabulary


class Demand(NamedTuple):
    """What a class asks for: instances of each process, assessors, and evidence of which sources."""

    instances: int
    assessors: int
    sources: frozenset[str]
    any_source: bool


BOTH = frozenset((AFFIRMATION, ARTIFACT))
DEMANDS = {
    1: Demand(4, 2, BOTH, any_source=False),
    2: Demand(2, 1, BOTH, any_source=True),
    3: Demand(1, 1, frozenset(), any_source=True),
}
_SOURCES = {AFFIRMATION: "interviews", ARTIFACT: "documents, records or observations"}


def check_completeness(
    assessment: Assessment,
    record: Record,
    capabilities: Sequence[str],
    vocabulary: Vocabulary,
    problems: Problems,
) -> None:
    """Note what is missing for the class that the record states; `capabilities` are those in scope."""
    demand = DEMANDS[record.class_ or 3]
    place = assessment.places.get(("class",))
    start = f"ISO/IEC 33002 wants a class {record.class_} assessment to"
    for what, clause, hint in (*_missing(assessment, record), *_sample(assessment, record, demand)):
        problems.add("CX0554", f"{start} {what} ({clause}).", place, hint)
    if demand.sources:
        _check_sources(assessment, demand, capabilities, vocabulary, problems)


def _missing(assessment: Assessment, record: Record) -> Iterator[tuple[str, str, str]]:
    """What every class wants recorded and is not, the clause, and how to mend it."""
    team = len(assessment.assessors) > 1
    wanted = (
        (record.purpose, "state its purpose", "4.4", "Add purpose: why it is done."),
        (record.sponsor, "name its sponsor", "4.4", "Add sponsor: who asked for it."),
        (assessment.scope, "state its scope", "4.4", "Add scope: the capabilities that are assessed."),
        (record.context, "describe its context", "4.4", "Add context: the unit, its size, its products."),
        (record.confidentiality, "say what is confidential", "4.4", "Add confidentiality: what was agreed."),
        (leads(assessment), "name a lead assessor", "4.3", "Write {role: lead} with one of the assessors."),
        (record.plan, "have a plan", "4.2.1", "Add plan: where it is, and who approved it."),
        (assessment.date, "be dated", "4.5", "Add date: year-month-day."),
        (
            all(name in record.independence for name in ("body", "lead", *(("members",) if team else ()))),
            "tell how independent its body, lead and members are",
            "Annex A",
            "Add independence: {body: A, lead: A, members: B}, each from A to D.",
        ),
    )
    for present, what, clause, hint in wanted:
        if not present:
            yield what, clause, hint


def _sample(assessment: Assessment, record: Record, demand: Demand) -> Iterator[tuple[str, str, str]]:
    """What the class wants of instances and assessors and is not there."""
    have = max(len(assessment.instances), 1)
    sampling = record.sampling
    there_are = sampling.population if sampling else None
    needed = demand.instances if there_are is None else min(demand.instances, there_are)
    if have < needed:
        hint = f"It has {have}. Where there are no more, say how many: sampling: {{population: {have}}}."
        yield f"look at {needed} instances of each process", "4.6", hint
    if assessment.instances and demand.sources and not (sampling and sampling.rationale):
        yield (
            "say why its instances were chosen",
            "4.6",
            'Add sampling: {rationale: "…"}.',
        )
    if 1 < demand.assessors > len(assessment.assessors):
        yield f"have {demand.assessors} assessors or more", "4.6", "List them under 'assessors'."


def _check_sources(
    assessment: Assessment,
    demand: Demand,
    capabilities: Sequence[str],
    vocabulary: Vocabulary,
    problems: Problems,
) -> None:
    """Tell for each capability at which level, and in which instance, evidence of a source is missing."""
    known = set(capabilities)
    given: dict[str, dict[tuple[int, str | None], set[str]]] = {}
    for (subject, instance), found in sources(assessment).items():
        of = owner(subject, known)
        level = vocabulary.attribute_levels.get(subject)
        if of is not None and level is not None:
            given.setdefault(of, {}).setdefault((level, instance), set()).update(found)
    for each in capabilities:
        lacking: dict[str, list[str]] = {}
        for (level, instance), found in given.get(each, {}).items():
            missing = demand.sources - found
            if missing and (not found or not demand.any_source):
                what = listed([_SOURCES[each] for each in sorted(missing)], "and no") if found else "evidence"
                lacking.setdefault(what, []).append(
                    f"level {level}" + (f" in {instance}" if instance else "")
                )
        for what, where in lacking.items():
            span = next((one.span for one in assessment.ratings if owner(one.subject, known) == each), None)
            message = f"The ratings of {each} at {listed(where)} rest on no {what} (ISO/IEC 33002, 4.6)."
            problems.add("CX0554", message, span, "Name it with the ratings: evidence: [E1, I1].")
