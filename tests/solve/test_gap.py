"""What lies between an assessment and a goal, on the examples, as an assessor would check it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.plan.linear.forms import Between
from cxrules.plan.linear.program import Affine
from cxrules.solve.gap import gap
from cxrules.solve.goals import goal
from cxrules.solve.highs import solve
from cxrules.solve.said import Sayer
from cxrules.solve.search import Search, better

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.solve.gap import Missing

pytest.importorskip("highspy")


@pytest.fixture(scope="module")
def example(project: Path) -> Callable[[str], Evaluation]:
    """An example, evaluated."""
    return lambda name: api.evaluate(project / "examples" / f"{name}.yaml")


def _missing(evaluation: Evaluation, wanted: str) -> Missing:
    (found,) = gap(evaluation, goal(evaluation, wanted)).missing
    return found


def _ways(evaluation: Evaluation, wanted: str) -> list[list[str]]:
    sayer = Sayer(evaluation)
    return [[each.listed for each in sayer.all(way)] for way in _missing(evaluation, wanted).ways.found]


def test_a_rating_of_one_instance_is_enough(example: Callable[[str], Evaluation]) -> None:
    evaluation = example("brake-ecu/assessment")
    assert _ways(evaluation, "SWE.1:2") == [["SWE.1.PA.1.1 (Process performance): L in app (now P)"]]
    assert api.what_if(evaluation, {"SWE.1.PA.1.1@app": "L"}).levels()["SWE.1"] == (2, 2)


def test_judgements_are_changes_too_and_all_smallest_sets_are_found(
    example: Callable[[str], Evaluation],
) -> None:
    evaluation = example("signal-works/assessment")
    found = _missing(evaluation, "PMC:2")
    assert found.ways.complete
    assert found.settling is not None
    assert found.settling.rests is not None
    assert [each.name for each in found.settling.rests] == [
        "PMC.SP.1.4.roll-up",
        "PMC.SG.1.significant-weakness",
    ]
    answers = {"PMC.SP.1.4.roll-up": "LI", "PMC.SG.1.significant-weakness": "no"}
    assert api.what_if(evaluation, answers).levels()["PMC"] == (2, 2)
    for name, other in (("PMC.SP.1.4.roll-up", "PI"), ("PMC.SG.1.significant-weakness", "yes")):
        assert api.what_if(evaluation, {**answers, name: other}).levels()["PMC"] == (0, 0)


def test_an_interval_does_not_move_away_from_its_value(example: Callable[[str], Evaluation]) -> None:
    evaluation = example("harbour-hotels/2025")
    assert _ways(evaluation, "CX.OMN:3") == [
        ["sla_attainment (Contacts solved in time): at least 80 % in app (now 62.7 %)"]
    ]


def test_an_assessment_that_goes_no_higher_is_an_obstacle(example: Callable[[str], Evaluation]) -> None:
    evaluation = example("brake-ecu/assessment")
    found = _missing(evaluation, "SWE.4:4").obstacle
    assert found is not None
    assert found.kind == "frame"
    assert {evaluation.plan.nodes[node].param[0] for node, _ in found.places} == {"within"}


def test_a_capability_that_is_not_assessed_is_told_as_that(example: Callable[[str], Evaluation]) -> None:
    found = _missing(example("brake-ecu/assessment"), "MAN.5:1")
    assert found.obstacle is not None
    assert found.obstacle.kind == "not assessed"


def test_where_the_time_was_not_enough_it_says_so(example: Callable[[str], Evaluation]) -> None:
    evaluation = example("signal-works/assessment")
    (found,) = gap(evaluation, goal(evaluation, "MA:2"), 1e-9).missing
    assert found.ways.found == []
    assert found.obstacle is not None
    assert found.obstacle.kind == "time"


def test_an_unknown_goal_is_an_error_in_python_too(example: Callable[[str], Evaluation]) -> None:
    with pytest.raises(api.CxrulesError, match="There is nothing to reach called 'nowhere'"):
        api.gap(example("brake-ecu/assessment"), "nowhere")


def test_in_the_program_a_value_lies_in_its_interval(example: Callable[[str], Evaluation]) -> None:
    """Whatever is changed, no end of an interval crosses the value of its metric."""
    evaluation = example("harbour-hotels/2025")
    search = Search(evaluation, [goal(evaluation, "CX.OMN:3").aims[0].node], "worst", better)
    crossings = []
    for found in search.unfolded.intervals:
        for lower, upper in pairwise(found.values()):
            for instance in range(len(evaluation.bound.arrays)):
                low, high = (search.unfolded.form(node, instance) for node in (lower, upper))
                for number, above in low.splits if isinstance(low, Between) else ():
                    crossings.append((low.at_least(number, above=above), -high.at_least(number, above=above)))
    assert len(crossings) > 20
    for crossing in crossings:
        assert solve(search.program, Affine({}), None, crossing) is None
