"""CX1014: a rule that bounds a rating less than another rule does under the same condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.rules import Written

_HINT = (
    "Rules do not add up: the stricter one alone says as much. Look whether their conditions should differ."
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each rule whose every bound is weaker than that of a single other rule."""
    bounds: dict[object, dict[str, Written]] = {}
    for written in facts.rivals.values():
        for each in written:
            if each.bound is not None and each.bound.word in {"cap", "fix"}:
                bounds.setdefault((each.subject, each.when), {}).setdefault(each.rule, each)
    for name, written in facts.rivals.items():
        stronger = _stronger(bounds, written)
        source, rule = facts.trees[name]
        if stronger is not None and facts.is_own(source):
            one, other = _bound(facts, written[0]), _bound(facts, stronger)
            message = (
                f"The rule {name} is idle: under the same condition {stronger.rule} bounds "
                f"{stronger.subject} at {other}, which is below {one}."
            )
            related = (Related(f"the rule {stronger.rule}", stronger.source, stronger.at.span),)
            yield diagnose("CX1014", message, source, rule.name.span, _HINT, related)


def _stronger(bounds: dict[object, dict[str, Written]], written: list[Written]) -> Written | None:
    """What a single other rule says about the first subject, if it bounds all of them more strictly."""
    rivals: set[str] | None = None
    for each in written:
        if each.bound is None or each.bound.word != "cap":
            return None
        rank = each.bound.rank
        others = bounds[each.subject, each.when]
        stricter = {name for name, other in others.items() if other.bound and other.bound.rank < rank}
        rivals = stricter if rivals is None else rivals & stricter
    if not rivals:
        return None
    others = bounds[written[0].subject, written[0].when]
    return next(other for name, other in others.items() if name in rivals)


def _bound(facts: Facts, rule: Written) -> str:
    return facts.analysis.scale.values[rule.bound.rank if rule.bound else 0].id


RULE = Rule("CX1014", check)
