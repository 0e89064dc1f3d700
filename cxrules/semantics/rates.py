"""What a model says of ratings beyond titles: when one is asked for, how it follows from something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.conditions import RATING, Conditions
from cxrules.semantics.elements_index import full
from cxrules.semantics.grades import Grades, decided_by
from cxrules.semantics.terms import both, is_of_instances, walk
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.model.ruleset import Scale
    from cxrules.semantics.analysis import Analysis
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.terms import Term
    from cxrules.semantics.values import Worked
    from cxrules.text import Source

_OF_WHETHER = frozenset({"applies", "asked-for", "asked-when"})
"""What asks only whether something is rated at all."""


class Rate(NamedTuple):
    """How a criterion's rating follows: a decision over ranks of the base scale."""

    term: Term
    source: Source
    at: tree.Leaf


def applicability_of(declared: Declared, elements: Elements, scale: Scale, report: Report) -> dict[str, Term]:
    """For each criterion with `applies when`, the condition under which it is asked for."""
    out: dict[str, Term] = {}
    for place, name, part in _criteria(declared, elements, scale, report):
        found = [place.term(each.condition) for each in part.parts if isinstance(each, tree.Applies)]
        if found:
            condition = both(*found)
            out[name] = ("asked-when", name, condition) if is_of_instances(condition) else condition
    return out


def rates_of(
    declared: Declared, elements: Elements, scale: Scale, worked: Iterable[Worked], report: Report
) -> dict[str, Rate]:
    """For each criterion with `rate`, the decision that rates it; so for what else has a value `rating`.

    One on another scale than that of ratings stands beside them, and is no rating of this kind.
    """
    out: dict[str, Rate] = {}
    grades = Grades(declared, elements, scale, report)
    for place, name, part in _criteria(declared, elements, scale, report):
        for each in part.parts:
            if isinstance(each, tree.Rate):
                out[name] = Rate(_rate(each, place), place.source, part.name)
            elif isinstance(each, tree.RateBy):
                out[name] = Rate(grades.rated(each, place), place.source, part.name)
    words = tuple(value.id for value in scale.values)
    for value in worked:
        if value.name == RATING and value.thing in elements.by_id and value.words == words:
            written = value.written
            out.setdefault(value.thing, Rate(("value", value.key), written.source, written.tree.name))
    return out


def decided_alone(analysis: Analysis) -> dict[str, str]:
    """What has a value `rating` on another scale, and no reader of the rating that is given; with that scale.

    A rule about the subject, a value, a level: all of these read it.
    """
    by_id, rates = analysis.elements.by_id, analysis.rates
    found = {
        value.thing: value
        for value in analysis.values
        if value.name == RATING and value.thing in by_id and value.thing not in rates
    }
    if not found:
        return {}
    read = set(_read(analysis))
    return {name: _listed(value.words) for name, value in found.items() if name not in read}


def _listed(words: tuple[str, ...]) -> str:
    *others, last = words or ("what it says",)
    return f"{', '.join(others)} or {last}" if others else last


def _read(analysis: Analysis) -> Iterator[str]:
    """The ids of all whose rating, or whose record, something rests on."""
    for thing, others in analysis.dependencies.edges.items():
        yield from (str(each[1]) for each in others if each[0] == "subject" and each != thing)
    terms = [value.term for value in analysis.values]
    for required in analysis.organisations.values():
        terms += [each.term for several in required.values() for each in several]
    for rule in analysis.rules:
        yield rule.subject
        terms += [term for term in (rule.when, rule.holds) if term is not None]
    for term in terms:
        for each in walk(term):
            if each[0] not in _OF_WHETHER:
                yield from (part for part in each[1:] if isinstance(part, str))


def _rate(written: tree.Rate, place: Conditions) -> Term:
    return decided_by(written.rows, written.otherwise, place)


def _criteria(
    declared: Declared, elements: Elements, scale: Scale, report: Report
) -> Iterator[tuple[Conditions, str, tree.Criterion]]:
    """Every criterion that says something of itself, with the place its conditions are read at."""
    for source, own, part in declared.criteria():
        if any(isinstance(each, (tree.Applies, tree.Rate, tree.RateBy)) for each in part.parts):
            name = full(own, part.name.text)
            place = Conditions(
                elements.ruleset, elements, scale, report, source, capability=own, it=name, at=name
            )
            yield place, name, part
