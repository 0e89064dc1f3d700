"""One walk through the trees of a model: every node by its kind, and every name that something mentions.

What a node means is not known here, so that a new kind of statement needs no change.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from cxrules.syntax import tree
from cxrules.syntax.layout import inside, is_block
from cxrules.syntax.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxrules.semantics import Package
    from cxrules.text import Source

T = TypeVar("T")
_WITHOUT_MEANING = {"layout", "begin", "end", "start", "word"}
_PARTS: dict[type, Callable[[object], Iterable[object]]] = {}


class Nodes:
    """All nodes of some packages by kind, in the order of the text, and the names that they mention.

    `blank` are texts in which nothing stands.
    """

    def __init__(self, packages: Sequence[Package]) -> None:
        """Walk through every declaration, headers included."""
        self.mentions: set[str] = set()
        self.ranges: list[tree.NameRange] = []
        self.blank: list[tuple[Source, tree.Leaf]] = []
        self._files: list[tuple[Source, dict[type, list[object]]]] = []
        for package in packages:
            for source, file in package.files:
                by_kind: dict[type, list[object]] = {}
                self._files.append((source, by_kind))
                for declaration in file.declarations:
                    self._walk(source, declaration, by_kind)

    def of(self, kind: type[T]) -> Iterator[tuple[Source, T]]:
        """Every node of one kind, with the file it stands in."""
        for source, by_kind in self._files:
            for each in by_kind.get(kind, ()):
                yield source, each  # type: ignore[misc]  # the lists are kept by this very type

    def _walk(self, source: Source, declaration: tree.Declaration, by_kind: dict[type, list[object]]) -> None:
        declared = getattr(declaration, "name", None)
        mention = self.mentions.add
        stack: list[object] = [declaration]
        while stack:
            each = stack.pop()
            kind = type(each)
            if kind is tree.Leaf:
                text: str = each.text  # type: ignore[attr-defined]  # a leaf
                if not text or text.isspace():
                    self.blank.append((source, each))  # type: ignore[arg-type]  # a leaf
                if each is not declared:
                    mention(text)
            elif kind is list or kind is tuple:
                stack += each[::-1]  # type: ignore[index]  # a list or a tuple
            elif kind in by_kind or issubclass(kind, Node):
                if kind is tree.NameRange:
                    self.ranges.append(each)  # type: ignore[arg-type]  # a range
                if kind in by_kind:
                    by_kind[kind].append(each)
                else:
                    by_kind[kind] = [each]
                stack += _parts_of(kind)(each)


def _parts_of(kind: type) -> Callable[[object], Iterable[object]]:
    """What gives the fields in which a kind of node keeps other nodes, the last one first."""
    found = _PARTS.get(kind)
    if found is None:
        names = [each.name for each in fields(kind) if each.name not in _WITHOUT_MEANING][::-1]
        found = _PARTS[kind] = _getter(names)
    return found


def _getter(names: Sequence[str]) -> Callable[[object], Iterable[object]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda each: [getattr(each, name) for name in names]


def nodes_in(of: object, kind: type[T]) -> Iterator[T]:
    """The nodes of one kind in a piece of tree, in the order of the text."""
    stack = [of]
    while stack:
        each = stack.pop()
        if isinstance(each, kind):
            yield each
        if isinstance(each, (list, tuple)):
            stack.extend(each[::-1])
        elif hasattr(each, "__dataclass_fields__"):
            stack.extend(_parts_of(type(each))(each))


def statements(file: tree.File) -> Iterator[tree.Statement]:
    """Every statement that stands for itself: declarations and what stands in their braces.

    A property of a rule, parameter or header belongs to that and does not stand for itself.
    """
    stack: list[tree.Statement] = list(reversed(file.declarations))
    while stack:
        each = stack.pop()
        yield each
        if is_block(each):
            stack.extend(reversed(inside(each)))
