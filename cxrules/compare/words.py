"""Relations in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.mapping import Relation

RELATION: Mapping[Relation, str] = MappingProxyType(
    {
        "equal": "asks the same as",
        "equivalent": "asks, in other words, the same as",
        "subset": "is part of what is asked by",
        "superset": "asks more than, and all of,",
        "intersects": "overlaps with",
        "none": "has no counterpart",
    }
)
"""Between an element and its counterpart."""
