"""What the packages of one analysis declare, sorted by kind, each name once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cxrules.diagnostics import Related
from cxrules.semantics.elements import criteria_in
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
    tree.Kind: "kind",
    tree.SetOf: "set",
    tree.Input: "input",
    tree.Facet: "facet",
    tree.Judgement: "judgement",
    tree.Decide: "decision",
    tree.Profile: "profile",
    tree.Table: "table",
    tree.Metric: "metric",
    tree.Grade: "grade",
}


class Declared:
    """Declarations by kind. A second declaration of a name is reported and left out."""

    def __init__(self, packages: Sequence[Package], report: Report) -> None:
        """Sort everything that the packages declare; what a framework says comes before what uses it."""
        self._by_kind: dict[type, list[tuple[Source, tree.Statement]]] = {}
        self._extensions: dict[str, list[tuple[Source, tree.Extend]]] = {}
        self._criteria: list[tuple[Source, str, tree.Criterion]] | None = None
        first: dict[tuple[str, str], tuple[Source, tree.Leaf]] = {}
        for package in sorted(packages, key=lambda package: package.kind != "framework"):
            for source, each in package.declarations():
                if not self._again(source, each, first, report):
                    self._by_kind.setdefault(type(each), []).append((source, each))

    def of(self, kind: type[T]) -> Iterator[tuple[Source, T]]:
        """All declarations of one kind, in the order of the files."""
        return iter(self._by_kind.get(kind, ()))  # type: ignore[arg-type] # the lists are kept by this very type

    def bodies(self) -> Iterator[tuple[Source, tree.Capability]]:
        """All capabilities, and what a tailoring adds to one as if it were declared in parts."""
        for source, each in self.of(tree.Capability):
            yield source, each
            for where, more in self._extensions.get(each.name.text, ()):
                yield where, replace(each, parts=list(more.parts), carrying=None, top=None, tags=[])

    def criteria(self) -> Sequence[tuple[Source, str, tree.Criterion]]:
        """Every criterion that says more than its clauses, with the id of its capability."""
        if self._criteria is None:
            self._criteria = [
                (source, capability.name.text, part)
                for source, capability in self.bodies()
                for part in criteria_in(capability.parts)
                if part.parts
            ]
        return self._criteria

    # ------------------------------------------------------------------- what a tailoring changes

    def add(self, source: Source, each: tree.Statement) -> None:
        """One declaration more."""
        self._by_kind.setdefault(type(each), []).append((source, each))

    def put(
        self,
        kind: type[tree.Parameter | tree.Rule],
        name: str,
        source: Source,
        new: tree.Parameter | tree.Rule,
    ) -> None:
        """A declaration in the place of the one of that name."""
        self._by_kind[kind] = [
            (source, new) if getattr(each, "name").text == name else (where, each)  # noqa: B009 - both kinds have one
            for where, each in self._by_kind.get(kind, ())
        ]

    def take_out(self, kind: type[tree.Rule], name: str) -> bool:
        """Leave a declaration out; tells whether it was there."""
        found = self._by_kind.get(kind, [])
        kept = [row for row in found if getattr(row[1], "name").text != name]  # noqa: B009 - it has one
        self._by_kind[kind] = kept
        return len(kept) < len(found)

    def extend(self, source: Source, more: tree.Extend) -> bool:
        """Add to a capability; tells whether it is there."""
        known = any(each.name.text == more.name.text for _, each in self.of(tree.Capability))
        if known:
            self._extensions.setdefault(more.name.text, []).append((source, more))
            self._criteria = None
        return known

    @staticmethod
    def _again(
        source: Source,
        each: tree.Declaration,
        first: dict[tuple[str, str], tuple[Source, tree.Leaf]],
        report: Report,
    ) -> bool:
        word = each.word if isinstance(each, tree.Word) else _WORDS.get(type(each))
        if isinstance(each, tree.Decide) and not each.joins_instances:
            word = None  # each thing may have one of that name
        if word is None or isinstance(each, (tree.Header, tree.Levels, tree.Practices)):
            return False
        name: tree.Leaf = getattr(each, "name")  # noqa: B009 - what has a word here has a name
        known = first.setdefault((word, name.text), (source, name))
        if known[1] is name:
            return False
        related = (Related("first declared here", known[0], known[1].span),)
        report.add("CX0202", f"The {word} {name.text} is declared twice.", source, name, related=related)
        return True
