"""Judging many mutants: in one process, or in as many as there are processors where that is quicker."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING

from cxrules.testkit.mutating import MutantRun, Mutating, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.testkit.mutating import Mutant, Verdict

_FEW = 200
"""So many are judged before other processes would have started."""
_AT_ONCE = 16
_shared: list[tuple[Mutating, Sequence[Mutant]]] = []


def run_mutants(mutating: Mutating) -> MutantRun:
    """Judge all mutants of a package."""
    mutants = mutating.mutants()
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(mutants) <= _FEW or processors == 1 or "fork" not in get_all_start_methods():
        verdicts = [mutating.verdict(each) for each in mutants]
    else:
        verdicts = _in_processes(mutating, mutants, processors)
    return told(mutating.package, mutants, verdicts)


def _in_processes(mutating: Mutating, mutants: Sequence[Mutant], processors: int) -> list[Verdict]:
    """Each process inherits everything that was read and evaluated so far, and only numbers go to and fro."""
    _shared.append((mutating, mutants))
    try:
        with ProcessPoolExecutor(processors, mp_context=get_context("fork")) as pool:
            return list(pool.map(_verdict, range(len(mutants)), chunksize=_AT_ONCE))
    finally:
        _shared.pop()


def _verdict(number: int) -> Verdict:
    mutating, mutants = _shared[-1]
    return mutating.verdict(mutants[number])
