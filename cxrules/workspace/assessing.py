"""From an assessment file to its evaluation: read it, find its model, hold one against the other, run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxrules.diagnostics import Diagnostic, diagnose, has_errors
from cxrules.engine.evaluation import Evaluation, evaluate
from cxrules.engine.worked_out import refused
from cxrules.exchange.against import check_against
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import OTHER_WORKBOOKS, decode
from cxrules.exchange.limits import too_large
from cxrules.exchange.scope import expand_scope
from cxrules.plan.tailoring import UnknownProfile
from cxrules.text import Source, near
from cxrules.text.pause import collector_paused
from cxrules.workspace.cache import UnknownMethod, plan_at
from cxrules.workspace.evidence_files import check_evidence_files
from cxrules.workspace.locate import find_model
from cxrules.workspace.lock import lock_over
from cxrules.workspace.tailored import tailored_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as day

    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.text import Span
    from cxrules.workspace.lock import Lock
    from cxrules.workspace.tailored import Tailored

READINGS = ("audit", "derive")


class Making(Protocol):
    """A way to the plan of a model: `cxrules.workspace.cache.plan_at`, or one that stores nothing."""

    def __call__(
        self, root: Path, method: str | None, reading: str, *, lock: Lock | None, tailored: Tailored
    ) -> tuple[Plan | None, list[Diagnostic]]:
        """The plan, or None with what is wrong with the model."""


class Instead(NamedTuple):
    """What takes the place of a line of the assessment; None leaves the line as it is.

    A profile is a name or the path of a file with one, from the folder we are in.
    """

    model: str | None = None
    reading: str | None = None
    method: str | None = None
    target: str | None = None
    profile: str | None = None
    view: str | None = None
    date: day | None = None

    def of(self, assessment: Assessment) -> Assessment:
        """The assessment with these in place; what they stand for has no place in its file any more."""
        given = {key: value for key, value in self._asdict().items() if value is not None}
        if not given:
            return assessment
        if self.profile is not None and self.profile.endswith(".cxr"):
            given["profile"] = str(Path(self.profile).absolute())
        places = {key: span for key, span in assessment.places.items() if key[0] not in given}
        return replace(assessment, **given, places=places)


AS_WRITTEN = Instead()
"""An assessment as its file says it."""


def read_file(
    path: Path, model: str | None = None
) -> tuple[Assessment | None, Source | None, list[Diagnostic]]:
    """The assessment in a file; a table of ratings (`.csv`, `.xlsx`) needs the model's name from outside.

    Raises OSError where the file cannot be read.
    """
    large = too_large(str(path), path.stat().st_size)
    if large is not None:
        return None, None, [large]
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from cxrules.exchange.workbook.read import read_workbook

        return read_workbook(str(path), path.read_bytes(), model or None)
    if ending in OTHER_WORKBOOKS:
        message = f"A workbook is read as .xlsx, not as {ending}."
        hint = "Save it as an Excel workbook (.xlsx)."
        return None, None, [diagnose("CX0560", message, Source(str(path), ""), None, hint)]
    source = decode(str(path), path.read_bytes())
    if isinstance(source, Diagnostic):
        return None, None, [source]
    if ending == ".csv":
        from cxrules.exchange.ratings_table import nameless, read_ratings_table

        if model is None:
            return None, source, [nameless(source)]
        assessment, problems = read_ratings_table(source, model)
    else:
        assessment, problems = read_assessment(source)
    return assessment, source, problems


def evaluate_path(
    path: Path, instead: Instead = AS_WRITTEN, *, plan: Plan | None = None, made: Making = plan_at
) -> tuple[Evaluation | None, list[Diagnostic]]:
    """Evaluate an assessment file; None where it or its model has errors, with all of them.

    A `plan` is used as it is, whatever the file says; without one, `made` gives that of the model which the
    file names. Raises OSError where a file cannot be read.
    """
    name = instead.model or (plan.reference if plan else None)
    assessment, source, problems = read_file(path, name)
    if assessment is None:
        return None, problems
    problems = [*problems, *check_evidence_files(assessment, path.parent, source)]
    return _evaluate(assessment, source, problems, plan or made, instead, path)


def evaluate_text(source: Source, file: Path, plan: Plan) -> tuple[Evaluation | None, list[Diagnostic]]:
    """Evaluate an assessment that stands in a text as if it stood in `file`, which need not hold it.

    Raises OSError where a file that it names cannot be read.
    """
    assessment, problems = read_assessment(source)
    if assessment is None:
        return None, problems
    return _evaluate(assessment, source, problems, plan, AS_WRITTEN, file)


def evaluate_value(
    assessment: Assessment, instead: Instead = AS_WRITTEN, *, plan: Plan | None = None
) -> tuple[Evaluation | None, list[Diagnostic]]:
    """Evaluate an assessment value; see `evaluate_path`."""
    return _evaluate(assessment, None, [], plan or plan_at, instead, None)


@collector_paused()  # a plan and a trace are many small objects, and none of them is garbage
def _evaluate(
    assessment: Assessment,
    source: Source | None,
    problems: list[Diagnostic],
    by: Plan | Making,
    instead: Instead,
    file: Path | None,
) -> tuple[Evaluation | None, list[Diagnostic]]:
    assessment = instead.of(assessment)
    plan: Plan | None
    if callable(by):
        plan, trouble = plan_for(assessment, source, None if instead.model else file, made=by)
        problems = problems + trouble
    else:
        plan = by
    if plan is None:
        return None, problems
    scope, trouble = check_assessment(assessment, source, plan)
    problems = problems + trouble
    if assessment.tables:
        from cxrules.workspace.measuring import measured

        assessment, trouble = measured(plan, assessment, file.parent if file else Path(), source)
        problems = problems + trouble
    if has_errors(problems):
        return None, problems
    evaluation = evaluate(plan, assessment, scope, problems, source)
    refusals = refusals_of(evaluation, source)
    return (None, [*problems, *refusals]) if refusals else (evaluation, problems)


def refusals_of(evaluation: Evaluation, source: Source | None) -> list[Diagnostic]:
    """What the model itself says against an assessment."""
    return [
        diagnose("CX0538", message, source, None, f"So says {by}.") for by, message in refused(evaluation)
    ]


def plan_for(
    assessment: Assessment, source: Source | None, file: Path | None, *, made: Making = plan_at
) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan for what an assessment names: its model, method and reading.

    `file` is where it was read from; the model is looked for from there, and a lockfile may hold for it.
    `made` gives the plan of the model that is found, from what is stored where nothing else is said.
    """
    lock, problems = lock_over(file) if file is not None else (None, [])
    if problems:
        return None, problems
    root, problems = find_model(assessment.model, file.parent if file is not None else None, lock)
    if root is None:
        return None, [_placed(each, source, assessment.places.get(("model",))) for each in problems]
    if assessment.reading not in READINGS:
        message = f"The reading is audit or derive, not {assessment.reading}."
        return None, [diagnose("CX0518", message, source)]
    try:
        tailored = tailored_by(assessment.profile, file.parent if file is not None else None, assessment.date)
        plan, trouble = made(root, assessment.method, assessment.reading, lock=lock, tailored=tailored)
    except UnknownProfile as error:
        span = assessment.places.get(("profile",))
        message = f"The model has no profile {error.name}."
        return None, [diagnose("CX0518", message, source, span, error.hint)]
    except UnknownMethod as error:
        guess = near(error.name, error.known)
        hint = f"Did you mean {guess}?" if guess else f"Its methods are {', '.join(error.known)}."
        span = assessment.places.get(("method",))
        return None, [diagnose("CX0518", f"The model has no method {error.name}.", source, span, hint)]
    return plan, [*problems, *trouble]


def _placed(problem: Diagnostic, source: Source | None, span: Span | None) -> Diagnostic:
    """Point a problem at the words of the assessment that it is about, unless it has a place of its own."""
    return problem if problem.source is not None else problem._replace(source=source, span=span)


def check_assessment(
    assessment: Assessment, source: Source | None, plan: Plan
) -> tuple[Sequence[str] | None, list[Diagnostic]]:
    """Hold an assessment against its model: its scope with ranges written out, and what does not fit."""
    vocabulary = plan.vocabulary()
    problems = check_against(assessment, vocabulary, source)
    if assessment.signed_off or assessment.status == "released":
        from cxrules.exchange.signoff import check_sign_offs

        problems += check_sign_offs(assessment, plan.model_id, plan.model_version, source)
    scope, trouble = expand_scope(assessment, vocabulary, source)
    if len(assessment.instances) > 1 and plan.join is None:
        message = f"The method {plan.method} does not say how instances are joined."
        hint = f"Choose another method ({', '.join(plan.methods)}), or rate without instances."
        problems.append(diagnose("CX0518", message, source, None, hint))
    return scope, problems + [each for each in trouble if each not in problems]
