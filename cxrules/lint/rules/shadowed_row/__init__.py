"""CX1023: a row of a decision that is never used, since the rows before it take all its cases.

Which rows those are was found out by trying all cases, of which a few stand for many. A row that counts or
asks for shares may need more elements or instances than were tried, and is passed over; so is `otherwise`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.lint.walk import nodes_in
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts

_HINT = "Move it before the rows that take its cases, or take it out."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each row of a decision, or of `rate`, that no case comes to."""
    for table in facts.analysis.tables:
        if not facts.is_own(table.source):
            continue
        for place in table.facts.never:
            row = table.rows[place] if place < len(table.rows) else None
            if row is None or row.condition is None or _counts(row.condition):
                continue
            message = (
                f"Row {place + 1} of {table.name.text} is never used: the rows before it take all its cases."
            )
            yield diagnose("CX1023", message, table.source, Span(row.begin, row.end), _HINT)


def _counts(condition: tree.Condition) -> bool:
    listed = any(each.count is not None for each in nodes_in(condition, tree.Listed))
    return listed or any(nodes_in(condition, tree.CountOver)) or any(nodes_in(condition, tree.AggregateOver))


RULE = Rule("CX1023", check)
