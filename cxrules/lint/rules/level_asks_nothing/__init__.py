"""CX1016: a level that asks for nothing although it could, and a lowest level that asks in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.text import Source


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report a requirement of the lowest level, and each other level that nobody requires anything for."""
    ruleset = facts.analysis.ruleset
    bottom = min((level.order for level in ruleset.levels), default=0)
    for source, each in _requiring(facts):
        if int(each.order.text) == bottom:
            message = f"Level {bottom} is the lowest and always reached; what it requires has no effect."
            hint = "Take it out, or begin with a lower level."
            yield diagnose("CX1016", message, source, each.order.span, hint)
    if not ruleset.capabilities:
        return
    asked = {order for (_, order), required in facts.analysis.requirements.items() if required}
    for level in ruleset.levels:
        place = facts.own_place(level.place)
        if place is not None and level.order not in asked and level.order != bottom:
            message = (
                f"Level {level.order} requires nothing: whoever reaches the one below it reaches it too."
            )
            yield diagnose("CX1016", message, *place, "Say what it requires, or take the level out.")


def _requiring(facts: Facts) -> Iterator[tuple[Source, tree.Level | tree.Requirement]]:
    """Every level of the framework, and every capability's own, that requires something."""
    for source, levels in facts.own_of(tree.Levels):
        for each in levels.levels:
            if isinstance(each, tree.Level) and each.condition is not None:
                yield source, each
    yield from facts.own_nodes(tree.Requirement)


RULE = Rule("CX1016", check)
