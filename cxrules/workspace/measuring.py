"""Measuring an assessment: its tables are read, and each metric of the model is worked out from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.exchange.problems import shortened
from cxrules.model.measured import Measured
from cxrules.model.metrics import apart_by, of_instances
from cxrules.text import near
from cxrules.workspace.evidence_files import beside, checksum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxrules.model.assessment import Assessment, TableFile
    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric, Table
    from cxrules.plan import Plan
    from cxrules.text import Source
    from cxrules.workspace.tables import By, Problem, Reading

_CODES = {"file": "CX0541", "size": "CX0541", "column": "CX0542", "absent": "CX0545"}


def measured(
    plan: Plan, assessment: Assessment, folder: Path, source: Source | None
) -> tuple[Assessment, list[Diagnostic]]:
    """The assessment with what its tables give; `folder` is where its file lies.

    What is wrong with a file or its rows is reported, and then nothing is measured from it.
    """
    problems = _unknown(plan, assessment, source)
    readings: dict[str, Reading] = {}
    for name, given in assessment.tables.items():
        table = plan.tables.get(name)
        if table is None:
            continue
        path, trouble = _path(given, folder, source)
        if path is None:
            problems += trouble
            continue
        reading, trouble = _read(plan, assessment, table, given, path, source)
        problems += trouble
        if reading is not None:
            readings[name] = reading
    found = _measurements(plan, assessment, readings) if readings else {}
    kept = {**assessment.measured.found, **found}
    return replace(assessment, measured=Measured(kept)) if kept else assessment, problems


def _unknown(plan: Plan, assessment: Assessment, source: Source | None) -> list[Diagnostic]:
    found = []
    for name, given in assessment.tables.items():
        if name not in plan.tables:
            guess = near(name, plan.tables)
            known = f"Its tables are {', '.join(plan.tables)}." if plan.tables else "It has none."
            hint = f"Did you mean {guess}?" if guess else known
            found.append(
                diagnose("CX0544", f"{plan.model_id} has no table {name}.", source, given.span, hint)
            )
    return found


def _path(given: TableFile, folder: Path, source: Source | None) -> tuple[Path | None, list[Diagnostic]]:
    """Where the file is, if it lies within the assessment's folder and is there."""
    path, state, error = beside(folder, given.file)
    if state == "strange":
        message = f"The file of the table {given.name} cannot be looked at: {error}."
        return None, [diagnose("CX0541", message, source, given.file_span)]
    if state == "outside":
        message = f"The file of the table {given.name} lies outside the assessment's folder."
        return None, [diagnose("CX0510", message, source, given.file_span, "Put it beside the assessment.")]
    if state == "missing":
        message = f"The file of the table {given.name} is not there: {shortened(given.file)}."
        return None, [diagnose("CX0541", message, source, given.file_span)]
    if given.sha256 and checksum(path) != given.sha256.lower():
        message = f"The file of the table {given.name} has changed since its checksum was recorded."
        return None, [diagnose("CX0541", message, source, given.file_span)]
    return path, []


def _read(
    plan: Plan,
    assessment: Assessment,
    table: Table,
    given: TableFile,
    path: Path,
    source: Source | None,
) -> tuple[Reading | None, list[Diagnostic]]:
    from cxrules.workspace.estimating import asked_of
    from cxrules.workspace.tables import read_table

    own = [metric for metric in plan.metrics.values() if metric.table == table.name]
    if assessment.date is None and any(metric.needs_day for metric in own):
        message = f"The assessment has no date, by which rows of the table {table.name} are chosen."
        return None, [diagnose("CX0541", message, source, given.span, "Add `date: 2026-11-20`.")]
    asked = [
        each
        for metric in own
        for by in {(), _instances(plan, assessment, metric)}
        for each in asked_of(plan.metrics, metric, by)
    ]
    reading = read_table(path, table, asked, assessment.date, sheet=given.sheet or "")
    if reading.problems:
        return None, [told(problem, source, given) for problem in reading.problems]
    return reading, [told(each, source, given) for each in reading.notices]


def told(problem: Problem, source: Source | None, given: TableFile | None) -> Diagnostic:
    """A problem of a table as a diagnostic, at the name of its file; with the first faulty rows."""
    message = problem.message
    if problem.places:
        shown = [f"{place.cell or f'row {place.row}'} {shortened(place.text)}" for place in problem.places]
        rest = problem.count - len(problem.places)
        message = f"{message.rstrip('.')}: {'; '.join(shown)}{f' and {rest} more' if rest > 0 else ''}."
    code = _CODES.get(problem.kind, "CX0543")
    return diagnose(code, message, source, given.file_span if given else None, problem.hint)


# ---------------------------------------------------------------------------------- working out


def _measurements(
    plan: Plan, assessment: Assessment, readings: Mapping[str, Reading]
) -> dict[tuple[str | None, str], Measurement]:
    """Every metric of the whole, and of each instance that has rows of its own."""
    from cxrules.workspace.estimating import Estimating, measurement

    whole = Estimating(plan.metrics, readings, lambda _: ()).of(())
    found: dict[tuple[str | None, str], Measurement] = {
        (None, name): measurement(plan.metrics[name], None, each) for name, each in whole.items()
    }
    apart = Estimating(plan.metrics, readings, lambda metric: _instances(plan, assessment, metric))
    own = of_instances(plan.tables, plan.metrics)
    for instance in assessment.instances:
        for name, each in apart.of((instance,)).items():
            if name in own:
                found[instance, name] = measurement(plan.metrics[name], instance, each)
    return found


def _instances(plan: Plan, assessment: Assessment, metric: Metric) -> tuple[By, ...]:
    """By what the rows of instances are told apart; not at all where there are none."""
    from cxrules.workspace.tables import By

    apart = apart_by(plan.tables, metric) if assessment.instances else ""
    return (By(apart),) if apart else ()
