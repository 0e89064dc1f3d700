"""CX1021: a rule that does not say why it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts

_HINT = 'Add `because "…"`: an assessor who has to explain the rule will be asked for it.'


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule without a reason."""
    for source, rule in facts.own_of(tree.Rule):
        if not any(part.word == "because" for part in rule.parts):
            message = f"The rule {rule.name.text} does not say why."
            yield diagnose("CX1021", message, source, rule.name.span, _HINT)


RULE = Rule("CX1021", check, reads="text", by_default=False)
