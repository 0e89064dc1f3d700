"""Ratings set otherwise, and what stands beside them: second answers, waivers, what does not apply."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.model.assessment import Given
from cxrules.workspace.whatif.setting import BECAUSE, NOT_APPLICABLE, OPEN, NoSetting, Setting, allowed, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan

_APPLICABLE = "applicable"
_ALL = "waivers"
WAIVER = ".waiver"
_OFF = "off"


def rating(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """A rating, ``not-applicable``, or ``open``: no rating at all."""
    answers = [*plan.given_values, NOT_APPLICABLE, OPEN]
    allowed(f"rating of {setting.name}", setting.answer, answers)
    return changed(assessment, setting, lambda before: _rated(setting, before))


def capability(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """A whole capability does not apply, or does again."""
    if setting.answer not in {NOT_APPLICABLE, _APPLICABLE}:
        message = f"{setting.name} is rated by its criteria and attributes, not by itself."
        raise NoSetting(message, f"Of itself only {NOT_APPLICABLE} or {_APPLICABLE} can be set.")
    if setting.name in plan.tailoring.dropped():
        raise NoSetting(f"{setting.name} is left out by the profile {plan.tailoring.profile}.")
    out = setting.answer == NOT_APPLICABLE
    return changed(assessment, setting, lambda before: _rated(setting, before) if out else [])


def _rated(setting: Setting, before: Sequence[Given]) -> list[Given]:
    """The rating that is set, with the evidence and causes recorded for the one in its place."""
    name, instance, answer = setting
    if answer == OPEN:
        return []
    said = {NOT_APPLICABLE if each.not_applicable is not None else each.rating for each in before}
    if said == {answer}:
        return list(before)
    recorded = before[0] if before else Given(name, answer)
    out = answer == NOT_APPLICABLE
    given = recorded._replace(
        rating=None if out else answer,
        instance=instance,
        by=None,
        evidence=tuple(dict.fromkeys(item for each in before for item in each.evidence)),
        causes=() if out else tuple(dict.fromkeys(cause for each in before for cause in each.causes)),
        carried=False,
        not_applicable=BECAUSE if out else None,
        approved_by=None,
        span=None,
        rating_span=None,
        evidence_spans=(),
        cause_spans=(),
    )
    return [given._replace(facets={}, facet_spans=()) if out else given]


def with_facets(plan: Plan) -> list[str]:
    """The second answers of everything that is rated: ``SWE.1.BP1.confidence``."""
    return [f"{name}.{facet}" for facet in plan.answers.facets for name in plan.subjects]


def facet(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """A second answer beside the ratings of a subject; ``open`` takes it away."""
    subject, _, name = setting.name.rpartition(".")
    low, high = plan.answers.facets[name]
    text = setting.answer
    if text != OPEN and not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
        raise NoSetting(f"{setting.name} is a whole number from {low} to {high}, or {OPEN}, not {text!r}.")

    def put(before: Sequence[Given]) -> list[Given]:
        beside(subject, before)
        return [_answered(given, name, None if text == OPEN else text) for given in before]

    return changed(assessment, setting._replace(name=subject), put)


def _answered(given: Given, name: str, text: str | None) -> Given:
    if given.facets.get(name) == text:
        return given
    kept = {key: each for key, each in given.facets.items() if key != name}
    return given._replace(facets=kept if text is None else {**kept, name: text}, facet_spans=())


def beside(subject: str, before: Sequence[Given]) -> None:
    """Refuse what stands beside a rating where there is none."""
    if not any(each.rating is not None for each in before):
        hint = f"Set its rating, too, before this: --set {subject}=RATING."
        raise NoSetting(f"{subject} has no rating that this could stand beside.", hint)


def with_waivers(assessment: Assessment) -> list[str]:
    """``waivers`` for all, and ``SUBJECT.waiver`` for those of one subject."""
    return [_ALL, *dict.fromkeys(f"{each.subject}{WAIVER}" for each in assessment.waivers)]


def waiver(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:  # noqa: ARG001 - as all here
    """The ratings count as they are."""
    whole(setting)
    allowed(f"answer for {setting.name}", setting.answer, [_OFF])
    subject = setting.name.removesuffix(WAIVER)
    kept = () if setting.name == _ALL else [each for each in assessment.waivers if each.subject != subject]
    return replace(assessment, waivers=tuple(kept))


def changed(
    assessment: Assessment, setting: Setting, put: Callable[[Sequence[Given]], Iterable[Given]]
) -> Assessment:
    """The assessment with other ratings of a subject, everywhere or in one instance; see `_put`."""
    if setting.instance is not None:
        allowed(f"instance of {setting.name}", setting.instance, assessment.instances)
    return replace(assessment, ratings=_put(assessment.ratings, assessment, setting, put))


def recorded(
    assessment: Assessment, setting: Setting, put: Callable[[Sequence[Given]], Iterable[Given]]
) -> Assessment:
    """The same of what is recorded of a subject that the model rates."""
    if setting.instance is not None:
        allowed(f"instance of {setting.name}", setting.instance, assessment.instances)
    return replace(assessment, recorded=_put(assessment.recorded, assessment, setting, put))


def _put(
    rows: Sequence[Given],
    assessment: Assessment,
    setting: Setting,
    put: Callable[[Sequence[Given]], Iterable[Given]],
) -> tuple[Given, ...]:
    """All ratings, where `put` has made others of those that one subject has in a place.

    What holds for every instance goes on doing so in the others. Nothing moves where nothing changes.
    """
    name, instance, _ = setting
    own = [each for each in rows if each.subject == name]
    if instance is None:
        held, kept = own, []
    else:
        held = [each for each in own if each.instance == instance]
        shared = [each for each in own if each.instance is None]
        kept = [each for each in own if each.instance not in {instance, None}]
        apart = {each.instance for each in own}
        if not held:
            held = [each._replace(instance=instance) for each in shared]
        others = [label for label in assessment.instances if label not in {*apart, instance}]
        kept += [each._replace(instance=label) for label in others for each in shared]
    new = [each._replace(instance=instance) if instance is not None else each for each in put(held)]
    if new == held:
        return tuple(rows)
    return (*(each for each in rows if each.subject != name), *kept, *new)
