"""What a decision leaves to people is open over what it allows, and a choice that is recorded settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Given, Judgement
from tests.laws.running import law, plan_of_text
from tests.strategies.judged import JudgedModel, judged_models
from tests.strategies.values import RATINGS

if TYPE_CHECKING:
    from cxrules.plan.values import Value
    from tests.strategies.values import Ratings

RANKS = st.one_of(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.none())


def _found(model: JudgedModel, ratings: Ratings, chosen: int | None = None) -> tuple[Value, tuple[int, int]]:
    """The verdict and the level."""
    said = tuple(
        Given(name, None if rank is None else RATINGS[rank], not_applicable="no" if rank is None else None)
        for name, rank in ratings.items()
    )
    choices = {}
    if chosen is not None:
        choices["A.verdict"] = Judgement("A.verdict", RATINGS[chosen], "lead", "seen")
    plan = plan_of_text(model.text)
    evaluation = evaluate(plan, Assessment("a", "drawn", ratings=said, judgements=choices), ("A",))
    (verdict,) = plan.values
    return evaluation.value(verdict.node), evaluation.levels()["A"]


@law
@given(judged_models(), st.data())
def test_a_verdict_is_open_over_what_is_allowed_until_somebody_chooses(
    model: JudgedModel, data: st.DataObject
) -> None:
    ratings = {name: data.draw(RANKS) for name in model.criteria}
    chosen = data.draw(st.one_of(st.none(), st.integers(0, 3)))
    allowed = model.allowed(ratings, chosen)
    verdict, (low, high) = _found(model, ratings, chosen)
    assert verdict == (min(allowed), max(allowed))
    assert all(low <= model.level(rank) <= high for rank in allowed)
    if len(allowed) == 1:
        assert low == high


@law
@given(judged_models(), st.data())
def test_whatever_is_chosen_in_the_end_was_possible_from_the_start(
    model: JudgedModel, data: st.DataObject
) -> None:
    ratings = {name: data.draw(RANKS) for name in model.criteria}
    early = {name: rank for name, rank in ratings.items() if rank is None or data.draw(st.booleans())}
    chosen = data.draw(st.one_of(st.none(), st.integers(0, 3)))
    known = _found(model, early, chosen if data.draw(st.booleans()) else None)
    (low, high), (sure, possible) = known
    assert low is not None
    assert high is not None
    for rank in model.allowed(ratings, chosen):
        assert low <= rank <= high
        assert sure <= model.level(rank) <= possible
