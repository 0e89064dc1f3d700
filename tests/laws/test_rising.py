"""A better rating never gives a lower level, unless the checker has said that it can."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, event, given, strategies as st

from cxrules.engine import evaluate
from cxrules.lint import Selection, lint
from cxrules.model.assessment import Assessment, Given
from tests.laws.running import compiled, evaluated, law
from tests.semantics.inline import FRAMEWORK, analysed, plan_of
from tests.strategies.assessments import Case, cases


@law
@given(st.data(), cases(steady=True, gaps=1))
def test_raising_a_rating_never_lowers_a_level(data: st.DataObject, case: Case) -> None:
    plan, reported = compiled(case)
    assume("CX1001" not in reported)
    assume(case.assessment.ratings)
    places = st.integers(0, len(case.assessment.ratings) - 1)
    before = evaluated(case, plan).levels()
    for place in data.draw(st.lists(places, min_size=1, max_size=15)):
        case = _raised(case, place)
        after = evaluated(case, plan).levels()
        event("a level changed" if before != after else "no level changed")
        for name, (sure, possible) in before.items():
            assert after[name][0] >= sure
            assert after[name][1] >= possible
        before = after


def _raised(case: Case, place: int) -> Case:
    """The same case with one rating a step better, if there is a better one."""
    values, ratings = case.draft.given.ratings, list(case.assessment.ratings)
    rating = ratings[place].rating
    if rating in values[:-1]:
        ratings[place] = ratings[place]._replace(rating=values[values.index(rating) + 1])
    return case._replace(assessment=replace(case.assessment, ratings=tuple(ratings)))


ADVICE = Selection(("CX1001",))
MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
capability A "A" { criterion 1 "One"  criterion 2 "Two" }
"""
)


def _levels(text: str, method: str, reading: str, **ratings: str) -> dict[str, tuple[int, int]]:
    given = tuple(Given(name.replace("_", "."), rating) for name, rating in ratings.items())
    return evaluate(plan_of(text, method, reading), Assessment("a", "m", ratings=given)).levels()


def test_a_reported_rule_does_lower_a_level() -> None:
    text = MODEL + 'rule R cap A.1 at N when A.2 at least L source "made"\n'
    assert [each.code for each in lint(analysed(text), selection=ADVICE)] == ["CX1001"]
    assert _levels(text, "mean", "derive", A_1="F", A_2="P") == {"A": (1, 1)}
    assert _levels(text, "mean", "derive", A_1="N", A_2="L") == {"A": (0, 0)}
    assert _levels(text, "mean", "derive", A_1="F", A_2="L") == {"A": (0, 0)}, (
        "A.2 is better, the level lower"
    )


def test_a_reported_requirement_does_lower_a_level() -> None:
    text = MODEL.replace("requires PA.1 at least L", "requires PA.1 is L")
    assert [each.code for each in lint(analysed(text), selection=ADVICE)] == ["CX1001"]
    assert _levels(text, "judged", "audit", A_PA_1="L", A_PA_2="N") == {"A": (1, 1)}
    assert _levels(text, "judged", "audit", A_PA_1="F", A_PA_2="N") == {"A": (0, 0)}
