"""The words of a comparison: relations, and how far one model asks what another does."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.compare.coverage import Met
    from cxrules.model.mapping import Mapped, MappedLevel, Relation

TERMS = ("capability", "criterion", "attribute", "practice", "level", "rating", "group")
"""Kinds of things for which a model may have a word of its own."""

SIGN: Mapping[Relation, str] = MappingProxyType(
    {"equal": "=", "equivalent": "≡", "subset": "⊂", "superset": "⊃", "intersects": "∩", "none": "–"}  # noqa: RUF001
)
"""What stands in a box of the matrix."""

MET: Mapping[Met, str] = MappingProxyType(
    {
        "full": "asked in full",
        "part": "asked in part",
        "unit": "compared as a whole only",
        "none": "not asked",
        "unsaid": "not named",
    }
)
"""How far the other model asks what an element asks."""

TONE: Mapping[Met, str] = MappingProxyType(
    {"full": "good", "part": "warn", "unit": "quiet", "none": "bad", "unsaid": "open"}
)


def origin(row: Mapped | MappedLevel) -> str:
    """Where a claim comes from, how sure it is, and who has looked at it."""
    source = "own reading" if row.published is None else f"published: {row.published}"
    sure = f", confidence {row.confidence}" if row.confidence else ""
    seen = f", reviewed by {row.reviewer}" if row.reviewer else ""
    return f"{source}{sure}{seen}"
