"""What can be claimed of a model: targets, levels of everything or of one thing, ratings.

- ``target NAME`` or NAME: everything that a target of the model demands.
- LEVEL (``3``): that level of every capability. SCOPE:LEVEL: of every capability in a scope.
- THING:LEVEL (``SWE.1:3``, ``staged:2``): of one capability, or of the organisation.
- SUBJECT=VALUE (``SWE.1.PA.2.1=L``): a rating of at least that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.solve.truths import Both, UnknownThing, rated, reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.plan import Plan
    from cxrules.solve.truths import Truth


class Claim(NamedTuple):
    """A claim as it was written, in words, and as a truth of the plan."""

    text: str
    title: str
    truth: Truth


def claim(plan: Plan, text: str) -> Claim:
    """A claim about a model; see the module. Raises UnknownThing for what the model does not have."""
    name = text.removeprefix("target ").strip()
    if name in plan.targets:
        target = plan.targets[name]
        return Claim(text, target.title or name, _levels(plan, target.levels.items()))
    subject, equals, value = name.partition("=")
    if equals:
        return Claim(text, f"{subject} rated {value} or better", rated(plan, subject, value))
    thing, colon, order = name.rpartition(":")
    if not order.isdecimal():
        raise UnknownThing(text, known(plan))
    level = int(order)
    if not colon:
        _check(plan, text, level)
        title = f"level {level} of every {plan.terms.get('capability', 'capability')}"
        return Claim(text, title, _levels(plan, ((each, level) for each in plan.capabilities)))
    if thing in plan.scopes:
        _check(plan, text, level)
        title = f"level {level} of everything in {thing}"
        inside = [each for each in plan.scopes[thing] if each in plan.capabilities]
        return Claim(text, title, _levels(plan, ((each, level) for each in inside)))
    return Claim(text, f"{thing} at level {level} or higher", reaches(plan, thing, level))


def together(claims: Sequence[Claim]) -> Claim:
    """All claims at once."""
    if len(claims) == 1:
        return claims[0]
    words = ", and ".join(each.title for each in claims)
    return Claim(", ".join(each.text for each in claims), words, Both(tuple(each.truth for each in claims)))


def known(plan: Plan) -> list[str]:
    """What can be claimed, but for single capabilities and ratings."""
    found = [*plan.targets, *(str(order) for order in plan.orders)]
    found += [f"{scope}:{order}" for scope in plan.scopes for order in plan.orders[:1]]
    return [*found, *(f"{each.name}:{order}" for each in plan.organisations for order in each.levels)]


def _check(plan: Plan, text: str, level: int) -> None:
    if level not in plan.level_names:
        raise UnknownThing(text, (str(order) for order in plan.level_names))


def _levels(plan: Plan, levels: Iterable[tuple[str, int]]) -> Truth:
    return Both(tuple(_reached(plan, levels)))


def _reached(plan: Plan, levels: Iterable[tuple[str, int]]) -> Iterator[Truth]:
    for name, level in levels:
        yield reaches(plan, name, level)
