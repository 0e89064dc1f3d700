"""CX1019: an outcome or achievement that no criterion or practice shows, while others are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.lint.facts import Facts
    from cxrules.model.ruleset import Attribute, Capability, Criterion

_HINT = "Add it to the `shows` of what brings it about, or lower the number that is declared."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each capability and attribute once, with all that is not shown."""
    ruleset = facts.analysis.ruleset
    for capability in ruleset.capabilities.values():
        yield from _missing(facts, capability, capability.criteria, capability.outcomes, "outcome")
    for attribute in ruleset.attributes.values():
        yield from _missing(facts, attribute, attribute.practices, attribute.achievements, "achievement")


def _missing(
    facts: Facts, of: Capability | Attribute, criteria: Sequence[Criterion], count: int, word: str
) -> Iterator[Diagnostic]:
    shown = {number for criterion in criteria for number in criterion.shows}
    missing = [str(number) for number in range(1, count + 1) if number not in shown]
    place = facts.own_place(of.place)
    if shown and missing and place is not None:
        what = f"{word}s {', '.join(missing)}" if len(missing) > 1 else f"{word} {missing[0]}"
        by = "criterion" if word == "outcome" else "practice"
        yield diagnose("CX1019", f"No {by} of {of.id} shows {what}.", *place, _HINT)


RULE = Rule("CX1019", check)
