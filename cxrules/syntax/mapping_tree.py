"""The tree of a mapping: its header's own lines and its rows.

What they mean is worked out in `cxrules.semantics.mapping`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import Leaf, Names, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.syntax.tree import Range


@node
class MappingEnd(Statement):
    """`from model cx version ^1`, or `to` (`word`); a model or a framework (`kind`)."""

    word: str
    kind: str
    name: Leaf
    range: Range


@node
class ClaimPart(Statement):
    """`confidence medium`, `own reading`, `published "…"`, `reviewer "…"` or `because "…"` (`word`)."""

    word: str
    value: Leaf | None = None


@node
class Mapped(Statement):
    """`map A subset B, C`: no targets with the relation ``none``, and one name only with any other."""

    names: Names
    relation: str
    targets: Names
    parts: Sequence[ClaimPart]


@node
class MappedLevel(Statement):
    """`level 2 intersects 2, 3`, as `Mapped`."""

    levels: list[Leaf]
    relation: str
    targets: list[Leaf]
    parts: Sequence[ClaimPart]


@node
class RatingPair(Node):
    """`F = F`: a rating of one model in words of the other."""

    rating: Leaf
    word: Leaf


@node
class MappedRatings(Statement):
    """`ratings F = F, L = L`."""

    pairs: list[RatingPair]


@node
class Unmapped(Statement):
    """`unmapped MAN.3.BP4`, or `unmapped level 5`: nothing of the first model meets it."""

    names: Names
    levels: list[Leaf]
    parts: Sequence[ClaimPart]
