"""An assessment as recorded: ratings, evidence, findings, deviations, each with its place in the file.

Nothing here knows a model: whether a subject exists or a rating is on the scale is checked where the
assessment is read against one (`cxrules.exchange`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.model.measured import Measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from cxrules.model.record import Audience, Consensus, Record, SignOff
    from cxrules.text import Span


Day: TypeAlias = "date"
WaiverState: TypeAlias = Literal["in-force", "expired", "not-yet"]
_NONE: Mapping[str, str] = MappingProxyType({})
_NOTHING_MEASURED = Measured()


CONSENSUS = "consensus"
"""Stands in place of an assessor where all of them agreed on a rating."""


class Given(NamedTuple):
    """One recorded rating of a subject, or the statement that it does not apply.

    `rating` is the name of a value of a scale, None only where `not_applicable` gives a reason, and in
    what is recorded of a subject without rating it.
    `instance` is None where the rating holds for every instance.
    """

    subject: str
    rating: str | None
    instance: str | None = None
    by: str | None = None
    causes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note: str = ""
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    confidential: bool = False
    carried: bool = False
    not_applicable: str | None = None
    approved_by: str | None = None
    span: Span | None = None  # of the subject's id
    rating_span: Span | None = None  # of the rating, or of the reason why it does not apply
    instance_span: Span | None = None
    by_span: Span | None = None
    cause_spans: tuple[Span, ...] = ()  # one for each of `causes`
    evidence_spans: tuple[Span, ...] = ()  # one for each of `evidence`
    facets: Mapping[str, str] = _NONE  # further answers beside the rating, as written
    facet_spans: tuple[tuple[Span, Span], ...] = ()  # for each of `facets` that of its key and of its value
    because: str = ""  # why the assessors agreed on it, where `by` is ``consensus``


def standing(said: Sequence[Given]) -> Sequence[Given]:
    """The ratings of a subject that still are somebody's word: one given anew replaces one carried over."""
    if len(said) > 1 and any(each.carried for each in said):
        return [each for each in said if not each.carried] or said
    return said


class Evidence(NamedTuple):
    """A document, interview, record, observation or measure that ratings refer to by its id.

    `by` names who said it or made it. `independent`: whether that person has no part in what is assessed;
    None where nothing is said. It may be relied on up to the end of the day `valid_until`. `state` is a word
    of its owner's (``approved``, ``in review``, …).
    """

    id: str
    kind: str
    title: str = ""
    ref: str = ""
    sha256: str = ""
    date: date | None = None
    role: str = ""
    note: str = ""
    span: Span | None = None
    ref_span: Span | None = None
    sha256_span: Span | None = None
    date_span: Span | None = None
    by: str | None = None
    independent: bool | None = None
    valid_until: Day | None = None
    state: str = ""
    by_span: Span | None = None


class Finding(NamedTuple):
    """A fact the assessors assert (``yes``), deny (``no``) or leave ``open``.

    `subjects` narrow it to capabilities, criteria or practices; empty: it holds wherever a rule asks.
    """

    id: str
    answer: str
    subjects: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    by: str | None = None
    note: str = ""
    span: Span | None = None
    by_span: Span | None = None
    subject_spans: tuple[Span, ...] = ()  # one for each of `subjects`
    evidence_spans: tuple[Span, ...] = ()  # one for each of `evidence`


class Deviation(NamedTuple):
    """A rule knowingly not followed, with its reason; `subjects` narrow it, empty: wherever it applies."""

    rule: str
    reason: str
    by: str | None = None
    subjects: tuple[str, ...] = ()
    span: Span | None = None
    by_span: Span | None = None
    subject_spans: tuple[Span, ...] = ()  # one for each of `subjects`


