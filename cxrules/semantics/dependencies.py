"""What must be evaluated before what: the order of a plan, and the cycles that make one impossible.

A requirement is between a capability at a level and another at a level, so two capabilities may rest on
each other as long as no level of one comes back to itself.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.diagnostics import Related
from cxrules.semantics.terms import needs
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.levels import Requirements
    from cxrules.semantics.report import Report
    from cxrules.semantics.rules import Written
    from cxrules.syntax import tree
    from cxrules.text import Source

Thing: TypeAlias = tuple[str, ...] | tuple[str, str, int]
"""``("subject", id)`` or ``("level", capability, order)``."""


class Reason(NamedTuple):
    """Where it is written that one thing rests on another."""

    source: Source
    span: Span


class Dependencies:
    """Everything a model evaluates, with what each thing rests on and why."""

    def __init__(
        self, elements: Elements, rules: Sequence[Written], requirements: Requirements, mode: str
    ) -> None:
        """Collect the edges, as the derive reading needs them; the audit reading needs fewer."""
        self.edges: dict[Thing, dict[Thing, Reason | None]] = {
            ("subject", name): {} for name in elements.by_id
        }
        for name, element in elements.by_id.items():
            if element.kind == "attribute":
                self.edges["subject", name] = dict.fromkeys(
                    (("subject", each) for each in elements.beneath(name)), None
                )
        for rule in rules:
            if rule.bound is not None:
                found = list(needs(rule.when)) if rule.when is not None else []
                if rule.bound.other:
                    found.append(("subject", rule.bound.other))
                self._add(("subject", rule.subject), found, rule.source, rule.at)
        for (capability, order), required in requirements.items():
            own: Thing = ("level", capability, order)
            self.edges[own] = {}
            for each in required:
                self._add(own, needs(each.term), each.source, each.at)
        self._rest_on_lower(requirements, mode)

    def _rest_on_lower(self, requirements: Requirements, mode: str) -> None:
        """Unless levels are independent, each rests on the one below it."""
        below: dict[str, Thing] = {}
        for capability, order in sorted(requirements, key=lambda key: key[1]):
            own: Thing = ("level", capability, order)
            if mode != "independent" and capability in below:
                required = requirements[capability, order]
                reason = Reason(required[0].source, required[0].at.span) if required else None
                self.edges[own].setdefault(below[capability], reason)
            below[capability] = own

    def _add(self, of: Thing, found: Iterable[Thing], source: Source, at: tree.Leaf) -> None:
        edges = self.edges.setdefault(of, {})
        for thing in found:
            edges.setdefault(thing, Reason(source, Span(at.start, at.end)))

    def order(self, report: Report) -> list[Thing] | None:
        """All things, each after what it rests on; None where there is a cycle, which is reported."""
        try:
            return list(TopologicalSorter(self.edges).static_order())
        except CycleError:
            self._report_cycles(report)
            return None

    def _report_cycles(self, report: Report) -> None:
        from cxrules.plan.graph import cycles

        for path in cycles(self.edges):
            reasons = _reasons(self.edges, path)
            shown = " → ".join(name_of(thing) for thing in (*path, path[0]))
            message = f"{name_of(path[0])} rests on itself: {shown}."
            hint = "Take one of these conditions out, or let it ask for a lower level."
            if not reasons:
                report.add("CX0601", message, None, None, hint)
                continue
            first, *others = reasons
            related = tuple(
                Related("this is also part of the circle", each.source, each.span) for each in others
            )
            report.add("CX0601", message, first.source, first.span, hint, related)


def _reasons(edges: Mapping[Thing, Mapping[Thing, Reason | None]], path: Sequence[Thing]) -> list[Reason]:
    steps = zip(path, (*path[1:], path[0]), strict=True)
    return [reason for one, other in steps if (reason := edges[one].get(other)) is not None]


def name_of(thing: Thing) -> str:
    """A thing as people call it: ``SWE.1.BP1``, or ``CX.CUL at level 2``."""
    return f"{thing[1]} at level {thing[2]}" if thing[0] == "level" else str(thing[1])
