"""The types in which operations are written down. The operations themselves stand in `operations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cxrules.model.speech import ENGLISH, Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.linear.operations import Solver
    from cxrules.plan.values import Point, Value

Type: TypeAlias = Literal["truth", "rating", "level", "number", "any"]
"""``any`` takes a value of any type, the same one for all such operands, and gives what it takes."""
Direction: TypeAlias = Literal["rises", "falls", "either"]

Meaning: TypeAlias = "Callable[[Any, Sequence[Point]], Point]"
"""From a parameter and exact operands to the exact result; None is outside."""

Ranges: TypeAlias = "Callable[[Any, Sequence[Value], Sequence[int]], Value]"
"""From a parameter, the array of all values, and the places of the operands in it, to the result's range."""

Decisive: TypeAlias = "Callable[[Any, Sequence[Value]], list[int]]"
"""From a parameter and the operands' values to the operands (by their place) that made the result."""


class Telling(NamedTuple):
    """What a sentence may speak of: names and values as words, never ranks.

    `rating` writes a parameter of the kind of the first operand: a rank, or a number. `required`: the
    sentence is about what a level requires, not about what a rule asks. `members`: what operands are called.
    `say`: the language. `shown` writes a truth among the values in it.
    """

    about: str
    value: str
    names: Sequence[str]
    values: Sequence[str]
    param: Any
    rating: Callable[[Any], str]
    required: bool = False
    best: str = ""
    members: str = "ratings"
    say: Speech = ENGLISH
    shown: Callable[[str], str] = str


Says: TypeAlias = "Callable[[Telling], str]"


class Operation(NamedTuple):
    """One row of the table. The last `repeats` of `takes` and of `follows` hold for all further operands.

    `column` (many assessments at once) is None until there is a reader for it. The `solver` form (a 0/1
    linear program) stands beside the table and is loaded when it is asked for: most runs solve nothing.
    `prepare` makes a parameter from its stored form.

    `joins`: the operands are of one instance each, the meaning is given their values in all instances, and
    the result is of the whole. `alone`: without instances such a join is its one operand as it is.
    `tight`: each end of a range is the exact result for some operands within theirs; otherwise the range only
    holds every result.
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
    prepare: Callable[[Any], Any] = lambda param: param
    repeats: int = 1
    joins: bool = False
    alone: bool = False
    tight: bool = True

    @property
    def solver(self) -> Solver:
        """The operation's form in a linear program."""
        from cxrules.plan.linear.operations import FORMS

        return FORMS[self.name.removeprefix("join-") if self.joins else self.name]

    def slot(self, place: int) -> int:
        """Which of `takes` and `follows` is that of an operand."""
        known = len(self.takes)
        return place if place < known else known - self.repeats + (place - known) % self.repeats
