"""A message in the making, and the places that messages point at.

What is said is in `signs` and `wording`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.syntax.scene import Scene, Seen

RUN = re.compile(r"""[^\s{}(),"#]+""")
"""What people take for one word, whatever it is made of."""


class Said(NamedTuple):
    """A message with its code, place and hint."""

    code: str
    message: str
    span: Span
    hint: str = ""


def whole(seen: Seen) -> Span:
    """Point at a token."""
    return Span(seen.start, seen.end)


def blamed(here: Scene) -> Span:
    """Point at what does not fit where it is on the same line, otherwise at what stands before it."""
    return whole(here.found if here.same_line or here.last is None else here.last)


def line_end(text: str, start: int) -> int:
    """Give where the line ends that `start` is on."""
    ends = [end for mark in "\n\r" if (end := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


def declared(here: Scene) -> str:
    """Name the declaration: its first word and its name."""
    head = re.compile(r"""[a-z-]+(?:[ \t]+of)?(?:[ \t]+[^\s"'{}]+|[ \t]+'[^'\n]+')?""").match(
        here.text, here.begin
    )
    return " ".join(head[0].split()) if head else "this declaration"
