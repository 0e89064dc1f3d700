"""Running tests: each is prepared, evaluated and judged, and tells what it looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import has_errors
from cxrules.engine.evaluation import evaluate
from cxrules.engine.worked_out import refused
from cxrules.exchange.scope import expand_scope
from cxrules.syntax import testing_tree as tests
from cxrules.testkit.giving import Prepared, prepare
from cxrules.testkit.judging import Failure, judge
from cxrules.testkit.naming import check_expected
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.testkit.case import Case
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
        failures = _unsaid(case, said)
        return Ran(
            case, prepared, failures=failures or (), problems=prepared.refused if failures is None else ()
        )
    scope = scope_of(case, prepared, tested)
    evaluation = evaluate(plan, prepared.assessment, scope)
    failures = _unsaid(case, [message for _, message in refused(evaluation)])
    judged = judge(case, evaluation)
    unmet = (*judged.failures, *(failures or ()))
    keys, roots = _refusals(plan) if failures is not None else (frozenset(), frozenset())
    asked = (judged.asked | keys, judged.roots | roots)
    return Ran(case, prepared, scope, evaluation, unmet, *asked, problems)


def _refusals(plan: Plan) -> tuple[frozenset[Key], frozenset[int]]:
    """What a test looks at that expects an error: everything that can refuse an assessment."""
    names = {each.by for each in plan.refusals}
    rules = [each for each in plan.rules if each.rule in names]
    keys: list[Key] = [("refusal", each.by, each.message) for each in plan.refusals]
    keys += [("rule", each.rule, each.subject) for each in rules]
    roots = [each.node for each in plan.refusals] + [each.when for each in rules if each.when >= 0]
    return frozenset(keys), frozenset(roots)


def problems_of(case: Case, tested: Tested) -> list[Diagnostic]:
    """What is wrong with a test itself, without running it."""
    prepared = prepare(case, tested)
    plan = tested.plan(prepared.way)
    found = [*prepared.problems, *check_expected(case, plan, prepared.assessment.instances)]
    return found if _expects_error(case) else [*found, *prepared.refused]


def _expects_error(case: Case) -> bool:
    return any(isinstance(line, tests.ExpectError) for line in case.test.lines)


def _unsaid(case: Case, said: Sequence[str]) -> tuple[Failure, ...] | None:
    """The errors that a test expects and that were not said; None for a test that expects none."""
    wanted = [line for line in case.test.lines if isinstance(line, tests.ExpectError)]
    found = "; ".join(said) if said else "nothing was refused"
    failures = [
        Failure(Span(line.begin, line.end), f"the error “{line.text.text}”", found)
        for line in wanted
        if not any(line.text.text in message for message in said)
    ]
    return tuple(failures) if wanted else None


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
