"""The format of an assessment file. Reading one, with messages, is in `cxrules.exchange.assessment`.

What a schema cannot say is checked by the reader alone: real dates, ids that exist, ratings given once.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator

from cxrules.exchange.formats.base import Strict, dashed
from cxrules.exchange.formats.process import Process

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
Plain = str | int | float | bool | None


class Assessor(Strict):
    """Who rates."""

    role: str | None = None
    name: str | None = None
    confidential: bool | None = None


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
    confidential: bool | None = None
    by: str | None = None
    independent: Literal["yes", "no", "true", "false"] | bool | None = None
    valid_until: Date | None = None
    state: str | None = None


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
    because: str | None = None


class Rated(_Said):
    """A rating; left blank, the subject is not rated yet. Further keys are what else a model asks for."""

    model_config = ConfigDict(alias_generator=dashed, extra="allow", strict=True)
    __pydantic_extra__: dict[str, Plain]

    rating: Name | None
    not_applicable: None = None


_RECORDS = frozenset({"evidence", "note", "strengths", "weaknesses"})
_SAYS: dict[str, JsonValue] = {
    "anyOf": [{"required": [key]} for key in sorted(_RECORDS)],
    "not": {"required": ["rating"]},
}


class Recorded(_Said):
    """What is recorded of a subject that the model rates by data; it says something, and gives no rating."""

    model_config = ConfigDict(alias_generator=dashed, extra="allow", strict=True, json_schema_extra=_SAYS)
    __pydantic_extra__: dict[str, Plain]

    not_applicable: None = None

    @model_validator(mode="after")
    def _says_something(self) -> Recorded:
        if not _RECORDS & self.model_fields_set or "rating" in self.__pydantic_extra__:
            message = "a record without a rating says something of evidence, notes, strengths or weaknesses"
            raise ValueError(message)
        return self


class NotApplicable(_Said):
    """The statement that a subject does not apply, with the reason why."""

    not_applicable: Reason


One = Name | Rated | Recorded | NotApplicable | None
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
    confidential: bool | None = None


class Deviation(Strict):
    """A rule knowingly not followed, with the reason why."""

    reason: Reason
    by: str | None = None
    subjects: Words = None
    confidential: bool | None = None


class Judgement(Strict):
    """A choice that the model leaves to the assessors."""

    answer: Reason
    by: Reason
    because: Reason
    evidence: Words = None
    confidential: bool | None = None


class Waiver(Strict):
    """The leave to count a subject with a rating from a day to the end of another."""

    rating: Reason
    reason: Reason
    approved_by: Reason
    from_: Date
    until: Date
    confidential: bool | None = None


class StatedValue(Strict):
    """A value that the model asks for, with what is said about it; left blank, it is not known yet."""

    value: Plain
    by: str | None = None
    evidence: Words = None
    note: str | None = None
    confidential: bool | None = None


class TableFile(Strict):
    """The file of a table, within the assessment's folder; `sheet` of a workbook."""

    file: str
    sheet: str | None = None
    sha256: str | None = None


class AssessmentFile(Process):
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
    profile: str | None = None
    view: str | None = None
    judgements: dict[str, Judgement | None] | None = None
    waivers: dict[str, Waiver | list[Waiver | None] | None] | None = None
    values: dict[str, StatedValue | Plain] | None = None
    tables: dict[str, TableFile | str | None] | None = None
    migrated: dict[str, Any] | None = None
