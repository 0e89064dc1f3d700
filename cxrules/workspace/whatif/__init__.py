"""What if: an assessment with some answers replaced, each written as ``SUBJECT=RATING`` or ``NAME=ANSWER``.

Nothing is written to any file. An answer that is set does what the same answer in the file would do; one
that is given already changes nothing. What else was recorded of a subject stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.workspace.whatif import evidence, rated, stated
from cxrules.workspace.whatif.setting import NoSetting, Setting, read_setting, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan

    Known: TypeAlias = Callable[[Plan, Assessment], Iterable[str]]
    Put: TypeAlias = Callable[[Assessment, Plan, Setting], Assessment]


_NO_EFFECT = "CX0558"
"""A rating of what the model decides itself."""


def what_if(evaluation: Evaluation, settings: Sequence[Setting]) -> Evaluation:
    """The same assessment evaluated with other answers, under the same plan.

    Raises NoSetting for what the model does not have, or refuses.
    """
    from cxrules.engine.evaluation import evaluate
    from cxrules.workspace.assessing import check_assessment, refusals_of

    plan, before = evaluation.plan, evaluation.assessment
    assessment = before
    for setting in settings:
        assessment = _with(assessment, plan, setting)
    if assessment == before:
        return evaluation
    scope, problems = check_assessment(assessment, None, plan)
    known = {each.message for each in check_assessment(before, None, plan)[1]}
    for each in problems:
        if each.message not in known and (each.severity == "error" or each.code == _NO_EFFECT):
            raise NoSetting(each.message, each.hint)
    _inside(plan, scope, settings)
    changed = evaluate(plan, assessment, scope, evaluation.diagnostics, evaluation.source)
    refused = refusals_of(changed, None)
    if refused:
        raise NoSetting(f"The model refuses that: {refused[0].message}")
    return changed


def _inside(plan: Plan, scope: Sequence[str] | None, settings: Iterable[Setting]) -> None:
    """What an assessment does not cover counts for nothing, whatever it is set to."""
    for each in settings:
        capability = plan.capability_of(each.name)
        if scope is not None and capability is not None and capability not in scope:
            message = f"{capability} is not in the scope of the assessment, so {each.text} changes nothing."
            raise NoSetting(message, "Add it to 'scope' in the file first.")


def _with(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    for known, put in _KINDS:
        if setting.name in known(plan, assessment):
            return put(assessment, plan, setting)
    if setting.name.endswith(rated.WAIVER) and setting.name.removesuffix(rated.WAIVER) in plan.subjects:
        raise NoSetting(f"{setting.name.removesuffix(rated.WAIVER)} has no waiver.")
    if setting.name in plan.parameters:
        message = f"{setting.name} is a parameter of the model, not an answer."
        raise NoSetting(message, "A profile sets it: see --profile.")
    raise unknown(plan, setting, [name for known, _ in _KINDS for name in known(plan, assessment)])


_KINDS: tuple[tuple[Known, Put], ...] = (
    (lambda plan, _: plan.subjects, rated.rating),
    (lambda plan, _: plan.capabilities, rated.capability),
    (lambda plan, _: stated.measurable(plan), stated.metric),
    (lambda plan, _: plan.answers.inputs, stated.value),
    (lambda plan, _: plan.answers.judgements, stated.judgement),
    (lambda plan, _: [*plan.findings, *plan.answers.contexts], stated.finding),
    (lambda plan, _: rated.with_facets(plan), rated.facet),
    (lambda plan, _: evidence.with_evidence(plan), evidence.of_subject),
    (lambda _, assessment: rated.with_waivers(assessment), rated.waiver),
    (lambda _, assessment: assessment.evidence, evidence.recorded),
)

__all__ = ["NoSetting", "Setting", "read_setting", "what_if"]
