"""What something is said of: a filter, a member of a set, one of several subjects left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.syntax import phrases, printer, spelling, tree
from cxrules.testkit.mutators.change import Change, levels, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.syntax.spelling import Pieces
    from cxrules.testkit.mutators.change import Model


def quantified(about: tree.Elements, _: Model) -> Iterator[Change]:
    """Elements without each of their filters; told by the condition around it."""
    for place in range(len(about.filters)):
        yield Change("filter", replace(about, filters=without(about.filters, place)))


def template(found: tree.Template, _: Model) -> Iterator[Change]:
    """`for every …` without each of its filters."""
    for place in range(len(found.filters)):
        new = replace(found, filters=without(found.filters, place))
        yield Change("filter", new, _said(phrases.template(found)), _said(phrases.template(new)))


def valued(found: tree.Value | tree.Decide, _: Model) -> Iterator[Change]:
    """A value or a decision of more than what its filters leave."""
    for place, each in enumerate(found.filters):
        new = replace(found, filters=without(found.filters, place))
        said = _said(phrases.filters([each]))
        yield Change("filter", new, said, f"without {said}")


def names(found: tree.Filter, _: Model) -> Iterator[Change]:
    """A filter without each of several names."""
    for place in range(len(found.names)) if len(found.names) > 1 else ():
        new = replace(found, names=without(found.names, place))
        yield Change("filter", new, _said(phrases.filters([found])), _said(phrases.filters([new])))


def members(found: tree.SetOf, _: Model) -> Iterator[Change]:
    """A set without each of its members."""
    for place, name in enumerate(found.names) if len(found.names) > 1 else ():
        said = _said(spelling.names([name]))
        yield Change("member", replace(found, names=without(found.names, place)), said, f"without {said}")


def subjects(effect: tree.Effect, _: Model) -> Iterator[Change]:
    """A rule that bounds several without each of them."""
    for place in range(len(effect.subjects)) if len(effect.subjects) > 1 else ():
        new = replace(effect, subjects=without(effect.subjects, place))
        yield Change("subject", new, _said(printer.effect(effect)), _said(printer.effect(new)))


def listed(about: tree.Listed, _: Model) -> Iterator[Change]:
    """`any of A, B, C` without each of them; told by the condition around it."""
    for place in range(len(about.subjects)) if len(about.subjects) > 1 else ():
        yield Change("subject", replace(about, subjects=without(about.subjects, place)))


def aims(line: tree.TargetLine, model: Model) -> Iterator[Change]:
    """A target with the level beside; what is in it is a list that a test could only repeat."""
    for near in levels(line.level, model):
        before, after = (f"level {leaf.text}" for leaf in (line.level, near))
        yield Change("level", replace(line, level=near), before, after)


def _said(pieces: Pieces) -> str:
    return " ".join(pieces)
