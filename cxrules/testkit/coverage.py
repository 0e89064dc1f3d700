"""Coverage: which parts of rules, levels, values and tables tests have seen come out in every way.

Only what a test looks at counts: the nodes below a level, rating or rule that it expects something of. A rule
that is evaluated beside a test about something else is not covered by it, and neither is a condition whose
ratings all lie outside of what the test assesses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import support
from cxrules.plan.values import OUTSIDE
from cxrules.testkit.parts import Part, Root, parts_of, roots_of
from cxrules.testkit.places import Located, Places, outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxrules.plan import Plan
    from cxrules.semantics import Package
    from cxrules.testkit.running import Ran
    from cxrules.testkit.signature import Key
    from cxrules.testkit.tested import Tested


class Uncovered(NamedTuple):
    """A part of which some outcome (yes, no) was never seen."""

    part: Part
    missing: tuple[str, ...]


class Coverage(NamedTuple):
    """What tests have seen of one package. An outcome is a part together with one way to come out."""

    package: str
    outcomes: int
    seen: int
    rules: int
    rules_covered: int
    uncovered: tuple[Uncovered, ...]

    @property
    def percent(self) -> int:
        """Outcomes seen, in whole percent, rounded down; 100 where there is nothing to see."""
        return 100 * self.seen // self.outcomes if self.outcomes else 100


def coverage(packages: Iterable[Package], tested: Tested, ran: Iterable[Ran]) -> list[Coverage]:
    """The coverage of each package by tests that were run, without those that have nothing to cover."""
    roots = {package.name: list(roots_of(package)) for package in packages}
    seen = _Seen([root for found in roots.values() for root in found], tested)
    for each in ran:
        seen.add(each)
    return [_coverage(name, found, seen) for name, found in roots.items() if found]


def _coverage(name: str, roots: Sequence[Root], seen: _Seen) -> Coverage:
    parts = dict.fromkeys(part for root in roots for part in parts_of(root))
    uncovered = []
    for part in parts:
        missing = tuple(way for way in part.ways if (part, way) not in seen.outcomes)
        if missing:
            uncovered.append(Uncovered(part, missing))
    lacking = {each.part for each in uncovered}
    wanted = sum(len(part.ways) for part in parts)
    rules = [part for part in parts if part.kind == "rule"]
    return Coverage(
        package=name,
        outcomes=wanted,
        seen=wanted - sum(len(each.missing) for each in uncovered),
        rules=len(rules),
        rules_covered=sum(part not in lacking for part in rules),
        uncovered=tuple(uncovered),
    )


class _Seen:
    """The outcomes seen so far, and what is known of each plan that tests ran on."""

    def __init__(self, roots: Sequence[Root], tested: Tested) -> None:
        self.roots, self.tested = roots, tested
        self.outcomes: set[tuple[Part, str]] = set()
        self._located: dict[int, list[Located]] = {}
        self._inputs: dict[tuple[int, int], tuple[list[int], bool]] = {}

    def add(self, ran: Ran) -> None:
        """Add what one test has seen."""
        evaluation = ran.evaluation
        if evaluation is None:
            return
        plan, arrays = evaluation.plan, evaluation.bound.arrays
        looked_at = support(plan, ran.roots)
        rules = ran.asked | _applied(plan, looked_at)
        for part, spots in self._in(plan, ran):
            for spot in spots:
                if spot.node in looked_at and (spot.rule is None or spot.rule in rules):
                    args = plan.nodes[spot.node].args
                    for values in arrays:
                        way = outcome(part, spot, values, args)
                        if way is not None and self._means_something(plan, spot.node, values):
                            self.outcomes.add((part, way))

    def _in(self, plan: Plan, ran: Ran) -> list[Located]:
        if id(plan) not in self._located:
            places = Places(plan, self.tested.analysed(ran.prepared.way))
            self._located[id(plan)] = places.locate(self.roots)
        return self._located[id(plan)]

    def _means_something(self, plan: Plan, node: int, values: Sequence[object]) -> bool:
        """Whether a truth rests on at least one rating that the test assesses, or is about applicability."""
        key = (id(plan), node)
        if key not in self._inputs:
            below = support(plan, [node])
            ratings = [each for each in below if _asks_rating(plan, each)]
            self._inputs[key] = (ratings, any(plan.nodes[each].op == "applies" for each in below))
        ratings, applicability = self._inputs[key]
        return applicability or not ratings or any(values[each] != OUTSIDE for each in ratings)


def _applied(plan: Plan, looked_at: Collection[int]) -> set[Key]:
    """The rules that bound a rating which was looked at, in the derive reading: each asks for deviations."""
    params = [plan.nodes[node].param for node in looked_at if plan.nodes[node].op == "input"]
    return {("rule", param[1], param[2]) for param in params if param[0] == "deviated"}


def _asks_rating(plan: Plan, node: int) -> bool:
    op, _, param, _ = plan.nodes[node]
    return op == "input" and param[0] == "rating"
