"""What kind of value a node has, as far as it matters to people: it decides how the value is written.

Some operations give what they take, so that the table alone does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan.plan import Node

Kind: TypeAlias = Literal["truth", "rating", "level", "number", "percent", "date"]

ASKED: dict[str, Kind] = {
    "rating": "rating",
    "number": "number",
    "count": "number",
    "percent": "percent",
    "date": "date",
    "today": "date",
    "choice": "rating",
    "recorded": "number",
}
"""Inputs that are not answered with yes or no, by what they ask."""

_TYPES: dict[str, Kind] = {"truth": "truth", "percent": "percent", "date": "date"}
"""The kinds of stated values that are no plain numbers, by their type."""

_PERCENT = {"share", "join-share"}
_SUMS = {"plus", "minus"}
_NUMBERS = {*_SUMS, "round", "divide", "sum", "average", "median", "join-sum", "join-average", "join-median"}
"""Operations whose number is of the kind of their operands."""


def kind_of(nodes: Sequence[Node], node: int) -> Kind:
    """The kind of value of a node."""
    return _stated(nodes, node) or "number"


def _stated(nodes: Sequence[Node], place: int) -> Kind | None:
    """The kind as far as something says it; a plain constant is a number of any kind."""
    op, args, param, _ = nodes[place]
    if op == "input":
        return _asked(param)
    if op == "constant":
        kind: Kind | None = param[2] if len(param) > 2 else None  # noqa: PLR2004 - low, high, kind
        return kind
    row = OPERATIONS[op]
    if op in _PERCENT:
        return "percent"
    if row.gives == "any" or op in _NUMBERS:
        return _of_operands(
            nodes, op, [arg for at, arg in enumerate(args) if row.takes[row.slot(at)] != "truth"]
        )
    return row.gives


def _asked(param: Sequence[Any]) -> Kind:
    """The kind of an input; a stated value says its own type."""
    if param[0] != "value":
        return ASKED.get(param[0], "truth")
    return "rating" if param[2].startswith("one of ") else _TYPES.get(param[2], "number")


def words_of(nodes: Sequence[Node], place: int) -> Sequence[str]:
    """The words of a node's own scale; none where it is that of the model."""
    op, args, param, _ = nodes[place]
    if op == "constant":
        return param[3] if len(param) > 3 else ()  # noqa: PLR2004 - low, high, kind, words
    if op == "input":
        if param[0] == "choice":
            words: Sequence[str] = param[3]
            return words
        return param[2].split()[2:] if param[0] == "value" and param[2].startswith("one of ") else ()
    if OPERATIONS[op].gives != "any":
        return ()
    return next((words for arg in args if (words := words_of(nodes, arg))), ())


def _of_operands(nodes: Sequence[Node], op: str, args: Sequence[int]) -> Kind | None:
    found = list(dict.fromkeys(kind for arg in args if (kind := _stated(nodes, arg)) is not None))
    if op == "minus" and found == ["date"] and len(args) > 1 and _stated(nodes, args[1]) == "date":
        return "number"
    if op in _SUMS and "date" in found:
        return "date"
    if op in _NUMBERS and found == ["rating"]:
        return "number"
    return found[0] if found else None
