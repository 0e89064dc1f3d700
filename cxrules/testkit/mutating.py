"""Mutants: a package with one thing in it changed, and whether any test notices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.diagnostics import has_errors
from cxrules.semantics.report import Report
from cxrules.semantics.rules import Rules
from cxrules.semantics.terms import needs
from cxrules.syntax import testing_tree as tests, tree
from cxrules.testkit.accepting import accept
from cxrules.testkit.judging import judge
from cxrules.testkit.mutators import Model
from cxrules.testkit.replay import Replay
from cxrules.testkit.signature import Key, changed
from cxrules.testkit.tested import Tested, Way
from cxrules.testkit.variants import variants
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics import Analysis, Package
    from cxrules.semantics.rules import Written
    from cxrules.testkit.running import Ran
    from cxrules.text import Source

Verdict: TypeAlias = Literal["invalid", "equivalent", "noticed", "survived"]


class Mutant(NamedTuple):
    """One change: where it is, of what (``rule SUP.1.RL.3``), and the words before and after.

    `file` and `place` number the declaration within the package, `new` takes its place.
    """

    source: Source
    span: Span
    change: str
    of: str
    before: str
    after: str
    file: int
    place: int
    new: tree.Declaration


_WORDS: Mapping[type, str] = {
    tree.SetOf: "set",
    tree.BlankRatings: "blank ratings",
    tree.WeaknessNeeded: "weakness needed",
}


class MutantRun(NamedTuple):
    """What became of all mutants of a package. `accepted` survive with a reason that stands in the text."""

    made: int
    invalid: int
    equivalent: int
    noticed: int
    unexplained: Sequence[Mutant]
    accepted: Sequence[tuple[Mutant, str]]
    problems: Sequence[Diagnostic] = ()


def mutants_of(package: Package, model: Model) -> Iterator[Mutant]:
    """Every mutant of a package, in the order of its text."""
    for number, (source, file) in enumerate(package.files):
        for place, declaration in enumerate(file.declarations):
            for change, span, of in variants(declaration, model) if _has_meaning(declaration) else ():
                at = span or Span(declaration.begin, declaration.end)
                words = (change.kind, _of(declaration, of), change.before, change.after)
                yield Mutant(source, at, *words, number, place, change.new)


def _has_meaning(declaration: tree.Declaration) -> bool:
    return not isinstance(declaration, (tree.Header, tree.Test, tree.Scope))


def _of(declaration: tree.Declaration, line: str) -> str:
    """What a change is of: the line it is in, where that has a name, or the declaration."""
    if line and not isinstance(declaration, tree.Maturity):
        return line
    name = getattr(declaration, "name", None)
    kind = type(declaration)
    word = _WORDS.get(kind) or kind.__name__.lower()
    said = f"{word} {name.text}" if name is not None else word
    return f"{said}, {line}" if line else said


class Mutating:
    """The mutants of one package, held against the tests that passed."""

    def __init__(
        self, packages: Sequence[Package], package: Package, tested: Tested, ran: Sequence[Ran]
    ) -> None:
        """Take the packages that the tested model is made of, and the one among them that is under test."""
        self.packages, self.package, self.tested = packages, package, tested
        self.ran = [each for each in ran if each.passed and each.evaluation is not None]
        self.ways = dict.fromkeys([each.prepared.way for each in self.ran])
        self.others = [way for way in (Way(), Way(reading="derive")) if way not in self.ways]

    def mutants(self) -> list[Mutant]:
        """All mutants."""
        analysis = self.tested.analysis
        ratings = [value.id for value in analysis.scale.values]
        levels = [level.order for level in analysis.ruleset.levels]
        scales = analysis.ruleset.scales.values()
        others = [[value.id for value in scale.values] for scale in scales if scale is not analysis.scale]
        levels += [level.order for each in analysis.ruleset.organisations.values() for level in each.levels]
        return list(mutants_of(self.package, Model(ratings, sorted(set(levels)), others)))

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of a mutant."""
        rule = mutant.new if isinstance(mutant.new, tree.Rule) else None
        if rule is not None and rule.effect.word != "refuse" and self._is_noticed_by_audit(mutant, rule):
            return "noticed"
        mutated = self._mutated(mutant)
        if mutated is None:
            return "invalid"
        different = [way for way in self.ways if self._changed(mutated, way)]
        if any(self._is_noticed(mutated, way, self._changed(mutated, way)) for way in different):
            return "noticed"
        ways = [*different, *self._others(mutant)]
        return "survived" if any(self._changed(mutated, way, loose=True) for way in ways) else "equivalent"

    def _changed(self, mutated: Tested, way: Way, *, loose: bool = False) -> set[Key]:
        """What means something else in the mutated model; `loose`: to people, too."""
        return changed(self.tested.signature(way, loose=loose), mutated.signature(way, loose=loose))

    def _is_noticed_by_audit(self, mutant: Mutant, rule: tree.Rule) -> bool:
        """Whether an audit notices a change of a rule: there, nothing but its own outcome rests on it.

        So the model needs no other rule and no new analysis, which makes this many times quicker.
        """
        analysis = self.tested.analysis
        report = Report()
        rules = Rules(analysis.ruleset, analysis.elements, analysis.scale, report).one(mutant.source, rule)
        if has_errors(report.diagnostics):
            return False
        name = rule.name.text
        mutated = Tested(self.packages, _reduced(analysis, rules))
        before = (each for each in analysis.rules if each.rule == name)
        keys: set[Key] = {("rule", name, each.subject) for each in (*before, *rules)}
        ways = [way for way in self.ways if way.reading == "audit" and (way.profile, way.day) == (None, None)]
        return any(self._is_noticed(mutated, way, keys, rule=name) for way in ways)

    def _others(self, mutant: Mutant) -> list[Way]:
        """Ways that no test takes, in which a mutant may mean something else all the same."""
        if not isinstance(mutant.new, tree.Method):
            return self.others
        ways = [Way(mutant.new.name.text, reading) for reading in ("audit", "derive")]
        return [way for way in ways if way not in self.ways]

    def _mutated(self, mutant: Mutant) -> Tested | None:
        """The model with the change in it; None where that makes no sense."""
        files = list(self.package.files)
        source, file = files[mutant.file]
        declarations = list(file.declarations)
        declarations[mutant.place] = mutant.new
        files[mutant.file] = (source, replace(file, declarations=declarations))
        changed_package = replace(self.package, files=tuple(files))
        packages = [changed_package if each is self.package else each for each in self.packages]
        mutated = Tested(packages)
        ways = [mutated.analysed(way) for way in (*self.ways, Way())]
        return mutated if all(each.complete and not has_errors(each.diagnostics) for each in ways) else None

    def _is_noticed(self, mutated: Tested, way: Way, keys: set[Key], rule: str | None = None) -> bool:
        ran = [each for each in self.ran if each.prepared.way == way and self._may_notice(each, keys)]
        if not ran:
            return False
        replay = Replay(self.tested, mutated, way)
        found = ((each, replay.evaluation(each)) for each in ran)
        return any(
            judge(each.case, evaluation, explained=False, rule=rule).failures for each, evaluation in found
        )

    def _may_notice(self, ran: Ran, keys: set[Key]) -> bool:
        """Whether a test looks at anything that means something else now."""
        if not ran.asked.isdisjoint(keys) or any(key[0] == "refusal" for key in keys):
            return True
        if not _is_wide(ran) or ran.evaluation is None:
            return False
        scope, subjects = ran.evaluation.bound.scope, self.tested.plan(ran.prepared.way).subjects
        return any(
            key[0] == "rule"
            and (key[2] in scope or (key[2] in subjects and subjects[key[2]].capability in scope))
            for key in keys
        )


