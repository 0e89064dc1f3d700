"""The format of a history: ``cxrules-history/1``, what `cxrules log --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.trend import Cause  # noqa: TC001  # pydantic looks it up


class Commit(Open):
    """A commit: its hash, in full and short, the day and name of its author, and its first line."""

    hash: str
    short: str
    date: str
    author: str
    subject: str


class LevelThen(Open):
    """A level at a commit: what was guaranteed and possible."""

    id: str
    title: str
    state: Literal["rated", "open", "not-rated", "not-applicable", "out-of-scope", "not-in-model"]
    level: int | None
    possible: int | None


class LevelMoved(Open):
    """A guaranteed level that rose or fell; `sure` and `left_out` as in a trend."""

    id: str
    title: str
    change: Literal["rose", "fell"]
    old: int
    new: int
    sure: bool
    because: list[Cause]
    left_out: int


class Happening(Open):
    """What a commit made of an assessment; `commit` is null for what is not committed.

    `before`: it is the state before what was asked for. `touched` are the files changed, of those that the
    assessment rests on. `changes` are against the state when it could last be evaluated. `error` is the first
    thing that is wrong, and `line` that of the assessment where it stands.
    """

    commit: Commit | None
    before: bool
    path: str
    earlier_path: str | None
    touched: list[str]
    state: Literal["evaluated", "error", "gone"]
    error: str | None
    line: int | None
    model: str | None
    remarks: list[str]
    levels: list[LevelThen]
    changes: list[LevelMoved]


class OneHistory(Open):
    """An assessment by its newest path; `installed` is its model where that is not in the repository."""

    path: str
    title: str
    installed: str | None
    happenings: list[Happening]


class History(Open):
    """Assessments over the commits of a repository, oldest first."""

    format: Literal["cxrules-history/1"]
    remarks: list[str]
    histories: list[OneHistory]
