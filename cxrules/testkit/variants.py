"""All variants of a tree that differ from it in one change, each with the words that changed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.semantics.leaves import leaves
from cxrules.semantics.levels import words_of
from cxrules.syntax import phrases, printer, tree
from cxrules.syntax.blocks import clauses_of
from cxrules.syntax.node import Node
from cxrules.testkit.mutators import MUTATORS, Change
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators import Model

_EXPRESSIONS = (tree.Calculation, tree.ExtremeOf, tree.AggregateOver, tree.CountOver, tree.Conditional)
_LINES = (tree.MethodPart, tree.Prerequisite, tree.Need)


class Variant(NamedTuple):
    """A tree with one change, which is told at `span`; `of` is the line it is in, where that has a name."""

    change: Change
    span: Span | None
    of: str = ""


def variants(node: Any, model: Model) -> Iterator[Variant]:  # noqa: ANN401 - any part of a tree
    """Every variant of a node; `change.new` is the whole node with the one thing in it changed."""
    for mutator in MUTATORS.get(type(node), ()):
        for change in mutator(node, model):
            yield _told(Variant(change, None), node)
    for field in fields(node):
        if field.compare:
            yield from _below(node, field.name, model)


def _below(node: Any, name: str, model: Model) -> Iterator[Variant]:  # noqa: ANN401 - the same
    value = getattr(node, name)
    if isinstance(value, Node):
        for found in variants(value, model):
            yield _put(found, node, name, found.change.new)
    elif isinstance(value, (list, tuple)):
        for place, each in enumerate(value):
            if isinstance(each, Node):
                for found in variants(each, model):
                    changed = [*value[:place], found.change.new, *value[place + 1 :]]
                    yield _put(found, node, name, changed)


def _put(found: Variant, node: Any, name: str, value: object) -> Variant:  # noqa: ANN401 - the same
    """The change within the node around it."""
    new = replace(node, **{name: value})
    return _told(found._replace(change=found.change._replace(new=new)), node)


def _told(found: Variant, node: Any) -> Variant:  # noqa: ANN401 - the same
    """Tell a change by this node, unless something inside has told it."""
    change = found.change
    if not change.after:
        before = _words(node)
        if before is None:
            return found
        change = change._replace(before=before, after=_words(change.new) or "")
    of = f"level {node.order.text}" if isinstance(node, (tree.Level, tree.Requirement)) else ""
    return Variant(change, found.span or _span(node), found.of or of)


def _words(node: object) -> str | None:
    if isinstance(node, tree.Condition):
        return words_of(node)
    if isinstance(node, _EXPRESSIONS):
        return " ".join(phrases.expression(node))
    if isinstance(node, tree.Rounded):
        return f"rounded {node.mode} to {node.step.text}"
    if isinstance(node, tree.Effect):
        return " ".join(printer.effect(node))
    if isinstance(node, _LINES):
        return " ".join(piece for clause in clauses_of(node) for piece in clause)
    return None


def _span(node: object) -> Span | None:
    places = [(each.start, each.end) for each in leaves(node) if each.end]
    return Span(min(start for start, _ in places), max(end for _, end in places)) if places else None
