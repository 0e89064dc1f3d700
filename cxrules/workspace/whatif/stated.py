"""Values, judgements, findings and measured metrics set otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.model.assessment import Assessor, Finding, Judgement, Stated
from cxrules.model.measured import PARTS, Measured, Measurement, asked_of_metric
from cxrules.model.stated import allowed as words_of, beyond, exact, mismatch
from cxrules.workspace.whatif.setting import BECAUSE, OPEN, NoSetting, Setting, allowed, whole

if TYPE_CHECKING:
    from cxrules.model.assessment import Assessment
    from cxrules.model.metrics import Metric
    from cxrules.plan import Plan

_ANSWERS = ("yes", "no", OPEN)
_PARTS = {"low": "lower bound", "high": "upper bound", "rows": "number of rows"}
_ROWS = "rows"
_SET = "set, not measured"


def value(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """A value that the model asks for."""
    whole(setting)
    values = {name: each for name, each in assessment.values.items() if name != setting.name}
    if setting.answer == OPEN:
        return replace(assessment, values=values)
    type_, low, high, _ = plan.answers.inputs[setting.name]
    if words_of(type_):
        allowed(f"answer for {setting.name}", setting.answer, [*words_of(type_), OPEN])
    wrong = mismatch(setting.answer, type_) or beyond(setting.answer, type_, low, high)
    if wrong:
        raise NoSetting(f"The value {setting.name} must be {wrong}, or {OPEN}, not {setting.answer}.")
    known = assessment.values.get(setting.name)
    if known is not None and _same(known.text, setting.answer, type_):
        return assessment
    values[setting.name] = Stated(setting.name, setting.answer)
    return replace(assessment, values=values)


def _same(old: str, new: str, type_: str) -> bool:
    """Whether two texts state one value: ``12`` and ``12.0`` do."""
    return old == new or (type_ != "text" and exact(old, type_) == exact(new, type_))


def judgement(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """What the assessors judge."""
    whole(setting)
    possible = [*plan.answers.judgements[setting.name], OPEN]
    allowed(f"answer to the judgement {setting.name}", setting.answer, possible)
    known = assessment.judgements.get(setting.name)
    if known is not None and known.answer == setting.answer:
        return assessment
    judged = {name: each for name, each in assessment.judgements.items() if name != setting.name}
    if setting.answer != OPEN:
        assessors = assessment.assessors or {BECAUSE: Assessor(BECAUSE)}  # somebody has to judge
        assessment = replace(assessment, assessors=assessors)
        judged[setting.name] = Judgement(setting.name, setting.answer, next(iter(assessors)), BECAUSE)
    return replace(assessment, judgements=judged)


def finding(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """A finding or context: everywhere, or of the one thing behind the @."""
    allowed(f"answer to the finding {setting.name}", setting.answer, _ANSWERS)
    known = assessment.findings.get(setting.name, Finding(setting.name, "no"))
    if setting.instance is None:
        new = _everywhere(known, plan, setting)
    else:
        things = [*plan.capabilities, *plan.subjects, *plan.things]
        allowed("thing for a finding to be about,", setting.instance, things)
        new = _of_one(known, setting.instance, setting.answer)
    if new == known:
        return assessment
    return replace(assessment, findings={**assessment.findings, setting.name: new})


def _everywhere(known: Finding, plan: Plan, setting: Setting) -> Finding:
    if setting.answer == known.answer:
        return known
    if setting.answer != "no" and not known.subjects and setting.name in plan.answers.naming:
        hint = f"Say of what: --set {setting.name}@SUBJECT={setting.answer}."
        raise NoSetting(f"The finding {setting.name} is asserted of something.", hint)
    return known._replace(answer=setting.answer)


def _of_one(known: Finding, subject: str, answer: str) -> Finding:
    others = tuple(each for each in known.subjects if each != subject)
    if known.answer == "no" or (known.subjects and not others):  # nothing else is said
        if answer == "no":
            return known._replace(answer="no", subjects=(), subject_spans=())
        same = known.answer == answer and known.subjects == (subject,)
        return known if same else known._replace(answer=answer, subjects=(subject,), subject_spans=())
    if not known.subjects:
        if answer == known.answer:
            return known
        message = f"The finding {known.id} is recorded as {known.answer} of everything, not of single things."
        raise NoSetting(message, f"Set all of it: --set {known.id}={answer}.")
    if answer == "no":
        return known if subject not in known.subjects else known._replace(subjects=others, subject_spans=())
    if answer != known.answer:
        message = f"The finding {known.id} is recorded as {known.answer} of {', '.join(known.subjects)}."
        raise NoSetting(message, f"It has one answer for all of them: --set {known.id}={answer}.")
    if subject in known.subjects:
        return known
    return known._replace(subjects=(*known.subjects, subject), subject_spans=())


# ------------------------------------------------------------------------------------- metrics


def measurable(plan: Plan) -> list[str]:
    """The metrics, and of each its bounds and rows: ``nps``, ``nps.low``, ``nps.high``, ``nps.rows``."""
    return [*plan.metrics, *(f"{name}.{part}" for name in plan.metrics for part in _PARTS)]


def metric(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """What a metric comes to.

    A value that is set is taken as exact: both ends of its interval are that value, too, unless they are set
    after it. How many rows it is from stays as it was measured. Other metrics stay as they are.
    """
    name, _, part = (setting.name, "", "") if setting.name in plan.metrics else setting.name.rpartition(".")
    if setting.instance is not None:
        allowed(f"instance of {name}", setting.instance, assessment.instances)
    said = {asked_of_metric(name, each) for each in PARTS}  # a file may state them: that comes first
    if said & assessment.values.keys():
        message = f"The assessment states what {name} comes to as a value."
        raise NoSetting(message, "Take it out of 'values' first.")
    held = assessment.measured.found
    every = [instance for instance, of in held if of == name] or [None]
    places = every if setting.instance is None else [setting.instance]
    old = {place: assessment.measured.of(name, place) for place in places}
    new = {place: _measured(each, plan.metrics[name], part, setting, place) for place, each in old.items()}
    if new == old:
        return assessment
    changed = {(place, name): each for place, each in new.items()}
    return replace(assessment, measured=Measured({**held, **changed}))


def _measured(
    before: Measurement | None, metric: Metric, part: str, setting: Setting, place: str | None
) -> Measurement:
    old = before or Measurement(metric.name, place, None)
    if setting.answer == OPEN:
        if part:
            raise NoSetting(f"Only a metric itself can be left {OPEN}, not its {_PARTS[part]}.")
        return Measurement(metric.name, place, None, old.n, reason="set to open")
    number = exact(_bare(setting, metric, part), "count" if part == _ROWS else "number")
    if number is None:
        raise NoSetting(_unreadable(setting, metric, part))
    known = {"": old.value, "low": old.low, "high": old.high, _ROWS: old.n}[part]
    if known is not None and known == number and before is not None:
        return before
    new = old._replace(instance=place, effective=None, shown=None)
    if part == _ROWS:
        return new._replace(n=int(number))
    from fractions import Fraction

    value = Fraction(number)
    if not part:
        return new._replace(value=value, low=value, high=value, reason=_SET)
    if old.value is None:
        raise NoSetting(f"{metric.name} has no value that could have bounds.", "Set it first.")
    new = new._replace(low=value) if part == "low" else new._replace(high=value)
    _in_order(new)
    return new


def _in_order(found: Measurement) -> None:
    low, value, high = found.low, found.value, found.high
    if value is not None and ((low is not None and low > value) or (high is not None and value > high)):
        raise NoSetting(f"The value of {found.metric} must lie between its bounds.")


def _bare(setting: Setting, metric: Metric, part: str) -> str:
    """The number alone: its unit may stand behind it."""
    text = setting.answer
    if part == _ROWS:
        return text
    for unit in ("%",) if metric.unit == "percent" else (metric.unit,):
        if unit:
            text = text.removesuffix(unit).rstrip()
    return text


def _unreadable(setting: Setting, metric: Metric, part: str) -> str:
    if part == _ROWS:
        return f"{setting.name} is a whole number, not {setting.answer!r}."
    unit = {"percent": "%", "number": "", "count": ""}.get(metric.unit, f" {metric.unit}")
    like = f"42 or 42{unit}" if unit else "42 or 12.5"
    return f"{setting.name} is a number, as {like}, or {OPEN}, not {setting.answer!r}."
