"""Refused assessments: what a test expects of them, and what it looks at when it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.worked_out import refused
from cxrules.syntax import testing_tree as tests
from cxrules.testkit.failure import Failure, Judged
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.testkit.case import Case
    from cxrules.testkit.signature import Key


def expects_error(case: Case) -> bool:
    """Whether a test wants its assessment refused."""
    return any(isinstance(line, tests.ExpectError) for line in case.test.lines)


def judge_refusals(case: Case, evaluation: Evaluation) -> Judged:
    """Hold what rules and decisions refuse against what a test expects: nothing, unless it says so."""
    said = [message for _, message in refused(evaluation)]
    if expects_error(case):
        return Judged(unsaid(case, said), *_looked_at(evaluation.plan))
    if said:
        found = f"the assessment is refused: {'; '.join(said)}"
        return Judged((Failure(case.test.title.span, "", found),), frozenset(), frozenset())
    return Judged((), frozenset(), frozenset())


def unsaid(case: Case, said: Sequence[str]) -> tuple[Failure, ...]:
    """The errors that a test expects and that were not said."""
    found = "; ".join(said) if said else "nothing was refused"
    return tuple(
        Failure(Span(line.begin, line.end), f"the error “{line.text.text}”", found)
        for line in case.test.lines
        if isinstance(line, tests.ExpectError) and not any(line.text.text in message for message in said)
    )


def _looked_at(plan: Plan) -> tuple[frozenset[Key], frozenset[int]]:
    """What a test looks at that expects an error: everything that can refuse an assessment."""
    names = {each.by for each in plan.refusals}
    rules = [each for each in plan.rules if each.rule in names]
    keys: list[Key] = [("refusal", each.by, each.message) for each in plan.refusals]
    keys += [("rule", each.rule, each.subject) for each in rules]
    roots = [each.node for each in plan.refusals] + [each.when for each in rules if each.when >= 0]
    return frozenset(keys), frozenset([*roots, *_tables(plan, names)])


def _tables(plan: Plan, names: set[str]) -> Iterator[int]:
    """The decisions that have a row which refuses; one that joins instances stands at what it joins."""
    values = {f"{row.subject}.{row.name}": row.node for row in plan.values}
    yield from (node for name, node in values.items() if name in names)
    if not names <= {*values, *(rule.rule for rule in plan.rules)}:
        yield from (each.whole for each in plan.subjects.values() if each.whole >= 0)
