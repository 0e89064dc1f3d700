"""The whole difference between two versions: what became of everything, what that changes, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.versions.changed import changes
from cxrules.compare.versions.following import following
from cxrules.compare.versions.judged import judge
from cxrules.compare.versions.matching import match
from cxrules.compare.versions.reasons import reasons

if TYPE_CHECKING:
    from cxrules.compare.versions.changed import Change
    from cxrules.compare.versions.element import Element
    from cxrules.compare.versions.following import Following
    from cxrules.compare.versions.judged import Judged
    from cxrules.compare.versions.matching import Became, Matching
    from cxrules.model.changes import RenameMap
    from cxrules.model.ruleset import Ruleset
    from cxrules.plan import Plan


class Difference(NamedTuple):
    """See the module. `judged` has every claim, also those that are equal; None: there was no plan to ask.

    `known` is the map that was given; `method` and `reading` are those under which verdicts hold.
    """

    old: Ruleset
    new: Ruleset
    matching: Matching
    changes: tuple[Change, ...]
    judged: tuple[Judged, ...] | None
    following: Following
    known: RenameMap | None
    method: str = ""
    reading: str = ""
    plans: tuple[Plan, Plan] | None = None

    def removed(self) -> list[Element]:
        """Elements that are gone."""
        return [self.matching.old[row.old] for row in self.became("removed")]

    def added(self) -> list[Element]:
        """Elements to which nothing leads."""
        return [self.matching.new[key] for key in self.matching.added]

    def became(self, *fates: str) -> list[Became]:
        """What became of elements with one of these fates."""
        return [row for row in self.matching.rows.values() if row.fate in fates]

    @property
    def seconds(self) -> float:
        """What the solver took."""
        return sum(each.seconds for each in self.judged or ())


def difference(
    old: Ruleset,
    new: Ruleset,
    plans: tuple[Plan, Plan] | None,
    known: RenameMap | None = None,
    seconds: float = 60.0,
) -> Difference:
    """The difference of two versions; `plans` are theirs, under one method and reading, None where none is.

    `known` is a map of what became of what. `seconds` limit the solver in all. Raises MissingSolver where it
    is needed and not installed.
    """
    matching = match(old, new, known)
    judged = None if plans is None else tuple(judge(*plans, matching, seconds))
    changed = tuple(changes(old, new, matching, judged or ()))
    follows = following(old.version, new.version, reasons(matching, changed, judged or ()))
    method, reading = (plans[1].method, plans[1].reading) if plans else ("", "")
    return Difference(old, new, matching, changed, judged, follows, known, method, reading, plans)
