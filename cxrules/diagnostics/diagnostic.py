"""The one Diagnostic type and the one way to make it.

Showing a diagnostic is the renderers' work; deciding that something is wrong is the passes'.
"""

from typing import NamedTuple

from cxrules.diagnostics.catalogue import CATALOGUE, Severity
from cxrules.text import Source, Span


class Related(NamedTuple):
    """Another place that helps to understand a diagnostic, such as where a name was first declared."""

    message: str
    source: Source
    span: Span


class Diagnostic(NamedTuple):
    """One thing that is wrong or worth knowing, in the user's words.

    `source` and `span` are None where no text is to blame, such as a folder that has no header; a source
    without a span means the file as a whole. `hint` says how to mend it, and may be empty.
    """

    code: str
    severity: Severity
    message: str
    source: Source | None
    span: Span | None
    hint: str = ""
    related: tuple[Related, ...] = ()


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
