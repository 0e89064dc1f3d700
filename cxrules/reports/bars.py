"""A rating in a few characters: a bar that fills with the rank, and the rating's name.

The name always stands beside the bar, so that nothing depends on colour or on reading the bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.columns import right

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cxrules.reports.columns import Signs

_LONGEST = 5


class Bars(NamedTuple):
    """How ratings of one scale are drawn: `values` are its names from lowest to highest."""

    values: Sequence[str]
    signs: Signs
    drawn: bool = True

    @property
    def cells(self) -> int:
        """How many cells a bar has: none for the lowest value, all for the highest."""
        return min(len(self.values) - 1, _LONGEST) if self.drawn else 0

    @property
    def columns(self) -> int:
        """The display columns that the widest rating takes."""
        return max(self.cells + max(map(len, self.values), default=1), 3)

    def draw(self, entry: Mapping[str, Any] | None) -> str:
        """Draw the `rating` and `possible` of an attribute or criterion, right-aligned.

        An open rating is a question mark, with the most that it can still be where that is not the top;
        None: there is no such attribute.
        """
        return right(self._drawn(entry), self.columns)

    def _drawn(self, entry: Mapping[str, Any] | None) -> str:
        if entry is None:
            return self.signs.dash
        rating, possible = entry.get("rating"), entry.get("possible")
        if entry.get("applicable") is False:
            return "n/a"
        if rating is None:
            return "?" if possible in {None, self.values[-1]} else f"?-{possible}"
        return self._bar(str(rating)) + str(rating)

    def _bar(self, rating: str) -> str:
        if rating not in self.values:
            return ""
        top = max(len(self.values) - 1, 1)
        filled = (2 * self.values.index(rating) * self.cells + top) // (2 * top)
        return self.signs.full * filled + self.signs.empty * (self.cells - filled)
