"""Small assessments that lack something by construction, and wishes for their plans. Tests nothing itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from cxrules.engine import evaluate
from cxrules.model.assessment import Assessment, Given, Instance, Waiver
from cxrules.model.wishes import BusinessGoal, Costs, Measure, StepCost, Wishes
from cxrules.plan.serial import dump, from_data, load
from cxrules.semantics import compile_plan
from cxrules.solve.goals import Goal, aim_at
from tests.semantics.inline import FRAMEWORK, analysed

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.model.wishes import Cost
    from cxrules.plan import Plan

MODEL = (
    'model small version 1.0.0 title "Small" source "Made up"\n'
    + FRAMEWORK
    + """
capability A "First" { criterion BP1 "Do it" }
capability B "Second" { criterion BP1 "Do it" }
"""
)
SUBJECTS = ("A.PA.1", "A.PA.2", "B.PA.1", "B.PA.2")
_COSTS: st.SearchStrategy[Cost] = st.sampled_from([0, 1, 2, 3, Fraction(1, 2)])
_DAY = date(2026, 1, 1)


class Lacking(NamedTuple):
    """An assessment with the goal that it misses."""

    evaluation: Evaluation
    goal: Goal


@cache
def plan() -> Plan:
    """The plan of the model."""
    return from_data(load(dump(compile_plan(analysed(MODEL), None, "audit"), {}))[1])


@st.composite
def lacking(draw: st.DrawFn, *, name: str = "one", instances: bool = False, waivers: bool = False) -> Lacking:
    """A.PA.1 is at most P, so that A is not at level 1, which the goal asks for at least."""
    ratings = [_given(draw, "A.PA.1", ("N", "P"), instances=instances)]
    ratings += [_given(draw, each, ("L", "F"), instances=instances) for each in SUBJECTS[1:]]
    granted: tuple[Waiver, ...] = ()
    if waivers:
        granted = (Waiver("B.PA.1", "F", "Agreed", "lead", date(2025, 1, 1), date(2027, 1, 1)),)
    assessment = Assessment(
        name,
        "small",
        date=_DAY,
        ratings=tuple(each for group in ratings for each in group),
        instances={each: Instance(each) for each in ("x", "y")} if instances else {},
        waivers=granted,
    )
    evaluation = evaluate(plan(), assessment, ["A", "B"])
    wanted = [("A", draw(st.sampled_from([1, 2])))]
    wanted += [("B", draw(st.sampled_from([1, 2])))] if draw(st.booleans()) else []
    aims = [aim_at(evaluation, subject, level) for subject, level in wanted]
    return Lacking(evaluation, Goal("drawn", "drawn", [aim for aim in aims if aim is not None]))


def _given(draw: st.DrawFn, subject: str, ratings: tuple[str, ...], *, instances: bool) -> list[Given]:
    if instances and draw(st.booleans()):
        return [Given(subject, draw(st.sampled_from(ratings)), instance=each) for each in ("x", "y")]
    return [Given(subject, draw(st.sampled_from(ratings)))]


@st.composite
def wishes(draw: st.DrawFn, *, project: str = "one") -> Wishes:
    """Costs and times of steps, a measure, and limits of all kinds."""
    costs: dict[tuple[str, str | None], StepCost] = {
        (name, None): StepCost(draw(_COSTS), draw(st.integers(0, 2)))
        for name in draw(st.lists(st.sampled_from(SUBJECTS), max_size=3, unique=True))
    }
    measures = {}
    if draw(st.booleans()):
        raised = draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=3, unique=True))
        raises = {each: draw(st.sampled_from(["L", "F"])) for each in raised}
        owner = draw(st.sampled_from([None, "tools"]))
        measures["m"] = Measure("m", "", draw(_COSTS), draw(st.integers(0, 2)), raises, (), owner)
    deadlines = {}
    for name in draw(st.sampled_from([(), ("A",), ("A", "B")])):
        deadlines[name, draw(st.sampled_from([1, 2]))] = draw(st.integers(1, 2))
    goals = [
        BusinessGoal(name, "", draw(st.integers(1, 3)), {name: draw(st.sampled_from([1, 2]))})
        for name in draw(st.sampled_from([(), ("A",), ("A", "B")]))
    ]
    owned = draw(st.lists(st.integers(1, 3), max_size=1))
    return Wishes(
        costs=Costs(costs, {}, StepCost(1, draw(st.integers(0, 1)))),
        measures=measures,
        goals=goals,
        capacity=draw(st.sampled_from([(), (3,), (4, 3)])),
        capacities={draw(st.sampled_from([project, "tools"])): (*owned, 3)} if owned else {},
        budget=draw(st.sampled_from([None, None, 1, 3])),
        periods=draw(st.sampled_from([None, 1, 2])),
        deadlines=deadlines,
    )


def all_lacking(name: str) -> Lacking:
    """An assessment in which nothing is achieved, and of which level 2 is asked."""
    ratings = tuple(Given(subject, "N") for subject in SUBJECTS)
    evaluation = evaluate(plan(), Assessment(name, "small", date=_DAY, ratings=ratings), ["A", "B"])
    aims = [aim_at(evaluation, subject, 2) for subject in ("A", "B")]
    return Lacking(evaluation, Goal("2", "level 2", [aim for aim in aims if aim is not None]))
