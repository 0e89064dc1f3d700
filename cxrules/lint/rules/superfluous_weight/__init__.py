"""CX1018: weights that say nothing, since all of them are 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Fix, diagnose
from cxrules.lint.rule import Rule
from cxrules.semantics.elements import criteria_in
from cxrules.syntax import tree
from cxrules.text.edits import Edit
from cxrules.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.lint.facts import Facts
    from cxrules.text import Source


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report the first weight of a capability or attribute whose weights are all 1."""
    for source, capability in facts.own_of(tree.Capability):
        yield from _weights(source, capability.name.text, criteria_in(capability.parts))
    for source, attribute in facts.own_of(tree.Attribute):
        yield from _weights(source, attribute.name.text, criteria_in(attribute.parts))
    for source, practices in facts.own_of(tree.Practices):
        yield from _weights(source, practices.attribute.text, criteria_in(practices.parts))


def _weights(source: Source, name: str, criteria: Iterable[tree.Criterion]) -> Iterator[Diagnostic]:
    clauses = (clause for criterion in criteria for clause in criterion.clauses)
    weights = [clause for clause in clauses if isinstance(clause, tree.Weight)]
    if weights and all(weight.value.text in {"1", "1.0"} for weight in weights):
        yield _reported(source, name, weights)


def _reported(source: Source, name: str, weights: Sequence[tree.Weight]) -> Diagnostic:
    message = f"Every weight in {name} is 1, as it would be without."
    hint = "Take the weights out, or let them differ."
    edits = tuple(Edit(source, _clause(source, weight.value), "") for weight in weights)
    fix = Fix(edits, "safe", f"Take out the weights in {name}")
    return diagnose("CX1018", message, source, weights[0].value.span, hint)._replace(fix=fix)


def _clause(source: Source, value: tree.Leaf) -> Span:
    """The word before the number and the blanks before that belong to it."""
    start = source.text.rindex("weight", 0, value.start)
    while source.text[start - 1] in " \t":
        start -= 1
    return Span(start, value.end)


RULE = Rule("CX1018", check, reads="text")
