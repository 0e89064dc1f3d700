"""An assessment carried over into another model: the file that holds it, and its evaluation there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.carrying import Over, carry
from cxrules.compare.words import RELATION
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.carried import Bounds, Head, write_carried
from cxrules.text import Source
from cxrules.workspace.assessing import Instead, evaluate_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.carrying import Carried
    from cxrules.diagnostics import Diagnostic
    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.mapping import Correspondence
    from cxrules.plan import Plan


class CarriedOver(NamedTuple):
    """What was carried, the file that holds it, and its evaluation under the other model."""

    before: Evaluation
    over: Over
    mappings: Sequence[Correspondence]
    text: str
    after: Evaluation


def carried_over(
    evaluation: Evaluation,
    mappings: Sequence[Correspondence],
    plan: Plan,
    named: str,
    instead: Instead,
) -> tuple[CarriedOver | None, Sequence[Diagnostic]]:
    """Carry an evaluation over into the model of a plan, which files name `named`.

    `instead` may say the reading and the method of the new assessment. None where the other model
    refuses what is carried, with the reasons.
    """
    over = carry(evaluation, mappings, plan)
    given = evaluation.assessment
    head = Head(
        f"{given.id}-under-{plan.model_id}",
        f"{given.title or given.id}, carried over",
        named,
        given.date.isoformat() if given.date else "",
        tuple(plan.capabilities),
        given.id,
        instead.reading or "",
        instead.method or "",
    )
    bounds = [_bounds(each) for each in over.carried]
    text = write_carried(head, bounds, given.evidence)
    assessment, problems = read_assessment(Source(f"{head.id}.yaml", text))
    if assessment is None:
        return None, problems
    after, problems = evaluate_value(assessment, plan=plan)
    return (None if after is None else CarriedOver(evaluation, over, mappings, text, after)), problems


def _bounds(carried: Carried) -> Bounds:
    rated = [clue.rated for clue in carried.clues if clue.rated is not None]
    seen = dict.fromkeys(name for each in rated for name in each.evidence)
    weak = dict.fromkeys(words for each in rated for words in each.weaknesses)
    return Bounds(carried.subject, carried.low, carried.high, note_of(carried), tuple(seen), tuple(weak))


def note_of(carried: Carried) -> str:
    """Where a carried rating comes from."""
    parts = [
        f"{clue.rated.rating} of {clue.rated.subject}, which {RELATION[clue.row.relation]} {carried.subject}"
        for clue in carried.clues
        if clue.rated is not None
    ]
    clash = "; these do not agree" if carried.clashes else ""
    return f"From {'; '.join(parts)}{clash}"
