"""CX1001: a rule or a requirement by which a better rating gives a lower level.

Levels rise with ratings as long as every requirement rises with them and every rule that lowers a rating
falls silent when other ratings rise. What does not is legal, and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.directions import follows
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.lint.facts import Facts
    from cxrules.semantics.levels import Required
    from cxrules.semantics.rules import Written
    from cxrules.semantics.terms import Term

_HINT = "Mostly `below` or `at most` was meant. If it is as it should be, allow it and say why."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule and each requirement by which a higher rating may give a lower level."""
    values = {each.key: each.term for each in facts.analysis.values}
    seen: set[str] = set()
    for rule in facts.written:
        if facts.is_own(rule.source) and rule.rule not in seen and _may_lower(rule, values):
            seen.add(rule.rule)
            message = f"By the rule {rule.rule}, raising one rating can lower another, and so a level."
            yield diagnose("CX1001", message, rule.source, rule.at.span, _HINT)
    for order, each in _required(facts):
        if facts.is_own(each.source) and follows(each.term, values) - {"rises"}:
            message = f"By what level {order} requires, raising a rating can lower a level."
            yield diagnose("CX1001", message, each.source, each.at.span, _HINT)


def _required(facts: Facts) -> Iterator[tuple[int, Required]]:
    """Everything that levels of capabilities and of the organisation require."""
    for (_, order), required in facts.requirements.items():
        yield from ((order, each) for each in required)
    for levels in facts.analysis.organisations.values():
        for order, required in levels.items():
            yield from ((order, each) for each in required)


def _may_lower(rule: Written, values: Mapping[str, Term]) -> bool:
    if rule.bound is None or rule.when is None or rule.effect == "prerequisite":
        return False
    allowed = set() if rule.bound.word == "fix" and rule.bound.rank else {"falls"}
    return bool(follows(rule.when, values) - allowed)


RULE = Rule("CX1001", check)
