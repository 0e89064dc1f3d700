"""What each level of each capability requires, as terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxrules.semantics.conditions import Conditions
from cxrules.syntax import phrases, tree

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
    words = {id(level): words_of(level.condition) for _, level in levels if level.condition}
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
                own = words_of(part.condition)
                out[key].append(Required(place.term(part.condition), source, part.order, own))
    bottom = min((level.order for level in ruleset.levels), default=0)
    _report_unasked(out, bottom, report)
    return {key: required for key, required in out.items() if key[1] != bottom}


def _report_unasked(requirements: Requirements, bottom: int, report: Report) -> None:
    """The lowest level is where everybody begins: nothing is asked for it."""
    for (_, order), required in requirements.items():
        for each in required if order == bottom else ():
            message = f"Level {bottom} is the lowest and always reached; what it requires has no effect."
            report.add("CX1003", message, each.source, each.at, "Take it out, or begin with a lower level.")


def words_of(condition: tree.Condition) -> str:
    """A condition in words, on one line: as `cxrules fmt` writes it."""
    return " ".join(phrases.condition(condition))
