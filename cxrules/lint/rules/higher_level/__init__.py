"""CX1009: something of a lower level that asks for something of a higher one.

Whoever works level by level comes to it too late; and an assessment up to the lower level never rates it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.semantics.terms import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts

_HINT = "Ask for something of this level or a lower one, or move one of the two to the other's level."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report prerequisites above the level of what needs them, and requirements above their own level."""
    elements = facts.analysis.elements.by_id
    for rule in facts.written:
        if rule.effect != "prerequisite" or not facts.is_own(rule.source):
            continue
        for _, need, *_ in needs(rule.when or ("all", ())):
            own, other = elements[rule.subject].level, elements[need].level if need in elements else None
            if own is not None and other is not None and own < other:
                message = (
                    f"{rule.subject} belongs to level {own}, but rests on {need}, "
                    f"which belongs to level {other}."
                )
                yield diagnose("CX1009", message, rule.source, rule.at.span, _HINT)
    yield from _requirements(facts)


def _requirements(facts: Facts) -> Iterator[Diagnostic]:
    elements = facts.analysis.elements.by_id
    seen: set[tuple[int, int, str]] = set()
    for (_, order), required in facts.requirements.items():
        for each in required:
            if not facts.is_own(each.source):
                continue
            for kind, name, *_ in needs(each.term):
                element = elements.get(name) if kind == "subject" else None
                if element is None or element.level is None or element.level <= order:
                    continue
                key = (id(each.source), each.at.start, element.name)
                if key not in seen:
                    seen.add(key)
                    message = (
                        f"Level {order} asks for {element.name}, which belongs to level {element.level}."
                    )
                    yield diagnose("CX1009", message, each.source, each.at.span, _HINT)


RULE = Rule("CX1009", check)
