"""The tree that a YAML or JSON text is read into: maps, lists and text, each with its place.

Nothing is converted: ``no``, ``1.10`` and ``2026-02-30`` are text until a reader wants otherwise. A large
assessment makes some ten thousand of these, and every run imports them, so they are plain classes.
"""

from __future__ import annotations

from typing import TypeAlias

from cxrules.text import Span

_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar:
    """A single text; `quotes` is the sign that marked it as text: a quote, ``|`` or ``>``, else nothing."""

    __slots__ = ("end", "quotes", "start", "text")

    def __init__(self, text: str, start: int, end: int, quotes: str | None = None) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.quotes = quotes

    @property
    def span(self) -> Span:
        """The place in the source, quotes included."""
        return Span(self.start, self.end)

    @property
    def empty(self) -> bool:
        """Whether the place was left blank: nothing after the colon, ``~`` or ``null``."""
        return not self.quotes and self.text in _NOTHING


class Sequence:
    """A list."""

    __slots__ = ("end", "items", "start")

    def __init__(self, items: list[Node], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """The place in the source, brackets included."""
        return Span(self.start, self.end)


class Mapping:
    """A map; its entries, the key as it stands in the source and the value, are in the order of the text."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, entries: dict[str, tuple[Scalar, Node]], start: int, end: int) -> None:
        self.entries = entries
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """The place in the source, braces included."""
        return Span(self.start, self.end)


Node: TypeAlias = "Scalar | Sequence | Mapping"


def plain(node: Node) -> object:
    """Give a node as dicts, lists and text; a blank place as None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def kind(node: Node) -> str:
    """Name what a node is, for a message: "a map", "a list", "text" or "nothing"."""
    if isinstance(node, Scalar):
        return "nothing" if node.empty else "text"
    return "a list" if isinstance(node, Sequence) else "a map"
