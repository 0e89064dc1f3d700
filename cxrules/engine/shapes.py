"""Levels alone, without a trace and without instances: the fast form of what `evaluation` does.

The levels of most capabilities are decided in the same way from their own ratings. What lies between a
capability's ratings and its level is a shape; equal shapes share their answers, so that the level of a
combination of ratings that was met before is looked up. Answers are pure, so looking up changes nothing.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cxrules.engine.link import Step, joining, link, support
from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.plan import Plan
    from cxrules.plan.types import Ranges
    from cxrules.plan.values import Value

_MOST = 50_000
"""Answers kept for one shape; more would cost memory for combinations that hardly come again."""

_ENDS = {"rating", "any"}
"""What the level of a capability is worked out from; what lies between is a shape."""

Row: TypeAlias = "tuple[Ranges, tuple[int, ...], Any]"


class Shape:
    """How a level follows from a number of values, as rows over those values and the rows before."""

    def __init__(self, rows: list[Row]) -> None:
        """Take the rows; the last one is the level."""
        self._rows = rows
        self._known: dict[tuple[Value, ...], Value] = {}

    def level(self, values: tuple[Value, ...]) -> Value:
        """The level that follows from some values."""
        found = self._known.get(values)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[values] = self._worked_out(values)
        return found

    def _worked_out(self, values: tuple[Value, ...]) -> Value:
        all_values = list(values)
        for ranges, args, param in self._rows:
            all_values.append(ranges(param, all_values, args))
        return all_values[-1]


class Cone(NamedTuple):
    """A capability, the values its level follows from, and how."""

    capability: str
    pick: Callable[[list[Value]], tuple[Value, ...]]
    shape: Shape


class Levels(NamedTuple):
    """The steps that the values need, and a cone for each capability."""

    steps: list[Step]
    cones: list[Cone]


def levels_program(plan: Plan) -> Levels:
    """The levels of a plan in this form, worked out once a plan."""
    made: Levels | None = plan.linked.get("levels")
    if made is None:
        made = plan.linked["levels"] = _Maker(plan).levels()
    return made


class _Maker:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.shapes: dict[tuple[Any, ...], Shape] = {}
        self.reached_by = {
            node: name for name, capability in plan.capabilities.items() for node in capability.reaches
        }

    def levels(self) -> Levels:
        cones = []
        needed: set[int] = set()
        for name, capability in self.plan.capabilities.items():
            ends, rows = self._cone(name, capability.level)
            needed.update(ends)
            cones.append(Cone(name, _picker(ends), self._shape(rows)))
        wanted = support(self.plan, needed)
        return Levels([step for step in link(self.plan).steps if step[0] in wanted], cones)

    def _through(self, node: int) -> int:
        """Without instances a join of one is what it joins."""
        op, args, param, _ = self.plan.nodes[node]
        while op != "input" and joining(op, param) == "several":
            node = args[0]
            op, args, param, _ = self.plan.nodes[node]
        return node

    def _is_end(self, name: str, node: int) -> bool:
        op = self.plan.nodes[node].op
        return op == "input" or OPERATIONS[op].gives in _ENDS or self.reached_by.get(node, name) != name

    def _cone(self, name: str, level: int) -> tuple[list[int], list[tuple[str, tuple[int, ...], Any]]]:
        """The nodes between a level and what it follows from, numbered from those ends on."""
        ends: dict[int, None] = {}
        inside: set[int] = set()
        stack = [level]
        while stack:
            node = self._through(stack.pop())
            if node in inside or node in ends:
                continue
            if self._is_end(name, node):
                ends[node] = None
            else:
                inside.add(node)
                stack.extend(reversed(self.plan.nodes[node].args))
        number = {node: place for place, node in enumerate(ends)}
        rows = []
        for node in sorted(inside):
            op, args, param, _ = self.plan.nodes[node]
            rows.append((op, tuple(number[self._through(arg)] for arg in args), param))
            number[node] = len(number)
        return list(ends), rows

    def _shape(self, rows: list[tuple[str, tuple[int, ...], Any]]) -> Shape:
        key = tuple((op, args, repr(param)) for op, args, param in rows)
        if key not in self.shapes:
            self.shapes[key] = Shape([(OPERATIONS[op].ranges, args, param) for op, args, param in rows])
        return self.shapes[key]


def _picker(places: list[int]) -> Callable[[list[Value]], tuple[Value, ...]]:
    if not places:
        return lambda _: ()
    if len(places) == 1:
        place = places[0]
        return lambda values: (values[place],)
    return itemgetter(*places)
