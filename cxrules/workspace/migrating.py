"""Assessment files carried over to another version of their model, and what becomes of many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.migration.effect import Effect, effect
from cxrules.compare.migration.migrate import Migrated, migrate
from cxrules.diagnostics import Diagnostic, has_errors
from cxrules.plan.tailoring import UnknownProfile
from cxrules.text import Source
from cxrules.workspace.assessing import Instead, evaluate_path, evaluate_text, plan_for, read_file
from cxrules.workspace.cache import UnknownMethod, plan_at
from cxrules.workspace.checking import assessments_below
from cxrules.workspace.locate import find_model
from cxrules.workspace.lock import lock_over
from cxrules.workspace.tailored import AS_IT_IS, tailored_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.compare.versions.difference import Difference
    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.workspace.lock import Lock
    from cxrules.workspace.tailored import Tailored
    from cxrules.workspace.versions import Version, Versions


class Skipped(NamedTuple):
    """A file that was left aside, and why."""

    file: Path
    why: str


class Impact(NamedTuple):
    """What becomes of the assessments in a folder, by file."""

    difference: Difference
    effects: Sequence[tuple[Path, Effect]]
    skipped: Sequence[Skipped]


def carried_over(
    path: Path, found: Versions, difference: Difference, name: str, model: str
) -> tuple[Migrated | None, list[Diagnostic]]:
    """The text of an assessment file carried over; None with what is wrong where it has errors.

    `name` is what the new one is called, `model` how it names its model. Raises OSError.
    """
    plans = _Plans()
    old, problems = plans.evaluated(path, found.old)
    if old is None:
        return None, problems
    return _migrated(old[0], old[1], found, difference, plans, (name, model))


def model_of(path: Path) -> tuple[Path | None, list[Diagnostic]]:
    """Where the model of an assessment file lies. Raises OSError."""
    assessment, _, problems = read_file(path)
    if assessment is None:
        return None, problems
    lock, trouble = lock_over(path)
    if trouble:
        return None, trouble
    return find_model(assessment.model, path.parent, lock)


def impact(difference: Difference, found: Versions, folder: Path) -> Impact:
    """What becomes of each assessment of the old version in a folder and below. Raises OSError."""
    plans = _Plans()
    effects: list[tuple[Path, Effect]] = []
    skipped: list[Skipped] = []
    for path in assessments_below(folder):
        why = plans.other_version(path, found)
        if why:
            skipped.append(Skipped(path, why))
            continue
        old, problems = plans.evaluated(path, found.old)
        if old is None:
            skipped.append(Skipped(path, _first(problems)))
            continue
        evaluation, source = old
        name = evaluation.assessment.id
        migrated, problems = _migrated(evaluation, source, found, difference, plans, (name, found.new.name))
        if migrated is None:
            skipped.append(Skipped(path, _first(problems)))
            continue
        plan = plans.of(evaluation.assessment, found.new)
        text = Source(source.name, migrated.text)
        new, problems = (None, []) if plan is None else evaluate_text(text, path, plan)
        effects.append((path, effect(evaluation, new, migrated, difference, problems)))
    return Impact(difference, effects, skipped)


def _first(problems: Sequence[Diagnostic]) -> str:
    errors = [each for each in problems if each.severity == "error"]
    return errors[0].message if errors else "it cannot be read"


def _migrated(
    evaluation: Evaluation,
    source: Source,
    found: Versions,
    difference: Difference,
    plans: _Plans,
    named: tuple[str, str],
) -> tuple[Migrated | None, list[Diagnostic]]:
    new = plans.of(evaluation.assessment, found.new)
    if new is None:
        return None, []
    return migrate(source, difference, (evaluation.plan, new), *named)


class _Plans:
    """Plans of versions under the method, reading and profile of assessments, each made once."""

    def __init__(self) -> None:
        self._made: dict[object, tuple[Plan | None, list[Diagnostic]]] = {}

    def _make(
        self, root: Path, method: str | None, reading: str, *, lock: Lock | None, tailored: Tailored
    ) -> tuple[Plan | None, list[Diagnostic]]:
        key = (root, method, reading, lock is None, *tailored)
        if key not in self._made:
            self._made[key] = plan_at(root, method, reading, lock=lock, tailored=tailored)
        return self._made[key]

    def other_version(self, path: Path, found: Versions) -> str:
        """Why an assessment is not one of the old version; empty where it is."""
        assessment, _, problems = read_file(path)
        if assessment is None:
            return _first(problems)
        root, problems = find_model(assessment.model, path.parent)
        if root is None:
            return _first(problems)
        if root.resolve() == found.old.root.resolve():
            return ""
        plan, problems = self._make(root, None, "audit", lock=None, tailored=AS_IT_IS)
        if plan is None:
            return _first(problems)
        old = found.old.ruleset
        if (plan.model_id, plan.model_version) == (old.id, old.version):
            return ""
        return f"It is of {plan.model_id} {plan.model_version}."

    def evaluated(
        self, path: Path, version: Version
    ) -> tuple[tuple[Evaluation, Source] | None, list[Diagnostic]]:
        """An assessment under a version, and the source it was read from."""
        assessment, source, problems = read_file(path)
        if assessment is None or source is None:
            return None, problems
        named = Instead(model=str(version.root.resolve()))
        plan, trouble = plan_for(named.of(assessment), source, None, made=self._make)
        if plan is None:
            return None, trouble
        evaluation, problems = evaluate_path(path, plan=plan)
        if evaluation is None or has_errors(problems):
            return None, problems
        return (evaluation, source), problems

    def of(self, assessment: Assessment, version: Version) -> Plan | None:
        """The plan of a version for what an assessment asks, as far as that version has such a thing."""
        tailored = tailored_by(assessment.profile, None, assessment.date)
        for method, tailoring in (
            (assessment.method, tailored),
            (None, tailored),
            (None, tailored_by(None, None, assessment.date)),
        ):
            try:
                return self._make(
                    version.root, method, assessment.reading, lock=version.lock, tailored=tailoring
                )[0]
            except (UnknownMethod, UnknownProfile):
                continue
        return None
