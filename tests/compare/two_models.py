"""Two small models of different words, and mappings between them. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.mapping import Correspondence, Mapped, MappedRating, ModelEnd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.mapping import Relation

WORKSHOP = """
model workshop version 1.0.0
  title "Workshop"
  source "test"

scale ticks met from most { no "No" value 0 some "Some" value 1 most "Most" value 2 all "All" value 3 }

method asked { criteria judged }

levels cumulative from 0 {
  0 "Begun"
  1 "Sound" requires every criterion is at least most
  2 "Good" requires every criterion is all
}

capability ORD "Orders" {
  criterion agreed "Agreed"
  criterion traced "Traced"
}

capability DSK "Desk" { criterion filed "Filed" }

target sound "Everything sound" { ORD, DSK reach level 1 }
"""

SHOP = """
model shop version 1.0.0
  title "Shop"
  source "test"

scale marks met from C { D "Poor" value 0 C "Fair" value 1 B "Good" value 2 }

method asked { criteria judged }

levels cumulative from 0 {
  0 "Open"
  1 "Fair" requires every criterion is at least C
  2 "Good" requires every criterion is at least B
}

maturity staged "Maturity" cumulative from 0 {
  0 "None"
  1 "First" requires SAL.promised at least C
  2 "Second" requires SAL.promised at least C and BCK.paper at least B
}

capability SAL "Sales" {
  criterion promised "Promised"
  criterion found "Found"
}

capability BCK "Back office" { criterion paper "Paper" }
"""

WORDS = {"no": "D", "some": "C", "most": "C", "all": "B"}


def mapping(rows: Mapping[tuple[str, str], Relation], words: Mapping[str, str] = WORDS) -> Correspondence:
    """A mapping from the workshop to the shop."""
    return Correspondence(
        "w-to-s",
        "1.0.0",
        "Seen from the shop",
        "test",
        ModelEnd("workshop", "1.0.0"),
        ModelEnd("shop", "1.0.0"),
        rows=tuple(Mapped(one, other, relation) for (one, other), relation in rows.items()),
        rated=tuple(MappedRating(one, other) for one, other in words.items()),
    )
