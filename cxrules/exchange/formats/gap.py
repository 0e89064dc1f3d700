"""The format of a gap: ``cxrules-gap/1``, what `cxrules gap --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.explanation import Reason  # noqa: TC001  # for pydantic
from cxrules.exchange.formats.result import Levels, ModelReference  # noqa: TC001  # the same

AnswerKind = Literal["rating", "judged", "choice", "finding", "value", "evidence", "recorded"]


class Goal(Open):
    """What is to be reached, as it was asked for and in words; ``next``: the next level of everything."""

    id: str
    title: str


class Aim(Open):
    """A level of one capability, or of the organisation."""

    subject: str
    title: str
    level: int
    name: str


class AnswerChange(Open):
    """Another answer than the present one.

    `subject` is what is rated, the key of a value or judgement, or the id of a finding. `instances` null:
    in all of them at once. `now` is what was answered, null for nothing; `value` is what it would be, or
    the bound of that. `open`: nothing was answered, or not yet agreed. `text` says it in words, `if` what
    is after an "if".
    """

    kind: AnswerKind
    subject: str
    instances: list[str] | None
    now: str | None
    bound: Literal["exactly", "at least", "at most", "more than", "less than"]
    value: str
    open: bool
    text: str
    if_: str


class ChangeSets(Open):
    """The smallest sets of changes, all of one size.

    `complete`: there are no more of that size. Not `proven`: the solver's time was over, and there may be
    smaller ones.
    """

    complete: bool
    proven: bool
    sets: list[list[AnswerChange]]


class Question(Open):
    """Something open that can be asked; `instances` null: of all of them at once."""

    kind: AnswerKind
    subject: str
    instances: list[str] | None
    text: str


class Settling(Open):
    """How an open aim is settled: sets of answers that show it reached, or that rule it out.

    `rests` are the open answers on which it really depends, of `asked` below it; null: not known in time.
    """

    proofs: ChangeSets
    refutations: ChangeSets
    rests: list[Question] | None
    asked: int


class Obstacle(Open):
    """Why no answers reach an aim."""

    kind: Literal["not assessed", "not applicable", "lower", "frame", "model", "time"]
    text: str


class MissingAim(Aim):
    """An aim that is not surely reached.

    `ways` reach it; `blocks` are answers that, as they are, rule it out whatever else is answered.
    """

    now: Levels
    open: bool
    lacks: list[Reason]
    ways: ChangeSets
    blocks: ChangeSets
    obstacle: Obstacle | None
    settling: Settling | None


class Effect(Open):
    """A level before and after a change."""

    subject: str
    from_: Levels
    to: Levels


class Pivot(Open):
    """One step of one rating, up or down, and the levels that it changes."""

    changes: list[AnswerChange]
    up: bool
    effects: list[Effect]


class Hold(Aim):
    """How many steps down lose a level that is reached, null: none do; `falls` are changes that do."""

    steps: int | None
    proven: bool
    falls: list[list[AnswerChange]]


class Ask(Question):
    """A question, and by how many levels the open ranges shrink on average over its answers, as ``5/2``."""

    worth: str


class Gap(Open):
    """What lies between an assessment and a goal."""

    format: Literal["cxrules-gap/1"]
    assessment: str
    title: str
    date: str | None
    model: ModelReference
    reading: Literal["audit", "derive"]
    status: Literal["draft", "consolidated", "released"]
    goal: Goal
    reached: list[Aim]
    missing: list[MissingAim]
    pivots: list[Pivot]
    holds: list[Hold]
    interview: list[Ask]
