r"""JSON with positions, read into the same tree as YAML.

YAML's parsers do not take all of JSON (pairs of ``\u`` escapes, a break before the colon), and the
standard library's reader tells no places; hence this one. Numbers, true and false stay text; null is a
blank place.
"""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed does not know it
from typing import TYPE_CHECKING, NoReturn

from cxrules.exchange import limits
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

_BLANK = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(
    r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\w.+-])|(?:true|false|null)\b"
)
_LONE = re.compile("[\ud800-\udfff]")


class _StopError(Exception):
    """Reading cannot go on; the reason is already among the problems."""


def read_json(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read a source as JSON (RFC 8259).

    Returns the tree, None where the text cannot be read to its end, and everything that is wrong with it.
    """
    problems = Problems(source)
    if not limits.small_enough(source, problems):
        return None, problems.found
    try:
        return _Reader(source, problems).document(), problems.found
    except _StopError:
        return None, problems.found


class _Reader:
    """Reads one value after another, keeping the place."""

    __slots__ = ("_at", "_nodes_left", "_problems", "_text")

    def __init__(self, source: Source, problems: Problems) -> None:
        self._text = source.text
        self._problems = problems
        self._nodes_left = limits.NODES
        self._at = 1 if source.text.startswith("\ufeff") else 0

    def document(self) -> Node:
        node = self._value(1)
        self._skip()
        if self._at < len(self._text):
            self._stop("Nothing may follow the end of the document.")
        return node

    def _skip(self) -> str:
        """Pass blanks; give the next character, empty at the end of the text."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _value(self, depth: int) -> Node:
        char = self._skip()
        self._nodes_left -= 1
        if self._nodes_left < 0:
            self._stop(f"This file has more than {limits.NODES:,} entries.", "CX0512")
        if char == '"':
            return self._quoted()
        if char and char in "[{":
            if depth > limits.DEPTH:
                self._stop(f"This is nested more than {limits.DEPTH} levels deep.", "CX0512")
            return self._list(depth) if char == "[" else self._map(depth)
        found = _WORD.match(self._text, self._at)
        if found is None:
            self._stop(
                "A value is missing here." if char and char in ",]}:" else "This is not a value of JSON."
            )
        start, self._at = found.span()
        word = found.group()
        return Scalar("" if word == "null" else word, start, self._at)

    def _quoted(self) -> Scalar:
        start = self._at
        try:
            text, self._at = scanstring(self._text, start + 1)
        except ValueError as error:
            self._at = min(getattr(error, "pos", start), len(self._text))
            self._stop("This text in quotes is not closed, or holds a wrong escape or a line break.")
        if _LONE.search(text):
            self._at = start
            self._stop("This text holds half of a character (a lone surrogate).")
        return Scalar(text, start, self._at, '"')

    def _list(self, depth: int) -> Sequence:
        start = self._at
        self._at += 1
        items: list[Node] = []
        if self._skip() != "]":
            items.append(self._value(depth + 1))
            while self._more("]"):
                items.append(self._value(depth + 1))
        self._at += 1
        return Sequence(items, start, self._at)

    def _map(self, depth: int) -> Mapping:
        start = self._at
        self._at += 1
        entries: dict[str, tuple[Scalar, Node]] = {}
        if self._skip() != "}":
            self._entry(entries, depth)
            while self._more("}"):
                self._entry(entries, depth)
        self._at += 1
        return Mapping(entries, start, self._at)

    def _entry(self, entries: dict[str, tuple[Scalar, Node]], depth: int) -> None:
        if self._skip() != '"':
            self._stop("A key in double quotes is missing here.")
        key = self._quoted()
        if self._skip() != ":":
            self._stop("A colon is missing after the key.")
        self._at += 1
        value = self._value(depth + 1)
        first = entries.get(key.text)
        if first is None:
            entries[key.text] = (key, value)
            return
        message = f"The key {shortened(key.text)} is written twice."
        self._problems.add_second("CX0505", message, key.span, first[0].span, "It was first written here.")
        if len(self._problems.found) >= limits.PROBLEMS:
            self._stop(f"Reading stops here, after {limits.PROBLEMS} problems.")

    def _more(self, closing: str) -> bool:
        """Pass the comma before another member; False before the closing bracket."""
        char = self._skip()
        if char == ",":
            self._at += 1
            return True
        if char != closing:
            self._stop(f"A comma or '{closing}' is missing here.")
        return False

    def _stop(self, message: str, code: str = "CX0501") -> NoReturn:
        end = min(self._at + 1, len(self._text))
        self._problems.add(code, message, Span(self._at, end))
        raise _StopError
