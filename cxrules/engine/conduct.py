"""How an assessment was conducted, as part of its result: who differed, what was carried over, the record.

Plain data under keys that are always present. Which rating counts is decided in `consensus`, whether a sample
is large enough in `coverage`; here it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.assessment import CONSENSUS, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.engine.bind import Bound
    from cxrules.engine.consensus import Settled
    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Assessment, Given
    from cxrules.model.record import Record, Statement
    from cxrules.plan import Plan

_NOTHING_RECORDED: dict[str, Any] = {
    "purpose": "",
    "class": None,
    "sponsor": "",
    "independence": {},
    "context": "",
    "confidentiality": "",
    "plan": "",
    "log": [],
}


def conduct(evaluation: Evaluation) -> dict[str, Any]:
    """The keys of a result that tell how the assessment was done."""
    assessment, bound = evaluation.assessment, evaluation.bound
    return {
        "consensus": assessment.consensus.rule if assessment.consensus else "discussion",
        "disagreements": list(_disagreements(evaluation)),
        "carried": list(_carried(bound)),
        "remarks": [
            _remark(each)
            for each in (*assessment.ratings, *assessment.recorded)
            if each.strengths or each.weaknesses or each.note or each.confidential
        ],
        "based-on": assessment.based_on,
        "supersedes": assessment.supersedes,
        "signed-off": [
            {"by": each.by, "role": each.role, "date": _day(each.date), "digest": each.digest}
            for each in assessment.signed_off
        ],
        "redacted-for": assessment.redacted_for,
        "record": _record(assessment.record) if assessment.record else _NOTHING_RECORDED,
        "sampling": _sampling(evaluation.plan, assessment, bound),
    }


def settled(evaluation: Evaluation, name: str, said: Sequence[Given]) -> Settled:
    """What became of the ratings that assessors gave to a subject in one instance."""
    from cxrules.engine.consensus import Settles

    ranks = {value: (rank, rank) for rank, value in enumerate(evaluation.plan.given_values)}
    return Settles(evaluation.assessment, ranks).settled(name, said)


def _disagreements(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Subjects whose rating is not that of all who rated them, in the order in which they are rated."""
    told = set()
    alone = evaluation.assessment.consensus is None
    for chosen in evaluation.bound.ratings:
        for name, said in chosen.items():
            if alone and len(said) == 1:
                continue
            key = (name, said[0].instance)
            if key in told:
                continue
            told.add(key)
            found = settled(evaluation, name, said)
            heard = standing(said)
            if len({each.rating for each in heard}) > 1 or found.waits:
                yield _disagreement(name, heard, found)


def _disagreement(name: str, said: Sequence[Given], found: Settled) -> dict[str, Any]:
    return {
        "subject": name,
        "instance": said[0].instance,
        "ratings": [{"by": each.by, "rating": each.rating} for each in said if each.by != CONSENSUS],
        "rule": found.rule,
        "counts": found.counts.rating if found.counts else None,
        "decided": found.counts is not None,
        "because": found.why,
    }


def _carried(bound: Bound) -> Iterator[dict[str, Any]]:
    """The ratings that count and were carried over from an earlier assessment."""
    told = set()
    for chosen in bound.ratings:
        for name, said in chosen.items():
            if not said[0].carried and len(said) == 1:
                continue
            key = (name, said[0].instance)
            if key not in told and all(each.carried for each in standing(said)):
                told.add(key)
                yield {"subject": name, "instance": said[0].instance}


def _remark(given: Given) -> dict[str, Any]:
    return {
        "subject": given.subject,
        "instance": given.instance,
        "by": given.by,
        "strengths": list(given.strengths),
        "weaknesses": list(given.weaknesses),
        "note": given.note,
        "confidential": given.confidential,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "purpose": record.purpose,
        "class": record.class_,
        "sponsor": _statement(record.sponsor),
        "independence": dict(record.independence),
        "context": _statement(record.context),
        "confidentiality": record.confidentiality,
        "plan": _statement(record.plan),
        "log": [{"date": _day(each.date), "who": each.who, "what": each.what} for each in record.log],
    }


def _statement(statement: Statement) -> Any:
    if isinstance(statement, str):
        return statement
    return list(statement) if isinstance(statement, tuple) else dict(statement)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _sampling(plan: Plan, assessment: Assessment, bound: Bound) -> dict[str, Any] | None:
    """How the instances were chosen, and what the coverage rules say to that; null where nothing is said."""
    sampling = assessment.record.sampling if assessment.record else None
    if sampling is None:
        return None
    from cxrules.engine.coverage import covered

    most = assessment.up_to_level
    areas = {
        name: [one for one in each.criteria if most is None or plan.level_of(one) <= most]
        for name, each in plan.capabilities.items()
        if name in bound.scope and name not in bound.not_applicable
    }
    found = covered(assessment, sampling, areas)
    return {
        "rationale": sampling.rationale,
        "population": found.population,
        "subgroups": [
            {"id": each.id, "units": each.units, "needed": each.needed, "sampled": list(each.sampled)}
            for each in found.subgroups
        ],
        "support": [{"id": each.id, "serves": list(each.serves)} for each in sampling.support.values()],
        "lacks": [{"rule": each.rule, "where": each.where, "message": each.message} for each in found.lacks],
    }
