"""What has to be rated or looked at again after an assessment was carried over, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.compare.migration.moving import Moving
    from cxrules.compare.migration.ways import Way
    from cxrules.compare.versions.changed import Change
    from cxrules.model.changes import Fate


class Question(NamedTuple):
    """A subject of the new version, why it is asked, what was rated before, and whether that is carried."""

    subject: str
    why: str
    before: Mapping[str, str]
    carried: bool = False


def questions(moving: Moving, changes: Iterable[Change]) -> list[Question]:
    """What to rate anew, in the order of the new version."""
    found = _Questions(moving)
    found.parts()
    found.beneath()
    found.stricter(changes)
    found.new()
    order = {
        name: place for place, name in enumerate([*moving.ways.new.capabilities, *moving.ways.new.subjects])
    }
    return sorted(found.found.values(), key=lambda each: order.get(each.subject, len(order)))


class _Questions:
    def __init__(self, moving: Moving) -> None:
        self.moving, self.ways = moving, moving.ways
        self.found: dict[str, Question] = {}

    def _ask(self, subject: str, why: str, before: Mapping[str, str]) -> None:
        if subject not in self.found:
            self.found[subject] = Question(subject, why, before, subject in self.moving.carried)

    def parts(self) -> None:
        """What was merged, split, or has another meaning: what it leads to is rated anew."""
        into: dict[str, dict[str, tuple[Way, str]]] = {}
        for name, (way, rating) in self.moving.behind.items():
            for target in way.targets:
                into.setdefault(target, {})[name] = (way, rating)
        for target, parts in into.items():
            before = {name: rating for name, (_, rating) in parts.items() if rating}
            came = self.moving.came.get(target)
            if came is not None:
                before = {came: self.moving.carried[target], **before}
            self._ask(target, self._why({way.fate for way, _ in parts.values()}, list(parts), came), before)

    def _why(self, fates: set[Fate | None], names: list[str], came: str | None) -> str:
        if fates == {"new-meaning"}:
            return f"It asks for something else in {self.moving.head.version}."
        told = listed(names)
        if came is not None:
            return f"Carried over from {came}; it also asks for what {told} asked for, at least in part."
        if fates == {"split"}:
            return f"It asks for a part of what {told} asked for."
        return f"It asks for what {told} asked for, at least in part."

    def beneath(self) -> None:
        """Attributes that were carried over, and are rated by other things now."""
        for name in self.moving.carried:
            subject = self.ways.new.subjects.get(name)
            if subject is None or subject.kind != "attribute":
                continue
            attribute = name.removeprefix(f"{subject.capability}.")
            if self.ways.changed_beneath(subject.capability, attribute):
                why = "Carried over; what it is rated by has changed."
                self._ask(name, why, {self.moving.came[name]: self.moving.carried[name]})

    def stricter(self, changes: Iterable[Change]) -> None:
        """What was carried over, and is rated more strictly now."""
        for change in changes:
            name = change.new.id
            if name in self.moving.carried and change.verdict in {"stricter", "incomparable"}:
                why = "Carried over; the new version rates it more strictly, at least in some cases."
                self._ask(name, why, {self.moving.came[name]: self.moving.carried[name]})

    def new(self) -> None:
        """What is new in a capability of which such things were rated."""
        new, old = self.ways.new, self.ways.old
        rated = {
            (new.subjects[name].capability, new.subjects[name].kind)
            for name in self.moving.carried
            if name in new.subjects
        }
        for name in self.moving.behind:
            if name in old.subjects:
                subject = old.subjects[name]
                rated |= {(each, subject.kind) for each in self.ways.of(subject.capability).targets}
        for name in self.ways.added():
            subject = new.subjects[name]
            if (subject.capability, subject.kind) in rated:
                again = "; the id stood for something else before" if name in old.subjects else ""
                self._ask(name, f"New in {self.moving.head.version}{again}.", {})
