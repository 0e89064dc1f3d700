"""An assessment in a line of several, and what differs between two of them: values, nothing is found here."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - the type of a field, named like it
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cxrules.workspace.trend_obstacles import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.engine import Evaluation

ABSENT = "none"
"""Stands where there is no answer, no text, or no such thing in the model."""


class Standing(NamedTuple):
    """One assessment on its day: the file, the evaluation, and the result as published."""

    file: str
    date: date
    evaluation: Evaluation
    result: Mapping[str, Any]

    def capability(self, name: str) -> Mapping[str, Any] | None:
        """What the result says of a capability; None where its model has none of the name."""
        found: Iterable[Mapping[str, Any]] = self.result["capabilities"]
        return next((each for each in found if each["id"] == name), None)

    @property
    def organisations(self) -> Sequence[Mapping[str, Any]]:
        """The levels of the organisation, the first list of them first."""
        whole = self.result["organisation"]
        return [] if whole is None else [whole, *whole["others"]]

    def organisation(self, name: str) -> Mapping[str, Any] | None:
        """The level of the organisation in one of its lists."""
        return next((each for each in self.organisations if each["id"] == name), None)


class Cause(NamedTuple):
    """An answer that differs: of what kind and about what, old and new, with what is recorded for the new.

    A ``text`` is one of the model: a rule by its id, or a demand of what the level is of.
    `decides`: the levels that were won or lost rest on it. `turned`: it was, or became, what kept the higher
    of both levels from being reached; `by` is the rating that failed by it then, "" for none.
    """

    kind: Literal["rating", "level", "measure", "value", "judgement", "finding", "waiver", "text"]
    subject: str
    title: str
    old: str
    new: str
    decides: bool
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    instance: str | None = None
    turned: bool = False
    by: str = ""

    @property
    def answer(self) -> Answer:
        """What differs, as `obstacles` has it."""
        name = self.subject if self.instance is None else self.subject.removesuffix(f" of {self.instance}")
        return Answer(name, self.instance)
