"""Mutants judged in several processes end as they do in one."""

from __future__ import annotations

import os
from multiprocessing import get_all_start_methods

import pytest

from cxrules.workspace import mutants
from tests.testkit.inline import Suite

TESTS = """
test "gap" { given A.1 is P, A.PA.1 is F expect rule gap is broken }
test "level" { given A.PA.1 is L expect level of A = 1 }
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="processes cannot be forked here")
def test_several_processes_judge_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = mutants.run_mutants(Suite(TESTS).mutating())
    monkeypatch.setattr(mutants, "_FEW", 0)
    monkeypatch.setattr(mutants, "_AT_ONCE", 4)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    together = mutants.run_mutants(Suite(TESTS).mutating())
    told = [
        (each.noticed, each.equivalent, [one.after for one in each.unexplained]) for each in (alone, together)
    ]
    assert told[0] == told[1]
    assert alone.noticed > 0
    assert alone.unexplained
