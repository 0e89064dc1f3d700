"""Which elements `every criterion of SWE.1 except SWE.1.BP2` means in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.elements_index import full
from cxrules.syntax import tree
from cxrules.syntax.parts import Leaf
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cxrules.semantics import Analysis
    from cxrules.semantics.report import Report
    from cxrules.syntax import testing_tree as tests
    from cxrules.text import Source


def chosen(
    every: tests.Every, analysis: Analysis, instances: Collection[str], report: Report, source: Source
) -> tuple[list[tuple[str, Span]], list[str]]:
    """The full ids of the elements, each with the words that chose it, and the instances that are named.

    `in NAME` means an instance of the test where it has one of this name, otherwise a group.
    """
    choice = _Choice(analysis, report, source)
    names = choice.of_kind(every)
    named: list[str] = []
    for each in every.filters:
        leaves = [leaf for leaf in each.names if getattr(leaf, "text", None) in instances]
        if each.word == "in" and leaves:
            named += [leaf.text for leaf in leaves]  # type: ignore[union-attr] # a range has no text
        else:
            names = choice.filtered(names, each, every)
    return [(name, Span(every.start, every.end)) for name in names], named


class _Choice:
    def __init__(self, analysis: Analysis, report: Report, source: Source) -> None:
        self.analysis, self.report, self.source = analysis, report, source
        self.by_id = analysis.elements.by_id

    def of_kind(self, every: tests.Every) -> list[str]:
        """All elements of a kind, in the order of the model."""
        kinds = dict.fromkeys(element.kind for element in self.by_id.values())
        if every.kind not in kinds:
            at = Leaf(every.kind, every.start, every.end)
            self.report.unknown("kind of element", every.kind, kinds, self.source, at)
        return [name for name, element in self.by_id.items() if element.kind == every.kind]

    def filtered(self, names: list[str], each: tree.Filter, every: tests.Every) -> list[str]:
        """Those that a filter leaves."""
        if each.word in {"at", "below", "up to"}:
            return self._at_level(names, each)
        if each.word == "of":
            owners = self._elements(each)
            return [name for name in names if any(name.startswith(full(owner, "")) for owner in owners)]
        if each.word == "in":
            groups = set(self._known("group", self.analysis.ruleset.groups, each))
            return [name for name in names if groups & self._groups(name)]
        if each.word == "tagged":
            tags = set(self._known("tag", self.analysis.ruleset.tags, each))
            return [name for name in names if tags.intersection(self.by_id[name].tags)]
        if each.word == "except":
            gone = set(self._elements(each))
            return [name for name in names if not {name, self.by_id[name].capability} & gone]
        message = f"A test cannot choose elements by ‘{each.word}’."  # noqa: RUF001 - curly quotes are meant
        self.report.add("CX0207", message, self.source, Span(every.start, every.end), "Name them one by one.")
        return names

    def _at_level(self, names: Iterable[str], each: tree.Filter) -> list[str]:
        bound = int(getattr(each.names[0], "text", "0"))
        fits = {"at": bound.__eq__, "below": bound.__gt__, "up to": bound.__ge__}[each.word]
        return [name for name in names if (level := self.by_id[name].level) is not None and fits(level)]

    def _known(self, what: str, known: Iterable[str], each: tree.Filter) -> list[str]:
        names = [name for name in each.names if not isinstance(name, tree.It)]
        return [name for name, _ in self.report.expand(what, list(known), names, self.source)]

    def _elements(self, each: tree.Filter) -> list[str]:
        """The capabilities and elements that a filter names, those of sets among them."""
        ruleset = self.analysis.ruleset
        found = self._known("element", [*ruleset.capabilities, *ruleset.sets, *self.by_id], each)
        return [one for name in found for one in ruleset.sets.get(name, (name,))]

    def _groups(self, name: str) -> set[str]:
        """The groups that an element's capability lies in, outwards."""
        ruleset = self.analysis.ruleset
        capability = ruleset.capabilities.get(self.by_id[name].capability)
        group = capability.group if capability else None
        found: set[str] = set()
        while group is not None and group not in found:
            found.add(group)
            group = ruleset.groups[group].parent if group in ruleset.groups else None
        return found
