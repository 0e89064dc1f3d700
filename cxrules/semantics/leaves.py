"""All leaves of a piece of tree."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(of: object) -> Iterator[tree.Leaf | tree.It | tree.Elements]:
    """Every leaf below a node, and what else knows where it stands; in no certain order."""
    stack = [of]
    while stack:
        each = stack.pop()
        if isinstance(each, (tree.Leaf, tree.It)):
            yield each
        elif isinstance(each, (list, tuple)):
            stack.extend(each)
        elif is_dataclass(each):
            if isinstance(each, tree.Elements):
                yield each
            stack.extend(getattr(each, field.name) for field in fields(each))
