"""From what a test gives to the assessment it stands for, every part with its place in the test's file.

What somebody would write in an assessment's file is held against the model in the same way
(`cxrules.exchange.against`), so that both say the same about the same mistake.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.exchange.against import check_against
from cxrules.model.assessment import (
    Assessment,
    Assessor,
    Deviation,
    Finding,
    Given,
    Instance,
    Judgement,
    Stated,
)
from cxrules.model.measured import Measured, Measurement
from cxrules.plan.tailoring import UnknownProfile
from cxrules.semantics.report import Report
from cxrules.syntax import testing_tree as tests
from cxrules.syntax.parts import Leaf, NameRange
from cxrules.testkit.chosen import chosen
from cxrules.testkit.giving_evidence import AUTHOR, EvidenceGiven
from cxrules.testkit.tested import Way
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax.parts import Names
    from cxrules.testkit.case import Case
    from cxrules.testkit.tested import Tested

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
_READINGS = ("audit", "derive")
_SIZES = ("note-length", "weakness-count")
"""What a test says of a rating's record by its size alone."""


class Prepared(NamedTuple):
    """A test's assessment, the way its model is read, and what is wrong with what the test gives."""

    assessment: Assessment
    way: Way
    problems: list[Diagnostic]
    refused: list[Diagnostic]
    """What the model itself says against the assessment; a test may expect that."""


def prepare(case: Case, tested: Tested) -> Prepared:
    """Make the assessment that a test describes."""
    return _Giving(case, tested).prepared()


