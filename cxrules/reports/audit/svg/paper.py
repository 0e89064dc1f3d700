"""What is drawn on: lines of SVG, with texts that are escaped and cut to their room."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cxrules.reports.columns import clean, clip

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARACTER = 7.0
"""The width of a character of 13 pixels, on average."""

STYLE = (
    ".chart{font:13px system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
    ".chart text{fill:#1a2330}.chart .c-quiet{fill:#525c69}.chart .c-strong{font-weight:600}"
    ".c-paper{fill:#fff}.c-grid{stroke:#d9dee5}.c-band{fill:#f4f6f8}"
    ".c-bar{fill:#1f5f9e}.c-maybe{fill:#fff;stroke:#1f5f9e;stroke-dasharray:4 3}.c-hatch{stroke:#1f5f9e}"
    ".c-target{stroke:#8a3d00;stroke-width:2.5}.c-target-fill{fill:#8a3d00}"
    ".c-before{fill:#fff;stroke:#1a2330;stroke-width:2}"
    ".c-line{fill:none;stroke:#1f5f9e;stroke-width:2}.c-area{fill:#1f5f9e;fill-opacity:.18;stroke:#1f5f9e;stroke-width:2}"
    ".c-dash{fill:none;stroke:#8a3d00;stroke-width:2;stroke-dasharray:6 4}"
    ".c-ring{fill:none}.c-dots{stroke-dasharray:2 4}"
    ".c-was{fill:none;stroke:#525c69;stroke-width:1.5;stroke-dasharray:1 4}"
    ".c-h0{fill:#9a3f00}.c-h1{fill:#f6c28b}.c-h2{fill:#ece7df}.c-h3{fill:#a9cbe8}.c-h4{fill:#1f5f9e}"
    ".c-node{fill:#1a2330}.c-flow-full{fill:#1f5f9e;fill-opacity:.75}"
    ".c-flow-part{fill:#a9cbe8;fill-opacity:.85}.c-flow-whole{fill:#d9dee5;fill-opacity:.85}"
    ".c-none{fill:#fff;stroke:#9aa4b1;stroke-dasharray:3 3}"
    ".chart .c-on-dark{fill:#fff}.chart .c-on-light{fill:#1a2330}"
    ".chart .c-good{fill:#1b6e3c}.chart .c-bad{fill:#a4231c}.chart .c-open{fill:#7a4b00}"
)
"""Colours for a picture that stands alone; those of a page are in its own style."""


def column_of(names: Iterable[str]) -> float:
    """The room that ids need beside each other's titles."""
    return (max(map(len, names), default=0) + 1) * CHARACTER * 1.4


SIGNS = {"good": "✓", "bad": "✕", "open": "?", "warn": "!"}
"""What stands before a word that means something good or bad, for those who do not see its colour."""


class Sheet:
    """A picture that grows line by line."""

    def __init__(self, width: int, height: int = 0) -> None:
        """Begin with an empty one."""
        self.width, self.height = width, height
        self.lines: list[str] = []

    def text(
        self, x: float, y: float, words: str, kind: str = "", *, anchor: str = "", room: float = 0
    ) -> None:
        """Words, cut where they are longer than their room."""
        shown = clean(words)
        if room:
            shown = clip(shown, max(int(room / CHARACTER), 1), "…")
        names = f' class="{kind}"' if kind else ""
        side = f' text-anchor="{anchor}"' if anchor else ""
        self.lines.append(f'<text x="{x:.1f}" y="{y:.1f}"{names}{side}>{escape(shown)}</text>')

    def named(self, y: float, name: str, title: str, column: float, room: float) -> None:
        """An id, and behind its column a title."""
        self.text(8, y, name, "c-strong")
        if title != name:
            self.text(8 + column, y, title, "", room=room - column - 16)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        self.lines.append(f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')

    def box(self, x: float, y: float, width: float, height: float, kind: str, *, round_: float = 0) -> None:
        """A rectangle."""
        corner = f' rx="{round_:g}"' if round_ else ""
        size = f'width="{width:.1f}" height="{height:.1f}"{corner}'
        self.lines.append(f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" {size}/>')

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """A circle."""
        self.lines.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>')

    def path(self, d: str, kind: str) -> None:
        """A path."""
        self.lines.append(f'<path class="{kind}" d="{d}"/>')

    def told(self, words: str) -> None:
        """Begin a group that shows words where one points at it; `end` ends it."""
        self.lines.append(f"<g><title>{escape(clean(words))}</title>")

    def end(self) -> None:
        """End a group."""
        self.lines.append("</g>")

    def target(self, x: float, top: float, bottom: float) -> None:
        """The mark of a target: a line with a triangle at its head, known by its form."""
        self.line(x, top, x, bottom, "c-target")
        self.path(f"M{x - 5:.1f} {top - 1:.1f}h10l-5 6z", "c-target-fill")

    def hatch(self, name: str) -> None:
        """The pattern of what is possible and still open."""
        self.lines.append(
            f'<pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><line class="c-hatch" x1="0" y1="0" x2="0" y2="7"/></pattern>'
        )

    def hatched(self, x: float, y: float, width: float, height: float, name: str) -> None:
        """A box filled with the pattern."""
        self.box(x, y, width, height, "c-maybe")
        size = f'width="{width:.1f}" height="{height:.1f}"'
        self.lines.append(f'<rect fill="url(#{name}-hatch)" x="{x:.1f}" y="{y:.1f}" {size}/>')
