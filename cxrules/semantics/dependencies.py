"""What must be evaluated before what: the order of a plan, and the cycles that make one impossible.

A requirement is between a capability at a level and another at a level, so two capabilities may rest on
each other as long as no level of one comes back to itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.diagnostics import Related
from cxrules.semantics.situations import Move, Place
from cxrules.semantics.terms import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.levels import Required, Requirements
    from cxrules.semantics.rates import Rate
    from cxrules.semantics.report import Report
    from cxrules.semantics.rules import Situation, Written
    from cxrules.semantics.values import Worked
    from cxrules.syntax import tree
    from cxrules.text import Source, Span

Thing: TypeAlias = tuple[str, ...] | tuple[str, str, int]
"""``("subject", id)``, ``("value", key)`` or ``("level", capability, order)``."""


class Reason(NamedTuple):
    """Where it is written that one thing rests on another."""

    source: Source
    span: Span


class Statement(NamedTuple):
    """By what one thing rests on others; `source` and `at` None where it is so without being written."""

    of: Thing
    on: Iterable[Thing]
    source: Source | None = None
    at: tree.Leaf | None = None


_NONE: Mapping[Thing, None] = {}


class Dependencies:
    """Everything a model evaluates, with what each thing rests on and why."""

    def __init__(
        self,
        elements: Elements,
        rules: Sequence[Situation],
        requirements: Requirements,
        mode: str,
        values: Iterable[Worked] = (),
        rates: Mapping[str, Rate] | None = None,
    ) -> None:
        """Collect the edges, as the derive reading needs them; the audit reading needs fewer."""
        self._elements, self._rules, self._requirements, self._mode = elements, rules, requirements, mode
        self._values, self._rates = values, rates or {}
        self._like: dict[tuple[int, str], list[Thing]] = {}
        self.edges: dict[Thing, Mapping[Thing, None]] = {("subject", name): _NONE for name in elements.by_id}
        for each in self._statements():
            known, on = self.edges.get(each.of), dict.fromkeys(each.on)
            self.edges[each.of] = {**known, **on} if known else on

    def _statements(self) -> Iterator[Statement]:
        """All by which something rests on something; what several rules say alike, once."""
        for name, element in self._elements.by_id.items():
            if element.kind == "attribute":
                beneath = [("subject", each) for each in self._elements.beneath(name)]
                yield Statement(("subject", name), beneath)
        yield from by_rules(self._rules)
        for (capability, order), required in self._requirements.items():
            own: Thing = ("level", capability, order)
            yield Statement(own, ())
            for each in required:
                yield Statement(own, self._needed(capability, each), each.source, each.at)
        yield from self._on_lower()
        for value in self._values:
            written = value.written
            yield Statement(("value", value.key), needs(value.term), written.source, written.tree.name)
        for name, rate in self._rates.items():
            yield Statement(("subject", name), needs(rate.term), rate.source, rate.at)
        for name, term in self._elements.applies.items():
            yield Statement(("subject", name), needs(term))

    def _needed(self, capability: str, required: Required) -> Iterable[Thing]:
        """What a requirement rests on: where it says the same of another capability, the same of this one."""
        if not required.like:
            return needs(required.term)
        key = (id(required.at), required.like)
        if capability == required.like:
            self._like[key] = list(needs(required.term))
            return self._like[key]
        return moved(self._like[key], Move(Place(0, required.like), Place(1, capability)))

    def _on_lower(self) -> Iterator[Statement]:
        """Unless levels are independent, each rests on the one below it."""
        below: dict[str, Thing] = {}
        for capability, order in sorted(self._requirements, key=lambda key: key[1]):
            own: Thing = ("level", capability, order)
            required = self._requirements[capability, order]
            if self._mode != "independent" and capability in below:
                first = required[0] if required else None
                yield Statement(
                    own, [below[capability]], first.source if first else None, first.at if first else None
                )
            below[capability] = own

    def order(self, report: Report) -> list[Thing] | None:
        """All things, each after what it rests on; None where there is a cycle, which is reported."""
        found = in_order(self.edges)
        if found is None:
            self._report_cycles(report)
        return found

    def _report_cycles(self, report: Report) -> None:
        from cxrules.plan.graph import cycles

        for path in cycles(self.edges):
            reasons = self._reasons(path)
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

    def _reasons(self, path: Sequence[Thing]) -> list[Reason]:
        """Where the steps of a circle are written."""
        steps = dict.fromkeys(zip(path, (*path[1:], path[0]), strict=True))
        found: dict[tuple[Thing, Thing], Statement] = {}
        for each in self._statements():
            for on in each.on:
                if (each.of, on) in steps:
                    found.setdefault((each.of, on), each)
        said = [found[step] for step in steps]
        return [Reason(each.source, each.at.span) for each in said if each.source and each.at]


def by_rules(situations: Iterable[Situation]) -> Iterator[Statement]:
    """What rests on something by rules; what several of them say alike, once."""
    seen: set[tuple[int, str, tuple[Thing, ...]]] = set()
    for places, written in situations:
        for rule in written:
            on = tuple(_needs_of(rule))
            key = (id(places), rule.subject, on)
            if not on or key in seen:
                continue
            seen.add(key)
            yield Statement(("subject", rule.subject), on, rule.source, rule.at)
            for place in places[1:]:
                move = Move(places[0], place)
                yield Statement(("subject", move.name(rule.subject)), moved(on, move), rule.source, rule.at)


def moved(things: Iterable[Thing], move: Move) -> list[Thing]:
    """The things that take the part of some at another place."""
    return [(kind, move.name(name), *order) for kind, name, *order in things]


def closes_circle(edges: Mapping[Thing, Iterable[Thing]], more: Iterable[Statement]) -> bool:
    """Whether anything comes to rest on itself by further statements."""
    added: dict[Thing, list[Thing]] = {}
    for each in more:
        added.setdefault(each.of, []).extend(each.on)
    for of, on in added.items():
        waiting, seen = list(on), set(on)
        while waiting:
            thing = waiting.pop()
            if thing == of:
                return True
            found = [*edges.get(thing, ()), *added.get(thing, ())]
            waiting += [other for other in found if other not in seen]
            seen.update(found)
    return False


def in_order(edges: Mapping[Thing, Iterable[Thing]]) -> list[Thing] | None:
    """All things, each after what it rests on; None where there is a circle."""
    order: dict[Thing, None] = {}
    open_: set[Thing] = set()
    for first in edges:
        if first in order:
            continue
        stack = [(first, iter(edges[first]))]
        open_.add(first)
        while stack:
            thing, waiting = stack[-1]
            for other in waiting:
                if other in open_:
                    return None
                if other not in order:
                    open_.add(other)
                    stack.append((other, iter(edges.get(other, ()))))
                    break
            else:
                stack.pop()
                open_.remove(thing)
                order[thing] = None
    return list(order)


def _needs_of(rule: Written) -> Iterator[Thing]:
    """What must be evaluated before a rule can bound its subject."""
    if rule.bound is None:
        return
    for term in (rule.when, rule.bound.when):
        if term is not None:
            yield from needs(term)
    if rule.bound.other:
        yield "subject", rule.bound.other


def name_of(thing: Thing) -> str:
    """A thing as people call it: ``SWE.1.BP1``, or ``CX.CUL at level 2``."""
    return f"{thing[1]} at level {thing[2]}" if thing[0] == "level" else str(thing[1])
