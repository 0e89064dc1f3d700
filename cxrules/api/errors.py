"""The one error that everything here raises for what lies in the text, and how refusals become it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.diagnostics import Diagnostic


class CxrulesError(Exception):
    """What was asked for cannot be done, for reasons that lie in the text; `diagnostics` tells them all."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        """Keep the diagnostics."""
        super().__init__(message if not diagnostics else f"{message}: {diagnostics[0].message}")
        self.diagnostics = list(diagnostics)


@contextmanager
def refusals() -> Iterator[None]:
    """Raise CxrulesError in place of a refusal, which says itself what is the matter."""
    try:
        yield
    except Refusal as refusal:
        raise CxrulesError(str(refusal).rstrip("."), refusal.diagnostics) from refusal
