"""CX1007: a rule that nobody can break, since what it wants is so anyhow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.comparisons import rests_on_parameter
from cxrules.lint.possible import Possible
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.rules import Written

_HINT = "Ask for a stricter rating, or take the rule out."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule that holds for whatever is rated, wherever its condition holds."""
    possible = Possible(facts)
    for name, written in facts.rules.items():
        source, rule = facts.trees[name]
        if not written or not facts.is_own(source):
            continue
        if all(_is_idle(possible, each) for each in written) and not rests_on_parameter(facts, name):
            message = f"The rule {name} has no effect: what it wants is always so."
            yield diagnose("CX1007", message, source, rule.name.span, _HINT)


def _is_idle(possible: Possible, rule: Written) -> bool:
    """Whether a rule may fire and can never be broken; one that cannot fire is another matter."""
    if rule.holds is None:
        return False
    given = () if rule.when is None else (rule.when,)
    return not possible.fails(rule.holds, given=given) and possible.holds(*given)


RULE = Rule("CX1007", check)
