"""Makes cases for a rule from its text: the facts that make it ask, and what its subjects may be rated.

Reads the tree of a rule and nothing of how rules are evaluated. Tests nothing itself.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.assessment import Given
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SCALE = "NPLF"
TOP = SCALE[-1]
ELSEWHERE = "SUP.1"
"""A process that no template is tried at, for conditions about other processes."""

FOREIGN_CAUSE = "open-source-ungoverned"
"""A reason that no rule protects and no condition reads as a cause."""


class Facts(NamedTuple):
    """What an assessment records: findings that are asserted, and ratings with their causes by full id."""

    findings: tuple[str, ...] = ()
    ratings: Mapping[str, tuple[str, tuple[str, ...]]] = {}


class Rated(NamedTuple):
    """A rating of a rule's subject with its causes, and what else must be rated for it to be held against."""

    rating: str
    causes: tuple[str, ...] = ()
    other: str = ""


def subjects(rule: tree.Rule) -> list[str]:
    """What a rule bounds, as written; `it` where a template names it."""
    return ["it" if isinstance(each, tree.It) else each.text for each in rule.effect.subjects]


def tags(criterion: tree.Criterion) -> list[str]:
    """The tags of a base practice."""
    return [
        each.text
        for clause in criterion.clauses
        if isinstance(clause, tree.Tagged)
        for each in clause.names
        if isinstance(each, tree.Leaf)
    ]


def full(name: str, capability: str) -> str:
    """A short id with its process in front."""
    return f"{capability}.{name}" if name.startswith(("BP", "GP", "PA.")) else name


def asserted(condition: tree.Condition | None) -> list[tree.Asserted]:
    """Every finding and context that a condition asks for."""
    if isinstance(condition, tree.Asserted):
        return [condition]
    if isinstance(condition, (tree.And, tree.Or)):
        return [each for part in condition.parts for each in asserted(part)]
    return asserted(condition.part) if isinstance(condition, tree.Not) else []


def ways(condition: tree.Condition | None, capability: str) -> list[Facts]:
    """Every way to make a condition hold: each part of an `or`, each subject of an `any of`, each cause."""
    if condition is None or isinstance(condition, tree.Not):
        return [Facts()]
    if isinstance(condition, tree.Asserted):
        return [Facts((condition.name.text,))]
    if isinstance(condition, tree.Or):
        return [way for part in condition.parts for way in ways(part, capability)]
    if isinstance(condition, tree.And):
        return [_together(found) for found in product(*(ways(each, capability) for each in condition.parts))]
    assert isinstance(condition, tree.Claim)
    return list(_claimed(condition, capability))


def _together(facts: Sequence[Facts]) -> Facts:
    ratings = {name: given for each in facts for name, given in each.ratings.items()}
    return Facts(tuple(name for each in facts for name in each.findings), ratings)


def _claimed(claim: tree.Claim, capability: str) -> Iterator[Facts]:
    predicate = claim.predicate
    assert isinstance(predicate, tree.Compare)
    bound = rating_of(predicate)
    rating = SCALE[SCALE.index(bound) - 1] if predicate.word == "below" else bound
    named = [each.text for each in predicate.causes if isinstance(each, tree.Leaf)]
    causes: list[tuple[str, ...]] = [(each,) for each in named] or [()]
    for subject, cause in product(_claimants(claim, capability), causes):
        yield Facts((), {subject: (rating, cause)})


def rating_of(predicate: tree.Compare) -> str:
    """The rating that something is compared with."""
    first = predicate.ratings[0]
    leaf = first.name if isinstance(first, tree.RatingValue) else first
    assert isinstance(leaf, tree.Leaf)
    return leaf.text


def _claimants(claim: tree.Claim, capability: str) -> list[str]:
    about = claim.about
    if isinstance(about, tree.Listed):
        return [full(each.text, capability) for each in about.subjects if isinstance(each, tree.Leaf)]
    if isinstance(about, tree.Elsewhere):
        return [full(about.name.text, ELSEWHERE)]
    assert isinstance(about, tree.Leaf)
    return [full(about.text, capability)]


class Verdicts(NamedTuple):
    """Ratings of a rule's subjects, once the rule asks: some that break it, some that keep it."""

    broken: list[Rated]
    kept: list[Rated]
    undecidable: list[Rated]


def verdicts(rule: tree.Rule, way: Facts, capability: str) -> Verdicts:
    """What breaks a rule and what keeps it, by the meaning of its effect."""
    effect = rule.effect
    if effect.word == "lower":
        return Verdicts([Rated(TOP)], [Rated(each) for each in SCALE[:-1]], [])
    if effect.word in {"cap", "keep"}:
        return _at_most(_bound(effect, way, capability))
    if effect.word == "fix":
        fixed = _bound(effect, way, capability)
        return Verdicts([Rated(each) for each in SCALE if each != fixed], [Rated(fixed)], [])
    if effect.word == "align":
        return Verdicts([Rated("F", (), "P"), Rated("N", (), "P")], [Rated("P", (), "P")], [Rated("P")])
    below = SCALE[-2]
    if effect.word == "protect":
        protected = [Rated(below, (each,)) for each in way.findings]
        other = (*way.findings[:1], FOREIGN_CAUSE)
        return Verdicts(protected, [Rated(TOP), Rated(below, other)], [Rated(below)])
    assert effect.word == "not used"
    named = [each.text for each in effect.causes if isinstance(each, tree.Leaf)]
    broken = [Rated(below, (each,)) for each in named] + [Rated("N", (*named, FOREIGN_CAUSE))]
    return Verdicts(broken, [Rated(TOP), Rated(below), Rated(below, (FOREIGN_CAUSE,))], [])


def _bound(effect: tree.Effect, way: Facts, capability: str) -> str:
    if effect.other is not None:
        assert isinstance(effect.other, tree.Leaf)
        return way.ratings[full(effect.other.text, capability)][0]
    assert effect.rating is not None
    return effect.rating.name.text


def _at_most(bound: str) -> Verdicts:
    place = SCALE.index(bound) + 1
    return Verdicts([Rated(each) for each in SCALE[place:]], [Rated(each) for each in SCALE[:place]], [])


def given(ratings: Mapping[str, tuple[str, tuple[str, ...]]]) -> tuple[Given, ...]:
    """Ratings as an assessment records them."""
    return tuple(Given(subject, rating, causes=causes) for subject, (rating, causes) in ratings.items())
