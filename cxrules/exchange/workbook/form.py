"""What a workbook asks for, as data. Found in a model elsewhere; here it only has a form."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


class Ask(NamedTuple):
    """Something that is asked: its id and title, what it asks, and the capability it belongs to.

    `type` is that of a value as `cxrules.model.stated` has it, `low` and `high` its bounds as text; `words`
    are the answers there are.
    """

    id: str
    title: str = ""
    guide: str = ""
    belongs: str = ""
    type: str = "text"
    low: str | None = None
    high: str | None = None
    words: Sequence[str] = ()


class Form(NamedTuple):
    """Everything that is asked, and the words to choose from.

    `scale` are ratings with their titles. `facets` are further answers beside a rating with their lowest and
    highest number; `head` gives the words for keys of the first sheet. `instances`: whether there may be
    several. `weakness`: the rating below which a weakness is recorded. `notice`: whose titles and texts these
    are, where they may not be passed on.
    """

    ratings: Sequence[Ask] = ()
    findings: Sequence[Ask] = ()
    values: Sequence[Ask] = ()
    judgements: Sequence[Ask] = ()
    tables: Sequence[Ask] = ()
    scale: Sequence[tuple[str, str]] = ()
    causes: Sequence[tuple[str, str]] = ()
    rules: Sequence[tuple[str, str]] = ()
    facets: Sequence[tuple[str, int, int]] = ()
    head: Mapping[str, Sequence[str]] = _NONE
    model: str = ""
    instances: bool = False
    weakness: str = ""
    notice: str = ""
