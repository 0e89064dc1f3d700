"""Where the passes of one analysis put what they find wrong, and how they look names up.

One mistake is reported once, however many elements a template meets it for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.syntax import tree
from cxrules.text import Span, near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cxrules.text import Source

T = TypeVar("T")
_NUMBERED = re.compile(r"(.*?)([0-9]{1,100})\Z", re.DOTALL)


class Report:
    """Collects diagnostics, each once."""

    def __init__(self) -> None:
        """Start empty."""
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[tuple[str, str | None, Span | None, str]] = set()

    def add(
        self,
        code: str,
        message: str,
        source: Source | None,
        at: tree.Leaf | tree.It | Span | None,
        hint: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        """Report a problem at a leaf or a span; a second one of the same code and place is dropped."""
        span = at if at is None or isinstance(at, Span) else Span(at.start, at.end)
        key = (code, source.name if source else None, span, message if span is None else "")
        if key not in self._seen:
            self._seen.add(key)
            self.diagnostics.append(diagnose(code, message, source, span, hint, related))

    def unknown(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        source: Source,
        at: tree.Leaf | Span | None,
        code: str = "CX0201",
    ) -> None:
        """Report a name that is not known, with the near one."""
        guess = near(name, known)
        hint = f"Did you mean {guess}?" if guess else ""
        self.add(code, f"There is no {kind} {name}.", source, at, hint)

    def find(self, kind: str, table: Mapping[str, T], leaf: tree.Leaf, source: Source) -> T | None:
        """What a name stands for, or None with the problem reported."""
        found = table.get(leaf.text)
        if found is None:
            self.unknown(kind, leaf.text, table, source, leaf)
        return found

    def expand(
        self, kind: str, known: Collection[str], names: tree.Names, source: Source
    ) -> list[tuple[str, tree.Leaf]]:
        """Names and ranges as single known names, each with the leaf it comes from; others are reported."""
        out: list[tuple[str, tree.Leaf]] = []
        for each in names:
            if isinstance(each, tree.NameRange):
                out += [(name, each.first) for name in self._range(kind, known, each, source)]
            elif each.text in known:
                out.append((each.text, each))
            else:
                self.unknown(kind, each.text, known, source, each)
        return out

    def _range(self, kind: str, known: Collection[str], names: tree.NameRange, source: Source) -> list[str]:
        missing = [end for end in (names.first, names.last) if end.text not in known]
        for end in missing:
            self.unknown(kind, end.text, known, source, end)
        if missing:
            return []
        first, last = numbered(names.first.text), numbered(names.last.text)
        if first is None or last is None or first[0] != last[0] or first[1] > last[1]:
            message = (
                f"The range {names.first.text} .. {names.last.text} does not run upwards within one series."
            )
            hint = "Write the lower number first and the same letters before both, such as SWE.1 .. SWE.6."
            self.add("CX0206", message, source, Span(names.first.start, names.last.end), hint)
            return []
        return within_range(known, first[0], first[1], last[1])


def numbered(name: str) -> tuple[str, int] | None:
    """A name that ends in a number, taken apart: ``SWE.6`` is (``SWE.``, 6)."""
    match = _NUMBERED.match(name)
    return (match[1], int(match[2])) if match else None


def within_range(known: Iterable[str], prefix: str, first: int, last: int) -> list[str]:
    """The known names of a series from one number to another, rising."""
    found = [(parts[1], name) for name in known if (parts := numbered(name)) and parts[0] == prefix]
    return [name for number, name in sorted(found) if first <= number <= last]
