"""Only what other answers reach is worked out again, and it comes out as if everything had been."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cxrules.engine.evaluation import run_again
from cxrules.engine.link import link
from cxrules.engine.ripple import Ripple
from cxrules.solve.pivotal import level_nodes
from tests.laws.running import compiled, evaluated, law
from tests.strategies.assessments import Case, cases


@law
@given(st.data(), cases(gaps=2))
def test_a_ripple_tells_what_a_whole_evaluation_tells(data: st.DataObject, case: Case) -> None:
    plan, _ = compiled(case)
    evaluation = evaluated(case, plan)
    nodes = list(level_nodes(evaluation).values())
    ripple = Ripple(evaluation, nodes)
    now = ripple.now
    instances = st.integers(0, len(evaluation.bound.arrays) - 1)
    ranks = st.integers(0, len(plan.given_values) - 1)
    places = st.tuples(st.sampled_from(sorted(link(plan).ratings.values())), instances)
    changed = {
        place: (rank, rank)
        for place, rank in data.draw(st.dictionaries(places, ranks, max_size=3)).items()
        if evaluation.value(*place)[0] is not None
    }
    arrays = [values.copy() for values in evaluation.bound.arrays]
    for (node, instance), value in changed.items():
        arrays[instance][node] = value
    whole = run_again(evaluation, arrays)
    assert ripple.after(changed) == [whole[0][node] for node in nodes]
    assert ripple.now == now, "asking changes nothing"
