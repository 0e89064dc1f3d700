"""What the solver says of two versions of a model is what every case says that can be recorded."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, event, given, strategies as st

from cxrules.engine import evaluate
from cxrules.engine.link import support
from cxrules.model.assessment import Deviation, Finding, Given
from cxrules.solve.cases import blank
from cxrules.solve.pairs import Pair
from cxrules.solve.truths import Not, broken, decided, nodes_of, rated, reaches
from tests.laws.running import solved
from tests.semantics.inline import analysed
from tests.strategies.models import CAUSE, FINDING, drafts
from tests.strategies.versions import versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.solve.truths import Truth
    from tests.strategies.models import Draft

pytest.importorskip("highspy")

FEW = 1_500
_VERDICTS = {
    (False, False): "equal",
    (True, False): "stricter",
    (False, True): "laxer",
    (True, True): "incomparable",
}


@solved
@given(st.data())
def test_a_verdict_is_what_all_cases_say(data: st.DataObject) -> None:
    old = data.draw(drafts())
    new = data.draw(versions(old))
    reading = data.draw(st.sampled_from(["audit", "derive"]))
    plans = [_plan(each, reading) for each in (old, new)]
    instances = data.draw(st.sampled_from([(), (), ("i0", "i1")])) if old.instances else ()
    left, right = (blank(plan, instances=instances) for plan in plans)
    asked = data.draw(st.sampled_from(list(_things(old, new))))
    first, second = (_truth(plan, asked, len(instances) or 1) for plan in plans)
    cases = list(_cases((left, right), (first, second)))
    assume(len(cases) <= FEW)
    seen = {_under(left, first, one) for one in cases}
    assert len(cases) == 1 or seen
    pairs = {(_under(left, first, each), _under(right, second, each)) for each in cases}
    expected = _VERDICTS[(True, False) in pairs, (False, True) in pairs]
    event(f"{asked[0]}: {expected}")
    found = Pair(left, right).compare(first, second)
    assert found.verdict == expected, (found.reason, asked)
    for witness, holds in ((found.lost, (True, False)), (found.gained, (False, True))):
        assert (witness is not None) == (holds in pairs)
        if witness is not None:
            tidied = Pair(left, right).tidied(witness, [(first, second)])
            for each in (witness, tidied):
                assert (_under(left, first, each.left), _under(right, second, each.right)) == holds
                assert replace(each.left, id="", model="") == replace(each.right, id="", model="")
            assert len(tidied.left.ratings) <= len(witness.left.ratings)


def _plan(draft: Draft, reading: str) -> Plan:
    from cxrules.plan.serial import dump, from_data, load
    from cxrules.semantics import compile_plan

    analysis = analysed(draft.text())
    assert analysis.complete, [(each.code, each.message) for each in analysis.diagnostics]
    return from_data(load(dump(compile_plan(analysis, None, reading), {}))[1])


def _things(old: Draft, new: Draft) -> Iterator[tuple[Any, ...]]:
    """What both versions can be asked about: levels, ratings, and rules that both have."""
    for capability in old.capabilities:
        yield from (("level", capability.name, level) for level in old.levels)
    yield from (("rating", name, old.scale.ratings[-1]) for name in old.subjects())
    kept = {each.name: each for each in new.rules}
    for each in old.rules:
        if each.name in kept:
            yield from [("rule", each.name)] * (1 if kept[each.name] == each else 20)


def _truth(plan: Plan, asked: Sequence[Any], instances: int) -> Truth:
    kind, name, *rest = asked
    if kind == "level":
        return reaches(plan, name, rest[0])
    return (
        rated(plan, name, rest[0], instances)
        if kind == "rating"
        else Not(broken(plan, name, None, instances))
    )


def _under(evaluation: Evaluation, truth: Truth, assessment: Assessment) -> bool | None:
    found = evaluate(evaluation.plan, assessment, evaluation.bound.scope)
    return decided(found.bound.arrays, truth)


# -------------------------------------------------------------------------------------------- every case


def _cases(sides: Sequence[Evaluation], truths: Sequence[Truth]) -> Iterator[Assessment]:
    """Every assessment that answers all that either truth rests on, or FEW and one more."""
    asked = [
        param
        for side, truth in zip(sides, truths, strict=True)
        for node in support(side.plan, nodes_of([truth]))
        if (param := side.plan.nodes[node].param) and side.plan.nodes[node].op == "input"
    ]
    plan, base = sides[0].plan, sides[0].assessment
    caused = {param[1] for param in asked if param[0] in {"cause", "only-causes"}}
    subjects = sorted({param[1] for param in asked if param[0] == "rating"} | caused)
    instances: Sequence[str | None] = list(base.instances) or [None]
    causes = [(), (CAUSE,), (FINDING,), (CAUSE, FINDING)]
    choices: list[list[Any]] = [
        [
            Given(name, value, instance, causes=said)
            for value in plan.given_values
            for said in (causes if name in caused else [()])
        ]
        for name in subjects
        for instance in instances
    ]
    ratings = len(choices)
    found = [param[2:] for param in asked if param[0] == "finding"]
    choices.append(list(_findings(found, plan)))
    deviated = sorted({(param[1], param[2]) for param in asked if param[0] == "deviated"})
    choices.append(list(_subsets(deviated)))
    count = 1
    for each in choices:
        count *= len(each)
    if count > FEW:
        yield from [base] * (FEW + 1)
        return
    for way in product(*choices):
        yield replace(
            base,
            ratings=tuple(way[:ratings]),
            findings=way[ratings],
            deviations=tuple(
                Deviation(rule, "agreed", None, (name,) if name else ()) for rule, name in way[-1]
            ),
        )


def _findings(asked: Sequence[Sequence[str]], plan: Plan) -> Iterator[dict[str, Finding]]:
    """Not asserted, or asserted of any of the subjects that are asked for, or of something else."""
    yield {}
    if not asked:
        return
    subjects = {name for names in asked for name in names}
    other = next((name for name in (*plan.capabilities, *plan.subjects) if name not in subjects), None)
    names = sorted(subjects) + ([other] if other else [])
    for chosen in _subsets(names):
        if chosen:
            yield {FINDING: Finding(FINDING, "yes", tuple(chosen))}
    if not subjects:
        yield {FINDING: Finding(FINDING, "yes")}


def _subsets(names: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
