"""What can be asked of an evaluation: truths over the nodes of its plan, for the solver and for the engine.

A level is reached, a rating is at least a value, a rule is triggered or broken. Where there are instances, a
rating and a rule are asked about in all of them: the rating holds in each, the rule speaks in at least one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.plan.linear.program import TRUE
from cxrules.plan.values import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.program import Literal
    from cxrules.plan.plan import RuleNodes
    from cxrules.plan.values import Value
    from cxrules.solve.unfold import Unfolded


class At(NamedTuple):
    """A node's value is there, and at least a number; a truth that holds is at least 1."""

    node: int
    least: Number = 1
    instance: int = 0


class Outside(NamedTuple):
    """A node has no value: nothing is asked of what it rests on."""

    node: int
    instance: int = 0


class Both(NamedTuple):
    """All of these hold."""

    of: tuple[Truth, ...] = ()


class Either(NamedTuple):
    """At least one of these holds."""

    of: tuple[Truth, ...] = ()


class Not(NamedTuple):
    """What does not hold."""

    of: Truth


Truth: TypeAlias = At | Outside | Both | Either | Not

ALWAYS: Truth = Both()


class UnknownThing(Exception):  # noqa: N818 - it names what was asked for
    """The plan has no such thing, or no such level or value of it; `known` are those there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Keep both."""
        super().__init__(name)
        self.name, self.known = name, list(known)


def reaches(plan: Plan, subject: str, level: int) -> Truth:
    """A capability, or levels of the organisation, are at a level at least.

    Raises UnknownThing for what the plan does not have.
    """
    if subject in plan.capabilities:
        node, orders = plan.capabilities[subject].level, list(plan.level_names)
    else:
        found = next((each for each in plan.organisations if each.name == subject), None)
        if found is None:
            raise UnknownThing(subject, [*plan.capabilities, *(each.name for each in plan.organisations)])
        node, orders = found.level, list(found.levels)
    if level not in orders:
        raise UnknownThing(f"{subject}:{level}", [f"{subject}:{order}" for order in orders])
    return ALWAYS if level == min(orders) else At(node, level)


def rated(plan: Plan, subject: str, value: str, instances: int = 1) -> Truth:
    """What counts for an attribute, criterion or practice is at least a value of the base scale, by its id.

    Raises UnknownThing for what the plan does not have.
    """
    names = [name for name, _ in plan.scale_values]
    if subject not in plan.subjects:
        raise UnknownThing(subject, plan.subjects)
    if value not in names:
        raise UnknownThing(value, names)
    nodes, rank = plan.subjects[subject], names.index(value)
    if nodes.whole >= 0:
        return At(nodes.whole, rank)
    return Both(tuple(At(nodes.counts, rank, place) for place in range(instances)))


def triggered(plan: Plan, rule: str, subject: str | None = None, instances: int = 1) -> Truth:
    """A rule applies to a subject (None: to any of its subjects) in at least one instance.

    Raises UnknownThing for what the plan does not have.
    """
    found = _rules(plan, rule, subject)
    return Either(tuple(_when(each, place) for each in found for place in range(instances)))


def broken(plan: Plan, rule: str, subject: str | None = None, instances: int = 1) -> Truth:
    """A rule applies to a subject (None: to any of its subjects), and what it asks for does not hold.

    Deviations that are recorded do not count: they excuse a broken rule. Raises UnknownThing.
    """
    found = _rules(plan, rule, subject)
    return Either(
        tuple(
            Both((_when(each, place), *_fails(each, place))) for each in found for place in range(instances)
        )
    )


def _rules(plan: Plan, rule: str, subject: str | None) -> Sequence[RuleNodes]:
    named = [each for each in plan.rules if each.rule == rule]
    if rule not in plan.rule_texts:
        raise UnknownThing(rule, plan.rule_texts)
    if subject is None:
        return named
    found = [each for each in named if each.subject == subject]
    if not found:
        raise UnknownThing(subject, [each.subject for each in named])
    return found


def _when(rule: RuleNodes, instance: int) -> Truth:
    return At(rule.when, 1, instance) if rule.when >= 0 else ALWAYS


def _fails(rule: RuleNodes, instance: int) -> Iterator[Truth]:
    """What asks for nothing is broken as soon as it applies; of what is outside nothing is asked."""
    if rule.holds >= 0:
        yield Not(At(rule.holds, 1, instance))
        yield Not(Outside(rule.holds, instance))


def nodes_of(truths: Iterable[Truth]) -> set[int]:
    """The nodes that some truths speak of."""
    found: set[int] = set()
    waiting = list(truths)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (At, Outside)):
            found.add(each.node)
        elif isinstance(each, Not):
            waiting.append(each.of)
        else:
            waiting += each.of
    return found


def literal(unfolded: Unfolded, truth: Truth) -> Literal:
    """A truth over the variables of a program into which its nodes are written."""
    program = unfolded.program
    if isinstance(truth, At):
        form = unfolded.form(truth.node, truth.instance)
        return program.both([form.here, form.at_least(truth.least)])
    if isinstance(truth, Outside):
        return -unfolded.form(truth.node, truth.instance).here
    if isinstance(truth, Not):
        return -literal(unfolded, truth.of)
    if isinstance(truth, Both):
        return program.both(literal(unfolded, each) for each in truth.of)
    return program.either(literal(unfolded, each) for each in truth.of) if truth.of else -TRUE


def decided(arrays: Sequence[Sequence[Value]], truth: Truth) -> bool | None:
    """A truth under the values of an evaluation, by instance; None where they leave it open."""
    if isinstance(truth, At):
        low, high = arrays[truth.instance][truth.node]
        if low is None or high is None or high < truth.least:
            return False
        return True if low >= truth.least else None
    if isinstance(truth, Outside):
        return arrays[truth.instance][truth.node] == OUTSIDE
    if isinstance(truth, Not):
        found = decided(arrays, truth.of)
        return None if found is None else not found
    stops = isinstance(truth, Either)
    parts = [decided(arrays, each) for each in truth.of]
    return stops if stops in parts else None if None in parts else not stops
