"""The nodes of a plan as they are written: the same operation over the same operands is one node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence


class Nodes:
    """The nodes written so far; the same operation over the same operands is written once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.operations: list[str] = []
        self.params: list[Any] = []
        self.rows: list[list[int]] = []
        self._operation: dict[str, int] = {}
        self._param: dict[str, int] = {}
        self._known: dict[tuple[int, ...], int] = {}
        self._whole: list[bool] = []

    def add(self, op: str, args: Sequence[int] = (), param: Any = None, *, whole: bool = False) -> int:
        """The node for an operation; `whole` marks what is evaluated once for all instances."""
        operation = self._operation.setdefault(op, len(self.operations))
        if operation == len(self.operations):
            self.operations.append(op)
        key = param if isinstance(param, str) else repr(param)
        place = self._param.setdefault(key, len(self.params))
        if place == len(self.params):
            self.params.append(param)
        # One operand of one instance is enough to make a node one of that instance.
        joins = op != "input" and OPERATIONS[op].joins
        whole = whole or joins or (bool(args) and all(self._whole[arg] for arg in args))
        row = (operation, place, int(whole), *args)
        known = self._known.setdefault(row, len(self.rows))
        if known == len(self.rows):
            self.rows.append(list(row))
            self._whole.append(whole)
        return known

    def is_whole(self, node: int) -> bool:
        """Whether a node is evaluated once for all instances."""
        return self._whole[node]
