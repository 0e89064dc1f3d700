"""Exact levels are those that the completions of an assessment reach, no more and no less."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given

from cxrules.engine import evaluate
from cxrules.solve.bounds import exact_levels
from tests.laws.completing import Completing
from tests.laws.running import compiled, evaluated, scope_of, solved
from tests.strategies.assessments import Case, cases

pytest.importorskip("highspy")

FEW = 300


@solved
@given(cases(gaps=3))
def test_exact_levels_are_what_completions_reach(case: Case) -> None:
    plan, _ = compiled(case)
    completing = Completing(case)
    assume(completing.count() <= FEW and not completing.settled)
    evaluation = evaluated(case, plan)
    scope = scope_of(case.assessment)
    reached: dict[str, set[int]] = {}
    for assessment in completing.every():
        for name, (sure, possible) in evaluate(plan, assessment, scope).levels().items():
            reached.setdefault(name, set()).update((sure, possible))
    exact = exact_levels(evaluation).levels
    event("tighter" if any(exact[name] != each for name, each in evaluation.levels().items()) else "the same")
    assert {name: exact[name] for name in reached} == {
        name: (min(levels), max(levels)) for name, levels in reached.items()
    }
