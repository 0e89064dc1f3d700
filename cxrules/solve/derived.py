"""What is derived or given as far as something is rated beneath it, and what follows when that changes.

In the derive reading an attribute is worked out as soon as one of its criteria is rated. So an answer to the
first of them also changes what counts above it, and nobody can change by hand what is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import data_beneath, link
from cxrules.plan.values import NO, YES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.plan.values import Value
    from cxrules.solve.unfold import Place

BENEATH = frozenset({"rated-beneath", "known-beneath"})
"""The kinds of inputs that ask whether anything is rated, or known, beneath something."""

_BOUNDS = frozenset({"cap", "floor", "fix", "keep"})


class Derived(NamedTuple):
    """What a plan says of that, by nodes.

    `answering`: for each input that asks whether anything is rated, the inputs that make it so; `told_by` is
    the same the other way round. `asked`: for each rating that counts by such an input, that input.
    """

    answering: Mapping[int, Sequence[int]]
    told_by: Mapping[int, Sequence[int]]
    asked: Mapping[int, int]


def derived(plan: Plan) -> Derived:
    """What a plan says; worked out once."""
    made: Derived | None = plan.linked.get("derived")
    if made is None:
        made = plan.linked["derived"] = _derived(plan)
    return made


def _derived(plan: Plan) -> Derived:
    made = link(plan)
    by_data = {node for node, _ in made.by_data}
    answering: dict[int, Sequence[int]] = {}
    told_by: dict[int, list[int]] = {}
    for node, subjects in made.beneath:
        inputs = [made.ratings[name] for name in subjects if name in made.ratings]
        inputs += data_beneath(plan, made, node, subjects) if node in by_data else ()
        answering[node] = inputs
        for each in inputs:
            told_by.setdefault(each, []).append(node)
    asked = {}
    for name, subject in plan.subjects.items():
        node = subject.counts
        while plan.nodes[node].op in _BOUNDS:
            node = plan.nodes[node].args[0]
        if plan.nodes[node].op == "choose" and plan.nodes[node].args[0] in answering:
            asked[made.ratings[name]] = plan.nodes[node].args[0]
    return Derived(answering, told_by, asked)


def following(evaluation: Evaluation, answered: Iterable[Place]) -> dict[Place, Value]:
    """The inputs that come to say that something is rated, because these are answered anew."""
    told_by, nodes, arrays = derived(evaluation.plan).told_by, evaluation.plan.nodes, evaluation.bound.arrays
    found: dict[Place, Value] = {}
    for node, instance in answered if told_by else ():
        for each in told_by.get(node, ()):
            for at in range(len(arrays)) if nodes[each].whole else (instance,):
                if arrays[at][each] == NO:
                    found[each, at] = YES
    return found


def is_by_hand(evaluation: Evaluation, place: Place) -> bool:
    """Whether an answer is one that an assessor can change to any effect; no rating is that is worked out."""
    plan, (node, instance) = evaluation.plan, place
    kind, name = plan.nodes[node].param[:2] if len(plan.nodes[node].param) > 1 else ("", "")
    if kind != "rating":
        return True
    asked = derived(plan).asked.get(node)
    if asked is None:
        return plan.reading != "derive" or name not in plan.answers.computed
    if name in plan.nodes[asked].param[1:]:  # of data, unless it is rated
        return evaluation.bound.arrays[instance][asked] == YES
    return evaluation.bound.arrays[instance][asked] == NO and _is_rated(evaluation, name, asked, instance)


def is_beneath_given(evaluation: Evaluation, place: Place) -> bool:
    """Whether a rating is not asked for, because what it would be beneath is rated as a whole."""
    plan, (node, instance) = evaluation.plan, place
    made = derived(plan)
    above = [
        (plan.nodes[given].param[1], asked)
        for asked in made.told_by.get(node, ())
        for given, by in made.asked.items()
        if by == asked and given != node
    ]
    return bool(above) and all(
        evaluation.bound.arrays[instance][asked] == NO and _is_rated(evaluation, name, asked, instance)
        for name, asked in above
    )


def flips(evaluation: Evaluation, place: Place) -> bool:
    """Whether what counts above an answer may change just because it is answered."""
    node, instance = place
    nodes, arrays = evaluation.plan.nodes, evaluation.bound.arrays
    return any(
        arrays[0 if nodes[each].whole else instance][each] == NO
        for each in derived(evaluation.plan).told_by.get(node, ())
    )


def beneath(evaluation: Evaluation, wanted: Collection[int]) -> set[int]:
    """The inputs that may come to say that something is rated where some nodes ask for that."""
    arrays = evaluation.bound.arrays
    return {
        each
        for node, inputs in derived(evaluation.plan).answering.items()
        if node in wanted and any(values[node] == NO for values in arrays)
        for each in inputs
    }


def _is_rated(evaluation: Evaluation, name: str, asked: int, instance: int) -> bool:
    """Whether something has a rating of its own, in any instance where these count together."""
    chosen = evaluation.bound.ratings
    where = chosen if evaluation.plan.nodes[asked].whole else [chosen[instance]]
    return any(each.rating is not None for ratings in where for each in ratings.get(name, ()))
