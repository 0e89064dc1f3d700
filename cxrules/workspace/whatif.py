"""What if: an assessment with some answers replaced, each written as ``SUBJECT=RATING`` or ``NAME=VALUE``.

Nothing is written to any file. Evidence and causes of a rating stay as they were recorded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.exchange.problems import listed
from cxrules.model.assessment import Finding, Given, Judgement, Stated
from cxrules.model.stated import beyond, mismatch
from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan

OPEN = "open"
_ANSWERS = ("yes", "no", OPEN)
_BECAUSE = "what if"


class Setting(NamedTuple):
    """One answer to set, as it was written: ``SWE.1.PA.1.1@app=F``."""

    name: str
    instance: str | None
    answer: str

    @property
    def text(self) -> str:
        """As it was written."""
        where = f"@{self.instance}" if self.instance is not None else ""
        return f"{self.name}{where}={self.answer}"


class NoSetting(Refusal):
    """An answer cannot be set; the text is for people."""


def read_setting(text: str) -> Setting:
    """A setting from its text. Raises NoSetting."""
    name, equals, answer = text.partition("=")
    subject, at, instance = name.strip().partition("@")
    if not equals or not subject or not answer.strip():
        raise NoSetting(f"{text!r} sets nothing. Write SUBJECT=RATING, as SWE.1.PA.1.1=F.")
    return Setting(subject.strip(), instance.strip() if at else None, answer.strip())


def what_if(evaluation: Evaluation, settings: Sequence[Setting]) -> Evaluation:
    """The same assessment evaluated with other answers, under the same plan and scope.

    Raises NoSetting for what the model does not have, or refuses.
    """
    from cxrules.engine.evaluation import evaluate
    from cxrules.workspace.assessing import refusals_of

    assessment = evaluation.assessment
    for setting in settings:
        assessment = _with(assessment, evaluation.plan, setting)
    scope = {*evaluation.bound.scope, *_touched(evaluation.plan, settings)}
    changed = evaluate(evaluation.plan, assessment, scope, evaluation.diagnostics, evaluation.source)
    refused = refusals_of(changed, None)
    if refused:
        raise NoSetting(f"The model refuses that: {refused[0].message}")
    return changed


def _touched(plan: Plan, settings: Iterable[Setting]) -> list[str]:
    """The capabilities that what is set lies in: what has a rating is assessed."""
    return [name for each in settings if (name := plan.capability_of(each.name)) is not None]


def _with(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    for known, put in _KINDS:
        if setting.name in known(plan):
            return put(assessment, plan, setting)
    names = [name for known, _ in _KINDS for name in known(plan)]
    if setting.name in plan.capabilities:
        raise NoSetting(f"{setting.name} is rated by its criteria and attributes, not by itself.")
    close = near(setting.name, names)
    hint = f" Did you mean {close}?" if close else ""
    raise NoSetting(f"{plan.model_id} has nothing to set that is called {setting.name!r}.{hint}")


def _rating(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    name, instance, answer = setting
    if instance is not None:
        _allowed(f"instance of {name}", instance, assessment.instances)
    if answer != OPEN:
        _allowed(f"rating of {name}", answer, [*plan.given_values, OPEN])
    own = [each for each in assessment.ratings if each.subject == name]
    others = [each for each in assessment.ratings if each.subject != name]
    kept = own if instance is not None else []
    if instance is not None:  # what holds everywhere else goes on doing so, but not here
        kept = [each for each in own if each.instance not in {instance, None}]
        apart = {each.instance for each in own}
        kept += [
            each._replace(instance=label)
            for each in own
            if each.instance is None
            for label in assessment.instances
            if label != instance and label not in apart
        ]
    before = [each for each in own if instance is None or each.instance in {instance, None}]
    given = _given(name, instance, answer, before)
    return replace(assessment, ratings=(*others, *kept, *given))


def _given(name: str, instance: str | None, answer: str, before: Sequence[Given]) -> list[Given]:
    """The rating that is set, with the evidence and causes recorded for the one in its place."""
    if answer == OPEN:
        return []
    recorded = before[0] if before else Given(name, answer)
    evidence = tuple(dict.fromkeys(item for each in before for item in each.evidence))
    causes = tuple(dict.fromkeys(cause for each in before for cause in each.causes))
    return [
        recorded._replace(
            rating=answer,
            instance=instance,
            by=None,
            evidence=evidence,
            causes=causes,
            not_applicable=None,
            span=None,
            rating_span=None,
        )
    ]


def _value(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    _whole(setting)
    values = {name: each for name, each in assessment.values.items() if name != setting.name}
    if setting.answer != OPEN:
        type_, low, high, _ = plan.answers.inputs[setting.name]
        wrong = mismatch(setting.answer, type_) or beyond(setting.answer, type_, low, high)
        if wrong:
            raise NoSetting(f"The value {setting.name} must be {wrong}, not {setting.answer}.")
        values[setting.name] = Stated(setting.name, setting.answer)
    return replace(assessment, values=values)


def _judgement(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    _whole(setting)
    allowed = [*plan.answers.judgements[setting.name], OPEN]
    _allowed(f"answer to the judgement {setting.name}", setting.answer, allowed)
    judged = {name: each for name, each in assessment.judgements.items() if name != setting.name}
    if setting.answer != OPEN:
        judged[setting.name] = Judgement(setting.name, setting.answer, _BECAUSE, _BECAUSE)
    return replace(assessment, judgements=judged)


def _finding(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    _whole(setting)
    _allowed(f"answer to the finding {setting.name}", setting.answer, _ANSWERS)
    recorded = assessment.findings.get(setting.name, Finding(setting.name, setting.answer))
    if setting.answer == "yes" and not recorded.subjects and setting.name in plan.answers.naming:
        raise NoSetting(f"The finding {setting.name} is asserted of something, and nothing says of what.")
    findings = {**assessment.findings, setting.name: recorded._replace(answer=setting.answer)}
    return replace(assessment, findings=findings)


def _whole(setting: Setting) -> None:
    if setting.instance is not None:
        raise NoSetting(f"{setting.name} is answered for all instances at once, not for one.")


def _allowed(what: str, answer: str, known: Iterable[str]) -> None:
    names = list(known)
    if answer not in names:
        close = near(answer, names)
        hint = (
            f"Did you mean {close}?"
            if close
            else f"There are: {listed(names)}."
            if names
            else "There are none."
        )
        raise NoSetting(f"There is no {what} {answer!r}. {hint}")


_KINDS: tuple[
    tuple[Callable[[Plan], Iterable[str]], Callable[[Assessment, Plan, Setting], Assessment]], ...
] = (
    (lambda plan: plan.subjects, _rating),
    (lambda plan: plan.answers.inputs, _value),
    (lambda plan: plan.answers.judgements, _judgement),
    (lambda plan: [*plan.findings, *plan.answers.contexts], _finding),
)
