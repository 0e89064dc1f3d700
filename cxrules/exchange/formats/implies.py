"""The format of implications: ``cxrules-implies/1``, what `cxrules implies --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open

Verdict = Literal["follows", "does not follow", "not proven"]


class Side(Open):
    """One of the two models, as it was read; `best` is its highest rating."""

    id: str
    version: str
    title: str
    method: str | None
    reading: Literal["audit", "derive"]
    best: str


class MappingUsed(Open):
    """A mapping that was used, read from the left model to the right one."""

    id: str
    version: str
    title: str


class Claim(Open):
    """A claim as it was written, and in words."""

    claim: str
    title: str


class RowUsed(Open):
    """A row of a mapping that a proof needs."""

    mapping: str
    from_: str
    relation: str
    to: str


class Told(Open):
    """One thing that a case records: of what, and what it is."""

    of: str
    is_: str


class Case(Open):
    """A case by either model, why the rows allow it, and the files that it was written to."""

    left: list[Told]
    right: list[Told]
    why: list[str]
    files: list[str]


class Answer(Open):
    """Whether a claim follows.

    `rows` null: which of them the proof needs was not found out. `rows_are_least` false: they are enough, but
    the time was over before it was known that all are needed. `reason`: why something was not found out.
    """

    claim: str
    title: str
    verdict: Verdict
    rows: list[RowUsed] | None
    rows_are_least: bool | None
    reason: str | None
    case: Case | None


class Highest(Open):
    """The highest level of a thing that follows; `above` is the next one, which does not.

    `rows` null: which rows the proof needs was not asked, or not found out for a `reason`.
    """

    subject: str
    title: str
    level: int
    name: str
    rows: list[RowUsed] | None
    rows_are_least: bool | None
    reason: str | None
    above: Answer | None


class Compared(Open):
    """A level of one thing in both models: what the right one asks against the left one."""

    subject: str
    level: int
    left_name: str
    right_name: str
    verdict: Literal["equal", "stricter", "laxer", "incomparable", "not proven"]
    sentence: str
    case: Case | None


class DominatedLevel(Open):
    """The highest level of `other` that a level of `model`, as a whole, implies.

    Not `possible`: no case reaches the level, so that anything follows. `above`: what does not follow.
    """

    model: str
    other: str
    level: int
    name: str
    possible: bool
    implies: int
    implies_name: str
    above: Answer | None


class Implies(Open):
    """What follows in the right model from what is given of the left one.

    `given` and `possible` are null where all levels were compared, `equivalent` where they were not. Not
    `possible`: no case meets what is given, so that anything follows. `assumptions` are what it rests on.
    """

    format: Literal["cxrules-implies/1"]
    left: Side
    right: Side
    linked_by: Literal["ids", "mappings"]
    mappings: list[MappingUsed]
    rows_that_carry: int
    rows_that_do_not: int
    assumptions: list[str]
    given: Claim | None
    possible: bool | None
    answers: list[Answer]
    highest: list[Highest]
    equivalent: bool | None
    compared: list[Compared]
    dominance: list[DominatedLevel]
