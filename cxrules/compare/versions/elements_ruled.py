"""The elements of a model that rule or name something: rules, levels, targets, parameters, scales, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import Element, Key, ids_in, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Organisation, Ruleset, Written


def ruled(ruleset: Ruleset) -> Iterator[Element]:
    """Rules, levels, targets, scopes, and what is worked out by the text of the model."""
    total = len(ruleset.rules)
    for place, rule in enumerate(ruleset.rules.values()):
        title = rule.title or rule.because
        links = frozenset(ids_in(rule.text))
        yield Element(
            Key("rule", rule.id), title, one_line(rule.text), rule.effect, place, total, links=links
        )
    for level in ruleset.levels:
        yield Element(Key("level", str(level.order)), level.title, one_line(level.requires))
    for organisation in ruleset.organisations.values():
        yield from _levels(organisation)
    for target in ruleset.targets.values():
        levels = [f"{name} {level}" for name, level in target.levels.items()]
        text = ", ".join([*levels, *(f"{name} by {day}" for name, day in target.by.items())])
        yield Element(Key("target", target.id), target.title, text)
    for scope in ruleset.scopes.values():
        yield Element(Key("scope", scope.id), scope.title, f"{scope.kind}: {', '.join(scope.capabilities)}")
    yield from _worked_out(ruleset)


def _levels(organisation: Organisation) -> Iterator[Element]:
    for level in organisation.levels:
        name = f"{organisation.id or 'organisation'}:{level.order}"
        yield Element(Key("maturity level", name), level.title, one_line(level.requires))


def _worked_out(ruleset: Ruleset) -> Iterator[Element]:
    for each in ruleset.parameters.values():
        dated = [f"{day} {value}" for day, value in each.dated if day]
        yield Element(Key("parameter", each.id), each.title, ", ".join([each.value, *dated]), each.type)
    for value in ruleset.values:
        yield Element(Key("value", _of(value)), value.title, one_line(value.text))
    for decision in ruleset.decisions:
        yield Element(Key("decision", _of(decision)), decision.title, one_line(decision.text))
    for profile in ruleset.profiles.values():
        yield Element(Key("profile", profile.id), profile.title, one_line(profile.text))


def _of(written: Written) -> str:
    """Several may have one name, for different kinds."""
    return f"{written.id} of {', '.join(written.of)}" if written.of else written.id


def named(ruleset: Ruleset) -> Iterator[Element]:
    """Scales, methods, what is asked beside ratings, and lists of words."""
    for scale in ruleset.scales.values():
        values = [
            f"{each.id} {each.low}..{each.high}{' above' if each.above else ''}" for each in scale.values
        ]
        yield Element(Key("scale", scale.id), scale.title, f"{', '.join(values)}; met from {scale.met}")
    for method in ruleset.methods.values():
        text = f"{method.scale} {method.criteria} {method.instances} {method.together} {method.decide}"
        yield Element(Key("method", method.id), method.title, one_line(text))
    yield from _asked(ruleset)
    for name, members in ruleset.sets.items():
        yield Element(Key("set", name), ruleset.set_titles.get(name, ""), ", ".join(members))
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


def _asked(ruleset: Ruleset) -> Iterator[Element]:
    for asked in ruleset.inputs.values():
        text = f"{asked.type} {asked.low}..{asked.high} {', '.join(asked.choices)} of {', '.join(asked.of)}"
        yield Element(Key("input", asked.id), asked.title, one_line(text))
    for metric in ruleset.metrics.values():
        text = one_line(str(metric._replace(title="")))
        yield Element(Key("metric", metric.name), metric.title, text, metric.table)
    for table in ruleset.tables.values():
        yield Element(Key("table", table.name), table.title, ", ".join(each.name for each in table.columns))
    for facet in ruleset.facets.values():
        yield Element(Key("facet", facet.id), facet.title, f"{facet.low}..{facet.high}")
    for judgement in ruleset.judgements.values():
        yield Element(Key("judgement", judgement.id), judgement.title, ", ".join(judgement.of))
