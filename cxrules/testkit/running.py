"""Running tests: each is prepared, evaluated and judged, and tells what it looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import has_errors
from cxrules.engine.evaluation import evaluate
from cxrules.exchange.scope import expand_scope
from cxrules.syntax import testing_tree as tests
from cxrules.testkit.giving import Prepared, prepare
from cxrules.testkit.judging import judge
from cxrules.testkit.naming import check_expected
from cxrules.testkit.refusing import expects_error, unsaid

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine.evaluation import Evaluation
    from cxrules.testkit.case import Case
    from cxrules.testkit.failure import Failure
    from cxrules.testkit.signature import Key
    from cxrules.testkit.tested import Tested


class Ran(NamedTuple):
    """A test that was run. With errors among `problems` it was not evaluated: the test itself has mistakes.

    `asked` is what its expectations looked at by name, `roots` the same as nodes of the evaluation's plan.
    """

    case: Case
    prepared: Prepared
    scope: Collection[str] | None = None
    evaluation: Evaluation | None = None
    failures: tuple[Failure, ...] = ()
    asked: frozenset[Key] = frozenset()
    roots: frozenset[int] = frozenset()
    problems: Sequence[Diagnostic] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures and not has_errors(self.problems)


def run(case: Case, tested: Tested) -> Ran:
    """Run one test."""
    prepared = prepare(case, tested)
    plan = tested.plan(prepared.way)
    problems = [*prepared.problems, *check_expected(case, plan, prepared.assessment.instances)]
    if has_errors(problems):
        return Ran(case, prepared, problems=[*problems, *prepared.refused])
    said = [each.message for each in prepared.refused if each.severity == "error"]
    if said:
        if not expects_error(case):
            return Ran(case, prepared, problems=prepared.refused)
        return Ran(case, prepared, failures=unsaid(case, said))
    scope = scope_of(case, prepared, tested)
    evaluation = evaluate(plan, prepared.assessment, scope)
    judged = judge(case, evaluation)
    return Ran(case, prepared, scope, evaluation, *judged, problems)


def problems_of(case: Case, tested: Tested) -> list[Diagnostic]:
    """What is wrong with a test itself, without running it."""
    prepared = prepare(case, tested)
    plan = tested.plan(prepared.way)
    found = [*prepared.problems, *check_expected(case, plan, prepared.assessment.instances)]
    return found if expects_error(case) else [*found, *prepared.refused]


def scope_of(case: Case, prepared: Prepared, tested: Tested) -> Collection[str]:
    """What a test assesses: what it says, or else what it rates and expects something of, and the target."""
    assessment = prepared.assessment
    if assessment.scope is not None:
        return expand_scope(assessment, tested.vocabulary(prepared.way))[0] or ()
    plan = tested.plan(prepared.way)
    names = {each.subject for each in assessment.ratings}
    names.update(name.rpartition(".")[0] for name in (*assessment.values, *assessment.judgements))
    for line in case.test.lines:
        match line:
            case tests.Expect(about=about) if about is not None:
                names.add(about.text)
            case tests.ExpectRule(subject=subject) if subject is not None:
                names.add(subject.text)
    target = plan.targets.get(assessment.target) if isinstance(assessment.target, str) else None
    names.update(target.levels if target else ())
    return {capability for name in names if (capability := plan.capability_of(name)) is not None}
