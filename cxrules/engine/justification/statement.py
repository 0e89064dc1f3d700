"""What a justification is made of: sentences without words, each tied to what it rests on.

A statement is a key and its arguments; which words it gets is for a wording file (`cxrules.model.wording`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id, and a title where it has one, neither of which is ever translated.

    `kind` is subject, rule, evidence, finding, judgement, level, rating, target, instance, person, model or
    value.
    """

    kind: str
    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a wording has under a key, or else `otherwise`; `count` chooses its plural form."""

    key: str
    otherwise: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as an ISO date."""

    iso: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, a text of the model or of an assessor, as it is written."""

    text: str


Argument: TypeAlias = "str | int | Named | Word | Day | Quote | Statement | tuple[Argument, ...]"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a phrase in one: its key, what stands in its places, and what it rests on."""

    key: str
    arguments: Mapping[str, Argument]
    rules: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    tone: str = ""

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of everything it is tied to."""
        return (*self.rules, *self.subjects, *self.evidence)


class Part(NamedTuple):
    """A part of a justification, such as ``scope``, ``evidence`` or ``ratings``."""

    key: str
    statements: tuple[Statement, ...]


class Justification(NamedTuple):
    """Why a capability is at its level: every part, and the digests that it is bound to."""

    id: str
    title: str
    state: str
    parts: tuple[Part, ...]
    bound_to: tuple[Statement, ...]


NOTHING = ""
"""Stands in the place of a phrase that is left out."""
MOST = 8
"""How many names are listed before the others are only counted."""


def state(key: str, *, tone: str = "", **arguments: Argument) -> Statement:
    """A statement, tied to everything that its arguments name."""
    named = list(_named(arguments.values()))
    rules, subjects, evidence = (
        tuple(dict.fromkeys(each.id for each in named if each.kind == kind))
        for kind in ("rule", "subject", "evidence")
    )
    return Statement(key, arguments, rules, subjects, evidence, tone)


def most(names: Sequence[Argument], count: int = MOST) -> tuple[Argument, ...]:
    """The first of many, and how many more there are."""
    if len(names) <= count + 1:
        return tuple(names)
    return (*names[:count], state("phrase.more", count=len(names) - count))


def _named(arguments: Iterable[Argument]) -> Iterator[Named]:
    for each in arguments:
        if isinstance(each, Named):
            yield each
        elif isinstance(each, Statement):
            yield from _named(each.arguments.values())
        elif isinstance(each, tuple):
            yield from _named(each)
