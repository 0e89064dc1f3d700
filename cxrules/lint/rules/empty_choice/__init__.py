"""CX1015: a rule or requirement that speaks of elements the model does not have.

One example is `every attribute at level 5` where no attribute is. Said of nothing, `every` holds and `some`
does not, which is hardly what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.possible import is_above_the_top, speaks_of_nothing
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.levels import Required

_HINT = "Look at the level, tag or group that is named, and whether the elements carry it."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report what speaks of nothing wherever it stands; what finds elements in some places is right."""
    if not facts.analysis.ruleset.capabilities:
        return
    for name, written in facts.rules.items():
        source, rule = facts.trees[name]
        if not facts.is_own(source):
            continue
        if not written:
            message = f"The rule {name} stands for nothing: the model has no such {_kind(facts, name)}."
            yield diagnose("CX1015", message, source, rule.name.span, _HINT)
        elif speaks_of_nothing([each.when for each in written if each.when is not None]):
            message = f"The condition of the rule {name} speaks of elements that the model does not have."
            yield diagnose("CX1015", message, source, rule.name.span, _HINT)
    yield from _requirements(facts)


def _kind(facts: Facts, rule: str) -> str:
    template = facts.trees[rule][1].template
    return template.kind if template else "subject"


def _requirements(facts: Facts) -> Iterator[Diagnostic]:
    same: dict[tuple[int, int], list[Required]] = {}
    orders: dict[tuple[int, int], int] = {}
    for (_, order), required in facts.requirements.items():
        for each in required:
            if facts.is_own(each.source) and not is_above_the_top(each.term):
                same.setdefault((id(each.source), each.at.start), []).append(each)
                orders[id(each.source), each.at.start] = order
    for key, required in same.items():
        if speaks_of_nothing([each.term for each in required]):
            first = required[0]
            message = f"What level {orders[key]} requires speaks of elements that the model does not have."
            yield diagnose("CX1015", message, first.source, first.at.span, _HINT)


RULE = Rule("CX1015", check)
