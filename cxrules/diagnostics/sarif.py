"""Diagnostics as SARIF 2.1.0 (OASIS), the format that code hosts and editors read.

Only codes that occur are described as rules. Columns count Unicode code points. `log` and `location` serve
whatever else is written in this format.
"""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from cxrules.diagnostics.catalogue import CATALOGUE, Entry, Severity
from cxrules.diagnostics.diagnostic import Diagnostic, Fix
from cxrules.diagnostics.order import by_place
from cxrules.text import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(diagnostics: Sequence[Diagnostic], *, version: str = "") -> str:
    """Write all diagnostics as one SARIF run; `version` is that of the program, left out when empty."""
    ordered = by_place(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in ordered})
    index = {code: number for number, code in enumerate(codes)}
    results = [_result(diagnostic, index[diagnostic.code]) for diagnostic in ordered]
    return log([_rule(CATALOGUE[code]) for code in codes], results, version=version)


def log(
    rules: Sequence[object],
    results: Sequence[object],
    *,
    version: str = "",
    more: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Write a log of one run of this program; `more` are further properties of the run."""
    driver: dict[str, object] = {"name": "cxrules", "rules": rules}
    if version:
        driver["version"] = version
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", **more, "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(entry: Entry) -> dict[str, object]:
    title = entry.title[:1].upper() + entry.title[1:]
    return {
        "id": entry.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}."},
        "help": {"text": f"{title}. What it means and how to mend it: docs/diagnostics/{entry.code}.md"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, object]:
    text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
    }
    if diagnostic.source is not None:
        result["locations"] = [location(diagnostic.source, diagnostic.span)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **location(related.source, related.span)}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _fix(fix: Fix) -> dict[str, object]:
    """Write what would be changed, a file at a time; SARIF has no word for how safe that is."""
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in fix.edits:
        replacement = {
            "deletedRegion": _region(edit.source, edit.span),
            "insertedContent": {"text": edit.text},
        }
        changes.setdefault(uri(edit.source.name), []).append(replacement)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri}, "replacements": each} for uri, each in changes.items()
        ],
        "properties": {"safety": fix.safety},
    }


def location(source: Source, span: Span | None) -> dict[str, object]:
    """A place in a source, or without a span the source as a whole."""
    place: dict[str, object] = {"artifactLocation": {"uri": uri(source.name)}}
    cell = None if span is None else source.cell(span.start)
    if span is not None and cell is None:
        place["region"] = _region(source, span)
    location: dict[str, object] = {"physicalLocation": place}
    if cell is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": cell}]
    return location


def _region(source: Source, span: Span) -> dict[str, object]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def uri(name: str) -> str:
    """Write a path as a URI reference: relative paths stay relative, absolute ones get the file scheme."""
    path = name.replace("\\", "/")
    if path.startswith("/"):
        return "file://" + _quoted(path)
    if path[1:3] == ":/":  # a Windows drive
        return f"file:///{path[:2]}{_quoted(path[2:])}"
    return _quoted(path)


def _quoted(path: str) -> str:
    return quote(path, errors="surrogateescape")
