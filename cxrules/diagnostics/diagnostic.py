"""The one Diagnostic type and the one way to make it.

Showing a diagnostic is the renderers' work; deciding that something is wrong is the passes'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cxrules.diagnostics.catalogue import CATALOGUE, Severity

if TYPE_CHECKING:
    from cxrules.text import Source, Span
    from cxrules.text.edits import Edit

Safety = Literal["safe", "unsafe"]


class Related(NamedTuple):
    """Another place that helps to understand a diagnostic, such as where a name was first declared."""

    message: str
    source: Source
    span: Span


class Fix(NamedTuple):
    """Changes of the text that mend what a diagnostic tells; `title` says what they do.

    ``safe``: what the text means stays as it was. ``unsafe``: it may mean something else afterwards, or
    somebody else may have relied on what is taken out; a person should look at it.
    """

    edits: tuple[Edit, ...]
    safety: Safety
    title: str


class Diagnostic(NamedTuple):
    """One thing that is wrong or worth knowing, in the user's words.

    `source` and `span` are None where no text is to blame, such as a folder that has no header; a source
    without a span means the file as a whole. `hint` says how to mend it, and may be empty; `fix` mends it.
    """

    code: str
    severity: Severity
    message: str
    source: Source | None
    span: Span | None
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def diagnose(
    code: str,
    message: str,
    source: Source | None = None,
    span: Span | None = None,
    hint: str = "",
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """Make a diagnostic, with the severity that the catalogue gives to its code.

    Raises KeyError for a code that the catalogue does not have: that is a bug, not a message.
    """
    return Diagnostic(code, CATALOGUE[code].severity, message, source, span, hint, related)
