"""What of a model can be mapped, by id: the side of a mapping that a ruleset is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.report import Report
    from cxrules.syntax import tree
    from cxrules.text import Source


class Mappable:
    """The capabilities, criteria, attributes, practices and declared elements of a ruleset."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Take the ruleset; a framework alone has attributes and levels only."""
        self.ruleset = ruleset

    @property
    def name(self) -> str:
        """The model with its version, as messages name it."""
        return f"{self.ruleset.id} {self.ruleset.version}"

    @cached_property
    def elements(self) -> Mapping[str, str]:
        """The kind of every element that can be mapped, by its id, in the order of the model."""
        return dict(_elements(self.ruleset))

    @cached_property
    def within(self) -> Mapping[str, tuple[str, ...]]:
        """What each element lies in, from the inside out."""
        found: dict[str, tuple[str, ...]] = {}
        for capability in self.ruleset.capabilities.values():
            found |= {each.id: (capability.id,) for each in capability.criteria}
            for part in capability.parts:
                found[part.id] = part.within
                for criterion in part.criteria:
                    if len(found.get(criterion, ())) <= len(part.within):
                        found[criterion] = (part.id, *part.within)
        for attribute in self.ruleset.attributes.values():
            found |= {each.id: (attribute.id,) for each in attribute.practices}
        return found

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels, rising."""
        return tuple(sorted(each.order for each in self.ruleset.levels))

    def scale_of(self, ratings: list[str]) -> Scale | None:
        """The scale that has all these ratings, the model's own before its refinements; None without one."""
        scales = sorted(self.ruleset.scales.values(), key=lambda each: each.base is not None)
        return next((each for each in scales if all(each.rank(name) is not None for name in ratings)), None)

    def ratings(self) -> list[str]:
        """The ratings of all scales."""
        return [value.id for scale in self.ruleset.scales.values() for value in scale.values]

    # ------------------------------------------------------------------------------- names in the text

    def names(self, names: tree.Names, source: Source, report: Report) -> list[tuple[str, tree.Leaf]]:
        """The elements that are named, each with its leaf, ranges written out; unknown ones are reported."""
        from cxrules.syntax.tree import Leaf

        for each in names:
            for leaf in [each] if isinstance(each, Leaf) else [each.first, each.last]:
                if leaf.text not in self.elements:
                    self._unknown(leaf, source, report)
        known = [each for each in names if _is_known(each, self.elements)]
        return report.expand("element", self.elements, known, source)

    def level(self, leaf: tree.Leaf, source: Source, report: Report) -> int | None:
        """A level, or None with the problem reported."""
        if int(leaf.text) in self.levels:
            return int(leaf.text)
        there = ", ".join(map(str, self.levels))
        hint = f"Its levels are {there}." if there else "It has no levels."
        report.add("CX0713", f"{self.name} has no level {leaf.text}.", source, leaf, hint)
        return None

    def rating(self, leaf: tree.Leaf, source: Source, report: Report) -> str | None:
        """A rating of any scale, or None with the problem reported."""
        known = self.ratings()
        if leaf.text in known:
            return leaf.text
        guess = near(leaf.text, known)
        hint = f"Did you mean {guess}?" if guess else f"Its ratings are {', '.join(dict.fromkeys(known))}."
        report.add("CX0714", f"{leaf.text} is not a rating of {self.name}.", source, leaf, hint)
        return None

    def _unknown(self, leaf: tree.Leaf, source: Source, report: Report) -> None:
        message = f"{self.name} has no {leaf.text} that could be mapped."
        guess = near(leaf.text, self.elements)
        hint = f"Did you mean {guess}?" if guess else ""
        if leaf.text in self.ruleset.groups:
            message = f"{leaf.text} is a group of {self.name}; capabilities and what is in them are mapped."
            hint = ""
        elif owner := self._attribute_of(leaf.text):
            hint = f"An attribute is mapped once for all capabilities: {owner}."
        report.add("CX0712", message, source, leaf, hint)

    def _attribute_of(self, name: str) -> str | None:
        """The attribute or practice that a name means within one capability."""
        for capability in self.ruleset.capabilities:
            rest = name.removeprefix(f"{capability}.")
            if rest != name and self.elements.get(rest) in {"attribute", "practice"}:
                return rest
        return None


def _is_known(each: tree.Leaf | tree.NameRange, known: Mapping[str, str]) -> bool:
    from cxrules.syntax.tree import Leaf

    if isinstance(each, Leaf):
        return each.text in known
    return each.first.text in known and each.last.text in known


def _elements(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for capability in ruleset.capabilities.values():
        yield capability.id, "capability"
        yield from ((part.id, part.kind) for part in capability.parts)
        yield from ((each.id, "criterion") for each in capability.criteria)
    for attribute in ruleset.attributes.values():
        yield attribute.id, "attribute"
        yield from ((each.id, "practice") for each in attribute.practices)
