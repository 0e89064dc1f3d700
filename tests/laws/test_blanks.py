"""The stated result is the one that the model's owner would print; it never takes the place of the others."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Given
from tests.laws.running import law, plan_of_text
from tests.strategies.blanks import BLANK, Marks, blank_models, marks
from tests.strategies.values import RATINGS, rated, value_models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation


def _evaluated(text: str, marked: Marks) -> Evaluation:
    said = tuple(
        Given(name, None if rank is None else RATINGS[rank], not_applicable="no" if rank is None else None)
        for name, rank in marked.items()
        if rank != BLANK
    )
    return evaluate(plan_of_text(text), Assessment("a", "drawn", ratings=said), scope=("A",))


def _nodes(evaluation: Evaluation, names: Sequence[str]) -> dict[str, int]:
    return {each.name: each.node for each in evaluation.plan.values if each.name in names}


@law
@given(st.data())
def test_blanks_count_as_the_text_says(data: st.DataObject) -> None:
    model = data.draw(blank_models())
    marked = data.draw(marks(model))
    evaluation = _evaluated(model.text, marked)
    for name, node in _nodes(evaluation, ("first", "second")).items():
        meant = model.values[name].means(marked)
        assert evaluation.stated(node) == ((None, None) if meant is None else (meant, meant)), name


@law
@given(st.data())
def test_what_is_filled_in_lies_between_guaranteed_and_possible(data: st.DataObject) -> None:
    model = data.draw(blank_models())
    marked = data.draw(marks(model))
    evaluation = _evaluated(model.text, marked)
    for name, node in _nodes(evaluation, ("first", "second")).items():
        low, high = evaluation.value(node)
        stated = evaluation.stated(node)
        if model.values[name].filled and low is not None and high is not None:
            assert stated is not None
            assert low <= Fraction(stated[0] or 0) <= high, name


@law
@given(st.data())
def test_the_blanks_of_a_model_count_as_if_they_had_been_rated(data: st.DataObject) -> None:
    model = data.draw(blank_models().filter(lambda model: model.blank is not None))
    marked = data.draw(marks(model))
    evaluation = _evaluated(model.text, marked)
    filled = _evaluated(
        model.text, {name: model.blank if rank == BLANK else rank for name, rank in marked.items()}
    )
    known = [each.node for each in evaluation.plan.values]
    known += [node for each in evaluation.plan.capabilities.values() for node in (each.level, *each.reaches)]
    for node in known:
        assert evaluation.stated(node) == filled.value(node)
    (capability,) = evaluation.result()["capabilities"]
    if capability["level"] is not None:
        assert capability["level"] <= capability["stated"] <= capability["possible"]


@law
@given(st.data())
def test_without_a_policy_nothing_is_stated(data: st.DataObject) -> None:
    model = data.draw(value_models())
    ratings = data.draw(rated(model))
    evaluation = _evaluated(
        model.text, {name: rank for name, rank in ratings.items() if data.draw(st.booleans())}
    )
    assert {evaluation.stated(each.node) for each in evaluation.plan.values} == {None}
    result = evaluation.result()
    assert {each["stated"] for each in (*result["capabilities"], *result["values"])} == {None}
