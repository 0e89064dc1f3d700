"""Conditions of several: and for or, all for any, every for some, one operand left out, a count aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.semantics.levels import words_of
from cxrules.syntax import tree
from cxrules.testkit.mutators.change import Change, counted, levels, without
from cxrules.testkit.mutators.comparisons import NEXT
from cxrules.testkit.mutators.expressions import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model

_TURNED = {"any": "all", "all": "any", "every": "some", "some": "every", "no": "some"}


def joined(condition: tree.And | tree.Or, _: Model) -> Iterator[Change]:
    """`or` for `and`, and the other way round."""
    other = tree.Or if isinstance(condition, tree.And) else tree.And
    yield Change("and/or", other(list(condition.parts)))


def operands(condition: tree.And | tree.Or, _: Model) -> Iterator[Change]:
    """Each operand left out."""
    for place, part in enumerate(condition.parts):
        rest = without(condition.parts, place)
        new = rest[0] if len(rest) == 1 else replace(condition, parts=rest)
        yield Change("operand", new, words_of(part), f"without {words_of(part)}")


def negations(condition: tree.Not, _: Model) -> Iterator[Change]:
    """The condition without `not`."""
    yield Change("negation", condition.part)


def listed(about: tree.Listed, _: Model) -> Iterator[Change]:
    """`all of` for `any of`; of a count one more and one less."""
    if about.count is None:
        yield Change("all/any", replace(about, word=_TURNED[about.word]))
        return
    for near in counted(about.count, least=1):
        yield Change("count", replace(about, count=near))


def quantified(claim: tree.Claim, _: Model) -> Iterator[Change]:
    """`some` for `every` and for `no`, `every` for `some`."""
    about = claim.about
    if isinstance(about, tree.Elements):
        yield Change("every/some", replace(claim, about=replace(about, word=_TURNED[about.word])))


def elsewhere(about: tree.Elsewhere, _: Model) -> Iterator[Change]:
    """`every capability` for `any capability`, and without `other`."""
    yield Change("every/some", replace(about, every=not about.every))
    if about.other:
        yield Change("other", replace(about, other=False))


def filtered(each: tree.Filter, model: Model) -> Iterator[Change]:
    """Elements of the level beside."""
    if each.word in {"at", "below", "up to"} and isinstance(each.names[0], tree.Leaf):
        for near in levels(each.names[0], model):
            yield Change("level", replace(each, names=[near]))


def properties(each: tree.Filter, _: Model) -> Iterator[Change]:
    """Elements whose property is beside the limit, or on its other side."""
    if each.word == "with":
        yield Change("bound", replace(each, bound=NEXT[each.bound]))
        for near in numbers(each.limit):
            yield Change("number", replace(each, limit=near))


def reached(predicate: tree.Reaches, model: Model) -> Iterator[Change]:
    """The level beside; not applicable not excused."""
    if not predicate.level.parameter:
        for near in levels(predicate.level.name, model):
            yield Change("level", replace(predicate, level=tree.RatingValue(near, parameter=False)))
    if predicate.lowest is not None:
        yield Change("level", replace(predicate, lowest=None))
    if predicate.excused:
        yield Change("excuse", replace(predicate, excused=[]))
