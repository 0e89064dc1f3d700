"""The elements of a model that rule or name something: rules, levels, targets, parameters, scales, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import Element, Key, ids_in, said
from cxrules.plan.figures import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from cxrules.model.ruleset import Organisation, Ruleset, Scale, ScaleValue, Written


def ruled(ruleset: Ruleset) -> Iterator[Element]:
    """Rules, levels, targets, scopes, and what is worked out by the text of the model."""
    total = len(ruleset.rules)
    for place, rule in enumerate(ruleset.rules.values()):
        title = rule.title or rule.because
        links = frozenset(ids_in(rule.text))
        says = said(text=rule.text, because=rule.because if rule.title else None, source=rule.source)
        yield Element(Key("rule", rule.id), title, says, rule.effect, place, total, links=links)
    for level in ruleset.levels:
        yield Element(Key("level", str(level.order)), level.title, said(requires=level.requires))
    for organisation in ruleset.organisations.values():
        yield from _levels(organisation)
    for target in ruleset.targets.values():
        levels = {name: f"level {level}" for name, level in target.levels.items()}
        for name, day in target.by.items():
            levels[name] = f"{levels.get(name, '')} by {day}"
        yield Element(Key("target", target.id), target.title, said(**levels))
    for scope in ruleset.scopes.values():
        says = said(kind=scope.kind, capabilities=", ".join(scope.capabilities))
        yield Element(Key("scope", scope.id), scope.title, says)
    yield from _worked_out(ruleset)


def _levels(organisation: Organisation) -> Iterator[Element]:
    for level in organisation.levels:
        name = f"{organisation.id or 'organisation'}:{level.order}"
        yield Element(Key("maturity level", name), level.title, said(requires=level.requires))


def _worked_out(ruleset: Ruleset) -> Iterator[Element]:
    for each in ruleset.parameters.values():
        dated = ", ".join(f"from {day} {value}" for day, value in each.dated if day)
        says = said(value=each.value, type=each.type, dated=dated, source=each.source)
        yield Element(Key("parameter", each.id), each.title, says)
    for value in ruleset.values:
        yield Element(Key("value", _of(value)), value.title, said(text=value.text))
    for decision in ruleset.decisions:
        yield Element(Key("decision", _of(decision)), decision.title, said(text=decision.text))
    for profile in ruleset.profiles.values():
        yield Element(Key("profile", profile.id), profile.title, said(text=profile.text))


def _of(written: Written) -> str:
    """Several may have one name, for different kinds."""
    return f"{written.id} of {', '.join(written.of)}" if written.of else written.id


def named(ruleset: Ruleset) -> Iterator[Element]:
    """Scales, methods, what is asked beside ratings, and lists of words."""
    for scale in ruleset.scales.values():
        values = {each.id: f"{_place(scale, rank)} {_band(each)}" for rank, each in enumerate(scale.values)}
        yield Element(Key("scale", scale.id), scale.title, said(**values))
    for method in ruleset.methods.values():
        says = said(
            scale=method.scale,
            criteria=method.criteria,
            instances=method.instances,
            together=method.together,
            decide=method.decide,
        )
        yield Element(Key("method", method.id), method.title, says)
    yield from _asked(ruleset)
    for name, members in ruleset.sets.items():
        yield Element(Key("set", name), ruleset.set_titles.get(name, ""), said(members=", ".join(members)))
    words = {
        "item": ruleset.items,
        "tag": ruleset.tags,
        "cause": ruleset.causes,
        "finding": ruleset.findings,
        "context": ruleset.contexts,
    }
    for kind, titles in words.items():
        for place, (name, title) in enumerate(titles.items()):
            yield Element(Key(kind, name), title, place=place, among=len(titles))


def _place(scale: Scale, rank: int) -> str:
    return f"{rank} of {len(scale.values) - 1}{', met' if rank >= scale.met else ''}"


def _band(value: ScaleValue) -> str:
    if value.high is None:
        return "outside" if value.outside else ""
    return f"{'above' if value.above else 'from'} {_percent(value.low)} to {_percent(value.high)}"


def _percent(number: Fraction | None) -> str:
    return "" if number is None else f"{number_text(number)}%"


def _asked(ruleset: Ruleset) -> Iterator[Element]:
    for asked in ruleset.inputs.values():
        bounds = f"{asked.low} to {asked.high}" if asked.low is not None or asked.high is not None else None
        says = said(type=asked.type, bounds=bounds, choices=", ".join(asked.choices), of=", ".join(asked.of))
        yield Element(Key("input", asked.id), asked.title, says)
    for metric in ruleset.metrics.values():
        says = said(text=str(metric._replace(title="")))
        yield Element(Key("metric", metric.name), metric.title, says, metric.table)
    for table in ruleset.tables.values():
        columns = ", ".join(each.name for each in table.columns)
        yield Element(Key("table", table.name), table.title, said(columns=columns))
    for facet in ruleset.facets.values():
        yield Element(Key("facet", facet.id), facet.title, said(bounds=f"{facet.low} to {facet.high}"))
    for judgement in ruleset.judgements.values():
        says = said(of=", ".join(judgement.of))
        yield Element(Key("judgement", judgement.id), judgement.title, says)
