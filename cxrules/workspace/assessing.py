"""From an assessment file to its evaluation: read it, find its model, hold one against the other, run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose, has_errors
from cxrules.engine.evaluation import Evaluation, evaluate
from cxrules.exchange.against import check_against
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import decode
from cxrules.exchange.limits import too_large
from cxrules.exchange.scope import expand_scope
from cxrules.text import Source, near
from cxrules.text.pause import collector_paused
from cxrules.workspace.cache import UnknownMethod, plan_at
from cxrules.workspace.evidence_files import check_evidence_files
from cxrules.workspace.locate import find_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.text import Span

READINGS = ("audit", "derive")


class Instead(NamedTuple):
    """What takes the place of a line of the assessment; None leaves the line as it is."""

    model: str | None = None
    reading: str | None = None
    method: str | None = None
    target: str | None = None


def read_file(
    path: Path, model: str | None = None
) -> tuple[Assessment | None, Source | None, list[Diagnostic]]:
    """The assessment in a file; a table of ratings (`.csv`) needs the model's name from outside.

    Raises OSError where the file cannot be read.
    """
    large = too_large(str(path), path.stat().st_size)
    if large is not None:
        return None, None, [large]
    source = decode(str(path), path.read_bytes())
    if isinstance(source, Diagnostic):
        return None, None, [source]
    if path.suffix.lower() == ".csv":
        from cxrules.exchange.ratings_table import read_ratings_table

        if model is None:
            message = "A table of ratings does not say which model it is for."
            return (
                None,
                source,
                [diagnose("CX0503", message, source, None, "Name it: --model automotive-spice")],
            )
        assessment, problems = read_ratings_table(source, model)
    else:
        assessment, problems = read_assessment(source)
    return assessment, source, problems


def evaluate_path(
    path: Path,
    *,
    plan: Plan | None = None,
    model: str | None = None,
    reading: str | None = None,
    method: str | None = None,
    target: str | None = None,
) -> tuple[Evaluation | None, list[Diagnostic]]:
    """Evaluate an assessment file; None where it or its model has errors, with all of them.

    Raises OSError where a file cannot be read.
    """
    name = model or (plan.model_id if plan else None)
    assessment, source, problems = read_file(path, name)
    if assessment is None:
        return None, problems
    problems = [*problems, *check_evidence_files(assessment, path.parent, source)]
    instead = Instead(model, reading, method, target)
    return _evaluate(assessment, source, problems, plan, instead, path.parent)


def evaluate_value(
    assessment: Assessment,
    *,
    plan: Plan | None = None,
    model: str | None = None,
    reading: str | None = None,
    method: str | None = None,
    target: str | None = None,
) -> tuple[Evaluation | None, list[Diagnostic]]:
    """Evaluate an assessment value; see `evaluate_path`."""
    return _evaluate(assessment, None, [], plan, Instead(model, reading, method, target), None)


@collector_paused()  # a plan and a trace are many small objects, and none of them is garbage
def _evaluate(
    assessment: Assessment,
    source: Source | None,
    problems: list[Diagnostic],
    plan: Plan | None,
    instead: Instead,
    base: Path | None,
) -> tuple[Evaluation | None, list[Diagnostic]]:
    given = {key: value for key, value in instead._asdict().items() if value is not None}
    assessment = replace(assessment, **given)
    if plan is None:
        where = None if instead.model else base
        plan, trouble = plan_for(assessment, source, where)
        problems = problems + trouble
    if plan is None:
        return None, problems
    scope, trouble = check_assessment(assessment, source, plan)
    problems = problems + trouble
    if has_errors(problems):
        return None, problems
    return evaluate(plan, assessment, scope, problems, source), problems


def plan_for(
    assessment: Assessment, source: Source | None, base: Path | None
) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan for what an assessment names: its model, method and reading."""
    root, problems = find_model(assessment.model, base)
    if root is None:
        return None, [_placed(each, source, assessment.places.get(("model",))) for each in problems]
    if assessment.reading not in READINGS:
        message = f"The reading is audit or derive, not {assessment.reading}."
        return None, [diagnose("CX0518", message, source)]
    try:
        return plan_at(root, assessment.method, assessment.reading)
    except UnknownMethod as error:
        guess = near(error.name, error.known)
        hint = f"Did you mean {guess}?" if guess else f"Its methods are {', '.join(error.known)}."
        span = assessment.places.get(("method",))
        return None, [diagnose("CX0518", f"The model has no method {error.name}.", source, span, hint)]


def _placed(problem: Diagnostic, source: Source | None, span: Span | None) -> Diagnostic:
    """Point a problem at the words of the assessment that it is about, unless it has a place of its own."""
    return problem if problem.source is not None else problem._replace(source=source, span=span)


def check_assessment(
    assessment: Assessment, source: Source | None, plan: Plan
) -> tuple[Sequence[str] | None, list[Diagnostic]]:
    """Hold an assessment against its model: its scope with ranges written out, and what does not fit."""
    vocabulary = plan.vocabulary()
    problems = check_against(assessment, vocabulary, source)
    scope, trouble = expand_scope(assessment, vocabulary, source)
    if len(assessment.instances) > 1 and plan.join is None:
        message = f"The method {plan.method} does not say how instances are joined."
        hint = f"Choose another method ({', '.join(plan.methods)}), or rate without instances."
        problems.append(diagnose("CX0518", message, source, None, hint))
    return scope, problems + [each for each in trouble if each not in problems]
