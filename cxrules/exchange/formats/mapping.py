"""The format of a mapping: ``cxrules-mapping/1``, what `cxrules show MAPPING --format json` prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cxrules.exchange.formats.base import Open

Relation = Literal["equal", "equivalent", "subset", "superset", "intersects", "none"]


class End(Open):
    """One of the two models: the version it was read with, and the range that the mapping is for."""

    model: str
    version: str
    range: str


class Rating(Open):
    """A rating of the first model in words of the second."""

    from_: Annotated[str, Field(alias="from")]
    to: str


class Row(Open):
    """A claim, read from left to right. One side is null where the relation is ``none``.

    `published` is the source that states it; null: the reading of those who wrote the mapping.
    """

    relation: Relation
    because: str
    confidence: Literal["high", "medium", "low"] | None
    published: str | None
    reviewer: str | None


class ElementRow(Row):
    """A claim about elements, by their ids."""

    from_: Annotated[str | None, Field(alias="from")]
    to: str | None


class LevelRow(Row):
    """A claim about levels, by their numbers."""

    from_: Annotated[int | None, Field(alias="from")]
    to: int | None


class Mapping(Open):
    """A mapping between two models, or the part of it that speaks of one element."""

    format: Literal["cxrules-mapping/1"]
    id: str
    version: str
    title: str
    source: str
    note: str
    from_: Annotated[End, Field(alias="from")]
    to: End
    ratings: list[Rating]
    levels: list[LevelRow]
    rows: list[ElementRow]
