"""YAML with positions, from parser events: every plain scalar is text, nothing is guessed.

Refused, each with a message at its place: a key twice, anchors, aliases, tags, more than one document, keys
that are not text, and whatever is larger than an assessment ever is. PyYAML's C parser is used where there
is one; constructors and resolvers of PyYAML never run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from cxrules.exchange import limits
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.yaml_words import in_words
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCALAR = yaml.ScalarEvent
_SEQUENCE_END = yaml.SequenceEndEvent
_MAPPING_END = yaml.MappingEndEvent


class _StopError(Exception):
    """Reading cannot go on; the reason is already among the problems."""


def read_yaml(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read a source as one YAML document.

    Returns the tree, None where the text cannot be read to its end, and everything that is wrong with it.
    """
    problems = Problems(source)
    if not limits.small_enough(source, problems) or not _readable(source, problems):
        return None, problems.found
    try:
        return _Reader(source, problems).document(), problems.found
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        _note_error(error, source, problems)
    return None, problems.found


def _readable(source: Source, problems: Problems) -> bool:
    """Refuse characters that YAML does not have, such as NUL and halves of surrogate pairs."""
    text = source.text
    if text.isascii() and text.isprintable():
        return True
    found = _FORBIDDEN.search(text)
    if found is None:
        return True
    problems.add(
        "CX0501",
        f"The character U+{ord(found.group()):04X} may not stand in YAML.",
        Span(*found.span()),
        "Take it out, or write it as an escape in double quotes.",
    )
    return False


def _note_error(error: yaml.MarkedYAMLError, source: Source, problems: Problems) -> None:
    """Say in our words what the parser stumbled over, and where."""
    mark = error.problem_mark or error.context_mark
    start = mark.index + _bom(source) if mark else 0
    start = min(start, len(source.text.rstrip()))
    message, hint = in_words(error.context or "", error.problem or "", source.text[start : start + 1])
    span = Span(start, min(start + 1, len(source.text)))
    opened = error.context_mark
    if opened is not None and opened.line != (mark.line if mark else None):
        first = opened.index + _bom(source)
        problems.add_second("CX0501", message, span, Span(first, first + 1), "This begins here.")
    else:
        problems.add("CX0501", message, span, hint)


def _bom(source: Source) -> int:
    return 1 if source.text.startswith("\ufeff") else 0


def _parser(text: str) -> tuple[Callable[[], Any], Callable[[], object]]:
    """Give the function that yields the next event and the one that frees the parser."""
    if yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is not in __all__

        fast = CParser(text)
        return fast.get_event, fast.dispose
    slow = yaml.Loader(text)
    return slow.get_event, slow.dispose


