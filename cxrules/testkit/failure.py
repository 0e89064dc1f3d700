"""What holding a test against an evaluation shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxrules.engine.because import Because
    from cxrules.testkit.signature import Key
    from cxrules.text import Span


class Failure(NamedTuple):
    """An expectation that was not met: where it stands, what was expected, what came out, and why."""

    span: Span
    expected: str
    found: str
    because: Because | None = None


class Judged(NamedTuple):
    """The failures of a test, and what it looked at: by name, and as nodes of the plan."""

    failures: tuple[Failure, ...]
    asked: frozenset[Key]
    roots: frozenset[int]
