"""What is said about mistakes in tests; all others are in `wording`."""

# ruff: noqa: RUF001 - messages quote words in curly quotes
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax.saying import Said, blamed, whole
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.syntax.scene import Scene

_REST = re.compile(r"[^\s{},#]+")


def given_exactly(here: Scene) -> Said:
    """Say that a test gives a rating with `is`, not with a sign or a bound."""
    hint = "Write `given SWE.1.BP1 is L`; a test gives exactly what an assessor would record."
    if here.found.kind in {"$NAME", "$QUOTED"} and here.last is not None:
        hint = f"Write `{here.last.text} is {here.found.text}`."
    return Said("CX0101", "What a test gives is said with ‘is’.", blamed(here), hint)


def expected_exactly(here: Scene) -> Said:
    """Say that a test expects a level, rating or value with a sign."""
    if here.last is not None and here.last.text == "is":
        hint = f"Write `= {here.found.text}`. Behind ‘is’ may stand: open, not rated, not applicable."
        return Said("CX0101", "What is to come out stands behind ‘=’.", whole(here.found), hint)
    word = _REST.match(here.text, here.found.start)
    span = Span(here.found.start, word.end()) if word and here.same_line else blamed(here)
    hint = f"Write `= {here.text[span.start : span.end]}`." if word and here.same_line else "Write `= …`."
    return Said("CX0101", "What is to come out stands behind ‘=’.", span, hint)
