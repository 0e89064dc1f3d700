"""The plan of an evaluation written out as a linear program, as far as some nodes need it.

Inputs that are known enter as they are, what is open as variables. Who asks decides what becomes of an
input: it may be left open, be fixed, or be given numbers to choose from.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from cxrules.engine.link import joining, link, support
from cxrules.model.measured import taken_apart
from cxrules.plan.linear import gathering
from cxrules.plan.linear.forms import Between, Form, Known, Ordered, TooWide
from cxrules.plan.linear.program import FALSE, TRUE, Affine, Program
from cxrules.plan.operations import OPERATIONS, Operation
from cxrules.plan.values import OUTSIDE
from cxrules.solve.derived import beneath, derived
from cxrules.solve.ends import helps

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal as Truth
    from cxrules.plan.values import Value

Open: TypeAlias = Literal["free", "worst", "best"]
"""What an input that nobody answered is: anything it may be, or one end, as seen by the truths asked about.

Where an answer helps and harms at once, no end is the worst; the lower one is taken, and who asks has the
engine check what comes of it.
"""

Place: TypeAlias = "tuple[int, int]"
"""An input and the instance in which it is asked."""

_ENDS = ("low", "value", "high")
"""Parts of a measured metric, none of which is above the next."""

_MOST_RANKS = 64
"""An open input with more whole numbers than this is a number, of which comparisons are asked."""

OF_ALL = {"finding", "deviated", "within", "judged", "choice", "asked", "in-view", "assessed", "today"}
"""Inputs that all instances answer alike."""


class Unfolded:
    """The forms of the nodes of an evaluation's plan over one program.

    `inputs` has the variables that were made, by input and instance. Where one input is asked of all
    instances, it stands under the first in which it applies. `intervals` are measured metrics with the inputs
    for their ends and values, of which none is above the next.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        nodes: Iterable[int],
        rest: Open = "free",
        together: Collection[int] = (),
        frame: Collection[int] = (),
        program: Program | None = None,
    ) -> None:
        """Prepare what `nodes` rest on; `rest` says what open inputs are of which nobody says what they are.

        `frame` are further nodes, for which nothing is better or worse. `together` are inputs that all
        instances answer alike, beside those of which this is always so. `program` is written to, a new one
        unless given. Nothing is written before `write`.
        """
        self.evaluation, self.program = evaluation, program or Program()
        self.inputs: dict[Place, Form] = {}
        self._rest, self._together = rest, together
        self._forms: list[dict[int, Form]] = [{} for _ in evaluation.bound.arrays]
        asked = list(nodes)
        self.helps = helps(evaluation.plan, asked)
        self._wanted = support(evaluation.plan, [*asked, *frame])
        self._wanted |= beneath(evaluation, self._wanted)
        self.intervals: list[dict[str, int]] = []
        self._given: Callable[[Program, Place], Form | None] = lambda *_: None

    def write(
        self, given: Callable[[Program, Place], Form | None] = lambda *_: None, *, tied: bool = False
    ) -> Unfolded:
        """Write it out; `given` may say what an input is.

        `tied`: a measured metric lies between the ends of its interval, whatever is changed.

        Raises TooWide where the plan has numbers that cannot be written out.
        """
        self._given = given
        if tied:
            self.intervals = intervals(self.evaluation.plan, self._wanted)
            self._wanted = self._wanted.union(*(found.values() for found in self.intervals))
        self._extend(self._wanted)
        for forms in self._forms:
            for found in self.intervals:
                order = [forms[node] for node in found.values()]
                for lower, higher in pairwise(order):
                    _tie(self.program, lower, higher)
        return self

    def asked(self) -> list[int]:
        """The inputs that are written out, in the order of the plan."""
        rows = self.evaluation.plan.nodes.walk()
        return [node for node in sorted(self._wanted) if rows[node][0] == "input"]

    def ends(self) -> dict[int, int]:
        """The ends of intervals that are written out, each with the input for the value between them."""
        return {
            found[part]: found["value"]
            for found in self.intervals
            if "value" in found
            for part in sorted(found.keys() - {"value"})
        }

    def form(self, node: int, instance: int = 0) -> Form:
        """The form of a node in an instance."""
        return self._forms[instance][node]

    def _extend(self, wanted: set[int]) -> None:
        rows = self.evaluation.plan.nodes.walk()
        floors = self.evaluation.bound.waived.floors
        params = _params(self.evaluation.plan)
        answering = derived(self.evaluation.plan).answering
        order = dict.fromkeys(each for node in sorted(wanted) for each in (*answering.get(node, ()), node))
        for node in filter(wanted.__contains__, order):
            op, args, _, whole = rows[node]
            for instance, forms in enumerate(self._forms):
                if op == "input":
                    forms[node] = self._input(node, instance)
                elif instance and (whole or OPERATIONS[op].joins):
                    forms[node] = self._forms[0][node]
                else:
                    forms[node] = self._node(node, args, params[node], instance)
                if node in floors:
                    forms[node] = self._floored(forms[node], floors[node])

    def _floored(self, form: Form, rank: int) -> Form:
        members = [gathering.Member(each, 1, TRUE) for each in (form, Known(self.program, rank))]
        return gathering.highest(self.program, members, form.here)

    # ---------------------------------------------------------------------------------------- inputs

    def place(self, node: int, instance: int) -> Place:
        """Where an input stands: what all instances answer alike under the first in which it applies."""
        _, _, param, whole = self.evaluation.plan.nodes.walk()[node]
        alike = whole or param[0] in OF_ALL or node in self._together
        return (node, self._first(node) if alike else instance)

    def answering(self, place: Place) -> list[Place]:
        """The answers with which something comes to be rated, of an input that asks for that."""
        node, instance = place
        instances = range(len(self._forms)) if self.evaluation.plan.nodes[node].whole else (instance,)
        inputs = derived(self.evaluation.plan).answering[node]
        return list(dict.fromkeys(self.place(each, at) for each in inputs for at in instances))

    def _input(self, node: int, instance: int) -> Form:
        if self.evaluation.bound.arrays[instance][node] == OUTSIDE:
            return Known(self.program, None)
        place = self.place(node, instance)
        if place[1] != instance:
            return self._forms[place[1]][node]
        made = self._given(self.program, place)
        if made is None:
            made = self._as_it_is(place)
        if not isinstance(made, Known):
            self.inputs[place] = made
        return made

    def _first(self, node: int) -> int:
        """The first instance in which something applies that all instances answer alike."""
        arrays = self.evaluation.bound.arrays
        return next((place for place, values in enumerate(arrays) if values[node] != OUTSIDE), 0)

    def _as_it_is(self, place: Place) -> Form:
        node, instance = place
        low, high = self.evaluation.bound.arrays[instance][node]
        if low == high or low is None or high is None:
            return Known(self.program, low)
        if self._rest != "free":
            return Known(self.program, self.end(node, low, high))
        return any_of(self.program, self.evaluation.plan.nodes[node].param, low, high)

    # ------------------------------------------------------------------------------------ operations

    def end(self, node: int, low: Number, high: Number, *, best: bool | None = None) -> Number:
        """The better or the worse end of something open, as the rest is taken unless said."""
        upper = self._rest == "best" if best is None else best
        return high if upper == (self.helps.get(node, 1) >= 0) else low

    def _node(self, node: int, args: Sequence[int], param: Any, instance: int) -> Form:
        op = self.evaluation.plan.nodes[node].op
        row, bound = OPERATIONS[op], self.evaluation.bound
        if not row.joins:
            operands = [self._forms[instance][arg] for arg in args]
        elif bound.instances == (None,) and joining(op, param) == "several":
            return self._forms[0][args[0]]
        else:
            operands = [forms[arg] for arg in args for forms in self._forms]
            param = bound.joins.with_weights(param)
        if all(isinstance(each, Known) for each in operands):
            return self._known(node, row, param, operands)
        return row.solver(self.program, param, operands)

    def _known(self, node: int, row: Operation, param: Any, operands: Sequence[Form]) -> Form:
        """What follows from operands that are all decided; the model may still leave it open."""
        points = [each.point for each in operands if isinstance(each, Known)]
        values: list[Value] = [(point, point) for point in points]
        low, high = row.ranges(param, values, range(len(values)))
        if low is None or high is None or low == high:
            return Known(self.program, low)
        if self._rest != "free":
            return Known(self.program, self.end(node, low, high))
        return Ordered(self.program, (low, high))


