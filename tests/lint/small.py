"""Small models as text, and what is said about them. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.lint import Selection, lint
from tests.semantics.inline import FRAMEWORK, analysed

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic

MADE_UP = 'source "Made up"'
GOOD = 'capability A "One" { criterion 1 "First" criterion 2 "Second" }'


class Said(NamedTuple):
    """A piece of advice as a reader sees it."""

    code: str
    message: str
    underlined: str


def advice(text: str, *others: str, selection: Selection | None = None) -> list[Diagnostic]:
    """What is said about a model without header and framework; `…` stands for a good capability."""
    whole = text.replace("…", GOOD)
    if "levels cumulative" not in whole:
        whole = f"{FRAMEWORK}\n{whole}"
    found = analysed(whole if whole.startswith("model") else f"model m version 1.0.0\n{whole}\n", *others)
    assert found.complete, found.diagnostics
    return lint(found, selection=selection or Selection())


def said(text: str, *others: str, selection: Selection | None = None) -> list[Said]:
    """The same, as a reader sees it."""
    return [
        Said(each.code, each.message, each.source.slice(each.span) if each.source and each.span else "")
        for each in advice(text, *others, selection=selection)
    ]


def codes(text: str, *others: str, selection: Selection | None = None) -> list[str]:
    """The codes alone."""
    return [each.code for each in said(text, *others, selection=selection)]
