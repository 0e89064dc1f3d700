"""CX1010: two ids that differ only in upper and lower case, or in the dots and dashes between their parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.lint.named import Named

_SEPARATED = re.compile(r"[\s._:/\-]+")
_BESIDE_LETTERS = re.compile(r"(?<=[^\W\d])\.(?=\d)|(?<=\d)\.(?=[^\W\d])")
_HINT = "If both mean the same, keep one of them; if not, tell them apart by more than that."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report the second of two things of one kind whose ids look alike."""
    known: dict[tuple[str, str, str], Named] = {}
    alike: dict[str, str] = {}
    for each in facts.named:
        name = each.name.text
        if name not in alike:
            alike[name] = folded(name)
        first = known.setdefault((each.kind, each.within, alike[name]), each)
        if first.name.text == each.name.text or not facts.is_own(each.source):
            continue
        same = first.name.text.casefold() == each.name.text.casefold()
        how = "upper and lower case" if same else "its dots and dashes"
        message = f"The id of the {each.kind} {each.name.text} differs from {first.name.text} only in {how}."
        related = (Related("the other one", first.source, first.name.span),)
        yield diagnose("CX1010", message, each.source, each.name.span, _HINT, related)


def folded(name: str) -> str:
    """A name without what does not tell names apart; between two numbers a dot does: 1.11 is not 11.1."""
    return _BESIDE_LETTERS.sub("", _SEPARATED.sub(".", name.casefold()))


RULE = Rule("CX1010", check)
