"""The format of files of wishes for a roadmap: costs, measures, order, capacity, budget, deadlines, goals."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cxrules.exchange.formats.base import Strict

Exact = Annotated[int | float | str | None, Field(description="a number from 0: 12, 2.5, or as text 7/3")]
Names = list[str] | str | None


class CostAndDuration(Strict):
    """What a step costs, and how many periods it lasts."""

    cost: Exact = None
    duration: int | str | None = None


StepCosts = Exact | CostAndDuration | dict[str, Exact | CostAndDuration]
"""For any rating, or by the rating that is reached."""


class CostTables(Strict):
    """Costs of steps: `subjects` go before `kinds`, and these before `default`."""

    default: Exact | CostAndDuration = None
    kinds: dict[str, StepCosts] | None = None
    subjects: dict[str, StepCosts] | None = None


class MeasureEntry(Strict):
    """Something to do that raises several subjects at once, each to a rating."""

    title: str | None = None
    cost: Exact
    duration: int | str | None = None
    raises: dict[str, str] | None = None
    after: Names = None
    project: str | None = None


class GoalEntry(Strict):
    """A business goal: how much it counts, and the levels that it asks for."""

    title: str | None = None
    weight: Exact = None
    levels: dict[str, int | str]


class DeadlineEntry(Strict):
    """A level, and the period by whose end it is to be reached."""

    level: int | str
    by: int | str


class WishesFile(Strict):
    """What a roadmap is to respect."""

    cxrules_wishes: int | str
    title: str | None = None
    model: Names = None
    unit: str | None = None
    period: str | None = None
    costs: CostTables | None = None
    measures: dict[str, MeasureEntry] | None = None
    goals: dict[str, GoalEntry] | None = None
    fixed: Names = None
    excluded: Names = None
    after: dict[str, Names] | None = None
    capacity: Exact | list[Exact] = None
    capacities: dict[str, Exact | list[Exact]] | None = None
    budget: Exact = None
    periods: int | str | None = None
    deadlines: dict[str, DeadlineEntry | list[DeadlineEntry]] | None = None
