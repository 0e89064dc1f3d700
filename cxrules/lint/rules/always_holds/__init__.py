"""CX1006: a comparison that every rating fulfils, and a rule whose condition always holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.comparisons import extremes, has_extreme, rests_on_parameter
from cxrules.lint.possible import Possible, conditioned
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report comparisons with the ends of the scale, prerequisites and rules that ask for nothing."""
    for each in extremes(facts):
        if each.verdict == "always":
            message = f"Every rating is {each.word} {each.rating.text}, which is the {each.end}."
            hint = "Compare with another rating. Whether something applies is asked by `is not applicable`."
            yield diagnose("CX1006", message, each.source, each.rating.span, hint)
    yield from _prerequisites(facts)
    yield from _rules(facts)


def _prerequisites(facts: Facts) -> Iterator[Diagnostic]:
    for source, each in facts.own_nodes(tree.Prerequisite):
        rating = each.rating
        if rating is not None and not rating.parameter and facts.analysis.scale.rank(rating.name.text) == 0:
            message = f"Every rating is at least {rating.name.text}: this prerequisite asks for nothing."
            hint = "Ask for a better rating, or take the prerequisite out."
            yield diagnose("CX1006", message, source, rating.name.span, hint)


def _rules(facts: Facts) -> Iterator[Diagnostic]:
    possible = Possible(facts)
    for rule, source, conditions in conditioned(facts):
        if any(possible.fails(each) for each in conditions):
            continue
        if not has_extreme(facts, rule.name.text) and not rests_on_parameter(facts, rule.name.text):
            message = f"The condition of the rule {rule.name.text} holds whatever is rated."
            hint = "Take the condition out, or ask for what was meant."
            yield diagnose("CX1006", message, source, rule.name.span, hint)


RULE = Rule("CX1006", check)
