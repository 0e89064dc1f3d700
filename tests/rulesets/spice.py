"""The two shipped versions of Automotive SPICE, as trees and as reference data. Tests nothing itself."""

from __future__ import annotations

from typing import Any, NamedTuple

from cxrules.syntax import tree
from tests.rulesets.reading import Package, clause, listed, numbers, read, reference

Block = tree.Capability | tree.Practices


class Edition(NamedTuple):
    """One version: its folder, the file of its facts, what these call the items, and tags that are ours."""

    package: str
    file: str
    items_key: str
    own_tags: tuple[str, ...] = ()

    @property
    def facts(self) -> Any:  # noqa: ANN401 - data of a shape that only the tests know
        """The facts; skips the test where they are not beside the project."""
        return reference(self.file)

    @property
    def text(self) -> Package:
        """The declarations of the package."""
        return read(self.package)

    def capabilities(self) -> dict[str, tree.Capability]:
        """The processes by id."""
        return {each.name.text: each for each in self.text.all(tree.Capability)}

    def practices(self) -> list[tree.Practices]:
        """What stands of each attribute."""
        return self.text.all(tree.Practices)

    def blocks(self) -> list[Block]:
        """The processes, and what stands of each attribute."""
        return [*self.capabilities().values(), *self.practices()]

    def scopes(self) -> dict[str, tree.Scope]:
        """The scopes by name."""
        return {each.name.text: each for each in self.text.all(tree.Scope)}

    def members(self, scope: str) -> list[str]:
        """The processes of a scope."""
        return listed(self.scopes()[scope].names)

    def tags_of(self, criterion: tree.Criterion) -> list[str]:
        """The tags of a practice that are published."""
        tagged = clause(criterion, tree.Tagged)
        return [tag for tag in listed(tagged.names) if tag not in self.own_tags] if tagged else []

    def items_in(self, block: Any) -> list[Any]:  # noqa: ANN401 - as above
        """The items that the facts have of a process or attribute."""
        return [each for each in block.get(self.items_key, ()) if "id" in each]


V3_1 = Edition("automotive-spice-3.1", "automotive-spice-3.1.yaml", "output_work_products")
V4_0 = Edition("automotive-spice", "automotive-spice-4.0.yaml", "information_items", ("perform",))
EDITIONS = (V3_1, V4_0)


def dotted(name: str) -> str:
    """The id of an attribute or generic practice as it is written here."""
    return name.replace(" ", ".")


def criteria_of(block: Block) -> list[tree.Criterion]:
    """The practices of a process or attribute."""
    return [part for part in block.parts if isinstance(part, tree.Criterion)]


def shown_by(criterion: tree.Criterion) -> list[int]:
    """The outcomes or achievements that a practice shows."""
    return numbers(clause(criterion, tree.Shows))


def items_of(block: Block) -> dict[str, list[int]]:
    """The items of a process or attribute with what they show."""
    return {part.name.text: numbers(part.shows) for part in block.parts if isinstance(part, tree.ItemLink)}


def count_of(block: Block) -> int:
    """The number of outcomes or achievements."""
    (count,) = (part for part in block.parts if isinstance(part, tree.Count))
    return int(count.count.text)
