"""CX1013: a rule that says nothing that another rule does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.diagnostics import Diagnostic, Fix, Related, diagnose
from cxrules.lint.comparisons import rests_on_parameter
from cxrules.lint.rule import Rule
from cxrules.text.edits import Edit, whole_lines
from cxrules.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.rules import Written

Said: TypeAlias = tuple[object, ...]


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule of which every effect, with its condition, is also one of a single other rule."""
    said = {
        name: frozenset(map(_said, written))
        for name, written in facts.rivals.items()
        if written and not rests_on_parameter(facts, name)
    }
    place = {name: number for number, name in enumerate(said)}
    saying: dict[Said, list[str]] = {}
    for name, parts in said.items():
        for part in parts:
            saying.setdefault(part, []).append(name)
    for name, parts in said.items():
        rivals = min((saying[part] for part in parts), key=len)
        other = next((each for each in rivals if each != name and parts <= said[each]), None)
        if other is None or (parts == said[other] and place[name] < place[other]):
            continue
        if facts.is_own(facts.trees[name][0]):
            yield _reported(facts, name, other, whole=parts == said[other])


def _said(rule: Written) -> Said:
    return rule.subject, rule.when, rule.holds, rule.bound


def _reported(facts: Facts, name: str, other: str, *, whole: bool) -> Diagnostic:
    source, rule = facts.trees[name]
    other_source, other_rule = facts.trees[other]
    message = f"The rule {name} says {'the same as' if whole else 'nothing beyond what is said by'} {other}."
    hint = "If one of them should say something else, put it right; if not, take one out."
    related = (Related(f"the rule {other}", other_source, other_rule.name.span),)
    edit = Edit(source, whole_lines(source, Span(rule.begin, rule.end)), "")
    fix = Fix((edit,), "unsafe", f"Take out the rule {name}")
    return diagnose("CX1013", message, source, rule.name.span, hint, related)._replace(fix=fix)


RULE = Rule("CX1013", check)
