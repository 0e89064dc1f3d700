"""What is to be reached, as truths of the plan: a target, or a level of capabilities or the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Unknown
from cxrules.engine.bind import target_levels
from cxrules.engine.valued import orders_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation


class Aim(NamedTuple):
    """One thing to reach: a capability, or the levels of the organisation, at a level, told by a node."""

    subject: str
    level: int
    node: int


class Goal(NamedTuple):
    """Everything to reach at once. `name` is as it was asked for, `title` says it in words."""

    name: str
    title: str
    aims: Sequence[Aim]


class UnknownGoal(Unknown):
    """There is no such goal; `known` are those there are, as they can be asked for."""

    def __init__(self, evaluation: Evaluation, name: str) -> None:
        """Say which, with the near name: also a level of a capability."""
        known = _known(evaluation)
        subject, _, level = name.rpartition(":")
        more = [f"{each}:{level}" for each in evaluation.plan.capabilities] if subject else []
        one = f"{next(iter(evaluation.plan.capabilities))}:{evaluation.plan.orders[-1]}"
        listed = f"There are: {', '.join(known)}, and a level of one capability, as {one}."
        super().__init__("There is nothing to reach called", name, [*known, *more], listed)
        self.known = known
        if name == "target":
            self.message = "The assessment has no target."
            self.hint = "Name a level, as 2, or a target of the model."


def goal(evaluation: Evaluation, name: str) -> Goal:
    """The goal of a name: ``target`` (that of the assessment), a target of the model, or a level.

    A level stands alone, for every capability that is assessed (``2``), or behind a capability or the
    levels of the organisation and a colon (``SWE.1:3``, ``maturity:2``). Raises UnknownGoal.
    """
    plan = evaluation.plan
    if name == "target":
        levels = target_levels(plan, evaluation.assessment)
        if not levels:
            raise UnknownGoal(evaluation, name)
        named = evaluation.assessment.target
        title = plan.targets[named].title or named if isinstance(named, str) else "the assessment's target"
        return _of_levels(evaluation, name, title, levels)
    if name in plan.targets:
        return _of_levels(evaluation, name, plan.targets[name].title or name, plan.targets[name].levels)
    subject, colon, text = name.rpartition(":")
    if not text.isdecimal():
        raise UnknownGoal(evaluation, name)
    order = int(text)
    if colon:
        return Goal(name, f"{subject} at level {order}", [_aim(evaluation, name, subject, order)])
    if order not in plan.orders:
        raise UnknownGoal(evaluation, name)
    names = [each for each in plan.capabilities if each in assessed(evaluation)]
    title = f"level {order} of every capability assessed"
    return _of_levels(evaluation, name, title, dict.fromkeys(names, order))


def next_levels(evaluation: Evaluation) -> Goal:
    """The next level of each capability that is assessed and of the organisation, where there is one."""
    plan, inside = evaluation.plan, assessed(evaluation)
    aims = []
    for name, capability in plan.capabilities.items():
        if name in inside:
            aims += _next(evaluation, name, capability.level, plan.orders, capability.reaches)
    for each in plan.organisations:
        aims += _next(evaluation, each.name, each.level, orders_of(each), each.reaches)
    return Goal("next", "the next level of everything assessed", aims)


def _next(
    evaluation: Evaluation, name: str, level: int, orders: Sequence[int], reaches: Sequence[int]
) -> list[Aim]:
    low = evaluation.value(level)[0]
    above = [
        Aim(name, order, node) for order, node in zip(orders, reaches, strict=True) if order > (low or 0)
    ]
    return above[:1]


def assessed(evaluation: Evaluation) -> set[str]:
    """The capabilities in scope that apply."""
    return set(evaluation.bound.scope) - set(evaluation.bound.not_applicable)


def _of_levels(evaluation: Evaluation, name: str, title: str, levels: Mapping[str, int]) -> Goal:
    bottom = evaluation.plan.bottom_level
    out = evaluation.bound.not_applicable
    wanted = {each: order for each, order in levels.items() if order != bottom and each not in out}
    aims = [aim_at(evaluation, each, order) for each, order in wanted.items()]
    return Goal(name, title, [aim for aim in aims if aim is not None])


def aim_at(evaluation: Evaluation, subject: str, order: int) -> Aim | None:
    """A capability, or the levels of the organisation, at a level; None where there is no such thing."""
    plan = evaluation.plan
    if subject in plan.capabilities and order in plan.orders:
        return Aim(subject, order, plan.capabilities[subject].reaches[plan.orders.index(order)])
    for levels in plan.organisations:
        orders = orders_of(levels)
        if levels.name == subject and order in orders:
            return Aim(subject, order, levels.reaches[orders.index(order)])
    return None


def _aim(evaluation: Evaluation, name: str, subject: str, order: int) -> Aim:
    found = aim_at(evaluation, subject, order)
    if found is None:
        raise UnknownGoal(evaluation, name)
    return found


def _known(evaluation: Evaluation) -> list[str]:
    plan = evaluation.plan
    known = ["target"] if target_levels(plan, evaluation.assessment) else []
    known += list(plan.targets)
    known += [str(order) for order in plan.orders]
    known += [f"{each.name}:{order}" for each in plan.organisations for order in orders_of(each)]
    return known
