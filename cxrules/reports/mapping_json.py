"""A mapping as data: the document ``cxrules-mapping/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.model_values_json import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.mapping import Correspondence, Mapped, MappedLevel, ModelEnd


def document(mapping: Correspondence, rows: Sequence[Mapped] | None = None) -> dict[str, Any]:
    """The whole mapping, or of its rows only these."""
    return {
        "format": "cxrules-mapping/1",
        "id": mapping.id,
        "version": mapping.version,
        "title": mapping.title,
        "source": mapping.source,
        "note": mapping.note,
        "from": _end(mapping.from_model),
        "to": _end(mapping.to_model),
        "ratings": [{"from": each.from_value, "to": each.to_value} for each in mapping.rated],
        "levels": [_row(each, each.from_level, each.to_level) for each in mapping.levels],
        "rows": [
            _row(each, each.from_id, each.to_id)
            for each in ((*mapping.rows, *mapping.unmapped) if rows is None else rows)
        ],
    }


def _end(end: ModelEnd) -> dict[str, str]:
    return {"model": end.id, "version": end.version, "range": end.range}


def _row(each: Mapped | MappedLevel, one: str | int | None, other: str | int | None) -> dict[str, Any]:
    return {
        "from": one,
        "relation": each.relation,
        "to": other,
        "because": each.because,
        "confidence": each.confidence,
        "published": each.published,
        "reviewer": each.reviewer,
        "declared": place(each.place),
    }
