"""An assessment as recorded: ratings, evidence, findings, deviations, each with its place in the file.

Nothing here knows a model: whether a subject exists or a rating is on the scale is checked where the
assessment is read against one (`cxrules.exchange`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from cxrules.text import Span


class Given(NamedTuple):
    """One recorded rating of a subject, or the statement that it does not apply.

    `rating` is the name of a value of a scale, None only where `not_applicable` gives a reason.
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


class Evidence(NamedTuple):
    """A document, interview, record, observation or measure that ratings refer to by its id."""

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
    `unused` names the parts that were read and kept but have no effect on levels yet.
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
    target: str | Mapping[str, int] | None = None
    scope: tuple[str | tuple[str, str], ...] | None = None
    up_to_level: int | None = None
    status: str = "draft"
    about: Mapping[str, object] = field(default_factory=dict)
    assessors: Mapping[str, Assessor] = field(default_factory=dict)
    instances: Mapping[str, Instance] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    ratings: tuple[Given, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)
    deviations: tuple[Deviation, ...] = ()
    unused: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], Span] = field(default_factory=dict)
