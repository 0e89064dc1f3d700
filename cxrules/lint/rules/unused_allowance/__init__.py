"""CX1090: a comment that allows something which is not there, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Fix, diagnose
from cxrules.lint.rule import Rule
from cxrules.text.edits import Edit, whole_lines
from cxrules.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.allow import Allowance
    from cxrules.lint.facts import Facts

_HINT = "Take it out; what it allowed has been put right, or stands somewhere else."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each code of each comment that has allowed nothing."""
    for allowance, code in facts.unspent:
        message = f"Nothing here is reported as {code}: there is nothing to allow."
        found = diagnose("CX1090", message, allowance.source, _code(allowance, code), _HINT)
        yield found._replace(
            fix=Fix((_without(allowance, code),), "safe", f"Take out the allowance of {code}")
        )


def _code(allowance: Allowance, code: str) -> Span:
    start = allowance.source.text.index(code, allowance.span.start)
    return Span(start, start + len(code))


def _without(allowance: Allowance, code: str) -> Edit:
    """Take the comment out, or the one code where it has several."""
    source = allowance.source
    if len(allowance.codes) == 1:
        return Edit(source, whole_lines(source, allowance.span), "")
    span = _code(allowance, code)
    if code == allowance.codes[0]:
        return Edit(source, Span(span.start, _code(allowance, allowance.codes[1]).start), "")
    before = source.text.rindex(",", 0, span.start)
    return Edit(source, Span(before, span.end), "")


RULE = Rule("CX1090", check, reads="allowances", absence=True)
