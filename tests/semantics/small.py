"""Packages written in a test, and what is found wrong in them. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.workspace.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics import Analysis

HEADER = "model small version 1.0.0\n  uses framework iso-33020 version ^2019\n"


class Found(NamedTuple):
    """A diagnostic as a reader sees it."""

    code: str
    message: str
    underlined: str | None
    hint: str
    line: int | None


def analysed(folder: Path, text: str, header: str = HEADER) -> tuple[Analysis, list[Found]]:
    """The analysis of a model, and what it found."""
    package = folder / "small"
    package.mkdir(exist_ok=True)
    (package / "model.cxr").write_text(f"{header}{text}\n", "utf-8")
    loaded = load(package)
    assert loaded.analysis is not None
    return loaded.analysis, [_found(each) for each in loaded.diagnostics]


def problems(folder: Path, text: str, header: str = HEADER) -> list[Found]:
    """What is wrong with a model."""
    return analysed(folder, text, header)[1]


def _found(diagnostic: Diagnostic) -> Found:
    source, span = diagnostic.source, diagnostic.span
    underlined, line = None, None
    if source is not None and span is not None:
        underlined, line = source.slice(span), source.position(span.start).line
    return Found(diagnostic.code, diagnostic.message, underlined, diagnostic.hint, line)
