"""An assessment held against the words of a model: every name it uses must be known there.

What the assessment's own file looks like has been checked before; what follows from it is for the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.exchange.ratings import no_rating
from cxrules.exchange.scope import expand_scope
from cxrules.exchange.subjects import Subjects
from cxrules.model.assessment import CONSENSUS
from cxrules.model.stated import beyond, mismatch
from cxrules.model.vocabulary import RATING_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment, Deviation, Finding, Given, Judgement, Stated, Waiver
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
    for given in assessment.recorded:
        check.recorded(given)
    for finding in assessment.findings.values():
        check.finding(finding)
    for deviation in assessment.deviations:
        check.deviation(deviation)
    for judgement in assessment.judgements.values():
        check.judgement(judgement)
    for waiver in assessment.waivers:
        check.waiver(waiver)
    for stated in assessment.values.values():
        check.stated(stated)
    check.dates()
    return [
        *expand_scope(assessment, vocabulary, source)[1],
        *check.problems.found,
        *_conduct(assessment, vocabulary, source),
    ]


def _conduct(assessment: Assessment, vocabulary: Vocabulary, source: Source | None) -> list[Diagnostic]:
    """Check how the assessment was done, where it says anything of that."""
    sampling = assessment.record.sampling if assessment.record else None
    plain = assessment.consensus is None and not (sampling and (sampling.subgroups or sampling.support))
    if plain and assessment.status == "draft" and not any(each.carried for each in assessment.ratings):
        return []
    from cxrules.exchange.conducted import check_conduct

    return check_conduct(assessment, vocabulary, source)


class _Check:
    """The checks of one assessment, part by part."""

    __slots__ = ("_assessment", "_strange", "_subjects", "_words", "problems")

    def __init__(self, assessment: Assessment, words: Vocabulary, problems: Problems) -> None:
        self.problems = problems
        self._assessment = assessment
        self._words = words
        self._strange: set[Span | None] = set()
        self._subjects = Subjects(words, problems)

    def head(self) -> None:
        """Check method, target and levels."""
        given, words, places = self._assessment, self._words, self._assessment.places
        if given.method is not None:
            self._known("CX0518", "method", given.method, words.methods, places.get(("method",)))
        if given.view is not None:
            self._known("CX0518", "view", given.view, words.views, places.get(("view",)))
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
            self._value(given.subject, given.rating, given.span, given.rating_span)
            self._decided(given)
        if given.facets:
            self._facets(given)
        if given.by not in {None, CONSENSUS}:
            self._assessor(str(given.by), given.by_span)
        if given.instance is not None and given.instance not in self._assessment.instances:
            self._instance(given.instance, given.instance_span)
        if given.evidence:
            self._evidence(given.evidence, given.evidence_spans)
        for cause, span in _placed(given.causes, given.cause_spans):
            self._known("CX0514", "cause", cause, self._words.causes, span)

    def recorded(self, given: Given) -> None:
        """Check what is recorded of a subject without a rating: the model must rate it."""
        words = self._words
        if given.subject in words.subjects and given.subject not in words.computed:
            hint = "Without one may stand only what the model rates by data."
            self.problems.add("CX0503", no_rating(given.subject), given.rating_span or given.span, hint)
        self.rating(given)

    def finding(self, finding: Finding) -> None:
        """Check one finding."""
        self._known("CX0513", "finding", finding.id, self._words.findings, finding.span)
        if finding.answer != "no" and not finding.subjects and finding.id in self._words.naming:
            message = f"The finding {finding.id} does not say of what."
            hint = "Name what it is about: subjects: [SWE.1.BP1]."
            self.problems.add("CX0539", message, finding.span, hint)
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

    def judgement(self, judgement: Judgement) -> None:
        """Check one judgement: the model must ask for it and allow the answer."""
        key, span, allowed = judgement.key, judgement.span, self._words.judgements
        if self._known("CX0532", "judgement", key, allowed, span) and judgement.answer not in allowed[key]:
            message = (
                f"The judgement {key} is {listed(allowed[key], 'or')}, not {shortened(judgement.answer)}."
            )
            hint = self.problems.meant(judgement.answer, allowed[key])
            self.problems.add("CX0528", message, judgement.answer_span, hint)
        self._assessor(judgement.by, judgement.by_span)
        self._evidence(judgement.evidence, judgement.evidence_spans)

    def waiver(self, waiver: Waiver) -> None:
        """Check one waiver: its subject, its rating, and whether it is in force."""
        if self._subjects.check(waiver.subject, waiver.span):
            self._value(waiver.subject, waiver.rating, waiver.span, waiver.rating_span)
        today = self._assessment.date
        if today is None:
            message = f"Whether the waiver of {waiver.subject} is in force depends on the assessment's date."
            self.problems.add("CX0535", message, waiver.span, "Add date: year-month-day.")
        elif today > waiver.until:
            message = (
                f"The waiver of {waiver.subject} expired on {waiver.until}; on {today} it changes nothing."
            )
            self.problems.add("CX0536", message, waiver.until_span)
        elif today < waiver.begins:
            message = (
                f"The waiver of {waiver.subject} begins on {waiver.begins}; on {today} it changes nothing."
            )
            self.problems.add("CX0536", message, waiver.begins_span)

    def stated(self, stated: Stated) -> None:
        """Check one value: the model must ask for it, and for one of this type."""
        wanted = self._words.inputs
        if self._known("CX0537", "value", stated.name, wanted, stated.span):
            wrong = mismatch(stated.text, wanted[stated.name])
            if not wrong and stated.name in self._words.bounds:
                wrong = beyond(stated.text, wanted[stated.name], *self._words.bounds[stated.name])
            if wrong:
                message = f"The value {stated.name} must be {wrong}, not {shortened(stated.text)}."
                self.problems.add("CX0504", message, stated.text_span)
        if stated.by is not None:
            self._assessor(stated.by, stated.by_span)
        self._evidence(stated.evidence, stated.evidence_spans)

    def dates(self) -> None:
        """Tell evidence that is younger than the assessment."""
        today = self._assessment.date
        if today is None:
            return
        for evidence in self._assessment.evidence.values():
            if evidence.date is not None and evidence.date > today:
                message = f"{evidence.id} is dated {evidence.date}, after the assessment ({today})."
                self.problems.add("CX0527", message, evidence.date_span)

    def _facets(self, given: Given) -> None:
        """Check the further answers beside a rating; what is none is a mistaken key."""
        known = self._words.facets
        places = given.facet_spans or [(None, None)] * len(given.facets)
        for (name, text), (key, place) in zip(given.facets.items(), places, strict=True):
            if name not in known:
                if key is not None and key in self._strange:
                    continue  # a column of a table, told with its first row
                self._strange.add(key)
                keys = [*RATING_KEYS, *known]
                hint = self.problems.meant(name, keys, f"Known here: {listed(keys, most=30)}.")
                message = f"Unknown key {shortened(name)} in the rating of {given.subject}."
                self.problems.add("CX0502", message, key, hint)
                continue
            low, high = known[name]
            if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
                message = f"'{name}' is a whole number from {low} to {high}, not {shortened(text)}."
                self.problems.add("CX0504", message, place)

    def _value(self, subject: str, rating: str | None, span: Span | None, rating_span: Span | None) -> None:
        """Check whether the subject may have the rating."""
        words = self._words
        if rating is None:
            return
        if words.subjects[subject] == "capability":
            message = f"{subject} is rated by its criteria and attributes, not by itself."
            hint = 'Of a capability only not-applicable: "a reason" can be said.'
            self.problems.add("CX0529", message, rating_span, hint)
        elif rating not in words.ratings:
            self._strange_rating(rating, rating_span)
        most = self._assessment.up_to_level
        level = words.attribute_levels.get(subject)
        if most is not None and level is not None and level > most:
            message = f"{subject} is at level {level}, above the levels that were assessed (up to {most})."
            hint = "Raise up-to-level, or leave the rating out; what counts it as well is open then."
            self.problems.add("CX0526", message, span, hint)

    def _decided(self, given: Given) -> None:
        """Tell a rating that nothing reads, since the model decides what its subject is rated."""
        scale = self._words.decided.get(given.subject)
        if scale is None or given.rating is None:
            return
        message = f"The rating of {given.subject} has no effect: the model decides that it is {scale}."
        hint = f"Rate what {given.subject} rests on. `cxrules explain` tells what that is."
        self.problems.add("CX0558", message, given.rating_span or given.span, hint)

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
