"""From the parser's reductions to the tree of a mapping: a method for each grammar rule, as in `build`."""

# A method is named for its grammar rule and takes what that rule found, in order.
from __future__ import annotations

from typing import Any

from cxrules.syntax import mapping_tree as mappings
from cxrules.syntax.parts import Leaf

Found = list[Any]


class _Levels(list[Leaf]):
    """Levels where names could stand, too."""


def _words(_: object, found: Found) -> str:
    return " ".join(found)


class MappingBuilder:
    """What `Builder` knows of mappings."""

    end_word = end_kind = relation = confidence_word = _words

    def mapping_end(self, found: Found) -> mappings.MappingEnd:
        return mappings.MappingEnd(*found)

    def mapped(self, found: Found) -> mappings.Mapped:
        return mappings.Mapped(found[0], found[1], found[2], found[3:])

    def mapped_none(self, found: Found) -> mappings.Mapped:
        return mappings.Mapped(found[0], "none", [], found[1:])

    def mapped_level(self, found: Found) -> mappings.MappedLevel:
        return mappings.MappedLevel([found[0]], found[1], found[2], found[3:])

    def mapped_level_none(self, found: Found) -> mappings.MappedLevel:
        return mappings.MappedLevel(found[0], "none", [], found[1:])

    def rating_pair(self, found: Found) -> mappings.RatingPair:
        return mappings.RatingPair(found[0], found[1])

    def mapped_ratings(self, found: Found) -> mappings.MappedRatings:
        return mappings.MappedRatings(found)

    def unmapped_levels(self, found: Found) -> _Levels:
        return _Levels(found[0])

    def unmapped(self, found: Found) -> mappings.Unmapped:
        if isinstance(found[0], _Levels):
            return mappings.Unmapped([], list(found[0]), found[1:])
        return mappings.Unmapped(found[0], [], found[1:])

    def mapped_because(self, found: Found) -> mappings.ClaimPart:
        return mappings.ClaimPart("because", found[0])

    def confidence(self, found: Found) -> mappings.ClaimPart:
        return mappings.ClaimPart("confidence", Leaf(found[0]))

    def own_reading(self, _: Found) -> mappings.ClaimPart:
        return mappings.ClaimPart("own reading")

    def published(self, found: Found) -> mappings.ClaimPart:
        return mappings.ClaimPart("published", found[0])

    def reviewer(self, found: Found) -> mappings.ClaimPart:
        return mappings.ClaimPart("reviewer", found[0])
