"""Diagnostics as JSON: a list of objects in the form that other programs rely on.

Every key is always there: `file`, `start` and `end` are null where there is no such place, `fix` where
there is none. Lines and columns count from 1, columns in characters; `end` is the place after the last
character. A workbook has no lines: there `cell` names the place, and `start` and `end` are null.
"""

import json
from collections.abc import Sequence

from cxrules.diagnostics.diagnostic import Diagnostic, Fix
from cxrules.diagnostics.order import by_place
from cxrules.text import Source, Span


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """Write all diagnostics, in the order of their places, as a JSON list in ASCII."""
    return json.dumps([as_data(diagnostic) for diagnostic in by_place(diagnostics)], indent=2) + "\n"


def as_data(diagnostic: Diagnostic) -> dict[str, object]:
    """Give one diagnostic as an object of the list."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **_place(diagnostic.source, diagnostic.span),
        "cell": _cell(diagnostic.source, diagnostic.span),
        "hint": diagnostic.hint,
        "related": [
            {
                "message": related.message,
                **_place(related.source, related.span),
                "cell": _cell(related.source, related.span),
            }
            for related in diagnostic.related
        ],
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{"text": edit.text, **_place(edit.source, edit.span)} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety, "edits": edits}


def _cell(source: Source | None, span: Span | None) -> str | None:
    """The cell of a workbook, ``Ratings!D17``."""
    return None if source is None or span is None else source.cell(span.start)


def _place(source: Source | None, span: Span | None) -> dict[str, object]:
    if source is None:
        return {"file": None, "start": None, "end": None}
    if span is None or source.cell(span.start) is not None:
        return {"file": source.name, "start": None, "end": None}
    start, end = source.position(span.start), source.position(span.end)
    return {
        "file": source.name,
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }
