"""The list into which readers of one source write what they find wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.text import Source, Span

_MOST = 1000
_NEAR_NAMES = 100  # looking for a near name takes time; a file full of strange names gets no more than these


class Problems:
    """Collects diagnostics about one source, which is None for an assessment built by a program."""

    __slots__ = ("_near_left", "found", "source")

    def __init__(self, source: Source | None) -> None:
        """Start with nothing found."""
        self.source = source
        self.found: list[Diagnostic] = []
        self._near_left = _NEAR_NAMES

    def add(self, code: str, message: str, span: Span | None, hint: str = "") -> None:
        """Note one problem at a place of the source."""
        self._keep(diagnose(code, message, self.source, span, hint))

    def add_second(self, code: str, message: str, span: Span | None, first: Span | None, note: str) -> None:
        """Note a problem that has to do with an earlier place of the source."""
        related: tuple[Related, ...] = ()
        if self.source is not None and first is not None:
            related = (Related(note, self.source, first),)
        self._keep(diagnose(code, message, self.source, span, "", related))

    def _keep(self, diagnostic: Diagnostic) -> None:
        """Keep one more, but not more than anybody would read."""
        if len(self.found) < _MOST:
            self.found.append(diagnostic)
        elif len(self.found) == _MOST:
            message = f"There are more than {_MOST:,} problems; only the first of them are told."
            self.found.append(diagnose("CX0512", message, self.source, diagnostic.span))

    def near(self, name: str, known: Iterable[str]) -> str | None:
        """Give the known name that was probably meant."""
        if not self._near_left:
            return None
        self._near_left -= 1
        return near(name, known)

    def meant(self, name: str, known: Iterable[str], otherwise: str = "") -> str:
        """Give the hint "Did you mean …?", or another one where no known name comes near."""
        found = self.near(name, known)
        return f"Did you mean {found}?" if found else otherwise


def listed(names: Iterable[str], last: str = "and", most: int = 12) -> str:
    """Write names as words do: "a, b and c"; of very many the first few and how many more there are."""
    words = list(names)
    if len(words) > most:
        return f"{', '.join(words[: most - 2])} {last} {len(words) - most + 2} more"
    if len(words) < 2:  # noqa: PLR2004  # nothing to put "and" between
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shortened(text: str, most: int = 40) -> str:
    """Quote a text from the file for a message, cut where it is long."""
    line = " ".join(text[: most * 2].split())
    return f"'{line[: most - 1]}…'" if len(line) > most or len(text) > most * 2 else f"'{line}'"
