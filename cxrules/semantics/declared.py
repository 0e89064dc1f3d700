"""What the packages of one analysis declare, sorted by kind, each name once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cxrules.diagnostics import Related
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source

T = TypeVar("T", bound=tree.Statement)

_WORDS = {
    tree.Scale: "scale",
    tree.Refine: "scale",
    tree.Method: "method",
    tree.Attribute: "attribute",
    tree.Group: "group",
    tree.Capability: "capability",
    tree.Parameter: "parameter",
    tree.Scope: "scope",
    tree.Target: "target",
    tree.Rule: "rule",
}


class Declared:
    """Declarations by kind. A second declaration of a name is reported and left out."""

    def __init__(self, packages: Sequence[Package], report: Report) -> None:
        """Sort everything that the packages declare; what a framework says comes before what uses it."""
        self._by_kind: dict[type, list[tuple[Source, tree.Statement]]] = {}
        first: dict[tuple[str, str], tuple[Source, tree.Leaf]] = {}
        for package in sorted(packages, key=lambda package: package.kind != "framework"):
            for source, each in package.declarations():
                if not self._again(source, each, first, report):
                    self._by_kind.setdefault(type(each), []).append((source, each))

    def of(self, kind: type[T]) -> Iterator[tuple[Source, T]]:
        """All declarations of one kind, in the order of the files."""
        return iter(self._by_kind.get(kind, ()))  # type: ignore[arg-type] # the lists are kept by this very type

    @staticmethod
    def _again(
        source: Source,
        each: tree.Declaration,
        first: dict[tuple[str, str], tuple[Source, tree.Leaf]],
        report: Report,
    ) -> bool:
        word = each.word if isinstance(each, tree.Word) else _WORDS.get(type(each))
        if word is None or isinstance(each, (tree.Header, tree.Levels, tree.Practices)):
            return False
        name = each.name
        known = first.setdefault((word, name.text), (source, name))
        if known[1] is name:
            return False
        related = (Related("first declared here", known[0], known[1].span),)
        report.add("CX0202", f"The {word} {name.text} is declared twice.", source, name, related=related)
        return True
