"""The guaranteed and the possible level hold for all that an unfinished assessment can still become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, event, given, strategies as st

from cxrules.engine import evaluate
from cxrules.model.assessment import Assessment, Given
from tests.laws.completing import Completing, derived_throughout
from tests.laws.running import compiled, evaluated, law, planned, scope_of
from tests.semantics.inline import FRAMEWORK, plan_of
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from cxrules.plan import Plan

FEW = 40


@law
@given(st.data(), cases(gaps=2))
def test_an_interval_contains_the_level_of_every_completion(data: st.DataObject, case: Case) -> None:
    plan, completing = planned(case), Completing(case)
    open_levels, count = evaluated(case, plan).levels(), completing.count()
    event("every completion" if count <= FEW else "some completions")
    numbers = range(count) if count <= FEW else data.draw(st.lists(st.integers(0, count - 1), max_size=12))
    ways = [completing.way(number) for number in numbers]
    for assessment in [*ways, completing.lowest(), completing.highest()]:
        settled = evaluate(plan, assessment, scope_of(assessment)).levels()
        for name, (sure, possible) in settled.items():
            low, high = open_levels[name]
            assert sure == possible or completing.settled, "nothing is open any more"
            assert low <= sure <= possible <= high


@law
@given(cases(steady=True, reading="audit", gaps=3))
def test_both_ends_are_reached_where_ratings_only_help(case: Case) -> None:
    _both_ends_are_reached(case)


@law
@given(cases(steady=True, reading="derive", gaps=4))
def test_both_ends_are_reached_where_everything_is_derived(case: Case) -> None:
    _both_ends_are_reached(derived_throughout(case))


def _both_ends_are_reached(case: Case) -> None:
    plan, reported = compiled(case)
    completing = Completing(case)
    assume("CX1001" not in reported and " for cause " not in case.draft.text())
    assume(not completing.answers)
    levels = evaluated(case, plan).levels()
    event("something is open" if any(low != high for low, high in levels.values()) else "all is known")
    scope = scope_of(case.assessment)
    lowest = evaluate(plan, completing.lowest(), scope).levels()
    highest = evaluate(plan, completing.highest(), scope).levels()
    assert levels == {name: (lowest[name][0], highest[name][1]) for name in levels}


MODEL = "model m version 1.0.0\n" + FRAMEWORK + 'capability A "A" { criterion 1 "One"  criterion 2 "Two" }\n'


@law
@given(
    st.dictionaries(
        st.sampled_from(["A.PA.1", "A.PA.2", "A.1", "A.2", "A.GP.1", "A.GP.2"]),
        st.sampled_from("NPLF"),
        min_size=1,
    ),
    st.sampled_from(["audit", "derive"]),
)
def test_the_interval_is_exactly_what_completions_reach(ratings: dict[str, str], reading: str) -> None:
    """Every completion is tried: the two attributes of the model rest on nothing in common."""
    plan = plan_of(MODEL, "mean", reading)
    read = ["A.PA.1", "A.PA.2"]
    if reading == "derive":
        read = [
            name
            for attribute, beneath in (("A.PA.1", ["A.1", "A.2"]), ("A.PA.2", ["A.GP.1", "A.GP.2"]))
            for name in (beneath if any(each in ratings for each in beneath) else [attribute])
        ]
    missing = [name for name in read if name not in ratings]
    reached = set()
    for number in range(4 ** len(missing)):
        settled = {name: "NPLF"[number // 4**place % 4] for place, name in enumerate(missing)}
        reached.add(_level(plan, {**ratings, **settled}))
    found = evaluate(plan, _assessment(ratings)).levels()["A"]
    assert found == (min(low for low, _ in reached), max(high for _, high in reached))


def _level(plan: Plan, ratings: dict[str, str]) -> tuple[int, int]:
    return evaluate(plan, _assessment(ratings)).levels()["A"]


def _assessment(ratings: dict[str, str]) -> Assessment:
    return Assessment("a", "m", ratings=tuple(Given(*each) for each in ratings.items()))
