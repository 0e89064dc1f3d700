"""A demand for evidence: what a model wants to see before it believes a rating.

Whether the evidence of an assessment meets it is for `cxrules.engine.evidence_demands`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIFFERENT = {"kinds": "of", "people": "by"}
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

    def in_words(self) -> str:
        """All that is demanded, for people: ``2 documents not older than 12 months``."""
        words = ["" if self.different else str(self.count), "independent" if self.independent else ""]
        return " ".join(filter(None, [*words, self._noun(), ", ".join(self._qualities())]))

    def _noun(self) -> str:
        many = self.count != 1 or bool(self.different)
        if not self.kinds:
            if self.different:
                return "evidence"
            return "pieces of evidence" if many else "piece of evidence"
        return " or ".join(f"{kind}s" if many else kind for kind in self.kinds)

    def _qualities(self) -> Iterator[str]:
        if self.different:
            yield f"{_DIFFERENT[self.different]} at least {self.count} different {self.different}"
        if self.title:
            yield f"with “{self.title}” in the title"
        if self.role:
            yield f"with the role “{self.role}”"
        if self.state:
            yield f"in the state “{self.state}”"
        if self.linked:
            yield "with a reference"
        if self.valid:
            yield "still valid"
        if self.within:
            number, unit = self.within
            yield f"not older than {number} {unit.removesuffix('s') if number == 1 else unit}"

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
