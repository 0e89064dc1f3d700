"""What applies under a condition counts as if it had been said whether it applies; open, it may be either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Finding, Given, Instance, Stated
from tests.laws.running import law, plan_of_text
from tests.strategies.applicability import (
    FACTS,
    ConditionalModel,
    answered,
    choosing_models,
    conditional_models,
)
from tests.strategies.values import RATINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.engine.evaluation import Evaluation

_TRUTHS = ("no", "yes")
half = settings(law, max_examples=law.max_examples // 2)
"""Check tries each case of the decision in these models, which takes its time."""


def _evaluated(text: str, criteria: tuple[str, ...], answers: Mapping[str, int | None]) -> Evaluation:
    return evaluate(plan_of_text(text), _assessment(criteria, answers), scope=("A",))


def _assessment(criteria: tuple[str, ...], answers: Mapping[str, int | None]) -> Assessment:
    """What is not among the answers is open."""
    said = tuple(
        Given(name, None if rank is None else RATINGS[rank], not_applicable="no" if rank is None else None)
        for name in criteria
        if name in answers
        for rank in [answers[name]]
    )
    findings = {
        name: Finding(name, _TRUTHS[answers[name] or 0] if name in answers else "open")
        for name in ("doubt", "remote")
    }
    stated = {name: str(answers[name]) for name in ("big", "size") if name in answers}
    if "big" in stated:
        stated["big"] = _TRUTHS[int(stated["big"])]
    return Assessment(
        "a",
        "drawn",
        date=date(2026, 11, 20),
        ratings=said,
        findings=findings,
        values={name: Stated(name, value) for name, value in stated.items()},
    )


@half
@given(st.data())
def test_known_it_is_as_if_it_had_been_stated(data: st.DataObject) -> None:
    drawn = data.draw(conditional_models())
    answers = data.draw(answered(drawn))
    evaluation = _evaluated(drawn.text, drawn.model.criteria, answers)
    effective = drawn.effective(answers)
    for value in evaluation.plan.values:
        meant = drawn.model.values[value.name](effective)
        found = evaluation.value(value.node)
        assert found == ((None, None) if meant is None else (meant, meant)), value.name
    assert evaluation.levels()["A"] == (drawn.model.levels(effective),) * 2


@half
@given(st.data())
def test_open_it_allows_all_that_it_can_become(data: st.DataObject) -> None:
    drawn = data.draw(conditional_models())
    answers = data.draw(answered(drawn))
    early = {name: rank for name, rank in answers.items() if rank is None or data.draw(st.booleans())}
    _contains(drawn, _evaluated(drawn.text, drawn.model.criteria, early), answers)


@law
@given(st.data())
def test_while_a_choice_is_open_what_it_may_choose_may_not_apply(data: st.DataObject) -> None:
    """A criterion that does not apply, of which it is not known yet whether anybody asks for it."""
    drawn = data.draw(choosing_models())
    answers = data.draw(answered(drawn))
    answers["A.c0"] = data.draw(st.one_of(st.none(), st.integers(0, 3)))
    early = {name: rank for name, rank in answers.items() if rank is None or data.draw(st.booleans())}
    _contains(drawn, _evaluated(drawn.text, drawn.model.criteria, early), answers)
    _contains(drawn, _evaluated(drawn.text, drawn.model.criteria, answers), answers)


_METHOD = 'method joined "Joined" { criteria judged  instances mean, half rounds up }\n'


@half
@given(st.data())
def test_it_is_asked_in_each_instance_by_itself(data: st.DataObject) -> None:
    drawn = data.draw(conditional_models())
    answers = {name: data.draw(answered(drawn)) for name in ("I1", "I2")}
    for name in FACTS:
        answers["I2"][name] = answers["I1"][name]
    stated = {name: drawn.effective(said) for name, said in answers.items()}
    one = _with_instances(drawn.text + _METHOD, drawn.model.criteria, answers)
    other = _with_instances(drawn.model.text + _METHOD, drawn.model.criteria, stated)
    for value, same in zip(one.plan.values, other.plan.values, strict=True):
        assert one.value(value.node) == other.value(same.node), value.name
    assert one.levels() == other.levels()


def _with_instances(
    text: str, criteria: tuple[str, ...], answers: Mapping[str, Mapping[str, int | None]]
) -> Evaluation:
    """What is asked beside ratings is the same in each instance."""
    said = tuple(
        each._replace(instance=instance)
        for instance, own in answers.items()
        for each in _assessment(criteria, own).ratings
    )
    assessment = replace(
        _assessment(criteria, answers["I1"]),
        ratings=said,
        instances={name: Instance(name) for name in answers},
    )
    return evaluate(plan_of_text(text), assessment, scope=("A",))


def _contains(drawn: ConditionalModel, early: Evaluation, answers: Mapping[str, int | None]) -> None:
    effective = drawn.effective(answers)
    for value in early.plan.values:
        low, high = early.value(value.node)
        meant = drawn.model.values[value.name](effective)
        if meant is not None:
            assert low is not None, value.name
            assert high is not None, value.name
            assert Fraction(low) <= meant <= Fraction(high), value.name
    low, high = early.levels()["A"]
    assert low <= drawn.model.levels(effective) <= high
