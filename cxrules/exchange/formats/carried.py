"""What is carried over: ``cxrules-carried/1``, what `cxrules carry --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.comparison import Relation  # noqa: TC001  # for pydantic
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # the same


class Clue(Open):
    """An element of the first model that has to do with one of the other, and what counts for it.

    `rating` null: it has none, or none that is sure.
    """

    subject: str
    relation: Relation
    rating: str | None
    possible: str | None
    evidence: list[str]
    because: str


class CarriedRating(Open):
    """A rating of the other model, at least `rating` and at most `possible`; `agrees`: so do its rows."""

    subject: str
    title: str
    rating: str
    possible: str
    agrees: bool
    clues: list[Clue]


class CarriedQuestion(Open):
    """What is still to be asked, by how many levels the answer narrows what is open, and where to look."""

    subject: str
    title: str
    worth: str
    look: list[Clue]


class CarriedLevel(Open):
    """The level of a capability: at least, and at most."""

    id: str
    title: str
    level: int | None
    possible: int | None


class CarriedMapping(Open):
    """A mapping that was used."""

    id: str
    version: str
    title: str


class Carried(Open):
    """An assessment made under one model, carried over into another."""

    format: Literal["cxrules-carried/1"]
    assessment: str
    title: str
    date: str | None
    to: ModelReference
    reading: str
    method: str | None
    mappings: list[CarriedMapping]
    assumptions: list[str]
    capabilities: list[CarriedLevel]
    carried: list[CarriedRating]
    questions: list[CarriedQuestion]
    wordless: list[Clue]
