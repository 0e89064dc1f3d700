"""What is not known yet: the open inputs that a rule or a level waits for, by what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import Argument, Named, Statement, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.engine.justification.known import Known

_STARTS = {
    "the judgement ": ("phrase.judgement", "judgement"),
    "the finding ": ("phrase.finding", "finding"),
    "the value ": ("phrase.value", "value"),
}
_OF = {"the causes of ": "phrase.causes", "the evidence of ": "phrase.evidence-of"}
_DATE = "the date of the assessment"


def named(known: Known, missing: Iterable[str]) -> list[Argument]:
    """What is missing, each as what it is: a rating by its subject, a judgement, a finding."""
    return [_named(known, each) for each in missing]


def _named(known: Known, text: str) -> Named | Statement:
    for start, (key, kind) in _STARTS.items():
        if text.startswith(start):
            return state(key, name=Named(kind, text.removeprefix(start)))
    for start, key in _OF.items():
        if text.startswith(start):
            return state(key, subject=Named("subject", text.removeprefix(start)))
    if text == _DATE:
        return state("phrase.date")
    return Named("subject", text) if text in known.plan.subjects else Named("value", text)
