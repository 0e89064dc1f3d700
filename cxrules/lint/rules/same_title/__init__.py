"""CX1011: two things of one kind that have the same title.

Information items are left out: published lists of them have the same title under two ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.lint.named import Named

_HINT = "If both are the same thing, keep one of them; if not, let their titles say how they differ."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report the second of two; criteria only within their capability, practices within their attribute."""
    known: dict[tuple[str, str, str], Named] = {}
    for each in facts.named:
        title = " ".join(each.title.text.casefold().split()) if each.title else ""
        if not title or each.title is None or each.kind == "item":
            continue
        first = known.setdefault((each.kind, each.within, title), each)
        if first is each or first.title is None or first.name.text == each.name.text:
            continue
        if facts.is_own(each.source):
            message = f"The {each.kind} {each.name.text} has the same title as {first.name.text}."
            related = (Related(f"the title of {first.name.text}", first.source, first.title.span),)
            yield diagnose("CX1011", message, each.source, each.title.span, _HINT, related)


RULE = Rule("CX1011", check)
