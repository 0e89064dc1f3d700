"""Everything in a model that has a name, with its title, so that each can be held against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.elements import criteria_in
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.semantics import Package
    from cxrules.text import Source


class Named(NamedTuple):
    """A thing with a name; `within` is what its name is unique in, empty for the whole model."""

    kind: str
    within: str
    name: tree.Leaf
    title: tree.Leaf | None
    source: Source


def named_in(packages: Sequence[Package]) -> Iterator[Named]:
    """Every declaration with a name, and every criterion and practice, in the order of the text."""
    for package in packages:
        for source, each in package.declarations():
            name = getattr(each, "name", None)
            if isinstance(each, tree.Practices):
                yield from _inside(source, each.attribute.text, each)
            elif isinstance(name, tree.Leaf) and not isinstance(each, tree.Header):
                yield Named(_kind(each), "", name, _title(each), source)
                if isinstance(each, (tree.Capability, tree.Attribute)):
                    yield from _inside(source, name.text, each)


def _inside(
    source: Source, within: str, of: tree.Capability | tree.Attribute | tree.Practices
) -> Iterator[Named]:
    for part in criteria_in(of.parts):
        yield Named(part.word, within, part.name, part.title, source)


def _kind(declaration: tree.Declaration) -> str:
    """What a declaration declares, as people call it."""
    if isinstance(declaration, tree.Word):
        return declaration.word
    return {tree.SetOf: "set", tree.PropertyOf: "property", tree.Refine: "scale"}.get(
        type(declaration), type(declaration).__name__.lower()
    )


def _title(declaration: tree.Declaration) -> tree.Leaf | None:
    title = getattr(declaration, "title", None)
    if title is None and isinstance(declaration, tree.Rule):
        return next((part.value for part in declaration.parts if part.word == "title"), None)
    return title if isinstance(title, tree.Leaf) else None
