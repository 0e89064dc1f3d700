"""All parts and all leaves of a piece of tree."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from cxrules.syntax import tree
from cxrules.syntax.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


T = TypeVar("T")
_FIELDS: dict[type, tuple[str, ...]] = {}


def parts_of_node(of: object) -> list[object]:
    """What a node is made of: further nodes, and lists of them."""
    kind = type(of)
    names = _FIELDS.get(kind)
    if names is None:
        found = [each.name for each in fields(kind)] if issubclass(kind, Node) else []  # type: ignore[arg-type] # every kind of node is a dataclass
        names = _FIELDS[kind] = tuple(name for name in found if name != "layout")
    return [part for name in names if isinstance(part := getattr(of, name), (Node, list, tuple))]


def with_number(of: T, name: str, number: str) -> T:
    """The same piece of tree with a number wherever a name stands for it."""
    if isinstance(of, tree.Leaf):
        return tree.Leaf(number, of.start, of.end) if of.text == name else of  # type: ignore[return-value] # a leaf
    if isinstance(of, tree.Claim) and isinstance(of.about, tree.Leaf) and of.about.text == name:
        plain = tree.RatingValue(with_number(of.about, name, number), parameter=False)  # never an id
        return replace(of, about=plain, predicate=with_number(of.predicate, name, number))
    if isinstance(of, list):
        return [with_number(each, name, number) for each in of]  # type: ignore[return-value] # a list
    if is_dataclass(of) and not isinstance(of, type):
        changed = {
            field.name: with_number(getattr(of, field.name), name, number)
            for field in fields(of)
            if isinstance(getattr(of, field.name), (list, Node))
        }
        return replace(of, **changed)
    return of


def with_expression(of: T, names: Mapping[str, tree.Expression]) -> T:
    """The same piece of tree with an expression wherever one of some names stands for it."""
    if isinstance(of, tree.Leaf):
        return names.get(of.text, of)  # type: ignore[return-value] # an expression where one can stand
    if isinstance(of, tree.RatingValue) and not of.parameter and of.name.text in names:
        found = names[of.name.text]
        return replace(of, name=found) if isinstance(found, tree.Leaf) else found  # type: ignore[return-value]
    if isinstance(of, tree.BoundOf):
        return replace(of, metric=with_expression(of.metric, names))
    if isinstance(of, list):
        return [with_expression(each, names) for each in of]  # type: ignore[return-value] # a list
    if is_dataclass(of) and not isinstance(of, type):
        changed = {
            field.name: with_expression(getattr(of, field.name), names)
            for field in fields(of)
            if isinstance(getattr(of, field.name), (list, Node)) and field.name != "rating"
        }
        return replace(of, **changed)
    return of


def leaves(of: object) -> Iterator[tree.Leaf | tree.It | tree.Elements]:
    """Every leaf below a node, and what else knows where it stands; in no certain order."""
    stack = [of]
    while stack:
        each = stack.pop()
        if isinstance(each, (tree.Leaf, tree.It)):
            yield each
        elif isinstance(each, (list, tuple)):
            stack.extend(each)
        else:
            if isinstance(each, tree.Elements):
                yield each
            stack.extend(parts_of_node(each))
