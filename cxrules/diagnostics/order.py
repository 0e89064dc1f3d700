"""The order in which diagnostics are shown, and counting them."""

from collections.abc import Iterable

from cxrules.diagnostics.catalogue import Severity
from cxrules.diagnostics.diagnostic import Diagnostic

_WORDS: tuple[tuple[Severity, str], ...] = (("error", "error"), ("warning", "warning"), ("info", "note"))


def by_place(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, place in the file, code and message, and leave out exact repetitions.

    What has no file comes first, what has no place in its file before what has one.
    """
    return sorted(dict.fromkeys(diagnostics), key=_place)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether at least one of the diagnostics is an error."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Count in words: "2 errors, 1 warning"; empty where there is nothing to count."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severities.count(severity), word) for severity, word in _WORDS)
    return ", ".join(f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    name = diagnostic.source.name if diagnostic.source else ""
    start, end = diagnostic.span or (-1, -1)
    return (name, start, end, diagnostic.code, diagnostic.message)
