"""CX1091: a comment that speaks to cxrules and is not understood, or gives no reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each such comment with what is wrong with it."""
    for each in facts.allowances:
        if each.mistake:
            yield diagnose("CX1091", "This comment allows nothing.", each.source, each.span, each.mistake)


RULE = Rule("CX1091", check, reads="text")
