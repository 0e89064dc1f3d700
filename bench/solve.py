"""A full Automotive SPICE assessment with 200 open ratings: its exact levels, in seconds of the solver.

What is left open are attributes, from which the levels follow directly, and then any ratings at all.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench.assessments import full_assessment
from cxrules import api
from cxrules.engine.evaluation import evaluate
from cxrules.solve.bounds import exact_levels

if TYPE_CHECKING:
    from cxrules.engine import Evaluation

OPEN = 200
MOST = 0.5


def run(rounds: int = 5) -> None:
    """Measure and print."""
    print(f"\nExact levels of a full assessment with {OPEN} open ratings ({rounds} rounds)")
    for name, evaluation in (("attributes", _with_open("PA.")), ("any ratings", _with_open(""))):
        solver, clock = [], []
        for _ in range(rounds):
            begun = perf_counter()
            found = exact_levels(evaluation)
            clock.append(perf_counter() - begun)
            solver.append(found.seconds)
            assert all(low <= high for low, high in found.levels.values())
        print(
            f"  {name:<12} solver {median(solver):.3f} s (at most {MOST:g} s), "
            f"with writing it out {median(clock):.3f} s"
        )


def _with_open(part: str) -> Evaluation:
    """The assessment without 200 of the ratings whose ids hold a text."""
    full = full_assessment()
    ratings = full.assessment.ratings
    names = [each.subject for each in ratings if part in each.subject]
    chance = Random(1)  # noqa: S311 # made-up data
    gone = set(chance.sample(names, OPEN))
    left = tuple(each for each in ratings if each.subject not in gone)
    plan = api.load("automotive-spice").plan
    return evaluate(plan, replace(full.assessment, ratings=left), list(plan.capabilities))


if __name__ == "__main__":
    run()
