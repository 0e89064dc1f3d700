"""What each level of each capability requires, as terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.situations import Alike, Move, Place
from cxrules.syntax import phrases, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.terms import Term
    from cxrules.text import Source


class Required(NamedTuple):
    """One requirement, where it is written, and its words; `at` is the number of its level.

    `like`: the capability of which it says the same but for names; empty for what is no capability's.
    """

    term: Term
    source: Source
    at: tree.Leaf
    words: str
    like: str = ""


class _Row(NamedTuple):
    """What a level requires, for each place the first one that is like it, and the terms at those."""

    source: Source
    at: tree.Leaf
    condition: tree.Condition
    words: str
    firsts: Mapping[Place, Place]
    bound: dict[Place, Term]


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
    orders = [int(level.order.text) for _, level in levels]
    out: Requirements = {(each, order): [] for each in elements.capabilities for order in orders}
    places = [Place(number, capability) for number, capability in enumerate(elements.capabilities)]
    rows = list(_rows(levels, places, Alike(elements)))
    for place in places:
        for row in rows:
            first = row.firsts[place]
            if first is place:
                at = Conditions(ruleset, elements, scale, report, row.source, capability=place.capability)
                row.bound[first] = at.term(row.condition)
            term = Move(first, place).term(row.bound[first])
            required = Required(term, row.source, row.at, row.words, first.capability or "")
            out[place.capability or "", int(row.at.text)].append(required)
    for source, written in declared.bodies():
        at = Conditions(ruleset, elements, scale, report, source, capability=written.name.text)
        for key, own in _own(written, at):
            if key in out:
                out[key].append(own)
    _close_above_top(ruleset, declared, out)
    bottom = min((level.order for level in ruleset.levels), default=0)
    return {key: required for key, required in out.items() if key[1] != bottom}


def _own(written: tree.Capability, at: Conditions) -> Iterator[tuple[tuple[str, int], Required]]:
    """What a capability requires itself, with the level."""
    name = written.name.text
    for part in written.parts:
        if isinstance(part, tree.Requirement):
            words = words_of(part.condition)
            required = Required(at.term(part.condition), at.source, part.order, words, name)
            yield (name, int(part.order.text)), required


def _rows(
    levels: Sequence[tuple[Source, tree.Level]], places: Sequence[Place], alike: Alike
) -> Iterator[_Row]:
    for source, level in levels:
        if level.condition is not None:
            groups = alike.groups([level.condition], places)
            firsts = {place: group[0] for group in groups for place in group}
            yield _Row(source, level.order, level.condition, words_of(level.condition), firsts, {})


def _close_above_top(ruleset: Ruleset, declared: Declared, requirements: Requirements) -> None:
    """A capability that goes up to a level reaches none above it."""
    for source, written in declared.bodies():
        if written.top is None:
            continue
        for order in (level.order for level in ruleset.levels if level.order > int(written.top.text)):
            words = f"{written.name.text} goes up to level {written.top.text}"
            requirements[written.name.text, order].append(
                Required(("any", (), words), source, written.top, words)
            )


def words_of(condition: tree.Condition) -> str:
    """A condition in words, on one line: as `cxrules fmt` writes it."""
    return " ".join(phrases.condition(condition))
