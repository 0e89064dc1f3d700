"""Comparisons with the ends of the scale: those that every rating fulfils, and those that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cxrules.lint.walk import nodes_in
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.text import Source

Verdict = Literal["always", "never"]
_AT_THE_LOWEST: dict[str, Verdict] = {"at least": "always", "below": "never"}
_AT_THE_HIGHEST: dict[str, Verdict] = {"at most": "always", "above": "never"}


class Extreme(NamedTuple):
    """A comparison whose answer does not depend on the rating; `end` is lowest or highest."""

    source: Source
    word: str
    rating: tree.Leaf
    verdict: Verdict
    end: str


def extremes(facts: Facts) -> Iterator[Extreme]:
    """All such comparisons in the files to report about."""
    for source, each in facts.own_nodes(tree.Compare):
        found = _extreme(facts, source, each)
        if found is not None:
            yield found


def has_extreme(facts: Facts, rule: str) -> bool:
    """Whether a rule has such a comparison, which explains more than a word about the whole rule would."""
    source, written = facts.trees[rule]
    return any(_extreme(facts, source, each) for each in nodes_in(written.condition, tree.Compare))


def rests_on_parameter(facts: Facts, rule: str) -> bool:
    """Whether a rule reads a parameter, whose value may be another one tomorrow."""
    written = facts.trees[rule][1]
    found = nodes_in([written.effect, written.condition], tree.RatingValue)
    return any(each.parameter for each in found)


def _extreme(facts: Facts, source: Source, compare: tree.Compare) -> Extreme | None:
    value = compare.ratings[0] if len(compare.ratings) == 1 else None
    if not isinstance(value, tree.RatingValue) or value.parameter:
        return None
    rank = facts.analysis.scale.rank(value.name.text)
    if rank == 0 and compare.word in _AT_THE_LOWEST:
        return Extreme(source, compare.word, value.name, _AT_THE_LOWEST[compare.word], "lowest")
    if rank == facts.top and compare.word in _AT_THE_HIGHEST:
        return Extreme(source, compare.word, value.name, _AT_THE_HIGHEST[compare.word], "highest")
    return None
