"""What people can do where the solver's time was over. Not a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def solving(hint: str) -> Iterator[None]:
    """Raise Unsolved with the hint that fits the command."""
    from cxrules.solve.highs import Unsolved

    try:
        yield
    except Unsolved as refusal:
        refusal.hint = hint
        raise
