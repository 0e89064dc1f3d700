"""Whether two nodes of two plans are the same operations over the same inputs, so that no solver is needed.

Each node has a number that stands for all it rests on; nodes with one number are the same in any case. That
two nodes differ in it proves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cxrules.plan import Plan
    from cxrules.solve.links import Same

_ALL_NAMES = frozenset({"finding", "cause", "only-causes", "deviated", "rated-beneath", "known-beneath"})
"""Inputs whose question names several things; others name one, and then say something else of it."""


class Alike:
    """Two plans, node by node; `same` tells which ids of the right plan are which of the left one."""

    def __init__(self, left: Plan, right: Plan, same: Same) -> None:
        """Number all nodes of both plans."""
        self._numbers: dict[Hashable, int] = {}
        self._left = self._numbered(left, lambda name: name)
        self._right = self._numbered(right, lambda name: _before(same, name))

    def nodes(self, left: int, right: int) -> bool:
        """Whether a node of the left plan is one of the right; -1 stands for none."""
        if left < 0 or right < 0:
            return left == right
        return self._left[left] == self._right[right]

    def _numbered(self, plan: Plan, named: Callable[[str], Hashable]) -> list[int]:
        found: list[int] = []
        words = (tuple(plan.given_values), plan.method)
        for op, args, param, whole in plan.nodes.walk():
            asked = _question(param, words, named) if op == "input" else _frozen(param)
            key = (op, tuple(found[arg] for arg in args), asked, whole)
            found.append(self._numbers.setdefault(key, len(self._numbers)))
        return found


def _before(same: Same, name: str) -> Hashable:
    """What an id of the right plan is in the left one; what is new has a name of its own."""
    olds = same.old_of(name)
    return olds[0] if len(olds) == 1 else ("new", name)


def _question(param: Any, words: Hashable, named: Callable[[str], Hashable]) -> Hashable:  # noqa: ANN401
    """What an input asks, with the ids as they are called on the left."""
    kind, *rest = param
    if kind in _ALL_NAMES:
        return (kind, *sorted(map(str, map(named, rest)), key=str)) if rest else (kind,)
    if kind == "rating":
        return (kind, named(rest[0]), words)
    if not rest or not isinstance(rest[0], str):
        return _frozen(param)
    return (kind, named(rest[0]), *(_frozen(each) for each in rest[1:]))


def _frozen(param: Any) -> Hashable:  # noqa: ANN401 - parameters are data of many shapes
    if isinstance(param, dict):
        return tuple(sorted((key, _frozen(value)) for key, value in param.items()))
    if isinstance(param, (list, tuple)):
        return tuple(map(_frozen, param))
    return param if param is None or isinstance(param, (str, bool, int)) else repr(param)
