"""The evaluator that the bench compares with agrees with the engine on complete assessments."""

import pytest

from bench import by_hand
from bench.assessments import Full, full_assessment
from cxrules import api
from cxrules.engine.evaluation import evaluate, levels

VARIANTS = [("R2", "audit", ""), ("R2", "derive", "judged"), ("mean", "derive", "mean")]


@pytest.fixture(scope="module", params=range(4))
def full(request: pytest.FixtureRequest) -> Full:
    return full_assessment(seed=request.param)


def test_it_knows_the_same_model() -> None:
    plan = api.load("automotive-spice").plan
    subjects = set(full_assessment(seed=0).ratings)
    assert subjects == {name for name in plan.subjects if not name.endswith(".GP.1.1.1")}


@pytest.mark.parametrize(("method", "reading", "derive"), VARIANTS)
def test_it_agrees_on_levels(full: Full, method: str, reading: str, derive: str) -> None:
    plan = api.load("automotive-spice", method, reading).plan
    by_engine = levels(plan, full.assessment)
    assert {
        name: (level, level) for name, level in by_hand.levels(full.ranks, full.causes, derive=derive).items()
    } == by_engine
    assert evaluate(plan, full.assessment).levels() == by_engine


@pytest.mark.parametrize(("method", "reading", "derive"), VARIANTS)
def test_it_agrees_without_causes(full: Full, method: str, reading: str, derive: str) -> None:
    model = api.load("automotive-spice", method, reading)
    by_engine = model.levels(full.ratings)
    assert {
        name: (level, level) for name, level in by_hand.levels(full.ranks, {}, derive=derive).items()
    } == by_engine


def test_it_agrees_on_rules(full: Full) -> None:
    plan = api.load("automotive-spice").plan
    result = evaluate(plan, full.assessment).result()
    by_engine = {(row["rule"], row["subject"]): row["outcome"] for row in result["rules"]}
    found = by_hand.outcomes(full.ranks, full.causes)
    assert {row: by_engine[row] for row in found} == found
    # All other rules rest on findings, of which these assessments have none.
    assert {outcome for row, outcome in by_engine.items() if row not in found} == {"not-triggered"}


def test_the_assessments_break_some_rules(full: Full) -> None:
    found = set(by_hand.outcomes(full.ranks, full.causes).values())
    assert found == {"kept", "broken", "not-triggered"}