def intervals(plan: Plan, nodes: Collection[int]) -> list[dict[str, int]]:
    """The metrics of which one of some nodes asks: the inputs for the ends of the interval and the value."""
    rows = plan.nodes.walk()
    known: list[tuple[int, str, str]] | None = plan.linked.get("intervals")
    if known is None:
        found = (
            (node, row[2]) for node, row in enumerate(rows) if row[0] == "input" and row[2][0] == "value"
        )
        parts = ((node, *taken_apart(param[1])) for node, param in found)
        known = [each for each in parts if each[1] in plan.metrics and each[2] in _ENDS]
        plan.linked["intervals"] = known
    asked = {metric for node, metric, _ in known if node in nodes}
    out: dict[str, dict[str, int]] = {metric: {} for metric in sorted(asked)}
    for node, metric, part in known:
        if metric in asked:
            out[metric][part] = node
    ordered = ({part: each[part] for part in _ENDS if part in each} for each in out.values())
    return [each for each in ordered if len(each) > 1]


def _tie(program: Program, lower: Form, higher: Form) -> None:
    """One number is never above another; both may split what they can be in the same places then."""
    if all(isinstance(form, Known) for form in (lower, higher)) or FALSE in {lower.here, higher.here}:
        return
    splits: dict[tuple[Number, bool], None] = {}
    for form in (lower, higher):
        if isinstance(form, Between):
            splits |= dict.fromkeys(form.splits)
        elif isinstance(form, Known):
            splits |= dict.fromkeys([(point, above) for point in form.points() for above in (False, True)])
        else:
            splits |= dict.fromkeys((point, False) for point in form.points())
    for number, above in splits:
        program.implies(lower.at_least(number, above=above), higher.at_least(number, above=above))


