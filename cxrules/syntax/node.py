"""What all parts of a tree have in common: they are dataclasses, and equal when they say the same.

A dataclass of its own writes comparison and display anew for each of the sixty kinds of part, which takes
longer than parsing a short file does; here both are written once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TypeVar, dataclass_transform

T = TypeVar("T")

_COMPARED: dict[type, tuple[str, ...]] = {}


class Node:
    """A part of a tree. Fields with `compare=False` are no part of what it says."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same, wherever they stand."""
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in _compared(self.__class__):  # noqa: SIM110 - deep trees: one frame for a level, not two
            if getattr(self, name) != getattr(other, name):
                return False
        return True

    __hash__ = None  # type: ignore[assignment]  # nodes can change

    def __repr__(self) -> str:
        """Show what the part says."""
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in _compared(self.__class__))
        return f"{self.__class__.__name__}({said})"


@dataclass_transform(field_specifiers=(field,))
def node(kind: type[T]) -> type[T]:
    """Make a class a kind of part: a dataclass with slots."""
    return dataclass(slots=True, eq=False, repr=False)(kind)


def _compared(kind: type) -> tuple[str, ...]:
    found = _COMPARED.get(kind)
    if found is None:
        found = tuple(each.name for each in fields(kind) if each.compare)
        _COMPARED[kind] = found
    return found
