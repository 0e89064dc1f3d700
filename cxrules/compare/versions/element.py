"""An element of a model, reduced to what can be held against that of another version."""

from __future__ import annotations

import re
from typing import NamedTuple

RATED = ("capability", "part", "criterion", "attribute", "practice")
"""Kinds of elements that assessments rate, or whose parts they rate."""

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\s*#")
_ID = re.compile(r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)*")


class Key(NamedTuple):
    """What an element is named by: its kind and its id; of other kinds there may be the same id."""

    kind: str
    id: str


class Element(NamedTuple):
    """One element. `says` is what it says beside its title, by what that is about; `text` all of it.

    `within` is the element it lies in, and it is the `place`-th of `among` there. `links` are names of what
    it shows, speaks of or is spoken of by, `content` the titles of what lies in it. `was` are the ids it had
    in earlier versions, as its text says.
    """

    key: Key
    title: str
    says: tuple[tuple[str, str], ...] = ()
    within: str = ""
    place: int = 0
    among: int = 1
    tags: frozenset[str] = frozenset()
    shows: tuple[int, int, int] | None = None
    links: frozenset[str] = frozenset()
    content: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return self.key.id

    @property
    def text(self) -> str:
        """What it says beside its title, on one line."""
        return " ".join(value for _, value in self.says)


def one_line(text: str) -> str:
    """A text without its comments, and with every run of blanks as one."""
    return " ".join(word for line in text.splitlines() if not _COMMENT.match(line) for word in line.split())


def ids_in(text: str) -> set[str]:
    """Words of a rule's text that may be ids; its quoted titles are none."""
    return set(_ID.findall(_QUOTED.sub('""', text)))


def said(**told: object) -> tuple[tuple[str, str], ...]:
    """What an element says, by what that is about; what is empty is left out."""
    named = (
        (name.replace("_", " "), one_line(str(value))) for name, value in told.items() if value is not None
    )
    return tuple((name, value) for name, value in named if value)
