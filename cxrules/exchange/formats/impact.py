"""The format of an impact: ``cxrules-impact/1``, what `cxrules diff --impact FOLDER --format json` prints."""

from __future__ import annotations

from cxrules.exchange.formats.base import Open


class ImpactModel(Open):
    """One of the two versions."""

    id: str
    version: str


class ImpactLevels(Open):
    """The level that is guaranteed and the one that is possible; null: none."""

    level: int | None
    possible: int | None


class ImpactLevel(Open):
    """A level that is another one; `new` null: the new version has no such thing."""

    subject: str
    new: str | None
    title: str
    before: ImpactLevels
    after: ImpactLevels | None
    why: list[str]


class ImpactTarget(Open):
    """Whether the target is met; null: there is none."""

    before: bool | None
    after: bool | None


class ImpactRule(Open):
    """A rule that is broken in one version only, with its outcomes."""

    rule: str
    subject: str
    before: str
    after: str


class ImpactQuestion(Open):
    """A subject of the new version to look at again, why, and what was rated before."""

    subject: str
    why: str
    before: dict[str, str]


class ImpactAssessment(Open):
    """What becomes of one assessment."""

    file: str
    assessment: str
    title: str
    date: str | None
    changes_level: bool
    levels: list[ImpactLevel]
    target: ImpactTarget
    rules: list[ImpactRule]
    carried: int
    left: list[str]
    revisit: list[ImpactQuestion]
    problems: list[str]


class ImpactSkipped(Open):
    """A file that was left aside, and why."""

    file: str
    why: str


class Impact(Open):
    """The document."""

    format: str
    old: ImpactModel
    new: ImpactModel
    assessments: list[ImpactAssessment]
    skipped: list[ImpactSkipped]
