"""The rules of advice: one folder each, one line each here.

A folder holds the rule (`__init__.py`), its page (`page.md`), a ruleset it reports (`bad.cxr`) with what is
said about it (`expected.txt`), one it does not report (`good.cxr`), and what mending makes of the first one
(`fixed.cxr`) where anything can be mended. How to add one: docs/guide/adding-a-lint-rule.md.
"""

from __future__ import annotations

from cxrules.lint.rules import (
    always_holds,
    better_rating_lowers,
    contradicting_rules,
    duplicate_rule,
    empty_choice,
    empty_text,
    higher_level,
    level_asks_nothing,
    look_alike_ids,
    missing_header_facts,
    missing_reason,
    missing_source,
    named_twice,
    never_holds,
    no_effect,
    no_level_uses,
    outcome_not_shown,
    same_title,
    shadowed_row,
    superfluous_weight,
    unreachable_level,
    unreadable_allowance,
    unused,
    unused_allowance,
    weaker_rule,
)

_FOLDERS = (
    better_rating_lowers,
    missing_source,
    unused,
    unreachable_level,
    never_holds,
    always_holds,
    no_effect,
    no_level_uses,
    higher_level,
    look_alike_ids,
    same_title,
    contradicting_rules,
    duplicate_rule,
    weaker_rule,
    empty_choice,
    level_asks_nothing,
    named_twice,
    superfluous_weight,
    outcome_not_shown,
    missing_header_facts,
    missing_reason,
    empty_text,
    shadowed_row,
    unused_allowance,
    unreadable_allowance,
)

RULES = tuple(folder.RULE for folder in _FOLDERS)
"""Every rule, in the order of their codes."""