class _Giving:
    def __init__(self, case: Case, tested: Tested) -> None:
        self.case, self.tested, self.source = case, tested, case.source
        self.report = Report()
        self.settings: dict[str, Leaf] = {}
        self.places: dict[tuple[str, ...], Span] = {}
        self.instances: dict[str, Instance] = {}
        self.scope: list[str | tuple[str, str]] | None = None
        self.ratings: dict[tuple[str, str | None], Given | None] = {}
        self.named: set[tuple[str, str | None]] = set()
        self.findings: dict[str, Finding] = {}
        self.deviations: list[Deviation] = []
        self.judgements: dict[str, Judgement] = {}
        self.values: dict[str, Stated] = {}
        self.measured: dict[tuple[str | None, str], Measurement] = {}
        self.evidence = EvidenceGiven(self.report, self.source)

    def prepared(self) -> Prepared:
        for line in self.case.test.lines:
            self._frame(line)
        for line in self.case.test.lines:
            self._given(line)
        way = self._way()
        assessment = self._assessment(way)
        if way.method not in self.tested.analysis.ruleset.methods:  # which is reported below
            way = way._replace(method=None)
        if not self._has_profile(way):
            way = way._replace(profile=None)
        found = check_against(assessment, self.tested.vocabulary(way), self.source)
        refused = [each for each in found if each.severity == "error"]  # what is odd is meant in a test
        return Prepared(assessment, way, self.report.diagnostics, refused)

    def _has_profile(self, way: Way) -> bool:
        """Whether the profile that a test names is there and makes sense; otherwise that is reported."""
        try:
            found = self.tested.analysed(way).diagnostics
        except UnknownProfile as error:
            self.report.unknown("profile", error.name, error.known, self.source, self.settings["profile"])
            return False
        mistakes = [each for each in found if each.severity == "error"]
        self.report.diagnostics += mistakes
        return not mistakes

    # ------------------------------------------------------------------------------- how it is read

    def _frame(self, line: tests.TestLine) -> None:
        match line:
            case tests.Setting(word=word, value=value):
                if word in self.settings:
                    self._again(f"The {word} is", value)
                self.settings[word] = value
                self.places[word.replace(" ", "-"),] = value.span
            case tests.Instances(instances=instances):
                for each in instances:
                    weight = Fraction(each.weight.text) if each.weight else 1
                    self.instances[each.name.text] = Instance(each.name.text, weight)
            case tests.ScopeLine(names=names):
                self._scoped(names)

    def _scoped(self, names: Names) -> None:
        self.scope = [] if self.scope is None else self.scope
        for each in names:
            span, item = _item(each)
            self.places["scope", str(len(self.scope))] = span
            self.scope.append(item)

    def _way(self) -> Way:
        said = {word: leaf.text for word, leaf in self.settings.items()}
        reading = said.get("reading", "audit")
        if reading not in _READINGS:
            self.report.unknown("reading", reading, _READINGS, self.source, self.settings["reading"])
            reading = "audit"
        day = self.evidence.day(self.settings.get("date")) if self.tested.is_dated else None
        return Way(said.get("method"), reading, said.get("profile"), day)

    def _assessment(self, way: Way) -> Assessment:
        said = {word: leaf.text for word, leaf in self.settings.items()}
        ratings = self.evidence.attached(each for each in self.ratings.values() if each is not None)
        return Assessment(
            id=self.case.title,
            model=self.tested.analysis.ruleset.id,
            date=self.evidence.day(self.settings.get("date")),
            reading=way.reading,
            method=way.method,
            view=said.get("view"),
            target=said.get("target"),
            scope=None if self.scope is None else tuple(self.scope),
            up_to_level=int(said["up to level"]) if "up to level" in said else None,
            assessors={AUTHOR: Assessor(AUTHOR)},
            instances=self.instances,
            evidence=self.evidence.pieces,
            ratings=tuple(ratings),
            findings=self.findings,
            deviations=tuple(self.deviations),
            judgements=self.judgements,
            waivers=tuple(self.evidence.waivers),
            values=self.values,
            measured=Measured(self.measured),
            places=self.places,
        )

    # -------------------------------------------------------------------------------- what is given

    def _given(self, line: tests.TestLine) -> None:
        match line:
            case tests.GivenRatings():
                for each in line.ratings:
                    self._rated(each, line.causes)
            case tests.GivenFact():
                self._fact(line)
            case tests.GivenDeviation():
                names, spans = _texts(line.subjects), _spans(line.subjects)
                deviation = Deviation(
                    line.rule.text, line.reason.text, None, names, line.rule.span, None, spans
                )
                self.deviations.append(deviation)
            case tests.GivenAnswer():
                self._answer(line)
            case tests.GivenMeasure():
                self._measure(line)
            case tests.GivenEvidence():
                self.evidence.add(line)
            case tests.GivenWaiver():
                self.evidence.waive(line)

    def _rated(self, each: tests.Rated, causes: Names) -> None:
        about, instances = each.about, [each.instance.text if each.instance else None]
        if isinstance(about, tests.Every):
            found, named = chosen(about, self.tested.analysis, self.instances, self.report, self.source)
            instances = list(named) or [None]
        else:
            found = self._subjects(about)
        leaves = self._causes(causes)
        for subject, span in found:
            for instance in instances:
                given = Given(
                    subject,
                    each.rating.text if each.rating else None,
                    instance,
                    causes=_texts(leaves),
                    not_applicable="as the test says" if each.said == "not applicable" else None,
                    span=span,
                    rating_span=each.rating.span if each.rating else span,
                    instance_span=each.instance.span if each.instance else None,
                    cause_spans=_spans(leaves),
                    **_beside(each.facets),
                )
                self._keep(given, each, named=not isinstance(about, tests.Every))

    def _keep(self, given: Given, each: tests.Rated, *, named: bool) -> None:
        """What is said of one by its name counts over what is said of every one, wherever it stands."""
        key = (given.subject, given.instance)
        if not named:
            if key not in self.named:
                self.ratings[key] = None if each.said == "not rated" else given
            return
        if key in self.named:
            self.report.add("CX0703", f"{given.subject} is given twice.", self.source, given.span)
        self.named.add(key)
        self.ratings[key] = None if each.said == "not rated" else given

    def _subjects(self, about: Leaf | NameRange) -> list[tuple[str, Span]]:
        analysis = self.tested.analysis
        if not isinstance(about, NameRange):
            return [(about.text, about.span)]
        known = dict.fromkeys([*analysis.elements.by_id, *analysis.ruleset.capabilities])
        found = self.report.expand("criterion, practice or attribute", known, [about], self.source)
        return [(name, Span(about.first.start, about.last.end)) for name, _ in found]

    def _causes(self, names: Names) -> list[Leaf]:
        """Causes with ranges written out; single names that are not known are reported with the ratings."""
        known = self.tested.analysis.ruleset.causes
        out: list[Leaf] = []
        for each in names:
            if isinstance(each, NameRange):
                found = self.report.expand("cause", known, [each], self.source)
                out += [Leaf(name, at.start, at.end) for name, at in found]
            else:
                out.append(each)
        return out

    def _fact(self, line: tests.GivenFact) -> None:
        answer = line.answer.text if line.answer else "yes"
        if line.answer is not None and answer not in {"yes", "no", "open"}:
            self.report.unknown("answer", answer, ("yes", "no", "open"), self.source, line.answer)
        if line.name.text in self.findings:
            self._again(f"The {line.word} {line.name.text} is", line.name)
        self.findings[line.name.text] = Finding(
            line.name.text,
            answer,
            _texts(line.subjects),
            span=line.name.span,
            subject_spans=_spans(line.subjects),
        )

    def _answer(self, line: tests.GivenAnswer) -> None:
        known = self.judgements if line.word == "judged" else self.values
        if line.name.text in known:
            self._again(f"{line.name.text} is", line.name)
        if line.word == "judged":
            self.judgements[line.name.text] = Judgement(
                line.name.text,
                line.answer.text,
                AUTHOR,
                "as the test says",
                span=line.name.span,
                answer_span=line.answer.span,
            )
        else:
            self.values[line.name.text] = Stated(
                line.name.text, line.answer.text, span=line.name.span, text_span=line.answer.span
            )

    def _measure(self, line: tests.GivenMeasure) -> None:
        """What was measured, as the test says; percentages are numbers of hundredths."""
        metrics = self.tested.analysis.ruleset.metrics
        if self.report.find("metric", metrics, line.metric, self.source) is None:
            return
        instance = line.instance.text if line.instance else None
        if (instance, line.metric.text) in self.measured:
            self._again(f"The measure {line.metric.text} is", line.metric)
        numbers = [self._number(leaf) for leaf in (line.value, line.low, line.high)]
        self.measured[instance, line.metric.text] = Measurement(
            line.metric.text,
            instance,
            numbers[0],
            int(line.rows.text) if line.rows else None,
            low=numbers[1],
            high=numbers[2],
        )

    def _number(self, leaf: Leaf | None) -> Fraction | None:
        if leaf is None:
            return None
        if not _NUMBER.fullmatch(leaf.text):
            message = f"{leaf.text} is not a number."
            self.report.add("CX0304", message, self.source, leaf, "Write a number, or a percentage.")
            return None
        return Fraction(leaf.text.removesuffix("%"))

    def _again(self, what: str, leaf: Leaf) -> None:
        self.report.add("CX0703", f"{what} given twice.", self.source, leaf, "Leave one of them out.")


def _beside(said: Sequence[tests.RatedWith]) -> dict[str, Any]:
    """What stands beside a rating: second answers, and a note or weaknesses of which only the size counts."""
    sizes = {each.name.text: int(each.value.text) for each in said}
    facets = [each for each in said if each.name.text not in _SIZES]
    return {
        "note": "x" * sizes.get("note-length", 0),
        "weaknesses": ("as the test says",) * sizes.get("weakness-count", 0),
        "facets": {each.name.text: each.value.text for each in facets},
        "facet_spans": tuple((each.name.span, each.value.span) for each in facets),
    }


def _item(each: Leaf | NameRange) -> tuple[Span, str | tuple[str, str]]:
    if isinstance(each, NameRange):
        return Span(each.first.start, each.last.end), (each.first.text, each.last.text)
    return each.span, each.text


def _texts(leaves: Sequence[Leaf]) -> tuple[str, ...]:
    return tuple(leaf.text for leaf in leaves)


def _spans(leaves: Sequence[Leaf]) -> tuple[Span, ...]:
    return tuple(leaf.span for leaf in leaves)
