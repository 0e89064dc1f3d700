"""Values mean what their text says, and what is known of them early never turns out wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Given
from tests.laws.running import plan_of_text
from tests.strategies.values import RATINGS, ValueModel, rated, value_models

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.engine.evaluation import Evaluation


def _evaluated(model: ValueModel, ratings: Mapping[str, int | None]) -> Evaluation:
    said = tuple(
        Given(name, None if rank is None else RATINGS[rank], not_applicable="no" if rank is None else None)
        for name, rank in ratings.items()
    )
    assessment = Assessment("a", "drawn", date=date(2026, 11, 20), ratings=said)
    return evaluate(plan_of_text(model.text), assessment, scope=("A",))


@given(st.data())
def test_a_value_is_what_its_text_says(data: st.DataObject) -> None:
    model = data.draw(value_models())
    ratings = data.draw(rated(model))
    evaluation = _evaluated(model, ratings)
    for value in evaluation.plan.values:
        if value.subject != "A":
            continue
        meant = model.values[value.name](ratings)
        found = evaluation.value(value.node)
        assert found == ((None, None) if meant is None else (meant, meant)), value.name
    assert evaluation.levels()["A"] == (model.levels(ratings),) * 2


@given(st.data())
def test_what_is_known_early_stays_true(data: st.DataObject) -> None:
    model = data.draw(value_models())
    ratings = data.draw(rated(model))
    early = {name: rank for name, rank in ratings.items() if rank is None or data.draw(st.booleans())}
    known, complete = _evaluated(model, early), _evaluated(model, ratings)
    for value in known.plan.values:
        low, high = known.value(value.node)
        end, _ = complete.value(value.node)
        if low is None or end is None:
            continue
        assert Fraction(low) <= end <= Fraction(high or 0), value.name
    low, high = known.levels()["A"]
    assert low <= complete.levels()["A"][0] <= high
