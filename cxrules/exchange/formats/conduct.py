"""The part of a result that tells how the assessment was done."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open

Statement = str | list[str] | dict[str, str]
Rule = Literal["lead-decides", "majority", "lowest", "highest", "discussion"]


class Voice(Open):
    """What one assessor gave; null: it does not apply."""

    by: str | None
    rating: str | None


class Disagreement(Open):
    """A subject that assessors rated differently, or that is not rated by who decides."""

    subject: str
    instance: str | None
    ratings: list[Voice]
    rule: Rule | Literal["recorded"]
    decided: bool
    counts: str | None
    because: str


class Carried(Open):
    """A rating carried over from an earlier assessment."""

    subject: str
    instance: str | None


class Remark(Open):
    """What was said about a rating."""

    subject: str
    instance: str | None
    by: str | None
    strengths: list[str]
    weaknesses: list[str]
    note: str
    confidential: bool


class SignOff(Open):
    """Who released the assessment, as what, when, and the digest of what was released."""

    by: str
    role: str
    date: str | None
    digest: str


class LogEntry(Open):
    """What was done, by whom and when."""

    date: str | None
    who: str
    what: str


class Record(Open):
    """What ISO/IEC 33002 wants recorded; what was not said is empty, or null."""

    purpose: str
    class_: Literal[1, 2, 3] | None
    sponsor: Statement
    independence: dict[str, Literal["A", "B", "C", "D"]]
    context: Statement
    confidentiality: str
    plan: Statement
    log: list[LogEntry]


class Subgroup(Open):
    """A subgroup of the organisation: how many units it has, how many must be sampled, and which were."""

    id: str
    units: int
    needed: int
    sampled: list[str]


class Support(Open):
    """A support function and the capabilities with which it serves others."""

    id: str
    serves: list[str]


class Lack(Open):
    """A rule of coverage that the sample does not keep."""

    rule: str
    where: str
    message: str


class Sampling(Open):
    """How the instances were chosen, and whether they cover the organisation."""

    rationale: str
    population: int
    subgroups: list[Subgroup]
    support: list[Support]
    lacks: list[Lack]


class Conduct(Open):
    """How the assessment was done."""

    consensus: Rule
    disagreements: list[Disagreement]
    carried: list[Carried]
    remarks: list[Remark]
    based_on: str | None
    supersedes: str | None
    signed_off: list[SignOff]
    redacted_for: str | None
    record: Record
    sampling: Sampling | None
