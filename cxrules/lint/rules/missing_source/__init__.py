"""CX1002: a rule or a parameter that cannot be looked up, since it names no source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.lint.facts import Facts
    from cxrules.text import Source

_HINTS = {
    "rule": 'Add `source "…"`: the clause, guideline or decision that it comes from.',
    "parameter": 'Add `source "…"`: where its value comes from.',
}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule and parameter without a source."""
    for source, rule in facts.own_of(tree.Rule):
        yield from _without(source, "rule", rule.name, rule.parts)
    for source, parameter in facts.own_of(tree.Parameter):
        yield from _without(source, "parameter", parameter.name, parameter.parts)


def _without(
    source: Source, word: str, name: tree.Leaf, parts: Iterable[tree.Property]
) -> Iterator[Diagnostic]:
    if not any(part.word == "source" for part in parts):
        yield diagnose("CX1002", f"The {word} {name.text} names no source.", source, name.span, _HINTS[word])


RULE = Rule("CX1002", check, reads="text")
