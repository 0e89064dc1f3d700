"""Running the rules of advice over a model, and leaving out what comments allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.lint.facts import Facts
from cxrules.lint.rules import RULES
from cxrules.lint.selection import Selection
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.lint.allow import Allowance
    from cxrules.lint.rule import Rule
    from cxrules.semantics import Analysis, Package

_BY_DEFAULT = Selection()
CODES = tuple(rule.code for rule in RULES)
"""The code of every rule, rising."""
ABSENCES = frozenset(rule.code for rule in RULES if rule.absence)
"""The codes that say that something is not there."""


def lint(
    analysis: Analysis,
    own: Sequence[Package] | None = None,
    selection: Selection = _BY_DEFAULT,
    *,
    sound: bool = True,
) -> list[Diagnostic]:
    """What the rules have to say about a model, in the order of the rules, each thing once.

    `own` are the packages to report about, all unless given. In a model with errors, and where `sound` says
    that there are some in its text, only rules that read nothing but the text run: what the others would
    say may be a consequence of an error.
    """
    whole = sound and analysis.complete
    rules = [rule for rule in RULES if selection.takes(rule) and (whole or rule.reads != "model")]
    with collector_paused():
        return _advice(Facts(analysis, own), rules)


def _advice(facts: Facts, rules: Sequence[Rule]) -> list[Diagnostic]:
    found: dict[Diagnostic, None] = {}
    for rule in rules:
        if rule.reads != "allowances":
            found.update(dict.fromkeys(rule.check(facts)))
    kept, spent = _without_allowed(found, facts.allowances)
    ran = {rule.code for rule in rules}
    facts.unspent = [
        (each, code)
        for each in facts.allowances
        for code in each.codes
        if code in ran and ((each.source.name, each.span), code) not in spent and not each.mistake
    ]
    for rule in rules:
        if rule.reads == "allowances":
            kept += rule.check(facts)
    return kept


def _without_allowed(
    found: dict[Diagnostic, None], allowances: Sequence[Allowance]
) -> tuple[list[Diagnostic], set[tuple[object, str]]]:
    """What no comment allows, and which comments allowed something, each with the code."""
    if not allowances:
        return list(found), set()
    kept: list[Diagnostic] = []
    spent: set[tuple[object, str]] = set()
    for each in found:
        by = [allowance for allowance in allowances if allowance.allows(each)]
        spent.update(((allowance.source.name, allowance.span), each.code) for allowance in by)
        if not by:
            kept.append(each)
    return kept, spent
