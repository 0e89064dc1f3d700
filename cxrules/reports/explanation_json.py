"""An explanation as JSON: what it is of, with the ids of the result, and the tree of reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.surd import published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.engine.because import Because
    from cxrules.engine.measured import Figures

_HEADER = ("assessment", "date", "model", "reading", "status")


def explanation(
    because: Because, result: Mapping[str, Any], *, subject: str, why_not: int | None, depth: int | None
) -> dict[str, Any]:
    """The document ``cxrules-explanation/1``; `result` is what the evaluation gave."""
    header = {key: result.get(key) for key in _HEADER}
    capabilities = [
        entry
        for entry in result["capabilities"]
        if subject == entry["id"] or subject.startswith(f"{entry['id']}.")
    ]
    return {
        "format": "cxrules-explanation/1",
        **header,
        "subject": subject,
        "why-not": why_not,
        "capabilities": sorted(capabilities, key=lambda entry: len(entry["id"]))[-1:],
        "because": [node(because, depth)],
    }


def node(because: Because, depth: int | None = None) -> dict[str, Any]:
    """One reason with those below it; `depth` is how many steps down (None: all)."""
    below = None if depth is None else depth - 1
    children = because.children if depth is None or depth > 0 else ()
    return {
        "id": because.id,
        "operation": because.operation,
        "value": because.value,
        "sentence": because.sentence,
        "source": because.source._asdict() if because.source else None,
        "limit": because.limit or None,
        "figures": _figures(because.figures) if because.figures else None,
        "children": [node(child, below) for child in children],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    metric, part, found = figures
    exact = None if found.value is None else str(found.value)
    return {
        "metric": metric.name,
        "title": metric.title,
        "unit": metric.unit,
        "part": part,
        "instance": found.instance,
        "value": published(found.value),
        "exact": exact,
        "low": published(found.low),
        "high": published(found.high),
        "n": found.n,
        "effective": published(found.effective),
        "needs": metric.least,
        "interval": metric.interval or None,
        "confidence": metric.confidence if metric.interval else None,
        "reason": found.reason,
    }