class _Reader:
    """Builds the tree of one document from parser events."""

    __slots__ = ("_base", "_event", "_nodes_left", "_problems", "_text")

    def __init__(self, source: Source, problems: Problems) -> None:
        self._base = _bom(source)  # the C parser does not count it, and the other one is not shown it
        self._text = source.text
        self._problems = problems
        self._nodes_left = limits.NODES
        self._event, _ = _parser(self._text[self._base :])

    def document(self) -> Node | None:
        """Read the only document; an empty text has none."""
        self._event()  # the stream begins
        event = self._event()
        if event.__class__ is yaml.StreamEndEvent:
            self._problems.add("CX0501", "There is nothing in this file.", Span(0, 0))
            return None
        node = self._node(self._event(), 1)
        self._event()  # the document ends
        event = self._event()
        if event.__class__ is not yaml.StreamEndEvent:
            message = "A second document begins here; only one is allowed in a file."
            self._problems.add("CX0501", message, self._span(event))
        return node

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401  # PyYAML's events have no types
        kind = event.__class__
        if kind is _SCALAR:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            self._forbid("The alias", "*" + event.anchor, event)
            start, end = self._span(event)
            return Scalar("", start, end)
        if depth > limits.DEPTH:
            message = f"This is nested more than {limits.DEPTH} levels deep."
            self._problems.add("CX0512", message, self._span(event))
            raise _StopError
        if event.anchor or event.tag:
            self._forbid_properties(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _scalar(self, event: Any) -> Scalar:  # noqa: ANN401
        if event.anchor or event.tag:
            self._forbid_properties(event)
        base = self._base
        start, end, style = event.start_mark.index + base, event.end_mark.index + base, event.style
        if style and style in "|>":  # the mark stands after the blank lines that follow
            end = start + len(self._text[start:end].rstrip())
        return Scalar(event.value, start, end, style)

    def _sequence(self, first: Any, depth: int) -> Sequence:  # noqa: ANN401
        items: list[Node] = []
        most, next_event, scalar = self._nodes_left, self._event, self._scalar
        while (event := next_event()).__class__ is not _SEQUENCE_END:
            items.append(scalar(event) if event.__class__ is _SCALAR else self._node(event, depth + 1))
            if len(items) > most:
                self._too_many(event)
        self._count(len(items), event)
        return Sequence(items, *self._whole(first, event, items[-1] if items else None))

    def _mapping(self, first: Any, depth: int) -> Mapping:  # noqa: ANN401
        entries: dict[str, tuple[Scalar, Node]] = {}
        value: Node | None = None
        most, next_event, scalar = self._nodes_left, self._event, self._scalar
        while (event := next_event()).__class__ is not _MAPPING_END:
            key = scalar(event) if event.__class__ is _SCALAR else self._strange_key(event, depth)
            event = next_event()
            value = scalar(event) if event.__class__ is _SCALAR else self._node(event, depth + 1)
            if key.text in entries:
                self._twice(key, entries[key.text][0])
            else:
                entries[key.text] = (key, value)
            if len(entries) > most:
                self._too_many(event)
        self._count(2 * len(entries), event)
        return Mapping(entries, *self._whole(first, event, value))

    def _strange_key(self, event: Any, depth: int) -> Scalar:  # noqa: ANN401
        """Read a key that is a list, a map or an alias, and say that it may not be one."""
        before = len(self._problems.found)
        node = self._node(event, depth + 1)
        if len(self._problems.found) == before:
            self._note("CX0501", "A key must be text, not a list or a map.", node.span)
        unlike_any = f"\0{node.start}"
        return Scalar(unlike_any, node.start, node.end, "?")

    def _twice(self, key: Scalar, first: Scalar) -> None:
        message = f"The key {shortened(key.text)} is written twice."
        self._problems.add_second("CX0505", message, key.span, first.span, "It was first written here.")
        self._check_patience()

    def _forbid_properties(self, event: Any) -> None:  # noqa: ANN401
        """Refuse an anchor or a tag before a node."""
        if event.anchor:
            self._forbid("The anchor", "&" + event.anchor, event)
        if event.tag:
            self._forbid("The tag", event.tag, event)

    def _forbid(self, what: str, name: str, event: Any) -> None:  # noqa: ANN401
        start = self._span(event).start
        written = re.split(r"[\s,\[\]{}]", self._text[start : start + 200], maxsplit=1)[0]
        message = f"{what} {shortened(name)} is not allowed in these files."
        self._note(
            "CX0511", message, Span(start, start + len(written)), "Write the text out where it is needed."
        )

    def _note(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._problems.add(code, message, span, hint)
        self._check_patience()

    def _check_patience(self) -> None:
        if len(self._problems.found) >= limits.PROBLEMS:
            last = self._problems.found[-1].span
            self._problems.add("CX0501", f"Reading stops here, after {limits.PROBLEMS} problems.", last)
            raise _StopError

    def _count(self, nodes: int, event: Any) -> None:  # noqa: ANN401
        """Take the members of a list or map off what is left of the limit."""
        self._nodes_left -= nodes
        if self._nodes_left < 0:
            self._too_many(event)

    def _too_many(self, event: Any) -> NoReturn:  # noqa: ANN401
        message = f"This file has more than {limits.NODES:,} entries."
        self._problems.add("CX0512", message, self._span(event))
        raise _StopError

    def _span(self, event: Any) -> Span:  # noqa: ANN401
        return Span(event.start_mark.index + self._base, event.end_mark.index + self._base)

    def _whole(self, first: Any, last: Any, child: Node | None) -> Span:  # noqa: ANN401
        """Give the place of a list or map; without brackets it ends where its last member ends."""
        if first.flow_style or child is None:
            return Span(first.start_mark.index + self._base, last.end_mark.index + self._base)
        return Span(first.start_mark.index + self._base, child.end)
