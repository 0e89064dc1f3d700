"""The forms a report can have, by the ending of its file; each is loaded when it is asked for.

A form is a module here with ``render(report)``, which gives a text or bytes.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from cxrules.diagnostics import Refusal

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

_NEEDS = {
    ".pdf": (("typst",), "report"),
    ".docx": (("docx", "typst"), "report"),
    ".xlsx": (("xlsxwriter",), "xlsx"),
}
"""The libraries that a form needs, and the extra that brings them."""


class MissingLibraryError(Refusal):
    """A form cannot be written, for its libraries are not installed; says what to install."""


def renderer(ending: str) -> Render:
    """What writes files with an ending.

    Raises KeyError for one that is not among `FORMS`, MissingLibraryError where its libraries are missing.
    """
    name = FORMS[ending.lower()]
    libraries, extra = _NEEDS.get(ending.lower(), ((), ""))
    if any(find_spec(each) is None for each in libraries):
        needed = f'pip install "cxrules[{extra}]"'
        raise MissingLibraryError(f"Writing a {ending} report needs more than is installed: {needed}")
    module = import_module(f"cxrules.reports.audit.{name}")
    render: Render = module.render
    return render
