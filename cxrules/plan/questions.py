"""What an assessment of some capabilities is asked: the inputs of a plan that bear on them.

Only for people who begin an assessment; an evaluation answers its inputs by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cxrules.plan.plan import Plan


_ASKED = ("rating", "value", "judged", "choice", "finding")


class Questions(NamedTuple):
    """Ids of what is asked, each in the order of the model.

    `rated` are subjects whose own rating bears on something; `values` and `judged` are full keys,
    SUBJECT.NAME; `choices` the names of the decisions that may leave a choice; `facts` findings and contexts.
    """

    rated: Collection[str]
    values: Collection[str]
    judged: Collection[str]
    choices: Collection[str]
    facts: Collection[str]


def questions(plan: Plan, capabilities: Collection[str], up_to_level: int | None = None) -> Questions:
    """What is asked where these capabilities are assessed; what is asked of others is left out.

    So is what is asked of attributes and practices above a level.
    """
    asked: dict[str, dict[str, None]] = {kind: {} for kind in _ASKED}
    within = _Within(plan, capabilities, up_to_level)
    for kind, name, *_ in _inputs(plan, _roots(plan, within), _others(plan, within)):
        if kind == "finding" or (kind in asked and within.holds(name)):
            asked[kind][name] = None
    answers = plan.answers
    facts = [name for name in dict.fromkeys((*answers.contexts, *plan.findings)) if name in asked["finding"]]
    return Questions(
        asked["rating"],
        [key for key in answers.inputs if key in asked["value"]],
        [key for key in answers.judgements if key in asked["judged"]],
        dict.fromkeys(key.rpartition(".")[2] for key in asked["choice"]),
        facts,
    )


class _Within(NamedTuple):
    """The part of a model that is assessed."""

    plan: Plan
    capabilities: Collection[str]
    up_to_level: int | None

    def holds(self, name: str) -> bool:
        """Whether a thing, or that which a key begins with, lies in it; what lies in no capability does."""
        of = self.plan.capability_of(name)
        if of is None or of not in self.capabilities:
            return of is None
        subject = name if name in self.plan.subjects else name.rpartition(".")[0]
        return self.up_to_level is None or self.plan.level_of(subject) <= self.up_to_level


def _roots(plan: Plan, within: _Within) -> Iterator[int]:
    """The nodes of everything that is said about a part of a model, and of what is said about the whole."""
    for name in within.capabilities:
        yield plan.capabilities[name].level
    for rule in plan.rules:
        if within.holds(rule.subject):
            yield from (rule.when, rule.holds)
    for value in plan.values:
        if within.holds(value.subject):
            yield value.node
    yield from (each.level for each in plan.organisations)
    yield from (each.node for each in plan.refusals)


def _others(plan: Plan, within: _Within) -> Iterator[int]:
    """The nodes of what is said about the rest of a model."""
    for name, capability in plan.capabilities.items():
        if name not in within.capabilities:
            yield from (capability.level, *capability.reaches)
    yield from (value.node for value in plan.values if not within.holds(value.subject))


def _inputs(plan: Plan, roots: Iterable[int], others: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The questions beneath some nodes, in the order of the plan; to ask whether a thing applies is none.

    What is asked only for the sake of `others` does not count.
    """
    wanted = {node for node in roots if node >= 0}
    passed = {*others} - wanted
    rows = plan.nodes.walk()
    for place in range(len(rows) - 1, -1, -1):
        if place in wanted and place not in passed and rows[place][0] != "applies":
            wanted.update(rows[place][1])
    for place in sorted(wanted):
        op, _, param, _ = rows[place]
        if op == "input" and len(param) > 1:
            yield tuple(param)
