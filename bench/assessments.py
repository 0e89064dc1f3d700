"""Full assessments of Automotive SPICE 4.0, made up: every practice and attribute of all 32 processes rated.

Made from the tables of `by_hand`, so that no model must be loaded. The same seed gives the same assessment.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from bench.by_hand import BASE, EVERYWHERE, GENERIC, PRACTICES, Causes, Ratings
from cxrules.model.assessment import Assessment, Given

NAMES = ("N", "P", "L", "F")


class Full(NamedTuple):
    """One assessment in the forms that the two sides read."""

    assessment: Assessment
    ratings: dict[str, str]
    ranks: Ratings
    causes: Causes


def full_assessment(seed: int = 1) -> Full:
    """An assessment with ratings that lean to the top, and causes that some rules read."""
    chance = Random(seed)  # noqa: S311 # made-up data
    ranks: Ratings = {}
    for process, many in PRACTICES.items():
        strength = chance.choice([(0, 1, 3, 6), (0, 0, 2, 8), (0, 0, 0, 1)])
        names = [f"{process}.BP{n}" for n in range(1, many + 1)]
        names += [f"{process}.GP.{each}.{n}" for each, few in GENERIC.items() for n in range(1, few + 1)]
        names += [f"{process}.PA.{attribute}" for attribute in ("1.1", *GENERIC)]
        ranks.update(zip(names, chance.choices(range(4), strength, k=len(names)), strict=True))
    causes = _causes(ranks, chance)
    given = tuple(
        Given(name, NAMES[rank], causes=tuple(sorted(causes.get(name, ())))) for name, rank in ranks.items()
    )
    assessment = Assessment("bench", "automotive-spice", ratings=given)
    return Full(assessment, {name: NAMES[rank] for name, rank in ranks.items()}, ranks, causes)


def _causes(ranks: Ratings, chance: Random) -> Causes:
    """Causes for one in three of the ratings below the top that a rule about causes reads."""
    wanted = [(name, bound.causes) for bound in BASE for name in bound.reads]
    wanted += [
        (f"{process}.GP.{bound.reads[0]}", bound.causes) for process in PRACTICES for bound in EVERYWHERE
    ]
    wanted += [(f"{process}.PA.1.1", frozenset({"weakness-of-another-process"})) for process in PRACTICES]
    found: Causes = {}
    for name, causes in wanted:
        if causes and ranks[name] < len(NAMES) - 1 and chance.random() < 1 / 3:
            found.setdefault(name, set()).add(chance.choice(sorted(causes)))
    return found
