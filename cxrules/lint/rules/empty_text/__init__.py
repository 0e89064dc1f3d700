"""CX1022: a title, source or reason in which nothing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each empty text in double quotes."""
    for source, leaf in facts.nodes.blank:
        if facts.is_own(source):
            hint = "Write what it is to say, or take it out where it may be left out."
            yield diagnose("CX1022", "Nothing stands in this text.", source, leaf.span, hint)


RULE = Rule("CX1022", check, reads="text")
