"""What each level of each capability requires, as terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.leaves import leaves
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.terms import Term
    from cxrules.text import Source


class Required(NamedTuple):
    """One requirement, where it is written, and its words; `at` is the number of its level."""

    term: Term
    source: Source
    at: tree.Leaf
    words: str


Requirements: TypeAlias = dict[tuple[str, int], list[Required]]


def requirements_of(
    ruleset: Ruleset,
    elements: Elements,
    scale: Scale,
    levels: Sequence[tuple[Source, tree.Level]],
    declared: Declared,
    report: Report,
) -> Requirements:
    """The requirements of the framework for every capability, and what a capability adds to them."""
    out: Requirements = {}
    words = {id(level): words_of(source, level.condition) for source, level in levels if level.condition}
    for capability in elements.capabilities:
        for source, level in levels:
            place = Conditions(ruleset, elements, scale, report, source, capability=capability)
            required = out[capability, int(level.order.text)] = []
            if level.condition is not None:
                term = place.term(level.condition)
                required.append(Required(term, source, level.order, words[id(level)]))
    for source, written in declared.of(tree.Capability):
        place = Conditions(ruleset, elements, scale, report, source, capability=written.name.text)
        for part in written.parts:
            if (
                isinstance(part, tree.Requirement)
                and (key := (written.name.text, int(part.order.text))) in out
            ):
                own = words_of(source, part.condition)
                out[key].append(Required(place.term(part.condition), source, part.order, own))
    bottom = min((level.order for level in ruleset.levels), default=0)
    return {key: required for key, required in out.items() if key[1] != bottom}


def words_of(source: Source, condition: tree.Condition) -> str:
    """A condition in its own words, on one line and without comments."""
    places = [place for place in leaves(condition) if place.end]
    start, end = min(place.start for place in places), max(place.end for place in places)
    lines = (line.partition("#")[0] for line in source.text[start:end].splitlines())
    return " ".join(word for line in lines for word in line.split())
