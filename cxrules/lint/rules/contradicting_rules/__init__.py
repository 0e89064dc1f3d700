"""CX1012: two rules that ask for different ratings of one thing under one and the same condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.semantics.rules import Written

_HINT = "Let their conditions exclude each other, or take one of them out."


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report a `fix` that a `cap` or another `fix` makes impossible, each pair of rules once."""
    bounds: dict[object, list[Written]] = {}
    seen: set[tuple[str, str]] = set()
    for written in facts.rivals.values():
        for each in written:
            if each.bound is None or each.bound.word not in {"cap", "fix"}:
                continue
            others = bounds.setdefault((each.subject, each.when), [])
            for other in others:
                pair = (other.rule, each.rule)
                if pair not in seen and _exclude_each_other(other, each) and facts.is_own(each.source):
                    seen.add(pair)
                    yield _reported(facts, other, each)
            others.append(each)


def _exclude_each_other(one: Written, other: Written) -> bool:
    (low, high), (other_low, other_high) = _range(one), _range(other)
    return max(low, other_low) > min(high, other_high)


def _range(rule: Written) -> tuple[int, int]:
    rank = rule.bound.rank if rule.bound else 0
    return (rank if rule.bound and rule.bound.word == "fix" else 0), rank


def _reported(facts: Facts, first: Written, second: Written) -> Diagnostic:
    one, other = (_words(facts, each) for each in (first, second))
    message = (
        f"The rules {first.rule} and {second.rule} contradict each other: under one condition, "
        f"{first.subject} is to be {one} and {other}."
    )
    related = (Related(f"the rule {first.rule}", first.source, first.at.span),)
    return diagnose("CX1012", message, second.source, second.at.span, _HINT, related)


def _words(facts: Facts, rule: Written) -> str:
    low, high = _range(rule)
    rating = facts.analysis.scale.values[high].id
    return rating if low == high else f"at most {rating}"


RULE = Rule("CX1012", check)
