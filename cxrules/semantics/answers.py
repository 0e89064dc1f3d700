"""What an assessment answers beside ratings, and what elements carry: inputs, facets, judgements, properties.

Trees in, ruleset values out; what does not fit is reported and left out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.model import ruleset as model
from cxrules.semantics.frameworks import orders_of
from cxrules.semantics.things import BUILT_IN
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


_STATEMENTS = ("criterion", "purpose", "outcomes", "item", "level")
"""The words that begin a statement of a capability; a misspelt one reads like a kind of element."""


def answers_of(
    declared: Declared,
    capabilities: Mapping[str, model.Capability],
    groups: Mapping[str, model.Group],
    scales: Mapping[str, model.Scale],
    report: Report,
) -> dict[str, Any]:
    """The fields of a ruleset that this module makes."""
    kinds = _kinds(declared, report)
    properties = _properties(declared, kinds, report)
    _check_elements(declared, kinds, properties, report)
    return {
        "kinds": kinds,
        "sets": _sets(declared, capabilities, groups, report),
        "properties": properties,
        "facets": _facets(declared, report),
        "judgements": _judgements(declared, kinds, report),
        "organisations": _organisations(declared, report),
        "naming": frozenset(each.name.text for _, each in declared.of(tree.Word) if each.names_subjects),
        "blank": _rating(declared, tree.BlankRatings, scales, report),
        "weakness_below": _rating(declared, tree.WeaknessNeeded, scales, report),
    }


def _kinds(declared: Declared, report: Report) -> dict[str, str]:
    """Declared kinds, each with the kind it lies in."""
    kinds: dict[str, str] = {}
    trees = list(declared.of(tree.Kind))
    known = {*BUILT_IN, *(each.name.text for _, each in trees)}
    for source, each in trees:
        if each.name.text in BUILT_IN:
            message = f"{each.name.text} is a kind that every model has."
            report.add("CX0202", message, source, each.name, "Choose another word.")
            continue
        if each.within.text not in known:
            report.unknown("kind", each.within.text, known, source, each.within)
        kinds[each.name.text] = each.within.text
    return kinds


def find_kind(leaf: tree.Leaf, kinds: Mapping[str, object], source: Source, report: Report) -> str | None:
    """A kind by its word, or None with the problem reported."""
    if leaf.text in BUILT_IN or leaf.text in kinds:
        return leaf.text
    report.unknown("kind", leaf.text, [*BUILT_IN, *kinds], source, leaf)
    return None


def _kind_names(
    names: tree.Names, kinds: Mapping[str, object], source: Source, report: Report
) -> tuple[str, ...]:
    leaves = [leaf for each in names for leaf in _ends(each)]
    found = [find_kind(leaf, kinds, source, report) for leaf in leaves]
    return tuple(kind for kind in found if kind is not None)


def _ends(each: tree.Leaf | tree.NameRange) -> list[tree.Leaf]:
    return [each.first, each.last] if isinstance(each, tree.NameRange) else [each]


def _properties(
    declared: Declared, kinds: Mapping[str, object], report: Report
) -> dict[str, dict[str, Fraction | None]]:
    out: dict[str, dict[str, Fraction | None]] = {}
    for source, each in declared.of(tree.PropertyOf):
        default = Fraction(each.default.text) if each.default else None
        of = out.setdefault(each.name.text, {})
        for kind in _kind_names(each.of, kinds, source, report):
            if kind in of:
                message = f"The property {each.name.text} of {kind} is declared twice."
                report.add("CX0202", message, source, each.name)
            of[kind] = default
    return out


def _check_elements(
    declared: Declared,
    kinds: Mapping[str, str],
    properties: Mapping[str, Mapping[str, Fraction | None]],
    report: Report,
) -> None:
    """Elements are of kinds that are there and in the right place, and carry only what is declared."""
    for source, group in declared.of(tree.Group):
        kind = group.kind.text if group.kind else "group"
        if group.kind is not None and kind not in kinds:
            report.unknown("kind", kind, kinds, source, group.kind)
        _check_carried(source, group.carrying, kind, properties, report)
    for source, capability in declared.bodies():
        _check_carried(source, capability.carrying, "capability", properties, report)
        _check_parts(source, capability.parts, "capability", kinds, properties, report)


def _check_parts(
    source: Source,
    parts: Any,
    outer: str,
    kinds: Mapping[str, str],
    properties: Mapping[str, Mapping[str, Fraction | None]],
    report: Report,
) -> None:
    for part in parts:
        if isinstance(part, tree.Element):
            kind = part.kind.text
            if kind not in kinds:
                report.unknown("kind of element", kind, [*kinds, *_STATEMENTS], source, part.kind)
            elif kinds[kind] != outer:
                message = f"A {kind} stands in a {kinds[kind]}, not in a {outer}."
                report.add("CX0409", message, source, part.kind)
            _check_carried(source, part.carrying, kind, properties, report)
            _check_parts(source, part.parts, kind, kinds, properties, report)
        elif isinstance(part, tree.Criterion):
            for clause in part.clauses:
                if isinstance(clause, tree.Carrying):
                    _check_carried(source, clause, "criterion", properties, report)


def _check_carried(
    source: Source,
    carrying: tree.Carrying | None,
    kind: str,
    properties: Mapping[str, Mapping[str, Fraction | None]],
    report: Report,
) -> None:
    for item in carrying.items if carrying else ():
        known = [name for name, of in properties.items() if kind in of]
        if item.name.text not in known:
            report.unknown(f"property of a {kind}", item.name.text, known, source, item.name)


def _sets(
    declared: Declared,
    capabilities: Mapping[str, model.Capability],
    groups: Mapping[str, model.Group],
    report: Report,
) -> dict[str, tuple[str, ...]]:
    """Named sets of capabilities, groups, criteria or parts; sets may be made of sets before them."""
    known: dict[str, object] = {**groups, **capabilities}
    for capability in capabilities.values():
        known.update((criterion.id, criterion) for criterion in capability.criteria)
        known.update((part.id, part) for part in capability.parts)
    sets: dict[str, tuple[str, ...]] = {}
    for source, each in declared.of(tree.SetOf):
        members: dict[str, None] = {}
        for name, _ in report.expand("element", {**known, **sets}, each.names, source):
            members.update(dict.fromkeys(sets.get(name, (name,))))
        sets[each.name.text] = tuple(members)
    return sets


def _facets(declared: Declared, report: Report) -> dict[str, model.Facet]:
    facets: dict[str, model.Facet] = {}
    for source, each in declared.of(tree.Facet):
        low, high = each.low.text, each.high.text
        if not (low.isdecimal() and high.isdecimal() and int(low) < int(high)):
            message = f"The answers of {each.name.text} run from one whole number to a higher one."
            report.add("CX0304", message, source, each.low)
            continue
        title = each.title.text if each.title else ""
        facets[each.name.text] = model.Facet(each.name.text, title, int(low), int(high))
    return facets


def _judgements(
    declared: Declared, kinds: Mapping[str, object], report: Report
) -> dict[str, model.Judgement]:
    return {
        each.name.text: model.Judgement(
            each.name.text, each.title.text, _kind_names(each.on, kinds, source, report)
        )
        for source, each in declared.of(tree.Judgement)
    }


def _organisations(declared: Declared, report: Report) -> dict[str, model.Organisation]:
    out: dict[str, model.Organisation] = {}
    for source, each in declared.of(tree.Maturity):
        name = each.name.text if each.name else ""
        if name in out:
            report.add("CX0202", "The levels of the organisation are declared twice.", source, each.start)
            continue
        title = each.title.text if each.title else ""
        out[name] = model.Organisation(name, title, each.mode, orders_of(source, each, report))
    return out


def _rating(
    declared: Declared,
    kind: type[tree.BlankRatings | tree.WeaknessNeeded],
    scales: Mapping[str, model.Scale],
    report: Report,
) -> str | None:
    """The rating that a statement about all ratings names."""
    scale = next((each for each in scales.values() if each.base is None), None)
    found = None
    for source, each in declared.of(kind):
        leaf = each.rating.name
        if scale is not None and scale.rank(leaf.text) is None:
            report.unknown("rating", leaf.text, [v.id for v in scale.values], source, leaf, "CX0301")
            continue
        found = leaf.text
    return found
