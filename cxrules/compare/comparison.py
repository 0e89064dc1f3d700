"""Two or more models side by side: what each is made of, what it calls things, what its levels demand.

Pairs that a mapping ties are compared element by element, in both directions.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.coverage import coverage
from cxrules.compare.elements import elements

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxrules.compare.coverage import Coverage
    from cxrules.compare.elements import Elements
    from cxrules.model.mapping import Correspondence, MappedLevel
    from cxrules.model.ruleset import Ruleset


class Side(NamedTuple):
    """One of the models, with what of it can be compared."""

    ruleset: Ruleset
    elements: Elements


class Pair(NamedTuple):
    """Two models that a mapping ties: each seen from the other, and their levels.

    `levels` lead from the first to the second.
    """

    first: str
    second: str
    mappings: Sequence[Correspondence]
    there: Coverage
    back: Coverage
    levels: Sequence[MappedLevel]


class Comparison(NamedTuple):
    """Models side by side; `unmapped` are pairs of which no mapping says anything."""

    sides: Sequence[Side]
    pairs: Sequence[Pair]
    unmapped: Sequence[tuple[str, str]]


def compare(
    rulesets: Sequence[Ruleset], between: Callable[[Ruleset, Ruleset], Sequence[Correspondence]]
) -> Comparison:
    """Compare models; `between` gives the mappings that lead from one to another, in that direction."""
    sides = [Side(each, elements(each)) for each in rulesets]
    pairs, unmapped = [], []
    for first, second in combinations(sides, 2):
        names = (name_of(first.ruleset, sides), name_of(second.ruleset, sides))
        mappings = between(first.ruleset, second.ruleset)
        if mappings:
            pairs.append(_pair(first, second, names, mappings))
        else:
            unmapped.append(names)
    return Comparison(sides, pairs, unmapped)


def name_of(ruleset: Ruleset, sides: Sequence[Side]) -> str:
    """What a model is called among others: its id, with its version where another has the same id."""
    alike = [each for each in sides if each.ruleset.id == ruleset.id]
    return f"{ruleset.id}@{ruleset.version}" if len(alike) > 1 else ruleset.id


def sizes(ruleset: Ruleset) -> dict[str, int]:
    """How many things of each kind a model has."""
    capabilities, attributes = ruleset.capabilities.values(), ruleset.attributes.values()
    return {
        "levels": len(demands(ruleset)),
        "groups": len(ruleset.groups),
        "capabilities": len(ruleset.capabilities),
        "criteria": sum(len(each.criteria) for each in capabilities),
        "attributes": len(ruleset.attributes),
        "practices": sum(len(each.practices) for each in attributes),
        "rules": len(ruleset.rules),
        "measures": len(ruleset.metrics),
        "parameters": len(ruleset.parameters),
        "targets": len(ruleset.targets),
    }


def demands(ruleset: Ruleset) -> Mapping[int, tuple[str, str]]:
    """Name and requirement of each level, as the text has them: of capabilities, else of the organisation."""
    levels = ruleset.levels or next((each.levels for each in ruleset.organisations.values()), ())
    return {each.order: (each.title, each.requires) for each in levels}


def _pair(first: Side, second: Side, names: tuple[str, str], mappings: Sequence[Correspondence]) -> Pair:
    back = [each.inverse() for each in mappings]
    return Pair(
        *names,
        mappings,
        coverage(first.elements, second.elements, names, mappings),
        coverage(second.elements, first.elements, (names[1], names[0]), back),
        [level for each in mappings for level in each.levels],
    )
