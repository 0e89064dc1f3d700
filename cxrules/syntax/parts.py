"""What every tree is made of: leaves with their places, statements with their comments, lists of names."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from cxrules.syntax.node import Node, node

if TYPE_CHECKING:
    from cxrules.text import Span


@node
class Leaf(Node):
    """A word, number or text of the file, with the characters it stands at (`start` to `end`)."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def span(self) -> Span:
        """The characters of the file that this leaf covers."""
        from cxrules.text import Span

        return Span(self.start, self.end)


@node
class Layout(Node):
    """What a statement carries that has no meaning: its comments, and whether a blank line goes before."""

    before: list[str] = field(default_factory=list)
    after: str = ""
    closing: list[str] = field(default_factory=list)
    blank: bool = False


@node
class Statement(Node):
    """Anything that stands on a line of its own and may carry comments; from `begin` to `end` in the file."""

    layout: Layout | None = field(default=None, compare=False, kw_only=True)
    begin: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@node
class NameRange(Node):
    """`SWE.1 .. SWE.6`."""

    first: Leaf
    last: Leaf


Names = list[Leaf | NameRange]


@node
class Renamed(Statement):
    """`renamed from BP3, BP4`: what something was called in earlier versions."""

    names: list[Leaf]


@node
class Deprecated(Statement):
    """`deprecated since 4.1.0`: something that a later version may leave out."""

    since: Leaf