def goes_along(program: Program, end: Between, before: Number, value: Form, own: Truth) -> None:
    """The end of an interval is where it was, or went no further than the value; else it moves on its own."""
    for number, above in list(end.splits):
        falls = before > number or (before == number and not above)
        moved, pushed = end.at_least(number, above=above), value.at_least(number, above=above)
        program.require_any([moved, -pushed, own] if falls else [-moved, pushed, own])


def _params(plan: Plan) -> dict[int, Any]:
    """The parameter of each operation as it is evaluated, by node; worked out once a plan."""
    made: dict[int, Any] | None = plan.linked.get("params")
    if made is None:
        made = plan.linked["params"] = {step[0]: step[3] for step in link(plan).steps}
    return made


def any_of(
    program: Program, asked: Sequence[Any], low: Number, high: Number, also: Iterable[Number] = ()
) -> Form:
    """Anything between two ends that an input may be answered with, numbers in `also` in any case."""
    broken = asked[0] == "value" and asked[2] in {"number", "percent"}
    if not broken and isinstance(low, int) and isinstance(high, int) and high - low < _MOST_RANKS:
        return Ordered(program, range(low, high + 1))
    return Between(program, low, high, whole=not broken, also=also)


def number_at(values: Sequence[float], number: Affine) -> Number:
    """A number over variables under a solution."""
    return number.constant + sum(
        factor for variable, factor in number.terms.items() if is_so(values, variable)
    )


def is_so(values: Sequence[float], truth: int) -> bool:
    """Whether a truth holds under a solution, whose values stand by the variables' numbers less one."""
    if abs(truth) == TRUE:
        return truth == TRUE
    half = 0.5
    return (values[abs(truth) - 1] > half) == (truth > 0)


__all__ = ["OF_ALL", "Open", "Place", "TooWide", "Unfolded", "any_of", "is_so", "number_at"]
