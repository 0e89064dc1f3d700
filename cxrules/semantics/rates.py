"""What a criterion says of itself beyond its title: when it applies, and how its rating follows from data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.elements_index import full
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.terms import Term
    from cxrules.text import Source

_ALWAYS = ("all", ())


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
            out[name] = found[0] if len(found) == 1 else ("all", tuple(found))
    return out


def rates_of(declared: Declared, elements: Elements, scale: Scale, report: Report) -> dict[str, Rate]:
    """For each criterion with `rate`, the decision that rates it."""
    out: dict[str, Rate] = {}
    for place, name, part in _criteria(declared, elements, scale, report):
        for each in part.parts:
            if isinstance(each, tree.Rate):
                out[name] = Rate(_rate(each, place), place.source, part.name)
    return out


def _rate(written: tree.Rate, place: Conditions) -> Term:
    rows = []
    for row in written.rows:
        rank = place.rating(row.rating)
        rows.append((place.term(row.condition), ("rank", 0 if rank is None else rank, ())))
    otherwise = place.rating(written.otherwise) if written.otherwise is not None else None
    if otherwise is not None:
        rows.append((_ALWAYS, ("rank", otherwise, ())))
    return ("decide", tuple(rows))


def _criteria(
    declared: Declared, elements: Elements, scale: Scale, report: Report
) -> Iterator[tuple[Conditions, str, tree.Criterion]]:
    """Every criterion that says something of itself, with the place its conditions are read at."""
    for source, own, part in declared.criteria():
        if any(isinstance(each, (tree.Applies, tree.Rate)) for each in part.parts):
            name = full(own, part.name.text)
            place = Conditions(
                elements.ruleset, elements, scale, report, source, capability=own, it=name, at=name
            )
            yield place, name, part