class Judgement(NamedTuple):
    """A choice that the model leaves to the assessors: which answer, who gave it and why.

    `key` is the subject's id and the judgement's name, ``CM.SG.1.significant-weakness``.
    """

    key: str
    answer: str
    by: str
    because: str
    evidence: tuple[str, ...] = ()
    span: Span | None = None  # of the key
    answer_span: Span | None = None
    by_span: Span | None = None
    evidence_spans: tuple[Span, ...] = ()  # one for each of `evidence`


class Waiver(NamedTuple):
    """The leave to count a subject with a rating that it has not earned yet, for a time and by somebody.

    It is in force from the day `begins` to the end of the day `until`.
    """

    subject: str
    rating: str
    reason: str
    approved_by: str
    begins: date
    until: date
    span: Span | None = None  # of the subject's id
    rating_span: Span | None = None
    begins_span: Span | None = None
    until_span: Span | None = None

    def state(self, day: date) -> WaiverState:
        """Whether it is in force on a day."""
        if day < self.begins:
            return "not-yet"
        return "expired" if day > self.until else "in-force"


class Stated(NamedTuple):
    """A value that the model asks for: a number, a percent, a date, yes or no, or a word, as written.

    `name` is that of the input, with its subject before it where it is asked of one: ``SUBJECT.NAME``.
    """

    name: str
    text: str
    by: str | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    span: Span | None = None  # of the name
    text_span: Span | None = None
    by_span: Span | None = None
    evidence_spans: tuple[Span, ...] = ()  # one for each of `evidence`


class TableFile(NamedTuple):
    """The file that a table of the model is read from, relative to the assessment's own folder.

    `sheet` is that of a workbook, None for its first; `sha256` what the file's checksum must be.
    """

    name: str
    file: str
    sheet: str | None = None
    sha256: str | None = None
    span: Span | None = None  # of the name
    file_span: Span | None = None


class Assessor(NamedTuple):
    """Who rates, and as what (``lead``, ``co-assessor``, …)."""

    id: str
    role: str = ""
    name: str = ""


class Instance(NamedTuple):
    """A process instance (project, product, site) with its weight among the others."""

    id: str
    weight: Fraction | int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything one assessment file says.

    `target` is the name of a target of the model or a map from capability to level. `scope` holds ids,
    ranges (``("SWE.1", "SWE.6")``) and names of scopes as written; None: whatever has a rating.
    `up_to_level`: attributes of higher levels were not part of the assessment.
    `consensus` None: assessors who differ have not finished discussing. `record` is how it was done, None
    where nothing is said of that. `content_digest` is that of the file without its sign-offs; only what is
    signed off has one. `recorded` is evidence and the like of what the model rates by data: it has no rating.
    `tables` are read before an
    evaluation, and `measured` is what came of it. `redacted_for` names the audience for which confidential
    things were taken out.
    `places` tells where the keys of the file's head stand: ``("method",)`` or ``("model",)`` is the value,
    ``("target", "SWE.1")`` an entry of a map, ``("scope", "0")`` the first item of a list.
    """

    id: str
    model: str
    title: str = ""
    date: date | None = None
    reading: str = "audit"
    method: str | None = None
    profile: str | None = None
    view: str | None = None
    target: str | Mapping[str, int] | None = None
    scope: tuple[str | tuple[str, str], ...] | None = None
    up_to_level: int | None = None
    status: str = "draft"
    assessors: Mapping[str, Assessor] = field(default_factory=dict)
    instances: Mapping[str, Instance] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    ratings: tuple[Given, ...] = ()
    recorded: tuple[Given, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)
    deviations: tuple[Deviation, ...] = ()
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    values: Mapping[str, Stated] = field(default_factory=dict)
    tables: Mapping[str, TableFile] = field(default_factory=dict)
    measured: Measured = _NOTHING_MEASURED
    consensus: Consensus | None = None
    record: Record | None = None
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    signed_off: tuple[SignOff, ...] = ()
    content_digest: str = ""
    supersedes: str | None = None
    based_on: str | None = None
    redacted_for: str | None = None
    places: Mapping[tuple[str, ...], Span] = field(default_factory=dict)
