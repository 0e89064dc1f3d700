"""The exact guaranteed and possible levels of an unfinished assessment.

Evaluation tells a range that holds every outcome; where the same open rating counts in two directions, the
range may be wider than what can happen. Here both ends are proven to be reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.plan.linear.program import Affine
from cxrules.solve.goals import assessed
from cxrules.solve.highs import Unsolved, solve
from cxrules.solve.unfold import Unfolded, number_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.linear.forms import Form


class Bounds(NamedTuple):
    """Guaranteed and possible levels by capability and levels of the organisation; the solver's seconds."""

    levels: Mapping[str, tuple[int, int]]
    seconds: float


def exact_levels(evaluation: Evaluation, limit: float | None = None) -> Bounds:
    """The exact levels of each capability assessed, and of the levels of the organisation.

    Inputs that nobody answered may be anything that the model allows and does not refuse. `limit` are the
    seconds that the solver may take for one question; where that is not enough, nothing is told. Raises
    TooWide, MissingSolver and Unsolved as `cxrules.solve` does.
    """
    plan = evaluation.plan
    nodes = {
        name: plan.capabilities[name].level for name in plan.capabilities if name in assessed(evaluation)
    }
    nodes |= {each.name: each.level for each in plan.organisations}
    ranges = {name: evaluation.value(node) for name, node in nodes.items()}
    open_ones = {name: node for name, node in nodes.items() if ranges[name][0] != ranges[name][1]}
    found = {name: (int(low or 0), int(high or 0)) for name, (low, high) in ranges.items() if low is not None}
    if not open_ones:
        return Bounds(found, 0.0)
    unfolded = Unfolded(evaluation, open_ones.values(), frame=[each.node for each in plan.refusals]).write()
    for refusal in plan.refusals:
        unfolded.program.require(-unfolded.form(refusal.node).holds())
    forms = {name: unfolded.form(node) for name, node in open_ones.items()}
    lows, seconds = _ends(unfolded, forms, {name: found[name][0] for name in forms}, (1, limit))
    highs, more = _ends(unfolded, forms, {name: found[name][1] for name in forms}, (-1, limit))
    return Bounds({**found, **{name: (lows[name], highs[name]) for name in forms}}, seconds + more)


def _ends(
    unfolded: Unfolded, forms: Mapping[str, Form], expected: Mapping[str, int], how: tuple[int, float | None]
) -> tuple[dict[str, int], float]:
    """The lowest (sign 1) or highest (sign -1) levels: all at once, then one by one those that fell short.

    What one solution shows of a level is shown for good, so that one question mostly answers for all.
    """
    sign, limit = how
    numbers = {name: form.affine() for name, form in forms.items()}
    better = min if sign > 0 else max
    shown: dict[str, int] = {}
    seconds = 0.0
    for asked in [list(forms), *([name] for name in forms)]:
        if shown and shown[asked[0]] == expected[asked[0]]:
            continue
        total = Affine({})
        for name in asked:
            total = total.plus(numbers[name], sign)
        solution = solve(unfolded.program, total, limit)
        if solution is None:  # nothing that the model allows is left: what evaluation says stands
            return dict(expected), seconds
        if not solution.optimal:
            raise Unsolved("the time was over")
        seconds += solution.seconds
        for name, number in numbers.items():
            level = int(number_at(solution.values, number))
            shown[name] = better(shown.get(name, level), level)
    return shown, seconds
