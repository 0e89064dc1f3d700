"""Reasons in another language: the same steps, and none of them left in English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.engine.because import explain
from cxrules.engine.whynot import why_not
from cxrules.model.speech import speech_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = (
    "brake-ecu/assessment.yaml",
    "coffee-kiosk/assessment.yaml",
    "ferry-tickets/assessment.yaml",
    "harbour-hotels/2026.yaml",
    "signal-works/assessment.yaml",
)


def subjects(evaluation: Evaluation) -> Iterator[str]:
    plan = evaluation.plan
    yield from plan.capabilities
    yield from plan.rule_texts
    yield from (each.name for each in plan.organisations if each.name)


def pairs(one: Because, other: Because) -> Iterator[tuple[Because, Because]]:
    """Both trees side by side; what is reached twice once."""
    seen: set[int] = set()
    waiting = [(one, other)]
    while waiting:
        first, second = waiting.pop()
        if id(first) in seen:
            continue
        seen.add(id(first))
        yield first, second
        waiting += zip(first.children, second.children, strict=True)


@pytest.mark.parametrize("name", FILES)
def test_every_step_is_told_in_german(name: str) -> None:
    evaluation = api.evaluate(EXAMPLES / name)
    german = speech_in("de")
    told = 0
    for subject in subjects(evaluation):
        for english, other in pairs(explain(evaluation, subject), explain(evaluation, subject, german)):
            assert (english.id, english.operation) == (other.id, other.operation)
            assert english.source == other.source
            if english.operation != "level":  # the organisation's: its title and its level's, no word of ours
                assert english.sentence != other.sentence or not english.sentence
            told += 1
    assert told > 10


def test_why_not_is_told_in_german() -> None:
    evaluation = api.evaluate(EXAMPLES / "brake-ecu/assessment.yaml")
    told = why_not(evaluation, "SWE.1", 2, speech_in("de"))
    assert told.sentence == (
        "SWE.1 (Software Requirements Analysis) erreicht Stufe 2 (Managed) nicht: "
        "1 Anforderung ist nicht erfüllt."
    )
    for english, other in pairs(why_not(evaluation, "SWE.1", 2), told):
        assert english.sentence != other.sentence
