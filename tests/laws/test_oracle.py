"""Exact arithmetic and plain logic: the engine agrees with an evaluator without plans and ranges."""

from __future__ import annotations

from hypothesis import event, given

from tests.laws.oracle import Oracle
from tests.laws.running import evaluated, law
from tests.strategies.assessments import Case, cases


@law
@given(cases(whole=True))
def test_levels_are_those_that_a_plain_evaluator_finds(case: Case) -> None:
    wanted = Oracle(*case).levels()
    event(f"levels up to {max(wanted.values(), default=0)}")
    assert evaluated(case).levels() == {name: (level, level) for name, level in wanted.items()}


@law
@given(cases(whole=True))
def test_rules_end_as_a_plain_evaluator_says(case: Case) -> None:
    rows = evaluated(case).result()["rules"]
    found = sorted((row["rule"], row["subject"], row["outcome"]) for row in rows)
    event(f"outcomes {sorted({outcome for *_, outcome in found})}")
    assert found == Oracle(*case).outcomes()
