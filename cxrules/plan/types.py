"""The types in which operations are written down. The operations themselves stand in `operations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.values import Point, Value

Type: TypeAlias = Literal["truth", "rating", "level", "number"]
Direction: TypeAlias = Literal["rises", "falls", "either"]

Meaning: TypeAlias = "Callable[[Any, Sequence[Point]], Point]"
"""From a parameter and exact operands to the exact result; None is outside."""

Ranges: TypeAlias = "Callable[[Any, Sequence[Value], Sequence[int]], Value]"
"""From a parameter, the array of all values, and the places of the operands in it, to the result's range."""

Decisive: TypeAlias = "Callable[[Any, Sequence[Value]], list[int]]"
"""From a parameter and the operands' values to the operands (by their place) that made the result."""


class Telling(NamedTuple):
    """What a sentence may speak of: names and values as words, never ranks.

    `required`: the sentence is about what a level requires, not about what a rule asks.
    """

    about: str
    value: str
    names: Sequence[str]
    values: Sequence[str]
    param: Any
    rating: Callable[[int], str]
    required: bool = False
    best: str = ""


Says: TypeAlias = "Callable[[Telling], str]"


class Operation(NamedTuple):
    """One row of the table. The last of `takes` and of `follows` holds for all further operands.

    `column` (many assessments at once) and `solver` (a 0/1 model) are None until there are readers for them.
    `prepare` makes a parameter from its stored form.
    """

    name: str
    takes: tuple[Type, ...]
    gives: Type
    follows: tuple[Direction, ...]
    meaning: Meaning
    ranges: Ranges
    decisive: Decisive
    says: Says
    column: Callable[..., Any] | None
    solver: Callable[..., Any] | None
    prepare: Callable[[Any], Any] = lambda param: param
