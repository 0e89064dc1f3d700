"""A comparison as data, in the format ``cxrules-comparison/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.compare.comparison import demands, name_of, sizes
from cxrules.reports.comparison.words import TERMS
from cxrules.reports.names import noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.comparison import Comparison, Pair, Side
    from cxrules.compare.coverage import Coverage
    from cxrules.model.mapping import Correspondence, Mapped, MappedLevel

FORMAT = "cxrules-comparison/1"


def data(comparison: Comparison) -> dict[str, Any]:
    """The whole document."""
    pairs = comparison.pairs
    return {
        "format": FORMAT,
        "models": [_model(side, comparison.sides) for side in comparison.sides],
        "mappings": [_mapping(each) for pair in pairs for each in pair.mappings],
        "capabilities": [
            _capability(seen, unit.id, unit.title)
            for pair in pairs
            for seen, side in zip(
                (pair.there, pair.back), _ends(comparison, pair.first, pair.second), strict=True
            )
            for unit in side.elements.units.values()
        ],
        "coverage": [
            _claim(pair, row, row.from_id, row.to_id)
            for pair in pairs
            for each in pair.mappings
            for row in each.rows
            if row.relation != "none"
        ],
        "gaps": [
            {
                "model": seen.from_model,
                "other": seen.to_model,
                "id": each.element.id,
                "state": each.met,
                "because": " ".join(row.because for row in each.rows),
            }
            for pair in pairs
            for seen in (pair.there, pair.back)
            for each in seen.gaps()
        ],
        "levels": [_claim(pair, row, row.from_level, row.to_level) for pair in pairs for row in pair.levels],
        "unmapped": [list(names) for names in comparison.unmapped],
    }


def _ends(comparison: Comparison, *names: str) -> list[Side]:
    sides = {name_of(side.ruleset, comparison.sides): side for side in comparison.sides}
    return [sides[each] for each in names]


def _model(side: Side, sides: Sequence[Side]) -> dict[str, Any]:
    ruleset = side.ruleset
    return {
        "id": ruleset.id,
        "version": ruleset.version,
        "name": name_of(ruleset, sides),
        "title": ruleset.title,
        "terms": {kind: noun(ruleset, kind) for kind in TERMS},
        "scales": {name: [value.id for value in scale.values] for name, scale in ruleset.scales.items()},
        "levels": [
            {"order": order, "name": title, "requires": requires}
            for order, (title, requires) in demands(ruleset).items()
        ],
        "counts": sizes(ruleset),
    }


def _mapping(each: Correspondence) -> dict[str, Any]:
    return {
        "id": each.id,
        "version": each.version,
        "title": each.title,
        "source": each.source,
        "from": each.from_model.id,
        "to": each.to_model.id,
        "read-backwards": each.inverted,
    }


def _capability(seen: Coverage, unit: str, title: str) -> dict[str, Any]:
    ties = [tie for key, tie in seen.ties.items() if key[0] == unit]
    return {
        "model": seen.from_model,
        "other": seen.to_model,
        "id": unit,
        "title": title,
        "counts": dict(seen.counts(unit)),
        "ties": [{"to": tie.to_unit, "relation": tie.relation, "rows": len(tie.rows)} for tie in ties],
    }


def _claim(
    pair: Pair, row: Mapped | MappedLevel, here: str | int | None, there: str | int | None
) -> dict[str, Any]:
    return {
        "models": [pair.first, pair.second],
        "from": here,
        "to": there,
        "relation": row.relation,
        "because": row.because,
        "confidence": row.confidence,
        "published": row.published,
        "reviewer": row.reviewer,
    }
