"""What is asked first narrows most; what a level really depends on is no more and no less than it must be."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, event, given, strategies as st

from cxrules.engine.evaluation import run_again
from cxrules.engine.link import support
from cxrules.solve.changes import proofs, refutations
from cxrules.solve.derived import following, is_beneath_given
from cxrules.solve.interview import deciding, questions, worths
from cxrules.solve.pivotal import holds, level_nodes, pivots
from tests.laws.running import compiled, evaluated, solved
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.plan.values import Value
    from cxrules.solve.answers import Change
    from cxrules.solve.unfold import Place

pytest.importorskip("highspy")

FEW = 600


def _evaluation(case: Case) -> Evaluation:
    assume(not case.assessment.waivers)
    plan, _ = compiled(case)
    return evaluated(case, plan)


def _with(evaluation: Evaluation, changed: Mapping[Place, Value]) -> list[Value]:
    """The values of the first instance with other answers, and with what they cause to count as derived."""
    arrays = [values.copy() for values in evaluation.bound.arrays]
    for (node, instance), value in {**changed, **following(evaluation, changed)}.items():
        arrays[instance][node] = value
    return run_again(evaluation, arrays)[0]


def _open_goal(data: st.DataObject, evaluation: Evaluation) -> int:
    """A level of a capability that may still be reached and may still be missed."""
    nodes = [node for each in evaluation.plan.capabilities.values() for node in each.reaches]
    still = [node for node in nodes if evaluation.value(node) == (0, 1)]
    assume(still)
    return data.draw(st.sampled_from(still))


def _inputs(evaluation: Evaluation, node: int) -> list[tuple[Place, Sequence[int]]]:
    """Everything open that a node rests on, with what it may be; all instances apart.

    What lies beneath something that is rated as a whole is not open, as in the laws of completions.
    """
    rows, arrays = evaluation.plan.nodes.walk(), evaluation.bound.arrays
    found: list[tuple[Place, Sequence[int]]] = []
    for each in sorted(support(evaluation.plan, [node])):
        for instance, values in enumerate(arrays):
            low, high = values[each]
            if is_beneath_given(evaluation, (each, instance)):
                continue
            if rows[each][0] == "input" and low != high and low is not None and high is not None:
                found.append(((each, instance), range(int(low), int(high) + 1)))
    return found


@solved
@given(cases(gaps=3))
def test_worth_is_by_how_much_the_levels_narrow_on_average(case: Case) -> None:
    evaluation = _evaluation(case)
    levels = list(level_nodes(evaluation).values())

    def span(values: Sequence[Value]) -> int:
        ends = [values[node] for node in levels]
        return sum(int(high or 0) - int(low or 0) for low, high in ends)

    found = worths(evaluation, levels)
    assert [each.worth for each in found] == sorted((each.worth for each in found), reverse=True)
    for each in found:
        after = [span(_with(evaluation, answer)) for answer in each.question.answers]
        now = span(evaluation.bound.arrays[0])
        assert each.worth == now - Fraction(sum(after), len(after))
        event("narrows" if each.worth else "narrows nothing by itself")


@solved
@given(st.data(), cases(gaps=2))
def test_a_level_depends_on_exactly_what_is_told(data: st.DataObject, case: Case) -> None:
    evaluation = _evaluation(case)
    assume(not case.assessment.instances)
    node = _open_goal(data, evaluation)
    inputs = _inputs(evaluation, node)
    count = 1
    for _, answers in inputs:
        count *= len(answers)
    assume(count <= FEW)
    outcome = {
        answers: _with(evaluation, {place: (a, a) for (place, _), a in zip(inputs, answers, strict=True)})[
            node
        ]
        for answers in product(*(answers for _, answers in inputs))
    }
    really = {
        inputs[at][0]
        for at in range(len(inputs))
        for answers, value in outcome.items()
        for other in inputs[at][1]
        if outcome[*answers[:at], other, *answers[at + 1 :]] != value
    }
    asked = questions(evaluation, [node])
    told = deciding(evaluation, node, asked)
    event(f"{len(told)} of {len(asked)}")
    assert {place for each in told for place in each.places} == {
        place for each in asked for place in each.places if place in really
    }


def _answers(changes: Sequence[Change]) -> dict[Place, Value]:
    return {(each.node, each.instance): (each.after, each.after) for each in changes}


@solved
@given(st.data(), cases(gaps=2))
def test_proofs_and_refutations_settle_a_level(data: st.DataObject, case: Case) -> None:
    evaluation = _evaluation(case)
    assume(not case.assessment.instances)
    node = _open_goal(data, evaluation)
    for changes in proofs(evaluation, [node], 3).found:
        assert _with(evaluation, _answers(changes))[node] == (1, 1)
        assert all(each.open for each in changes)
    for changes in refutations(evaluation, [node], 3).found:
        assert _with(evaluation, _answers(changes))[node][1] != 1


@solved
@given(cases(gaps=1))
def test_a_pivot_changes_the_levels_it_names_and_no_other(case: Case) -> None:
    evaluation = _evaluation(case)
    nodes = level_nodes(evaluation)
    found = pivots(evaluation)
    for each in found:
        after = _with(evaluation, _answers(each.changes))
        differs = {name for name, node in nodes.items() if after[node] != evaluation.value(node)}
        assert differs == {effect.subject for effect in each.effects}
        assert all(after[nodes[effect.subject]] == effect.after for effect in each.effects)
        assert {abs(int(one.after) - int(one.before or 0)) for one in each.changes} == {1}
    for hold in holds(evaluation, found, nodes):
        for fall in hold.falls:
            assert _with(evaluation, _answers(fall))[hold.aim.node] != (1, 1)
        event(f"{hold.steps} steps from falling")
