"""Values of levels and levels of the organisation mean what their text says; known early, they stay true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import event, given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Given
from tests.laws.running import law, plan_of_text
from tests.strategies.levels import TOP, WORDS, LevelModel, level_models

if TYPE_CHECKING:
    from fractions import Fraction

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.values import Value
    from tests.strategies.levels import Ranks

RANKS = st.one_of(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.none())


def _evaluated(model: LevelModel, ranks: Ranks) -> Evaluation:
    said = tuple(
        Given(name, None if rank is None else WORDS[rank], not_applicable="no" if rank is None else None)
        for name, rank in ranks.items()
    )
    return evaluate(plan_of_text(model.text), Assessment("a", "drawn", ratings=said), tuple(model.places))


def _drawn(data: st.DataObject) -> tuple[LevelModel, dict[str, int | None]]:
    model = data.draw(level_models())
    return model, {name: data.draw(RANKS) for name in model.criteria}


def _values(
    model: LevelModel, evaluation: Evaluation, ranks: Ranks
) -> list[tuple[str, Value, Fraction | None]]:
    """Each value by its name, as it was found and as it is meant."""
    found = []
    for each in evaluation.plan.values:
        meant = (
            model.leading(each.subject, ranks)
            if each.level is None
            else model.done(each.subject, each.level, ranks)
        )
        found.append((f"{each.subject}.{each.name}@{each.level}", evaluation.value(each.node), meant))
    assert len(found) == (TOP + 1) * len(model.places)
    return found


@law
@given(st.data())
def test_a_value_of_a_level_and_what_the_organisation_reaches_are_what_the_text_says(
    data: st.DataObject,
) -> None:
    model, ranks = _drawn(data)
    evaluation = _evaluated(model, ranks)
    for name, found, meant in _values(model, evaluation, ranks):
        assert found == (meant, meant), name
    assert evaluation.levels() == {name: (model.level(name, ranks),) * 2 for name in model.places}
    (organisation,) = evaluation.plan.organisations
    assert evaluation.value(organisation.level) == (model.organisation(ranks),) * 2


@law
@given(st.data())
def test_what_is_known_of_them_early_stays_true(data: st.DataObject) -> None:
    model, ranks = _drawn(data)
    early = {name: rank for name, rank in ranks.items() if rank is None or data.draw(st.booleans())}
    known = _evaluated(model, early)
    for name, (low, high), meant in _values(model, known, ranks):
        if meant is not None:
            assert low is not None, name
            assert high is not None, name
            assert low <= meant <= high, name
    for name, (sure, possible) in known.levels().items():
        assert sure <= model.level(name, ranks) <= possible
    (organisation,) = known.plan.organisations
    low, high = known.value(organisation.level)
    event("open" if low != high else "known")
    assert low is not None
    assert high is not None
    assert low <= model.organisation(ranks) <= high
