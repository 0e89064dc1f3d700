"""What a test expects, held against what came out of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.because import Story, explain
from cxrules.engine.evaluation import join
from cxrules.engine.outcome import WORST, outcomes
from cxrules.engine.words import Words
from cxrules.plan.values import OUTSIDE
from cxrules.syntax import testing_tree as tests
from cxrules.syntax.parts import NameRange
from cxrules.testkit.failure import Failure, Judged
from cxrules.testkit.naming import find_organisation, find_value, ratings_of
from cxrules.testkit.points import exactly, is_met
from cxrules.testkit.refusing import judge_refusals
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxrules.engine.because import Because
    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.outcome import Outcome
    from cxrules.plan.values import Value
    from cxrules.syntax.parts import Leaf
    from cxrules.testkit.case import Case
    from cxrules.testkit.signature import Key


def judge(case: Case, evaluation: Evaluation, *, explained: bool = True, rule: str | None = None) -> Judged:
    """Hold every expectation of a test against an evaluation; `explained` failures say why.

    With `rule` only what is expected of that rule counts. To be refused fails where no error is expected.
    """
    judging = _Judging(case, evaluation, explained=explained)
    for line in case.test.lines:
        if rule is None or _is_about(line, rule):
            judging.line(line)
    found = Judged(tuple(judging.failures), frozenset(judging.keys), frozenset(judging.roots))
    if rule is not None:
        return found
    refused = judge_refusals(case, evaluation)
    failures = (*found.failures, *refused.failures)
    return Judged(failures, found.asked | refused.asked, found.roots | refused.roots)


def _is_about(line: tests.TestLine, rule: str) -> bool:
    return isinstance(line, tests.ExpectNoViolation) or (
        isinstance(line, tests.ExpectRule) and line.rule.text == rule
    )


class _Judging:
    def __init__(self, case: Case, evaluation: Evaluation, *, explained: bool) -> None:
        self.case, self.evaluation, self.plan = case, evaluation, evaluation.plan
        self.explained = explained
        self.failures: list[Failure] = []
        self.keys: set[Key] = set()
        self.roots: set[int] = set()
        self.asked: str | int = ""  # a name that can be explained, or the node of a value
        self.name = ""
        self._outcomes: list[Outcome] | None = None

    def line(self, line: tests.TestLine) -> None:
        match line:
            case tests.Expect(word="level"):
                self._level(line)
            case tests.Expect(word="rating"):
                self._rating(line)
            case tests.Expect(word="value"):
                self._value_of(line)
            case tests.Expect(word="maturity"):
                self._maturity(line)
            case tests.ExpectBecause():
                self._because(line)
            case tests.ExpectRule():
                self._rule(line)
            case tests.ExpectNoViolation():
                self._no_violation(line)
            case tests.ExpectTarget():
                self._target(line)

    def _fail(self, line: tests.TestLine, expected: str, found: str, about: str | int = "") -> None:
        because = self._explanation(about) if about != "" and self.explained else None
        self.failures.append(Failure(Span(line.begin, line.end), expected, found, because))

    def _explanation(self, about: str | int) -> Because:
        return (
            Story(self.evaluation).told(about) if isinstance(about, int) else explain(self.evaluation, about)
        )

    # --------------------------------------------------------------------------- levels and ratings

    def _level(self, line: tests.Expect) -> None:
        name = line.about.text if line.about else ""
        node = self.plan.capabilities[name].level
        self.asked = self.name = name
        self.keys.add(("level", name))
        self.roots.add(node)
        value = self.evaluation.value(node)
        if line.stated:
            self._stated(line, node, f"level of {name}", "level")
            return
        found, wanted = self._state(name, value), _wanted(line.found)
        if found != wanted and not (wanted == "open" and value[0] != value[1] and " to " in found):
            self._fail(line, f"level {wanted} of {name}", f"it is {found}", name)

    def _state(self, name: str, value: Value) -> str:
        bound, capability = self.evaluation.bound, self.plan.capabilities[name]
        if name not in bound.scope:
            return "out of scope"
        if name in bound.not_applicable:
            return "not applicable"
        subjects = (*capability.attributes, *capability.criteria)
        if not any(subject in chosen for chosen in bound.ratings for subject in subjects):
            return "not rated"
        return _range(value, str)

    def _rating(self, line: tests.Expect) -> None:
        name = line.about.text if line.about else ""
        self.asked = self.name = name
        subject = self.plan.subjects[name]
        names = ratings_of(self.plan, name, joined=line.instance is None)
        node = subject.whole if subject.whole >= 0 and line.instance is None else subject.counts
        self.keys.add(("rating", name))
        self.roots.add(node)
        value = self._value(node, line)
        found, wanted = _range(value, names.__getitem__), _wanted(line.found)
        if value == OUTSIDE:
            found = "not applicable" if subject.capability in self.evaluation.bound.scope else "out of scope"
        if wanted in {"open", "not rated"} and " to " in found:
            return
        if found != wanted:
            self._fail(line, f"rating {wanted} of {name}", f"it is {found}", name)

    def _value(self, node: int, line: tests.Expect) -> Value:
        bound = self.evaluation.bound
        if line.instance is not None:
            names = [str(name) for name in bound.instances]
            return self.evaluation.value(node, names.index(line.instance.text))
        if self.plan.nodes[node].whole:
            return self.evaluation.value(node)
        return join(self.plan, bound, [values[node] for values in bound.arrays])

    # ------------------------------------------------------------------- values and the organisation

    def _value_of(self, line: tests.Expect) -> None:
        nodes = find_value(self.plan, line)
        if nodes is None:
            return  # which is reported before
        self.name = f"{nodes.name} of {line.about.text}" if line.about else nodes.name
        self.asked = nodes.node
        self.keys.add(("value", nodes.name, nodes.subject, str(nodes.level or "")))
        self.roots.add(nodes.node)
        if line.stated:
            self._stated(line, nodes.node, self.name, nodes.type, nodes.words)
            return
        value = self.evaluation.value(nodes.node)
        if not is_met(value, line.found, nodes.type, nodes.words):
            shown = f"{Words(self.plan).value(nodes.node, value)}{exactly(value)}"
            self._fail(line, f"{self.name} {_wanted(line.found)}", f"it is {shown}", nodes.node)

    def _maturity(self, line: tests.Expect) -> None:
        nodes = find_organisation(self.plan, line)
        if nodes is None:
            return
        self.asked, self.name = nodes.level, nodes.name or "the organisation"
        self.keys.add(("maturity", nodes.name))
        self.roots.add(nodes.level)
        if line.stated:
            self._stated(line, nodes.level, "maturity", "level")
            return
        value = self.evaluation.value(nodes.level)
        if not is_met(value, line.found, "level", ()):
            self._fail(line, f"maturity {_wanted(line.found)}", f"it is {_range(value, str)}", nodes.level)

    def _stated(self, line: tests.Expect, node: int, what: str, kind: str, words: Sequence[str] = ()) -> None:
        """Hold the result in which blanks count as the model states against what is expected."""
        value = self.evaluation.stated(node)
        if value is None:
            self._fail(line, f"stated {what} {_wanted(line.found)}", "the model states nothing of blanks")
        elif not is_met(value, line.found, kind, words):
            shown = Words(self.plan).value(node, value)
            self._fail(line, f"stated {what} {_wanted(line.found)}", f"it is {shown}", node)

    # -------------------------------------------------------------------------------------- reasons

    def _because(self, line: tests.ExpectBecause) -> None:
        if self.asked == "":
            return
        because = self._explanation(self.asked)
        named = set(_named(because))
        wanted = [leaf for each in line.names for leaf in _ends(each)]
        missing = [leaf.text for leaf in wanted if leaf.text not in named]
        if missing:
            found = f"the explanation of {self.name} does not name {' and '.join(missing)}"
            self.failures.append(Failure(Span(line.begin, line.end), "", found, because))

    # ---------------------------------------------------------------------------------------- rules

    def outcomes(self) -> list[Outcome]:
        if self._outcomes is None:
            self._outcomes = outcomes(self.evaluation)
        return self._outcomes

    def _rule(self, line: tests.ExpectRule) -> None:
        rule = self.asked = self.name = line.rule.text
        about = f"{rule} on {line.subject.text}" if line.subject else rule
        found = [each for each in self.outcomes() if _is_meant(each, line)]
        self._look_at(found)
        said = [each.by_instance[line.instance.text] if line.instance else each.outcome for each in found]
        if not said:
            self._fail(line, f"{about} {line.outcome}", f"{about} is out of scope", rule)
            return
        worst = min(said, key=WORST.index)
        if worst != line.outcome.replace(" ", "-"):
            at = "" if line.subject else f" on {found[said.index(worst)].rule.subject}"
            self._fail(line, f"{about} {line.outcome}", f"it is {worst.replace('-', ' ')}{at}", rule)

    def _look_at(self, found: Sequence[Outcome]) -> None:
        self.keys.update(("rule", each.rule.rule, each.rule.subject) for each in found)
        self.roots.update(node for each in found for node in (each.rule.when, each.rule.holds) if node >= 0)

    def _no_violation(self, line: tests.TestLine) -> None:
        found = self.outcomes()
        self._look_at(found)
        broken = [each.rule for each in found if each.outcome == "broken"]
        if broken:
            shown = ", ".join(f"{rule.rule} on {rule.subject}" for rule in broken)
            self._fail(line, "no violation", f"broken: {shown}", broken[0].rule)

    def _target(self, line: tests.ExpectTarget) -> None:
        result = self.evaluation.result()
        target = result["target"]
        wanted = "the target met" if line.met else "the target not met"
        if target is None:
            self._fail(line, wanted, "the test names no target")
            return
        rows = [row for row in result["capabilities"] if row["target"] is not None]
        self.keys.add(("target", str(self.evaluation.assessment.target)))
        self.keys.update(("level", row["id"]) for row in rows)
        self.roots.update(self.plan.capabilities[row["id"]].level for row in rows)
        if target["met"] is not line.met:
            short = [row["id"] for row in rows if row["met"] is False]
            found = f"it is missed by {', '.join(short)}" if short else "it is met"
            self._fail(line, wanted, found, short[0] if short else "")


def _ends(each: Leaf | NameRange) -> tuple[Leaf, ...]:
    return (each.first, each.last) if isinstance(each, NameRange) else (each,)


def _is_meant(outcome: Outcome, line: tests.ExpectRule) -> bool:
    if outcome.rule.rule != line.rule.text:
        return False
    return line.subject is None or outcome.rule.subject == line.subject.text


def _wanted(found: tests.Found) -> str:
    if found.low is None:
        return found.said
    low = found.low.text.replace("/", " divided by ")
    high = found.high.text.replace("/", " divided by ") if found.high else low
    return low if high == low else f"{low} to {high}"


def _range(value: Value, name: Callable[[int], str]) -> str:
    """A value in words: one point, or both ends."""
    low, high = value
    if low is None or high is None:
        return "not applicable"
    first, last = name(int(low)), name(int(high))
    return first if low == high else f"{first} to {last}"


def _named(because: Because) -> Iterator[str]:
    """Every id that an explanation speaks of."""
    waiting = [because]
    while waiting:
        each = waiting.pop()
        yield each.id
        yield each.id.partition("@")[0]  # a value on a level is named by what it is
        waiting += each.children
