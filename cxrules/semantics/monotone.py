"""Whether raising a rating can lower a level, and whose doing that is.

Levels rise with ratings as long as every requirement rises with them and every rule that lowers a rating
falls silent when other ratings rise. What does not is legal, and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.levels import Requirements
    from cxrules.semantics.report import Report
    from cxrules.semantics.rules import Written
    from cxrules.semantics.terms import Term

_TURNED = {"rises": "falls", "falls": "rises", "either": "either"}
_HINT = "This may be meant; then say why in `because`."


def follows(term: Term) -> set[str]:
    """How a term follows the ratings it reads: any of ``rises``, ``falls``, ``either``."""
    word, *rest = term
    if word == "not":
        return {_TURNED[each] for each in follows(rest[0])}
    if word in {"all", "any", "every"}:
        return set().union(*(follows(part) for part in rest[0]))
    if word == "count":
        return set().union(*(follows(part) for part in rest[1]))
    if word == "test":
        return {OPERATIONS[rest[0]].follows[0]}
    if word in {"close", "apart", "not-above"}:
        return {"either"}
    return {"rises"} if word == "reaches" else set()


def check_monotone(rules: Sequence[Written], requirements: Requirements, report: Report) -> None:
    """Report each rule and each requirement by which a higher rating may give a lower level."""
    for rule in rules:
        if rule.bound is None or rule.when is None or rule.effect == "prerequisite":
            continue
        allowed = {"falls"}
        if rule.bound.word == "fix":
            allowed = {"falls"} if rule.bound.rank == 0 else set()
        if follows(rule.when) - allowed:
            message = f"By the rule {rule.rule}, raising one rating can lower another, and so a level."
            report.add("CX1001", message, rule.source, rule.at, _HINT)
    for (_, order), required in requirements.items():
        for each in required:
            if follows(each.term) - {"rises"}:
                message = f"By what level {order} requires, raising a rating can lower a level."
                report.add("CX1001", message, each.source, each.at, _HINT)
