"""What became of the elements of an older version of a model: a rename map, as values.

How it is written is in `cxrules.exchange.changes`; that it fits two versions is checked where both are known
(`cxrules.compare.versions.mapped`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.text import Source, Span

Fate: TypeAlias = Literal["same", "renamed", "moved", "merged", "split", "new-meaning", "removed"]
"""What became of an element.

- ``same``: the same element under the same id. ``renamed``: the same under another id, or another name.
- ``moved``: the same, and it lies in something else now.
- ``merged``: what it asked is part of something that asks for more. ``split``: it lives on in several.
- ``new-meaning``: the id stays, and what it asks has changed so much that ratings say nothing about it.
- ``removed``: nothing asks for it any more.
"""

FATES: tuple[Fate, ...] = ("same", "renamed", "moved", "merged", "split", "new-meaning", "removed")


class Changed(NamedTuple):
    """What became of one element: its old id, its fate, and the ids in the new version that it leads to."""

    old: str
    fate: Fate
    new: tuple[str, ...] = ()
    certainty: str = ""
    note: str = ""
    span: Span | None = None  # of the old id
    new_spans: tuple[Span, ...] = ()  # one for each of `new`, where they are written


@dataclass(frozen=True, slots=True)
class RenameMap:
    """What became of everything in a version of a model; `added` None: the map does not say what is new."""

    model: str
    old: str
    new: str
    rows: Mapping[str, Changed]
    added: tuple[str, ...] | None = None
    note: str = ""
    source: Source | None = field(default=None, compare=False)
    added_spans: tuple[Span, ...] = field(default=(), compare=False)
