"""Which values, inputs and decisions a model declares, and of which of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.asked_inputs import asked_input
from cxrules.semantics.conditions import INSTANCE, Conditions
from cxrules.semantics.decisions import decided
from cxrules.semantics.elements_index import full
from cxrules.semantics.measures import inputs_of, measured_by_instance
from cxrules.semantics.values import Declaration, Values
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.model import ruleset as model
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.kinds import Typed
    from cxrules.semantics.report import Report
    from cxrules.text import Source


def values_of(declared: Declared, elements: Elements, scale: model.Scale, report: Report) -> Values:
    """All values and inputs of a model; what cannot be found is reported, bodies are not looked at yet."""
    values = Values(elements, scale, report)
    for asked in _inputs(declared, elements, scale, report):
        values.ask(asked)
    for asked in inputs_of(elements.ruleset.metrics):
        values.ask(asked)
    values.by_instance = measured_by_instance(elements.ruleset.tables, elements.ruleset.metrics)
    everywhere = (each.name.text for _, each in declared.of(tree.Input) if not each.of)
    values.everywhere = frozenset((*everywhere, *elements.ruleset.metrics))
    for source, each in _declarations(declared):
        for thing in things_of(each.of, each.filters, source, elements, scale, report):
            values.declare(thing, Declaration(source, each))
    return values


def _declarations(declared: Declared) -> Iterator[tuple[Source, tree.Value | tree.Decide]]:
    """Values first, then the decisions about things."""
    yield from declared.of(tree.Value)
    yield from ((source, each) for source, each in declared.of(tree.Decide) if not each.joins_instances)


def decisions_of(
    declared: Declared, elements: Elements, scale: model.Scale, report: Report
) -> dict[str, Typed]:
    """The decisions that join instances, by name, as terms over the rating of an instance."""
    out: dict[str, Typed] = {}
    words = tuple(value.id for value in scale.values)
    for source, written in declared.of(tree.Decide):
        if written.joins_instances:
            place = Conditions(elements.ruleset, elements, scale, report, source, it=INSTANCE)
            out[written.name.text] = decided(written, place, scale, words, written.name.text)
    for source, method in declared.of(tree.Method):
        for part in method.parts:
            if part.decide is not None:
                report.find("decision of instances", out, part.decide, source)
    return out


def things_of(
    kinds: tree.Names,
    filters: Iterable[tree.Filter],
    source: Source,
    elements: Elements,
    scale: model.Scale,
    report: Report,
) -> list[str]:
    """The things of some kinds that pass filters; only what the text alone can tell may filter here."""
    place = Conditions(elements.ruleset, elements, scale, report, source)
    names: list[str] = []
    for each in kinds:
        for leaf in [each.first, each.last] if isinstance(each, tree.NameRange) else [each]:
            if leaf.text in elements.things.kinds:
                names += elements.things.of_kind(leaf.text)
            elif leaf.text in elements.things.by_id:
                names.append(leaf.text)
            elif leaf.text in elements.ruleset.attributes:
                names += [full(capability, leaf.text) for capability in elements.capabilities]
            else:
                report.unknown("kind or element", leaf.text, elements.things.kinds, source, leaf)
    return [member.name for member in place.filtered(names, filters)]


def _inputs(
    declared: Declared, elements: Elements, scale: model.Scale, report: Report
) -> Iterator[model.Input]:
    for source, each in declared.of(tree.Input):
        of = things_of(each.of, each.filters, source, elements, scale, report) if each.of else []
        yield asked_input(each, of, source, report)
