"""The cheapest plan of a full Automotive SPICE assessment, proven: in seconds of the solver.

First to level 2 of sixteen processes, then to level 3 of all 32 with 120 measures that raise several ratings
at once. Ratings, costs and measures are made up; the same seed gives the same.
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
from cxrules.model.wishes import Costs, Measure, StepCost, Wishes
from cxrules.roadmap.roadmap import Planner
from cxrules.solve.goals import goal

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.solve.goals import Goal

MEASURES = 120
_TARGET = "vda-cl2"
_RATINGS = ("N", "P", "L", "F")
_TOP = "F"


def run(rounds: int = 3) -> None:
    """Measure and print."""
    print(f"\nCheapest plan of a full assessment, all practices and attributes rated ({rounds} rounds)")
    evaluation = _evaluation()
    rows = (
        ("level 2 of 16 processes", goal(evaluation, _TARGET), Wishes(costs=_costs(evaluation)), 0.2),
        ("level 3 of all 32, 120 measures", goal(evaluation, "3"), _wishes(evaluation), 0.5),
    )
    for name, wanted, wishes, most in rows:
        _measure(name, (evaluation, wanted), wishes, most, rounds)


def _measure(name: str, unit: tuple[Evaluation, Goal], wishes: Wishes, most: float, rounds: int) -> None:
    clock, plans = [], []
    for _ in range(rounds):
        begun = perf_counter()
        plans.append(Planner([unit], wishes).roadmap().chosen)
        clock.append(perf_counter() - begun)
    found, solver = plans[-1], [each.seconds for each in plans]
    proven = "proven the cheapest" if found.optimal else f"none costs less than {found.bound}"
    steps, measures = len(found.steps), len(found.lifted)
    print(
        f"  {name:<32} solver {median(solver):.3f} s (at most {most:g} s), in all {median(clock):.2f} s: "
        f"cost {found.cost}, {steps} steps and {measures} measures, {proven}"
    )


def _evaluation() -> Evaluation:
    """A full assessment in which much is lacking: everything is rated, little of it fully."""
    chance, full = Random(1), full_assessment().assessment  # noqa: S311 # made-up data
    ratings = tuple(
        each._replace(rating=chance.choices(_RATINGS, (1, 2, 3, 2))[0], causes=()) for each in full.ratings
    )
    plan = api.load("automotive-spice").plan
    return evaluate(plan, replace(full, ratings=ratings), list(plan.capabilities))


def _costs(evaluation: Evaluation) -> Costs:
    """A cost of its own for each step."""
    chance = Random(2)  # noqa: S311 # made-up data
    subjects: dict[tuple[str, str | None], StepCost] = {
        (name, rating): StepCost(chance.randint(1, 9))
        for name in evaluation.plan.subjects
        for rating in evaluation.plan.given_values[1:]
    }
    return Costs(subjects)


def _wishes(evaluation: Evaluation) -> Wishes:
    """Measures that raise four to ten practices or attributes each, of those that lack something."""
    chance = Random(3)  # noqa: S311 # made-up data
    ratings = {each.subject: each.rating for each in evaluation.assessment.ratings}
    lacking = sorted(name for name, rating in ratings.items() if rating != _TOP and not _is_above(name))
    measures = {}
    for number in range(MEASURES):
        raised = chance.sample(lacking, chance.randint(4, 10))
        raises = {name: chance.choice(("L", _TOP)) for name in raised}
        name = f"measure-{number:03}"
        measures[name] = Measure(name, "", chance.randint(5, 25), 1, raises)
    return Wishes(costs=_costs(evaluation), measures=measures)


def _is_above(name: str) -> bool:
    """Whether a practice or attribute belongs to level 4 or 5."""
    return any(part in name for part in (".GP.4", ".GP.5", ".PA.4", ".PA.5"))


if __name__ == "__main__":
    run()
