"""Refusals: what was asked for cannot be done, for a reason that people can see to.

Each refusal says itself, once, what is the matter. The command line prints that and `cxrules.api` raises it
as `CxrulesError`; neither has words of its own for it. Mistakes in a text are diagnostics, not refusals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.diagnostics.diagnostic import Diagnostic


class Refusal(Exception):  # noqa: N818 - it names what happened; not every one is an error
    """What is the matter, in a sentence; what would be right; and what in the texts is the reason."""

    def __init__(self, message: str, hint: str = "", diagnostics: Sequence[Diagnostic] = ()) -> None:
        """Keep these."""
        super().__init__(message)
        self.message, self.hint, self.diagnostics = message, hint, list(diagnostics)

    def __str__(self) -> str:
        """The sentence, and the hint behind it."""
        return f"{self.message} {self.hint}".rstrip()


class Unknown(Refusal):
    """There is no such name; `known` are those there are."""

    def __init__(self, what: str, name: str, known: Iterable[str], otherwise: str | None = None) -> None:
        """Say which name is not known, and the near one; without one `otherwise`, or all there are."""
        self.name, self.known = name, list(known)
        listed = f"There are: {', '.join(self.known)}." if self.known else "There are none."
        close = near(name, self.known)
        hint = f"Did you mean {close}?" if close else listed if otherwise is None else otherwise
        super().__init__(f"{what} {name!r}.", hint)
