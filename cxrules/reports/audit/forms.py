"""The forms a report can have, by the ending of its file; each is loaded when it is asked for.

A form is a module here with ``render(report)``, which gives a text or bytes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.reports.audit.content import Report

Render: TypeAlias = "Callable[[Report], str | bytes]"

FORMS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".pdf": "pdf",
    ".docx": "word",
    ".xlsx": "spreadsheet",
}
"""Modules by ending."""


def renderer(ending: str) -> Render:
    """What writes files with an ending. Raises KeyError for one that is not among `FORMS`."""
    module = import_module(f"cxrules.reports.audit.{FORMS[ending.lower()]}")
    render: Render = module.render
    return render
