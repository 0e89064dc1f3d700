"""How an assessment was done, held against itself and its model: consensus, status, weaknesses.

What ISO/IEC 33002 wants besides is in `completeness`, sign-offs are in `signoff`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.consensus import Settles, leads
from cxrules.engine.coverage import covered, owner
from cxrules.exchange.completeness import check_completeness
from cxrules.exchange.consensus import CONSENSUS_KEYS
from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.exchange.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment, Given
    from cxrules.model.record import Consensus, Sampling
    from cxrules.model.vocabulary import Vocabulary
    from cxrules.text import Source


def check_conduct(assessment: Assessment, vocabulary: Vocabulary, source: Source | None) -> list[Diagnostic]:
    """Give what is wrong with how an assessment was done."""
    problems = Problems(source)
    if assessment.consensus is not None:
        _check_consensus(assessment, assessment.consensus, vocabulary, problems)
    if assessment.status != "draft":
        _check_consolidated(assessment, vocabulary, problems)
    _check_carried(assessment, problems)
    if assessment.record is not None and assessment.record.sampling is not None:
        _check_names(assessment, assessment.record.sampling, Subjects(vocabulary, problems), problems)
    return problems.found


def check_record(
    assessment: Assessment, vocabulary: Vocabulary, scope: Sequence[str] | None, source: Source | None
) -> list[Diagnostic]:
    """Give what the record lacks: weaknesses, a large enough sample, what ISO/IEC 33002 wants.

    That changes no level, and is for those who check an assessment rather than read its result. `scope` are
    the capabilities in scope, None: those with a rating.
    """
    problems = Problems(source)
    if vocabulary.weakness_below is not None:
        _check_weaknesses(assessment, vocabulary, vocabulary.weakness_below, problems)
    record = assessment.record
    if record is not None:
        areas = _areas(assessment, vocabulary, scope)
        if record.sampling is not None:
            _check_coverage(assessment, record.sampling, areas, problems)
        if record.class_ is not None:
            check_completeness(assessment, record, list(areas), vocabulary, problems)
    return problems.found


def _check_consensus(
    assessment: Assessment, consensus: Consensus, vocabulary: Vocabulary, problems: Problems
) -> None:
    """Tell rules that nobody can apply, and exceptions for what the model does not have."""
    for name, each in consensus.exceptions.items():
        if name not in vocabulary.subjects:
            hint = problems.meant(name, [*CONSENSUS_KEYS, *vocabulary.subjects])
            problems.add("CX0506", f"There is no subject {shortened(name)}.", each.span, hint)
    for each in (consensus, *consensus.exceptions.values()):
        if each.rule == "lead-decides" and not leads(assessment):
            message = "The lead decides, but no assessor has the role lead."
            problems.add("CX0550", message, each.span, "Write {role: lead} with one of the assessors.")
            break
    count = len(assessment.assessors)
    for each in (consensus, *consensus.exceptions.values()):
        if each.quorum > max(count, 1):
            message = f"A quorum of {each.quorum} is never reached: there are {count} assessors."
            problems.add("CX0550", message, each.quorum_span)
            break


def _check_consolidated(assessment: Assessment, vocabulary: Vocabulary, problems: Problems) -> None:
    """Tell every disagreement that is left open where none may be."""
    for said, why in open_disagreements(assessment, vocabulary):
        first = said[0]
        where = f" for {first.instance}" if first.instance else ""
        given = listed([f"{each.rating or 'not applicable'} by {each.by or 'nobody'}" for each in said])
        message = f"{first.subject} is still open{where}, though the assessment is {assessment.status}: {why}"
        hint = f"It was rated {given}. Add a rating by: consensus, or go back to status: draft."
        problems.add("CX0551", f"{message}.", first.span, hint)


def open_disagreements(
    assessment: Assessment, vocabulary: Vocabulary
) -> Iterator[tuple[Sequence[Given], str]]:
    """The ratings of each subject and instance that no consensus rule decides, with the reason why not."""
    settles = Settles(assessment, {name: (rank, rank) for name, rank in vocabulary.ratings.items()})
    groups: dict[tuple[str, str | None], list[Given]] = {}
    for each in assessment.ratings:
        groups.setdefault((each.subject, each.instance), []).append(each)
    for (subject, instance), said in groups.items():
        if instance is None and assessment.instances:
            replaced = all((subject, each) in groups for each in assessment.instances)
            if replaced:
                continue
        found = settles.settled(subject, said)
        if found.counts is None:
            yield said, found.why


def _check_carried(assessment: Assessment, problems: Problems) -> None:
    """Tell the first rating that is carried over from nowhere."""
    if assessment.based_on is None:
        for each in assessment.ratings:
            if each.carried:
                message = (
                    f"The rating of {each.subject} is carried over, but the assessment is based on none."
                )
                problems.add("CX0557", message, each.span, "Add based-on: the id of the earlier assessment.")
                return


def _check_weaknesses(assessment: Assessment, vocabulary: Vocabulary, limit: str, problems: Problems) -> None:
    """Tell each rating so low that the model wants to know the weakness."""
    ranks = {name: rank for name, rank in vocabulary.ratings.items() if name not in vocabulary.outside}
    needed = ranks.get(limit, 0)
    for each in assessment.ratings:
        rank = ranks.get(each.rating or "")
        if rank is not None and rank < needed and not each.weaknesses:
            by = f" by {each.by}" if each.by else ""
            where = f" in {each.instance}" if each.instance else ""
            message = f"{each.subject} is rated {each.rating}{by}{where} without a weakness."
            hint = (
                f'{vocabulary.model} wants one below {limit}: {{rating: {each.rating}, weaknesses: ["…"]}}.'
            )
            problems.add("CX0556", message, each.rating_span, hint)


def _check_names(assessment: Assessment, sampling: Sampling, subjects: Subjects, problems: Problems) -> None:
    """Tell instances and capabilities that there are not."""
    known = assessment.instances
    named = [*zip(sampling.support, (each.span for each in sampling.support.values()), strict=True)]
    for group in sampling.subgroups.values():
        named += zip(group.sampled, group.sampled_spans or (None,) * len(group.sampled), strict=True)
    for name, span in named:
        if name not in known:
            hint = problems.meant(name, known, "List it under 'instances'.")
            problems.add("CX0516", f"There is no instance {shortened(name)}.", span, hint)
    for each in sampling.support.values():
        for name, place in zip(each.serves, each.serves_spans or (None,) * len(each.serves), strict=True):
            subjects.check_capability(name, place)


def _check_coverage(
    assessment: Assessment, sampling: Sampling, areas: dict[str, list[str]], problems: Problems
) -> None:
    """Tell which rules of coverage the sample breaks."""
    for lack in covered(assessment, sampling, areas).lacks:
        found = sampling.subgroups.get(lack.where) or sampling.support.get(lack.where)
        span = found.span if found else assessment.places.get(("sampling",))
        problems.add("CX0555", lack.message, span)


def _areas(
    assessment: Assessment, vocabulary: Vocabulary, scope: Sequence[str] | None
) -> dict[str, list[str]]:
    """The capabilities that are assessed and applicable, each with its criteria and practices."""
    most = assessment.up_to_level
    absent = {each.subject for each in assessment.ratings if each.not_applicable and each.instance is None}
    areas: dict[str, list[str]] = {name: [] for name in vocabulary.capabilities if name not in absent}
    for name, kind in vocabulary.subjects.items():
        above = most is not None and vocabulary.attribute_levels.get(name, most) > most
        of = None if above or kind in {"capability", "attribute"} else owner(name, areas)
        if of is not None:
            areas[of].append(name)
    rated = {owner(each.subject, areas) for each in assessment.ratings}
    chosen = rated if scope is None else set(scope)
    return {name: members for name, members in areas.items() if name in chosen}
