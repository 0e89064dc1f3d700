"""The format of how an assessment was done: the keys of its file beside ratings, evidence and findings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from cxrules.exchange.formats.base import Strict, dashed

Word = Annotated[str, StringConstraints(min_length=1)]
Words = list[Word] | Word | None
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, Field(ge=0, lt=10**9)]
Statement = str | list[Word] | dict[str, str | None] | None
Category = Literal["A", "B", "C", "D"]
Rule = Literal["lead-decides", "majority", "lowest", "highest", "discussion"]
Seen = Literal["people", "notes", "reasons", "evidence", "strengths", "weaknesses", "record", "everything"]
Hidden = Literal["purpose", "sponsor", "independence", "context", "plan", "sampling", "log"]


class OneRule(Strict):
    """A consensus rule; `quorum` assessors must have rated, `tie` is for where there is no majority."""

    rule: Rule | None = None
    quorum: Count | None = None
    tie: Literal["open", "lowest"] | None = None


class Consensus(OneRule):
    """A consensus rule; further keys are subjects with a rule of their own."""

    model_config = ConfigDict(alias_generator=dashed, extra="allow", strict=True)
    __pydantic_extra__: dict[str, Rule | OneRule | None]


class Independence(Strict):
    """How independent of the assessed unit they are, from A to D."""

    body: Category | None = None
    lead: Category | None = None
    members: Category | None = None


class Confidentiality(Strict):
    """What was agreed on, and which keys of the record are confidential themselves."""

    statement: str | None = None
    keys: list[Hidden] | Hidden | None = None


class LogEntry(Strict):
    """What was done, by whom and when."""

    what: Word
    date: Day | None = None
    who: str | None = None
    confidential: bool | None = None


class Subgroup(Strict):
    """A part of the organisation whose units are alike: how many it has, and the instances looked at."""

    units: Count
    sampled: Words = None
    why: str | None = None


class Support(Strict):
    """A support function and the capabilities with which it serves others."""

    serves: Words = None


class Sampling(Strict):
    """How the instances were chosen."""

    rationale: str | None = None
    population: Count | None = None
    subgroups: dict[str, Subgroup] | None = None
    support: dict[str, Support | None] | None = None


class Audience(Strict):
    """Readers, and which kinds of confidential things they see nevertheless."""

    sees: list[Seen] | Seen | None = None


class SignOff(Strict):
    """Who released the assessment, when, and the digest of what was released."""

    by: Word
    digest: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
    role: str | None = None
    date: Day | None = None
    model: str | None = None


class Process(Strict):
    """How an assessment was done, as ISO/IEC 33002 asks to record, and what became of it."""

    purpose: str | None = None
    class_: Literal[1, 2, 3] | None = None
    sponsor: Statement = None
    independence: Category | Independence | None = None
    context: Statement = None
    confidentiality: str | Confidentiality | None = None
    plan: Statement = None
    sampling: str | Sampling | None = None
    log: list[str | LogEntry | None] | None = None
    consensus: Rule | Consensus | None = None
    audiences: dict[str, Audience | None] | None = None
    redacted_for: str | None = None
    based_on: str | None = None
    supersedes: str | None = None
    signed_off: list[SignOff] | None = None
