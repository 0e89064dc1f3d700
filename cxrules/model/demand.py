"""A demand for evidence: what a model wants to see before it believes a rating.

Whether the evidence of an assessment meets it is for `cxrules.engine.evidence_demands`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cxrules.model.speech import ENGLISH, Speech, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS = {
    "document": (phrase("document"), phrase("documents")),
    "record": (phrase("record"), phrase("records")),
    "interview": (phrase("interview"), phrase("interviews")),
    "observation": (phrase("observation"), phrase("observations")),
    "measure": (phrase("measure"), phrase("measures")),
}
"""The kinds of evidence that most models have, one and several."""
_DIFFERENT = {
    "kinds": phrase("of at least {} different kinds"),
    "people": phrase("by at least {} different people"),
}
_AGED = {
    ("days", True): phrase("not older than {} day"),
    ("days", False): phrase("not older than {} days"),
    ("months", True): phrase("not older than {} month"),
    ("months", False): phrase("not older than {} months"),
    ("years", True): phrase("not older than {} year"),
    ("years", False): phrase("not older than {} years"),
}
"""By the unit, and whether it is one."""
Unit: TypeAlias = Literal["days", "months", "years"]


class Demand(NamedTuple):
    """At least `count` pieces of evidence, each of which is all that is asked for here.

    `kinds`: it is of one of them (``document``, ``interview``, …); none: of any kind. `role`: of whom or with
    whom it is. `title`: its title contains this. `within`: it is not older than so many days, calendar months
    or years on the assessment's day. `independent`: by somebody with no part in what is assessed. `valid`: it
    has not run out on that day. `state`: it is in this state. `linked`: it says where it is to be found.
    `different`: not the pieces are counted, but their ``kinds`` or the ``people`` they are by.
    """

    kinds: tuple[str, ...] = ()
    count: int = 1  # type: ignore[assignment]  # nobody counts in a demand with the method it hides
    role: str = ""
    title: str = ""
    within: tuple[int, Unit] | None = None
    independent: bool = False
    valid: bool = False
    state: str = ""
    linked: bool = False
    different: Literal["", "kinds", "people"] = ""

    def in_words(self, say: Speech = ENGLISH) -> str:
        """All that is demanded, for people: ``2 documents not older than 12 months``."""
        words = ["" if self.different else str(self.count), say("independent") if self.independent else ""]
        return " ".join(filter(None, [*words, self._noun(say), ", ".join(self._qualities(say))]))

    def _noun(self, say: Speech) -> str:
        many = self.count != 1 or bool(self.different)
        if not self.kinds:
            if self.different:
                return say("evidence")
            return say("pieces of evidence") if many else say("piece of evidence")
        return say(" or ").join(self._kind(kind, say, many=many) for kind in self.kinds)

    def _kind(self, kind: str, say: Speech, *, many: bool) -> str:
        if kind in KINDS:
            return say(KINDS[kind][many])
        return f"{kind}s" if many and say is ENGLISH else kind

    def _qualities(self, say: Speech) -> Iterator[str]:
        if self.different:
            yield say(_DIFFERENT[self.different], self.count)
        if self.title:
            yield say("with “{}” in the title", self.title)
        if self.role:
            yield say("with the role “{}”", self.role)
        if self.state:
            yield say("in the state “{}”", self.state)
        if self.linked:
            yield say("with a reference")
        if self.valid:
            yield say("still valid")
        if self.within:
            number, unit = self.within
            yield say(_AGED[unit, number == 1], number)

    def as_row(self) -> list[Any]:
        """The demand for a plan: its fields in their order."""
        return [
            list(self.kinds),
            self.count,
            self.role,
            self.title,
            list(self.within) if self.within else None,
            self.independent,
            self.valid,
            self.state,
            self.linked,
            self.different,
        ]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Demand:
        """The demand in a plan, as `as_row` has written it."""
        kinds, count, role, title, within, *others = row
        return cls(tuple(kinds), count, role, title, tuple(within) if within else None, *others)
