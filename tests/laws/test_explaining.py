"""Everything can be explained, in the words of the model, and what is advised is true."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import event, given

from cxrules.engine.because import Because, explain
from cxrules.engine.whynot import why_not
from cxrules.model.assessment import Given
from cxrules.plan.operations import OPERATIONS
from tests.laws.running import evaluated, law, planned
from tests.strategies.assessments import Case, cases
from tests.strategies.models import FINDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine import Evaluation
    from cxrules.plan import Plan

_DRAFTED_ID = re.compile(r"\bC\.\d(?:\.(?:K\d|[AG](?:\.\d)+))?(?:\.prerequisite\.C\.\d\.K\d)?|\bR\.\d")


@law
@given(cases(gaps=2))
def test_everything_can_be_explained(case: Case) -> None:
    evaluation = evaluated(case)
    for because in _explanations(evaluation):
        for each in _nodes(because):
            assert _exists(evaluation.plan, each.id), each.id
            assert each.sentence.strip()
            assert each.sentence.rstrip().endswith((".", ":", "”", "…")), each.sentence
            assert not re.search(r"\bNone\b(?! of)", each.sentence), each.sentence
            assert each.value.strip(), each


@law
@given(cases(gaps=2))
def test_sentences_name_only_what_the_model_has(case: Case) -> None:
    evaluation = evaluated(case)
    for because in _explanations(evaluation):
        for each in _nodes(because):
            for name in _DRAFTED_ID.findall(each.sentence):
                assert _exists(evaluation.plan, name), f"{name} in {each.sentence!r}"


@law
@given(cases(gaps=1))
def test_the_single_rating_that_would_turn_it_does(case: Case) -> None:
    plan = planned(case)
    evaluation = evaluated(case, plan)
    for name, capability in plan.capabilities.items():
        if name not in evaluation.levels():
            continue
        for order, node in zip(plan.orders, capability.reaches, strict=True):
            changes = [
                each for each in why_not(evaluation, name, order).children if each.operation == "change"
            ]
            for change in changes:
                if change.value == "none":
                    continue
                event("advised")
                turned = evaluated(_changed(case, change), plan)
                assert turned.value(node) == (1, 1), change.sentence


def _changed(case: Case, change: Because) -> Case:
    """The same case with the rating advised; the causes recorded for the subject are kept."""
    named = re.search(r" in (i\d)\b", change.sentence)
    place = named[1] if named else None
    before = [each for each in case.assessment.ratings if each.subject == change.id]
    own = [each for each in before if each.instance == place] or [
        each for each in before if not each.instance
    ]
    causes = tuple(dict.fromkeys(cause for each in own for cause in each.causes))
    gone = [each for each in before if place is None or each.instance == place]
    kept = [each for each in case.assessment.ratings if each not in gone]
    ratings = (*kept, Given(change.id, change.value, place, causes=causes))
    return case._replace(assessment=replace(case.assessment, ratings=ratings))


def _explanations(evaluation: Evaluation) -> Iterator[Because]:
    """Every explanation that can be asked for."""
    plan = evaluation.plan
    for name in (*plan.capabilities, *plan.subjects, *plan.rule_texts):
        yield explain(evaluation, name)
    for name in plan.capabilities:
        for order in plan.orders:
            yield why_not(evaluation, name, order)


def _nodes(because: Because) -> Iterator[Because]:
    yield because
    for each in because.children:
        yield from _nodes(each)


def _exists(plan: Plan, name: str) -> bool:
    """Whether an id is one of the model, or of a level or requirement of it, or of an operation."""
    known = {*plan.capabilities, *plan.subjects, *plan.rule_texts, FINDING, *OPERATIONS}
    levels = {f"level {order}" for order in plan.level_names}
    words = name.split(" ", 1)
    if len(words) == 1 or name in levels:
        return name in known or name in levels
    return words[0] in known and (words[1] in levels or words[1] == "requirement")