def _is_wide(ran: Ran) -> bool:
    """Whether a test looks at more than it names: at every rule, or at reasons."""
    wide = (tests.ExpectNoViolation, tests.ExpectBecause, tests.ExpectTarget)
    return any(isinstance(line, wide) for line in ran.case.test.lines)


def _reduced(analysis: Analysis, rules: Sequence[Written]) -> Analysis:
    """The model with no other rules than these, and without what levels require unless these ask for it."""
    asked = (
        need for rule in rules for term in (rule.when, rule.holds) if term is not None for need in needs(term)
    )
    if any(need[0] != "subject" for need in asked):
        return replace(analysis, rules=rules)
    return replace(analysis, rules=rules, requirements={key: [] for key in analysis.requirements})


def told(package: Package, mutants: Sequence[Mutant], verdicts: Sequence[Verdict]) -> MutantRun:
    """What became of all mutants, with those set apart that the text accepts with a reason."""
    survived = [mutant for mutant, verdict in zip(mutants, verdicts, strict=True) if verdict == "survived"]
    acceptance = accept(package, mutants, survived)
    return MutantRun(
        made=len(mutants),
        invalid=verdicts.count("invalid"),
        equivalent=verdicts.count("equivalent"),
        noticed=verdicts.count("noticed"),
        unexplained=[each for each in survived if id(each) not in acceptance.reasons],
        accepted=[
            (each, acceptance.reasons[id(each)]) for each in survived if id(each) in acceptance.reasons
        ],
        problems=acceptance.problems,
    )
