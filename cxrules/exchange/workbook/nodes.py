"""From the text of a cell to a node of the tree: a text, a list, or more where it is written as in YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.workbook.layout import OPENERS
from cxrules.exchange.workbook.rendering import written
from cxrules.text import Source, Span

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems

_WORD = re.compile(r"[^\s,;]+")
_ITEM = re.compile(r"[^,;\n]*[^,;\s][^,;\n]*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MEMBERS = {"words": _WORD, "list": _ITEM, "lines": _LINE}
_ANSWERS = {"true": "yes", "false": "no", "yes": "yes", "no": "no", "open": "open"}
_FLAGS = ("true", "false")


def node_of(scalar: Scalar, kind: str, problems: Problems, *, structured: bool = False) -> Node:
    """Make a node of a cell in a column of some kind; see `layout.Column`.

    `structured`: what begins like YAML is read as that, as lists are anyway.
    """
    short = stripped(scalar)
    if kind in _MEMBERS:
        if short.text.startswith("["):
            return _as_yaml(short, problems)
        return _members(scalar, kind)
    if structured and short.text.startswith(OPENERS):
        return _as_yaml(short, problems)
    if kind == "text":
        return scalar
    if kind == "answer":
        short.text = _ANSWERS.get(short.text.casefold(), short.text)
    elif kind == "flag" and short.text.casefold() in _FLAGS:
        short.text = short.text.casefold()
    return short


def stripped(scalar: Scalar) -> Scalar:
    """The text of a cell without blanks around it."""
    return _part(scalar, 0, len(scalar.text))


def _members(scalar: Scalar, kind: str) -> Sequence:
    found = [_part(scalar, *each.span()) for each in _MEMBERS[kind].finditer(scalar.text)]
    return Sequence(list[Node](found), scalar.start, scalar.end)


def _part(scalar: Scalar, start: int, end: int) -> Scalar:
    """A part of a cell's text, without blanks around it."""
    text = scalar.text[start:end]
    begin = scalar.start + start + len(text) - len(text.lstrip())
    text = text.strip()
    return written(text, begin, begin + len(text))


def _as_yaml(scalar: Scalar, problems: Problems) -> Node:
    from cxrules.exchange.yaml import read_yaml

    node, found = read_yaml(Source("", scalar.text))
    for each in found:
        span = (
            Span(scalar.start + each.span.start, scalar.start + each.span.end) if each.span else scalar.span
        )
        problems.add(
            each.code, each.message, span, each.hint or "Write it as in an assessment file, on one line."
        )
    if node is None:
        return Scalar("", scalar.start, scalar.end)
    _move(node, scalar.start)
    return node


def _move(node: Node, by: int) -> None:
    """Move the places of a node, which are those in the cell, to where the cell is."""
    node.start += by
    node.end += by
    if isinstance(node, Sequence):
        for item in node.items:
            _move(item, by)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            key.start += by
            key.end += by
            _move(value, by)
