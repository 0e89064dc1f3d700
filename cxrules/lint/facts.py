"""What the rules of advice read: a model as analysed and as written, each thing gathered once.

A rule reports only about the packages that the user asked about (`own`); the others are there to be looked
at.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from cxrules.lint.allow import allowances_in
from cxrules.lint.named import named_in
from cxrules.lint.walk import Nodes
from cxrules.semantics.declared import Declared
from cxrules.semantics.report import Report, numbered
from cxrules.semantics.rules import WrittenOut
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.lint.allow import Allowance
    from cxrules.lint.named import Named
    from cxrules.model.ruleset import Place
    from cxrules.semantics import Analysis, Package
    from cxrules.semantics.levels import Requirements
    from cxrules.semantics.rules import Written
    from cxrules.semantics.terms import Term
    from cxrules.text import Source

T = TypeVar("T")
S = TypeVar("S", bound="tree.Statement")


class Facts:
    """A model and the packages it is made of."""

    def __init__(self, analysis: Analysis, own: Sequence[Package] | None = None) -> None:
        """Take an analysis, and those of its packages that are to be reported about (all, unless given)."""
        self.analysis = analysis
        self.packages = analysis.packages
        self.own = analysis.packages if own is None else own
        self.unspent: Sequence[tuple[Allowance, str]] = ()
        self._own = {id(source) for package in self.own for source, _ in package.files}

    def is_own(self, source: Source) -> bool:
        """Whether a file is one to report about."""
        return id(source) in self._own

    def own_place(self, place: Place | None) -> Place | None:
        """A place, if it lies in a file to report about."""
        return place if place is not None and self.is_own(place.source) else None

    # -------------------------------------------------------------------------------- as written

    @cached_property
    def declared(self) -> Declared:
        """Everything that is declared, by kind."""
        return Declared(self.packages, Report())

    @cached_property
    def named(self) -> list[Named]:
        """Everything that has a name."""
        return list(named_in(self.packages))

    @cached_property
    def nodes(self) -> Nodes:
        """Every node of every file."""
        return Nodes(self.packages)

    @cached_property
    def allowances(self) -> list[Allowance]:
        """What comments allow, in the files to report about."""
        return [each for package in self.own for each in allowances_in(package)]

    def own_nodes(self, kind: type[T]) -> Iterator[tuple[Source, T]]:
        """Every node of one kind in the files to report about."""
        return (each for each in self.nodes.of(kind) if self.is_own(each[0]))

    def own_of(self, kind: type[S]) -> Iterator[tuple[Source, S]]:
        """Every declaration of one kind in the files to report about."""
        return (each for each in self.declared.of(kind) if self.is_own(each[0]))

    def mentions(self, name: str) -> bool:
        """Whether anything but its own declaration names something, in a list or within a range."""
        if name in self.nodes.mentions:
            return True
        parts = numbered(name)
        return parts is not None and any(low <= parts[1] <= high for low, high in self._ranges(parts[0]))

    def _ranges(self, series: str) -> Sequence[tuple[int, int]]:
        return self._ranges_by_series.get(series, ())

    @cached_property
    def _ranges_by_series(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for each in self.nodes.ranges:
            first, last = numbered(each.first.text), numbered(each.last.text)
            if first is not None and last is not None and first[0] == last[0]:
                found.setdefault(first[0], []).append((first[1], last[1]))
        return found

    # ------------------------------------------------------------------------------- as analysed

    @cached_property
    def written(self) -> list[Written]:
        """All that rules say and criteria need, once for all places at which it is the same but for names."""
        return [each for situation in self.analysis.situations for each in situation.written]

    @cached_property
    def rules(self) -> dict[str, list[Written]]:
        """Each rule with what it says, as in `written`; what criteria need is left out."""
        return self._by_rule(self.written, self.trees)

    @cached_property
    def requirements(self) -> Requirements:
        """What levels require, once for all capabilities of which it is the same but for names."""
        return {
            key: [each for each in required if each.like in {"", key[0]}]
            for key, required in self.analysis.requirements.items()
        }

    @cached_property
    def rivals(self) -> dict[str, list[Written]]:
        """The rules that may bound one thing under one condition with another one, written out for all."""
        found: dict[object, set[str]] = {}
        for name, written in self.rules.items():
            for each in written:
                found.setdefault(self._shape(each), set()).add(name)
        names = {name for same in found.values() if len(same) > 1 for name in same}
        situations = [each for each in self.analysis.situations if each.rule in names]
        return self._by_rule(WrittenOut(situations), [name for name in self.trees if name in names])

    @staticmethod
    def _by_rule(written: Iterable[Written], names: Iterable[str]) -> dict[str, list[Written]]:
        found: dict[str, list[Written]] = {name: [] for name in names}
        for each in written:
            if each.rule in found:
                found[each.rule].append(each)
        return found

    def _shape(self, rule: Written) -> object:
        """What a rule has in common with each other that bounds the same thing under the same condition."""
        subject = self.analysis.elements.by_id.get(rule.subject)
        name = subject.name if subject is not None and subject.kind != "criterion" else ""
        return name, None if rule.when is None else self._without_names(rule.when)

    def _without_names(self, term: Term) -> Term:
        elements = self.analysis.elements
        return tuple(
            [
                self._without_names(part)
                if isinstance(part, tuple)
                else ""
                if isinstance(part, str) and (part in elements.by_id or part in elements.capabilities)
                else part
                for part in term
            ]
        )

    @cached_property
    def trees(self) -> dict[str, tuple[Source, tree.Rule]]:
        """Each rule as written."""
        return {each.name.text: (source, each) for source, each in self.declared.of(tree.Rule)}

    @property
    def top(self) -> int:
        """The rank of the best rating; -1 where there is no scale."""
        return len(self.analysis.scale.values) - 1
