"""An assessment held against the words of a model: every name it uses must be known there.

What the assessment's own file looks like has been checked before; what follows from it is for the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.exchange.scope import expand_scope
from cxrules.exchange.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment, Deviation, Finding, Given
    from cxrules.model.vocabulary import Vocabulary
    from cxrules.text import Source, Span


def check_against(assessment: Assessment, vocabulary: Vocabulary, source: Source | None) -> list[Diagnostic]:
    """Give everything in an assessment that does not fit a model.

    `source` is the text that the places of the assessment are of, None for one that a program built.
    """
    check = _Check(assessment, vocabulary, Problems(source))
    check.head()
    for given in assessment.ratings:
        check.rating(given)
    for finding in assessment.findings.values():
        check.finding(finding)
    for deviation in assessment.deviations:
        check.deviation(deviation)
    check.dates()
    return [*expand_scope(assessment, vocabulary, source)[1], *check.problems.found]


class _Check:
    """The checks of one assessment, part by part."""

    __slots__ = ("_assessment", "_subjects", "_words", "problems")

    def __init__(self, assessment: Assessment, words: Vocabulary, problems: Problems) -> None:
        self.problems = problems
        self._assessment = assessment
        self._words = words
        self._subjects = Subjects(words, problems)

    def head(self) -> None:
        """Check method, target and levels."""
        given, words, places = self._assessment, self._words, self._assessment.places
        if given.method is not None:
            self._known("CX0518", "method", given.method, words.methods, places.get(("method",)))
        if isinstance(given.target, str):
            self._known("CX0518", "target", given.target, words.targets, places.get(("target",)))
        elif given.target is not None:
            for capability, level in given.target.items():
                self._subjects.check_capability(capability, places.get(("target", capability)))
                self._level(level, places.get(("target", capability, "level")))
        if given.up_to_level is not None:
            self._level(given.up_to_level, places.get(("up-to-level",)))

    def rating(self, given: Given) -> None:
        """Check one rating and what is said about it."""
        if self._subjects.check(given.subject, given.span):
            self._value(given)
        if given.by is not None:
            self._assessor(given.by, given.by_span)
        if given.instance is not None and given.instance not in self._assessment.instances:
            self._instance(given.instance, given.instance_span)
        if given.evidence:
            self._evidence(given.evidence, given.evidence_spans)
        for cause, span in _placed(given.causes, given.cause_spans):
            self._known("CX0514", "cause", cause, self._words.causes, span)

    def finding(self, finding: Finding) -> None:
        """Check one finding."""
        self._known("CX0513", "finding", finding.id, self._words.findings, finding.span)
        for subject, span in _placed(finding.subjects, finding.subject_spans):
            self._subjects.check(subject, span)
        self._evidence(finding.evidence, finding.evidence_spans)
        if finding.by is not None:
            self._assessor(finding.by, finding.by_span)

    def deviation(self, deviation: Deviation) -> None:
        """Check one deviation."""
        known = self._known("CX0515", "rule", deviation.rule, self._words.rules, deviation.span)
        bounded = self._words.rules[deviation.rule] if known else ()
        for subject, span in _placed(deviation.subjects, deviation.subject_spans):
            if self._subjects.check(subject, span) and bounded and not _covers(subject, bounded):
                message = f"{deviation.rule} says nothing about {subject}."
                self.problems.add("CX0515", message, span, f"It is about {listed(bounded)}.")
        if deviation.by is not None:
            self._assessor(deviation.by, deviation.by_span)

    def dates(self) -> None:
        """Tell evidence that is younger than the assessment."""
        today = self._assessment.date
        if today is None:
            return
        for evidence in self._assessment.evidence.values():
            if evidence.date is not None and evidence.date > today:
                message = f"{evidence.id} is dated {evidence.date}, after the assessment ({today})."
                self.problems.add("CX0527", message, evidence.date_span)

    def _value(self, given: Given) -> None:
        """Check whether the subject may have the rating."""
        words, subject, rating = self._words, given.subject, given.rating
        if rating is None:
            return
        if words.subjects[subject] == "capability":
            message = f"{subject} is rated by its criteria and attributes, not by itself."
            hint = 'Of a capability only not-applicable: "a reason" can be said.'
            self.problems.add("CX0529", message, given.rating_span, hint)
        elif rating not in words.ratings:
            self._strange_rating(rating, given.rating_span)
        most = self._assessment.up_to_level
        level = words.attribute_levels.get(subject)
        if most is not None and level is not None and level > most:
            message = f"{subject} is at level {level}, above the levels that were assessed (up to {most})."
            self.problems.add("CX0526", message, given.span, "Raise up-to-level, or leave the rating out.")

    def _strange_rating(self, rating: str, span: Span | None) -> None:
        words = self._words
        reason = words.refused.get(rating)
        allowed = f"The ratings are {listed(words.ratings)}."
        if reason is not None:
            self.problems.add(
                "CX0523",
                f"The rating {rating} cannot be given here: {reason.removesuffix('.')}.",
                span,
                allowed,
            )
            return
        meant = self.problems.near(rating, words.ratings)
        hint = f"Did you mean {meant}? {allowed}" if meant else allowed
        self.problems.add("CX0507", f"{shortened(rating)} is not a rating of this model.", span, hint)

    def _level(self, level: int, span: Span | None) -> None:
        if level not in self._words.levels:
            hint = f"The levels are {listed(map(str, self._words.levels))}."
            self.problems.add("CX0303", f"{self._words.model} has no level {level}.", span, hint)

    def _known(self, code: str, what: str, name: str, known: Collection[str], span: Span | None) -> bool:
        """Tell whether a name is known, and note it where it is not."""
        if name in known:
            return True
        names = list(known)
        otherwise = f"Known here: {listed(names)}." if names else f"{self._words.model} has no {what}s."
        hint = self.problems.meant(name, names, otherwise)
        self.problems.add(code, f"There is no {what} {shortened(name)}.", span, hint)
        return False

    def _evidence(self, names: Sequence[str], spans: Sequence[Span]) -> None:
        known = self._assessment.evidence
        for name, span in _placed(names, spans):
            if name not in known:
                hint = self.problems.meant(name, known, "List it under 'evidence'.")
                self.problems.add("CX0508", f"There is no evidence {shortened(name)}.", span, hint)

    def _assessor(self, name: str, span: Span | None) -> None:
        known = self._assessment.assessors
        if name not in known:
            hint = self.problems.meant(name, known, "List them under 'assessors'.")
            self.problems.add("CX0517", f"There is no assessor {shortened(name)}.", span, hint)

    def _instance(self, name: str, span: Span | None) -> None:
        known = self._assessment.instances
        hint = self.problems.meant(name, known, "List it under 'instances'.")
        message = f"There is no instance {shortened(name)}"
        self.problems.add("CX0516", f"{message}." if known else f"{message}; none is declared.", span, hint)


def _covers(subject: str, bounded: Sequence[str]) -> bool:
    """Tell whether a rule bounds a subject, or one that belongs to it."""
    return any(one == subject or one.startswith(subject + ".") for one in bounded)


def _placed(names: Sequence[str], spans: Sequence[Span]) -> Iterable[tuple[str, Span | None]]:
    """Give names with their places, or without where a program built the assessment."""
    return zip(names, spans if len(spans) == len(names) else (None,) * len(names), strict=True)
