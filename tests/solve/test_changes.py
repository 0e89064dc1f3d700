"""Sets of changes do what is said of them, and no smaller set does."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, event, given, strategies as st

from cxrules.engine.evaluation import rerun
from cxrules.engine.link import link, support
from cxrules.plan.values import YES
from cxrules.solve.changes import blockers, steps_to_fall, ways_down, ways_to
from cxrules.solve.derived import following, is_by_hand
from tests.laws.running import compiled, evaluated, solved
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.solve.answers import Change

pytest.importorskip("highspy")

FEW = 4000
MANY = 300


def _evaluation(case: Case) -> Evaluation:
    assume(not case.assessment.instances and not case.assessment.waivers)
    plan, _ = compiled(case)
    return evaluated(case, plan)


def _goal(data: st.DataObject, evaluation: Evaluation) -> int:
    capability = data.draw(st.sampled_from(sorted(evaluation.plan.capabilities)))
    return data.draw(st.sampled_from(evaluation.plan.capabilities[capability].reaches))


def _ranks(evaluation: Evaluation, node: int) -> dict[int, tuple[int, int]]:
    """The ratings that count for a node and are given by hand, by their inputs: guaranteed rank and top."""
    below, top = support(evaluation.plan, [node]), len(evaluation.plan.given_values) - 1
    held = {place: evaluation.value(place)[0] for place in link(evaluation.plan).ratings.values()}
    return {
        place: (int(low), top)
        for place, low in held.items()
        if place in below and low is not None and is_by_hand(evaluation, (place, 0))
    }


def _surely(evaluation: Evaluation, answers: Mapping[int, int], node: int) -> bool:
    """Whether a truth surely holds with other ratings."""
    changed = {place: (rank, rank) for place, rank in answers.items()}
    derived = {
        place: value for (place, _), value in following(evaluation, [(each, 0) for each in answers]).items()
    }
    return rerun(evaluation, {**changed, **derived}, [0])[0][node] == YES


def _at_best(evaluation: Evaluation, answers: Mapping[int, int], node: int) -> bool:
    """Whether a truth holds with other ratings and everything open as high as it can be."""
    open_ones = {
        place: (value[1], value[1])
        for place, (op, _, _, _) in enumerate(evaluation.plan.nodes.walk())
        if op == "input" and (value := evaluation.value(place))[0] != value[1]
    }
    changed = {**open_ones, **{place: (rank, rank) for place, rank in answers.items()}}
    return rerun(evaluation, changed, [0])[0][node] == YES


def _smaller(ranks: Mapping[int, Sequence[int]], size: int) -> Iterator[dict[int, int]]:
    """Every set of fewer changes than that."""
    for count in range(size):
        for places in combinations(ranks, count):
            for chosen in product(*(ranks[place] for place in places)):
                yield dict(zip(places, chosen, strict=True))


def _answers(changes: Sequence[Change]) -> dict[int, int]:
    return {each.node: int(each.after) for each in changes}


def _count(ranks: Mapping[int, Sequence[int]], size: int) -> int:
    most = max((len(each) for each in ranks.values()), default=1)
    return sum(1 for _ in combinations(ranks, max(size - 1, 0))) * int(most ** max(size - 1, 0))


@solved
@given(st.data(), cases(gaps=2))
def test_ways_to_a_level_reach_it_and_are_as_small_as_can_be(data: st.DataObject, case: Case) -> None:
    evaluation = _evaluation(case)
    node = _goal(data, evaluation)
    found = ways_to(evaluation, [node], 4)
    assume(all(each.node in link(evaluation.plan).ratings.values() for sets in found.found for each in sets))
    event(f"sets of {len(found.found[0])}" if found.found else "no way")
    for changes in found.found:
        assert _surely(evaluation, _answers(changes), node)
    ranks = {
        place: range(low + (evaluation.value(place)[0] == evaluation.value(place)[1]), top + 1)
        for place, (low, top) in _ranks(evaluation, node).items()
    }
    size = len(found.found[0]) if found.found else len(ranks) + 1
    assume(_count(ranks, size) <= FEW)
    assert not any(_surely(evaluation, each, node) for each in _smaller(ranks, size))


@solved
@given(st.data(), cases(gaps=0))
def test_so_many_steps_down_lose_a_level_and_no_fewer_do(data: st.DataObject, case: Case) -> None:
    evaluation = _evaluation(case)
    node = _goal(data, evaluation)
    assume(evaluation.value(node) == YES)
    found = steps_to_fall(evaluation, [node])
    ranks = {place: range(low) for place, (low, _) in _ranks(evaluation, node).items()}
    event("cannot fall" if found is None else f"{found.steps} steps")
    if found is not None:
        steps, changes, _ = found
        assert steps == sum(int(each.before or 0) - int(each.after) for each in changes)
        assert not _surely(evaluation, _answers(changes), node)
        smallest = ways_down(evaluation, [node], 2)
        assert smallest.found
        assert len(smallest.found[0]) <= len(changes)
    size = len(ranks) + 1 if found is None else found.steps
    assume(_count(ranks, size) <= FEW)
    for answers in _smaller(ranks, min(size, len(ranks) + 1)):
        taken = sum(evaluation.value(place)[0] - rank for place, rank in answers.items())  # type: ignore[operator, misc]
        if found is None or taken < found[0]:
            assert _surely(evaluation, answers, node)


@solved
@given(st.data(), cases(steady=True, gaps=2))
def test_what_blocks_a_level_does_so_whatever_else_is_rated(data: st.DataObject, case: Case) -> None:
    evaluation = _evaluation(case)
    node = _goal(data, evaluation)
    assume(evaluation.value(node)[0] == 0)
    found = blockers(evaluation, [node], 3)
    event(f"sets of {len(found.found[0])}" if found.found else "nothing blocks")
    for changes in found.found:
        kept = {each.node for each in changes}
        tops = {place: top for place, (_, top) in _ranks(evaluation, node).items() if place not in kept}
        assert not _at_best(evaluation, tops, node)
        if prod(top + 1 for top in tops.values()) > MANY:
            event("too many to try")
            continue
        # A rule may cap one thing because another is high, so the highest ratings are not always the best.
        every = [
            dict(zip(tops, ranks, strict=True))
            for ranks in product(*(range(top + 1) for top in tops.values()))
        ]
        assert not any(_at_best(evaluation, each, node) for each in every)
        for one in changes:  # each of them is needed
            freed = {one.node: int(one.after)}
            assert any(_at_best(evaluation, {**each, **freed}, node) for each in every)
