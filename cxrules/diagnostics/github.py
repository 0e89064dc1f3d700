"""Diagnostics as GitHub workflow commands, which show as annotations beside the changed lines.

One command a line; whatever could end a field or the line early is escaped as GitHub asks.
"""

from collections.abc import Sequence

from cxrules.diagnostics.catalogue import Severity
from cxrules.diagnostics.diagnostic import Diagnostic
from cxrules.diagnostics.order import by_place

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """Write one workflow command a diagnostic, in the order of their places; empty where there is none."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in by_place(diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    fields = [f"{name}={_property(value)}" for name, value in _fields(diagnostic)]
    text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {','.join(fields)}::{_data(text)}"


def _fields(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    source, span = diagnostic.source, diagnostic.span
    cell = None if source is None or span is None else source.cell(span.start)
    if source is not None:
        fields.append(("file", source.name))
        if span is not None and cell is None:
            start, end = source.position(span.start), source.position(span.end)
            fields += [("line", str(start.line)), ("endLine", str(end.line))]
            if start.line == end.line:  # GitHub refuses columns for more than one line
                fields += [("col", str(start.column)), ("endColumn", str(end.column))]
    return [*fields, ("title", f"{diagnostic.code} {cell}" if cell else diagnostic.code)]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
