"""The format of an assessment file. Reading one, with messages, is in `cxrules.exchange.assessment`.

What a schema cannot say is checked by the reader alone: real dates, ids that exist, ratings given once.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from cxrules.exchange.formats.base import Strict

Name = Annotated[str, StringConstraints(min_length=1)]
Reason = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Date = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Level = Annotated[int, Field(ge=0, lt=10**9)]
Weight = (
    Annotated[int, Field(gt=0, lt=10**9)]
    | Annotated[float, Field(gt=0)]
    | Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,9}|/[0-9]{1,9})?$")]
)
Words = list[Name] | Name | None


class Assessor(Strict):
    """Who rates."""

    role: str | None = None
    name: str | None = None


class Instance(Strict):
    """A process instance; its weight among the others is 1 where none is given."""

    weight: Weight | None = None
    title: str | None = None


class Evidence(Strict):
    """A document, interview, record, observation or measure; a relative `ref` is a file beside this one."""

    kind: str | None = None
    title: str | None = None
    ref: str | None = None
    sha256: str | None = None
    date: Date | None = None
    role: str | None = None
    note: str | None = None


class _Said(Strict):
    """What may be said about a rating."""

    approved_by: str | None = None
    causes: Words = None
    evidence: Words = None
    by: str | None = None
    note: str | None = None
    strengths: Words = None
    weaknesses: Words = None
    confidential: bool | None = None
    carried: bool | None = None


class Rated(_Said):
    """A rating; left blank, the subject is not rated yet."""

    rating: Name | None


class NotApplicable(_Said):
    """The statement that a subject does not apply, with the reason why."""

    not_applicable: Reason


One = Name | Rated | NotApplicable | None
OneOrMore = One | list[One]


class ByInstance(Strict):
    """A rating for each instance."""

    instances: dict[str, OneOrMore] | None


class Finding(Strict):
    """A fact that the assessors assert, deny or leave open."""

    answer: Literal["yes", "no", "open"] | None
    subjects: Words = None
    evidence: Words = None
    by: str | None = None
    note: str | None = None


class Deviation(Strict):
    """A rule knowingly not followed, with the reason why."""

    reason: Reason
    by: str | None = None
    subjects: Words = None


class AssessmentFile(Strict):
    """An assessment, as YAML or JSON."""

    cxrules: Literal[1]
    assessment: Name
    model: Name
    title: str | None = None
    date: Date | None = None
    reading: Literal["audit", "derive"] | None = None
    method: str | None = None
    status: Literal["draft", "consolidated", "released"] | None = None
    up_to_level: Level | None = None
    target: str | dict[str, Level | None] | None = None
    scope: Words = None
    assessors: dict[str, Assessor | None] | None = None
    instances: dict[str, Instance | None] | None = None
    evidence: dict[str, Evidence] | None = None
    ratings: dict[str, OneOrMore | ByInstance] | None = None
    findings: dict[str, Finding | Literal["yes", "no", "open"] | None] | None = None
    deviations: dict[str, Deviation | Reason | list[Deviation | Reason]] | None = None
    purpose: Any = None
    class_: Any = None
    sponsor: Any = None
    independence: Any = None
    context: Any = None
    sampling: Any = None
    confidentiality: Any = None
    plan: Any = None
    log: Any = None
    based_on: Any = None
    profile: str | None = None
    judgements: dict[str, Any] | None = None
    waivers: dict[str, Any] | None = None
    tables: dict[str, Any] | None = None
    values: dict[str, Any] | None = None
    consensus: Any = None
