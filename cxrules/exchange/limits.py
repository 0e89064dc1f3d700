"""How large a file may be: generous for an honest assessment, small enough that none can do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.text import Source

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems

BYTES = 10 * 1024 * 1024
DEPTH = 32
NODES = 500_000
PROBLEMS = 100  # a file with more than these has one cause, and is not read on


def too_large(name: str, size: int) -> Diagnostic | None:
    """Tell that a file of `size` bytes is too large to be read, before it is opened; None where it is not."""
    if size <= BYTES:
        return None
    return diagnose(
        "CX0512",
        f"This file has {size / 1024 / 1024:.1f} MiB; at most {BYTES // 1024 // 1024} MiB are read.",
        Source(name, ""),
        hint="Split it into several assessments.",
    )


def small_enough(source: Source, problems: Problems) -> bool:
    """Check the size of a text in bytes of UTF-8, and note where it is too large."""
    if len(source.text) * 4 <= BYTES:  # no character has more than four bytes
        return True
    size = len(source.text)
    if size <= BYTES:
        size = len(source.text.encode("utf-8", "surrogatepass"))
    found = too_large(source.name, size)
    if found is None:
        return True
    problems.found.append(found)
    return False
