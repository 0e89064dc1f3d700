"""What a test expects, held against its model: it must have every name, level and rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.report import Report
from cxrules.syntax import testing_tree as tests
from cxrules.syntax.parts import NameRange
from cxrules.testkit.points import point
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.plan import Plan
    from cxrules.plan.plan import OrganisationNodes, ValueNodes
    from cxrules.syntax.parts import Leaf
    from cxrules.testkit.case import Case


_FEW = 4


def check_expected(case: Case, plan: Plan, instances: Collection[str]) -> list[Diagnostic]:
    """Everything that a test expects of what its model does not have."""
    check = _Check(case, plan, instances)
    for line in case.test.lines:
        check.line(line)
    return check.report.diagnostics


class _Check:
    def __init__(self, case: Case, plan: Plan, instances: Collection[str]) -> None:
        self.source, self.plan, self.instances = case.source, plan, instances
        self.report = Report()
        self.asked = False

    def line(self, line: tests.TestLine) -> None:
        match line:
            case tests.Expect():
                self._expect(line)
                self.asked = True
            case tests.ExpectRule():
                self._rule(line)
                self.asked = True
            case tests.ExpectBecause():
                self._because(line)
            case tests.ExpectTarget():
                self.asked = False

    def _expect(self, line: tests.Expect) -> None:
        about, found = line.about, line.found
        if about is not None and line.word == "level":
            if self._is_known("capability", about, self.plan.capabilities):
                self._levels(found, self.plan.level_names)
        elif about is not None and line.word == "rating" and self._is_subject(about):
            self._ratings(line, about)
        elif line.word == "value":
            self._value(line)
        elif line.word == "maturity":
            self._maturity(line)
        self._instance(line.instance)

    def _maturity(self, line: tests.Expect) -> None:
        organisation = find_organisation(self.plan, line)
        if organisation is not None:
            self._levels(line.found, organisation.levels)
        elif line.name is not None:
            known = [each.name for each in self.plan.organisations]
            self.report.unknown("maturity", line.name.text, known, self.source, line.name)
        else:
            message = f"{self.plan.model_id} has no levels of the organisation."
            self.report.add("CX0201", message, self.source, Span(line.begin, line.end))

    def _is_known(self, what: str, leaf: Leaf, known: Iterable[str]) -> bool:
        names = list(known)
        if leaf.text in names:
            return True
        self.report.unknown(what, leaf.text, names, self.source, leaf)
        return False

    def _is_subject(self, leaf: Leaf) -> bool:
        if leaf.text in self.plan.capabilities:
            message = f"{leaf.text} is a capability; it has a level and no rating."
            self.report.add("CX0207", message, self.source, leaf, f"Write `expect level of {leaf.text} = …`.")
            return False
        return self._is_known("criterion, practice or attribute", leaf, self.plan.subjects)

    def _levels(self, found: tests.Found, levels: Iterable[int]) -> None:
        known = [str(order) for order in levels]
        for leaf in filter(None, (found.low, found.high)):
            if leaf.text not in known:
                there = f"The levels are {', '.join(known)}."
                self.report.add("CX0303", f"There is no level {leaf.text}.", self.source, leaf, there)

    def _ratings(self, line: tests.Expect, about: Leaf) -> None:
        names = ratings_of(self.plan, about.text, joined=line.instance is None)
        for leaf in filter(None, (line.found.low, line.found.high)):
            if leaf.text not in names:
                message = f"{leaf.text} is not a rating that {about.text} can have."
                self.report.add("CX0301", message, self.source, leaf, f"It can be {', '.join(names)}.")

    def _value(self, line: tests.Expect) -> None:
        assert line.name is not None  # noqa: S101 - the grammar demands it
        found = find_value(self.plan, line)
        if found is not None:
            self._points(line, found)
            return
        of = [each for each in self.plan.values if each.name == line.name.text]
        if not of:
            known = dict.fromkeys(each.name for each in self.plan.values)
            self._is_known("value", line.name, known)
            return
        wanted = [each.subject for each in of if each.subject]
        if line.about is None or line.about.text not in wanted:
            at = line.about or line.name
            what = (
                f"Of {at.text} there is no value {line.name.text}."
                if line.about
                else f"It is not said of what {line.name.text} is meant."
            )
            self.report.add("CX0201", what, self.source, at, f"There is one of {_few(wanted)}.")
            return
        levels = sorted({each.level for each in of if each.level is not None})
        hint = (
            f"Write `on level {levels[0]}`." if levels else "Take `on level` away: it is one value for all."
        )
        self.report.add("CX0306", "It is not said on which level.", self.source, line.name, hint)

    def _points(self, line: tests.Expect, found: ValueNodes) -> None:
        """What is expected of a value must be something that it can be."""
        for leaf in filter(None, (line.found.low, line.found.high)):
            if point(leaf, found.type, found.words) is None:
                message = f"{leaf.text} is nothing that {found.name} can be."
                code = "CX0301" if found.type == "rating" else "CX0306"
                self.report.add(code, message, self.source, leaf, _possible(found))

    def _instance(self, leaf: Leaf | None) -> None:
        if leaf is not None and leaf.text not in self.instances:
            self.report.unknown("instance", leaf.text, self.instances, self.source, leaf, "CX0516")

    def _rule(self, line: tests.ExpectRule) -> None:
        if not self._is_known("rule", line.rule, self.plan.rule_texts):
            return
        bounded = [each.subject for each in self.plan.rules if each.rule == line.rule.text]
        if line.subject is not None and line.subject.text not in bounded:
            message = f"{line.rule.text} says nothing about {line.subject.text}."
            self.report.add("CX0515", message, self.source, line.subject, f"It is about {_few(bounded)}.")
        self._instance(line.instance)

    def _because(self, line: tests.ExpectBecause) -> None:
        if not self.asked:
            message = "Because of what is not said: nothing is expected before this line."
            hint = "Write it below `expect level of …`, `expect rating of …` or `expect rule …`."
            first = line.names[0]
            at = first if not isinstance(first, NameRange) else first.first
            self.report.add("CX0704", message, self.source, at, hint)
        plan = self.plan
        known = [*plan.capabilities, *plan.subjects, *plan.rule_texts, *plan.findings, *plan.causes]
        known += [*plan.answers.contexts, *plan.answers.judgements, *plan.answers.inputs]
        known += [f"{each.subject}.{each.name}" if each.subject else each.name for each in plan.values]
        self.report.expand("subject, rule or finding", known, line.names, self.source)


def find_value(plan: Plan, line: tests.Expect) -> ValueNodes | None:
    """The value that is meant; what is of no thing in particular belongs to the model."""
    name = line.name.text if line.name else ""
    about = line.about.text if line.about else ""
    level = int(line.level.text) if line.level else None
    for each in plan.values:
        if each.name == name and each.level == level and each.subject in {about, about or plan.model_id}:
            return each
    return None


def find_organisation(plan: Plan, line: tests.Expect) -> OrganisationNodes | None:
    """The levels of the organisation that are meant: those of the name, or the first."""
    named = [each for each in plan.organisations if line.name is None or each.name == line.name.text]
    return named[0] if named else None


def _possible(found: ValueNodes) -> str:
    """What a value can be, in words."""
    if found.type == "rating":
        return f"It can be {', '.join(found.words)}."
    return {
        "truth": "It can be yes or no.",
        "date": "It is a day, such as 2026-11-20.",
    }.get(found.type, "It is a number, such as 2.5, 80%, minus 1, or 200 divided by 3.")


def _few(names: Sequence[str]) -> str:
    """The first few names, enough to see what is meant."""
    return ", ".join(names[:_FEW]) + " …" * (len(names) > _FEW)


def ratings_of(plan: Plan, subject: str, *, joined: bool) -> list[str]:
    """The names of the ratings that a subject can end with, lowest first; of one instance before joining."""
    base = joined and plan.subjects[subject].whole >= 0
    return [name for name, _ in plan.scale_values] if base else list(plan.given_values)
