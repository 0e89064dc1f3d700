"""An overlay: titles and texts that somebody owns a licence for, shown in place of a model's own.

It changes what people read and nothing else: no id, no rating, no level. How it is read is known to
`exchange.overlay`, when and over what it is laid to `workspace.overlays`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.text import Source, Span


@dataclass(frozen=True, slots=True)
class Overlay:
    """Titles and longer texts by id; `levels` by order, `ratings` by value, `title` of the model itself.

    `name` is the file's name, by which a marked document says what it holds. `range` are the versions of the
    model it is for, as pairs of operator and version; none: all. `places` tells where an entry stands in the
    file, by section and id.
    """

    name: str
    model: str
    range: tuple[tuple[str, str], ...] = ()
    language: str = ""
    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[int, str] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Span] = field(default_factory=dict, compare=False, repr=False)
    source: Source | None = field(default=None, compare=False, repr=False)
