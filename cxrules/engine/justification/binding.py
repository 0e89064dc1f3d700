"""What a justification is bound to: the digests of the model, of the assessment, and of its evidence."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import Day, Quote, Statement, state

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Assessment


def bound_to(evaluation: Evaluation) -> tuple[Statement, ...]:
    """What everything said here is bound to: the digests of the model, the assessment and its evidence."""
    plan, assessment = evaluation.plan, evaluation.assessment
    said = evaluation.source.text if evaluation.source is not None else repr(assessment)
    day = assessment.date.isoformat() if assessment.date else ""
    return (
        state(
            "bound.model",
            model=Quote(plan.model_id),
            version=Quote(plan.model_version),
            digest=Quote(plan.digest),
        ),
        state(
            "bound.assessment",
            assessment=Quote(assessment.id),
            day=Day(day),
            digest=Quote(f"sha256:{_hash(said)}"),
        ),
        state(
            "bound.evidence",
            count=len(assessment.evidence),
            digest=Quote(f"sha256:{evidence_digest(assessment)}"),
        ),
    )


def evidence_digest(assessment: Assessment) -> str:
    """The digest of the evidence register: of every entry's id, kind, title, reference, date and checksum."""
    rows = [
        [each.id, each.kind, each.title, each.role, each.ref, str(each.date or ""), each.sha256]
        for each in sorted(assessment.evidence.values(), key=lambda each: each.id)
    ]
    return _hash(dumps(rows, ensure_ascii=True, separators=(",", ":")))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
