"""Where an id of the old version leads in the new one, as an assessment writes it: ``SWE.1.GP.2.1.3``."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.versions.element import RATED, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.compare.versions.matching import Became, Matching
    from cxrules.model.changes import Fate
    from cxrules.plan import Plan

_COMPARABLE = frozenset({"same", "renamed", "moved"})


class Way(NamedTuple):
    """Where an id leads: `new` is what a rating of it is carried to, None where none can be.

    `targets` are all ids it leads to. `fate` None: the old version does not have it.
    """

    new: str | None
    fate: Fate | None
    targets: tuple[str, ...] = ()
    note: str = ""


class Ways:
    """The ways of all ids between two versions."""

    def __init__(self, matching: Matching, old: Plan, new: Plan) -> None:
        """Take what became of what, and the plans of both versions."""
        self.matching, self.old, self.new = matching, old, new
        self._rated = {key.id: row for key, row in matching.rows.items() if key.kind in RATED}
        self._reached = Counter(
            row.new[0] for row in matching.rows.values() if row.fate in _COMPARABLE and len(row.new) == 1
        )

    def of(self, name: str) -> Way:
        """Where a capability, a criterion, an attribute or a practice of a capability leads."""
        row = self._rated.get(name)
        if row is not None:
            return self._one(row)
        for capability in self.old.capabilities:
            rest = name.removeprefix(f"{capability}.")
            if rest != name and rest in self._rated:
                return self._both(self._rated[capability], self._rated[rest])
        return Way(name, None) if name in self._there() else Way(None, None)

    def named(self, kind: str, name: str) -> Way:
        """Where something of another kind leads: a rule, a finding, a cause, a target."""
        row = self.matching.rows.get(Key(kind, name))
        if row is None:
            return Way(name, None)
        return Way(self._carried(row), row.fate, tuple(key.id for key in row.new), row.note)

    def answer(self, name: str, kind: str) -> Way:
        """Where a value or judgement leads, which may be that of a subject: ``CM.SG.1.significant``."""
        whole = self.matching.rows.get(Key(kind, name))
        if whole is not None:
            return self.named(kind, name)
        subject, _, own = name.rpartition(".")
        if not subject:
            return Way(name, None)
        of, asked = self.of(subject), self.named(kind, own)
        if of.new is None or asked.new is None:
            return Way(None, of.fate if of.new is None else asked.fate)
        fate: Fate = "same" if (of.new, asked.new) == (subject, own) else "renamed"
        return Way(f"{of.new}.{asked.new}", fate, (f"{of.new}.{asked.new}",))

    def added(self) -> Iterator[str]:
        """Subjects of the new version to which nothing leads."""
        added = {key.id for key in self.matching.added}
        for name, subject in self.new.subjects.items():
            rest = name.removeprefix(f"{subject.capability}.")
            if name in added or (rest in added and subject.capability not in added):
                yield name

    def changed_beneath(self, capability: str, attribute: str) -> bool:
        """Whether an attribute of a capability (by their new ids) is rated by other things than before."""
        names = [
            name
            for name, subject in self.new.subjects.items()
            if subject.capability == capability
            and subject.kind != "attribute"
            and subject.beneath.removeprefix(f"{capability}.") == attribute
        ]
        before = {way.new for way in map(self.of, self._olds(capability)) if way.new is not None}
        return any(name not in before for name in names)

    def _olds(self, capability: str) -> Iterable[str]:
        olds = {row.old.id for row in self._rated.values() if Key("capability", capability) in row.new}
        return [name for name, subject in self.old.subjects.items() if subject.capability in olds]

    def _there(self) -> set[str]:
        return {*self.new.capabilities, *self.new.subjects}

    def _one(self, row: Became) -> Way:
        targets = tuple(key.id for key in row.new)
        new = self._carried(row)
        return Way(new, row.fate, targets, row.note)

    def _carried(self, row: Became) -> str | None:
        """What one element leads to alone, and from no other one; where ratings mean the same."""
        if row.fate not in _COMPARABLE or len(row.new) != 1 or self._reached[row.new[0]] > 1:
            return None
        return row.new[0].id

    def _both(self, capability: Became, below: Became) -> Way:
        """Something that each capability has: an attribute, or a practice of one."""
        targets = tuple(
            f"{one.id}.{other.id}"
            for one, other in product(capability.new, below.new)
            if f"{one.id}.{other.id}" in self.new.subjects
        )
        fate = below.fate if capability.fate in _COMPARABLE else capability.fate
        above, own = self._carried(capability), self._carried(below)
        new = f"{above}.{own}" if above is not None and own is not None else None
        return Way(new if new in targets else None, fate, targets, below.note or capability.note)
