"""Decision tables and what is worked out from evidence: a row left out, another outcome, no forced one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.syntax import phrases, tree
from cxrules.testkit.mutators.change import Change, counted, steps, without
from cxrules.testkit.mutators.expressions import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model


def rows(decide: tree.Decide, _: Model) -> Iterator[Change]:
    """A table without each of its rows."""
    for place, row in enumerate(decide.rows):
        said = f"row {place + 1}" if row.condition is not None else "otherwise"
        if len(decide.rows) > 1:
            yield Change("row", replace(decide, rows=without(decide.rows, place)), said, f"without {said}")


def outcomes(outcome: tree.Outcome, model: Model) -> Iterator[Change]:
    """The outcome one step aside; without each forced one; a choice without each of its outcomes."""
    before = _words(outcome)
    for near in steps(outcome.rating, model) if outcome.rating is not None else ():
        yield Change("outcome", replace(outcome, rating=near), f"-> {before}", f"-> {near.name.text}")
    for place, forced in enumerate(outcome.forced):
        said = f"but {forced.rating.name.text} when {' '.join(phrases.condition(forced.condition))}"
        new = replace(outcome, forced=without(outcome.forced, place))
        yield Change("forced", new, said, f"without {said}")


def _words(outcome: tree.Outcome) -> str:
    return outcome.rating.name.text if outcome.rating is not None else outcome.word


def rates(rate: tree.Rate, model: Model) -> Iterator[Change]:
    """A rating from data without each of its rows, and with the last rating one step aside."""
    for place, row in enumerate(rate.rows):
        if len(rate.rows) > 1:
            said = f"{row.rating.name.text} when {' '.join(phrases.condition(row.condition))}"
            yield Change("row", replace(rate, rows=without(rate.rows, place)), said, f"without {said}")
    for near in steps(rate.otherwise, model) if rate.otherwise is not None else ():
        yield Change("outcome", replace(rate, otherwise=near), "otherwise", f"otherwise {near.name.text}")


def demands(demand: tree.Demand, _: Model) -> Iterator[Change]:
    """One piece of evidence more or less, and without each thing that is asked of it."""
    for near in counted(demand.count, least=1) if demand.count is not None else ():
        yield Change("count", replace(demand, count=near))
    for place in range(len(demand.parts)):
        yield Change("demand", replace(demand, parts=without(demand.parts, place)))


def demand_parts(part: tree.DemandPart, _: Model) -> Iterator[Change]:
    """The age, number of kinds or of people one aside."""
    for near in numbers(part.number) if part.number is not None else ():
        if near.text != "0":
            yield Change("count", replace(part, number=near))


def needs(need: tree.Need, _: Model) -> Iterator[Change]:
    """Without each of several demands."""
    if len(need.demands) > 1:
        for place in range(len(need.demands)):
            yield Change("demand", replace(need, demands=without(need.demands, place)))


def blanks(found: tree.BlankRatings | tree.WeaknessNeeded, model: Model) -> Iterator[Change]:
    """What a blank rating counts as, or below what a weakness is needed, one step aside."""
    for near in steps(found.rating, model):
        yield Change("rating", replace(found, rating=near), found.rating.name.text, near.name.text)
