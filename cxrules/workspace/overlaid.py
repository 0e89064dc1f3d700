"""Laying overlays over what is displayed: a plan whose evaluation is done, or a ruleset that is printed.

Nothing is parsed, compiled, stored or decided with the result; titles are all that differs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from cxrules.engine import Evaluation
from cxrules.workspace.overlays import relative_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.model.overlay import Overlay
    from cxrules.model.ruleset import Attribute, Capability, Criterion, Ruleset, Scale, Written
    from cxrules.plan import Plan
    from cxrules.plan.plan import Answers

AnyWritten = TypeVar("AnyWritten", bound="Written")


def over_evaluation(evaluation: Evaluation, overlays: Sequence[Overlay]) -> Evaluation:
    """The same evaluation, told with the titles of overlays; its values are not touched."""
    if not overlays:
        return evaluation
    plan = over_plan(evaluation.plan, overlays)
    return Evaluation(
        plan, evaluation.assessment, evaluation.bound, evaluation.diagnostics, evaluation.source
    )


def over_plan(plan: Plan, overlays: Iterable[Overlay]) -> Plan:
    """The same plan with the titles of overlays; a later overlay goes before an earlier one."""
    for overlay in overlays:
        titles = {**overlay.titles, **overlay.attributes}
        plan = replace(
            plan,
            model_title=overlay.title or plan.model_title,
            level_names={order: overlay.levels.get(order, name) for order, name in plan.level_names.items()},
            scale_values=[(name, overlay.ratings.get(name, title)) for name, title in plan.scale_values],
            subjects={
                name: each._replace(title=titles.get(name) or titles.get(relative, each.title))
                for name, each in plan.subjects.items()
                for relative in (relative_to(name, each.capability),)
            },
            capabilities=_retitled(plan.capabilities, titles),
            rule_texts=_retitled(plan.rule_texts, titles),
            targets=_retitled(plan.targets, titles),
            findings=_words(plan.findings, titles),
            causes=_words(plan.causes, titles),
            values=[each._replace(title=titles.get(each.name, each.title)) for each in plan.values],
            things={name: (kind, titles.get(name, title)) for name, (kind, title) in plan.things.items()},
            organisations=[
                each._replace(title=titles.get(each.name, each.title)) for each in plan.organisations
            ],
            answers=_answers(plan.answers, titles),
            linked={},
        )
    return plan


def over_ruleset(ruleset: Ruleset, overlays: Iterable[Overlay]) -> Ruleset:
    """The same model with the titles of overlays; a later overlay goes before an earlier one."""
    for overlay in overlays:
        titles = {**overlay.titles, **overlay.attributes}
        ruleset = replace(
            ruleset,
            title=overlay.title or ruleset.title,
            levels=tuple(
                replace(each, title=overlay.levels.get(each.order, each.title)) for each in ruleset.levels
            ),
            scales={name: _scale(each, overlay.ratings) for name, each in ruleset.scales.items()},
            attributes={name: _attribute(each, titles) for name, each in ruleset.attributes.items()},
            capabilities={name: _capability(each, titles) for name, each in ruleset.capabilities.items()},
            groups=_titled(ruleset.groups, titles),
            rules=_titled(ruleset.rules, titles),
            scopes=_titled(ruleset.scopes, titles),
            targets=_titled(ruleset.targets, titles),
            parameters=_titled(ruleset.parameters, titles),
            tags=_words(ruleset.tags, titles),
            items=_words(ruleset.items, titles),
            causes=_words(ruleset.causes, titles),
            findings=_words(ruleset.findings, titles),
            contexts=_words(ruleset.contexts, titles),
            inputs=_titled(ruleset.inputs, titles),
            facets=_titled(ruleset.facets, titles),
            judgements=_titled(ruleset.judgements, titles),
            organisations=_titled(ruleset.organisations, titles),
            profiles=_titled(ruleset.profiles, titles),
            set_titles={name: titles.get(name, ruleset.set_titles.get(name, "")) for name in ruleset.sets},
            values=_written(ruleset.values, titles),
            decisions=_written(ruleset.decisions, titles),
        )
    return ruleset


def text_of(overlays: Sequence[Overlay], *names: str) -> str:
    """The text that overlays have for an id, or else for the next; the last overlay that has one counts."""
    found = (overlay.texts[name] for name in names for overlay in reversed(overlays) if name in overlay.texts)
    return next(found, "")


def _retitled(named: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    return {name: each._replace(title=titles.get(name, each.title)) for name, each in named.items()}


def _titled(named: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    return {name: replace(each, title=titles.get(name, each.title)) for name, each in named.items()}


def _words(words: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    return {name: titles.get(name, title) for name, title in words.items()}


def _written(declared: Iterable[AnyWritten], titles: Mapping[str, str]) -> tuple[AnyWritten, ...]:
    return tuple(replace(each, title=titles.get(each.id, each.title)) for each in declared)


def _answers(answers: Answers, titles: Mapping[str, str]) -> Answers:
    """What an assessment may state: an input is titled by its key, or by its name for all it is stated of."""
    inputs = {
        key: (*asked[:3], titles.get(key) or titles.get(key.rpartition(".")[2], asked[3]))
        for key, asked in answers.inputs.items()
    }
    contexts, questions = _words(answers.contexts, titles), _words(answers.questions, titles)
    return answers._replace(inputs=inputs, contexts=contexts, questions=questions)


def _scale(scale: Scale, ratings: Mapping[str, str]) -> Scale:
    values = tuple(replace(each, title=ratings.get(each.id, each.title)) for each in scale.values)
    return replace(scale, values=values)


def _attribute(attribute: Attribute, titles: Mapping[str, str]) -> Attribute:
    title = titles.get(attribute.id, attribute.title)
    return replace(attribute, title=title, practices=_criteria(attribute.practices, titles))


def _capability(capability: Capability, titles: Mapping[str, str]) -> Capability:
    title = titles.get(capability.id, capability.title)
    parts = tuple(replace(each, title=titles.get(each.id, each.title)) for each in capability.parts)
    return replace(capability, title=title, criteria=_criteria(capability.criteria, titles), parts=parts)


def _criteria(criteria: Iterable[Criterion], titles: Mapping[str, str]) -> tuple[Criterion, ...]:
    return tuple(replace(each, title=titles.get(each.id, each.title)) for each in criteria)
