"""CX1005: a comparison that no rating fulfils, and a rule whose condition can never hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.comparisons import extremes, has_extreme
from cxrules.lint.possible import Possible, conditioned, speaks_of_nothing
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts

_HINT = "Look for parts of the condition that exclude each other."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report comparisons beyond the ends of the scale, and rules that can never fire for any other reason."""
    for each in extremes(facts):
        if each.verdict == "never":
            message = f"No rating is {each.word} {each.rating.text}, which is the {each.end}."
            hint = f"Write `is {each.rating.text}`, or compare with another rating."
            yield diagnose("CX1005", message, each.source, each.rating.span, hint)
    possible = Possible(facts)
    for rule, source, conditions in conditioned(facts):
        if any(possible.holds(each) for each in conditions):
            continue
        if not has_extreme(facts, rule.name.text) and not speaks_of_nothing(
            conditions
        ):  # which are other matters
            message = f"The rule {rule.name.text} can never fire: its condition can never hold."
            yield diagnose("CX1005", message, source, rule.name.span, _HINT)


RULE = Rule("CX1005", check)
