"""What a new version does to one assessment: which levels change, why, and which ratings to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.compare.migration.ways import Way, Ways
from cxrules.compare.versions.claims import LEVEL, MATURITY
from cxrules.engine.whynot import why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.compare.migration.migrate import Migrated
    from cxrules.compare.versions.difference import Difference
    from cxrules.diagnostics import Diagnostic
    from cxrules.engine.evaluation import Evaluation

_REASONS = 4


class Levels(NamedTuple):
    """The level of a capability that is guaranteed and possible; None where there is none."""

    level: int | None
    possible: int | None


class Moved(NamedTuple):
    """A capability, or levels of the organisation, whose level is another one now, and why.

    `new` is its id in the new version, None where it is there no more.
    """

    subject: str
    new: str | None
    title: str
    before: Levels
    after: Levels | None
    why: tuple[str, ...]


class Ruled(NamedTuple):
    """A rule with another outcome, in the words of results; empty where a version has no such rule."""

    rule: str
    subject: str
    before: str
    after: str


class Effect(NamedTuple):
    """All of it. `new` None: what is carried over cannot be evaluated, for the reasons in `problems`."""

    old: Evaluation
    new: Evaluation | None
    migrated: Migrated
    moved: tuple[Moved, ...]
    rules: tuple[Ruled, ...]
    target: tuple[bool | None, bool | None]
    problems: tuple[str, ...]


def effect(
    old: Evaluation,
    new: Evaluation | None,
    migrated: Migrated,
    found: Difference,
    problems: Iterable[Diagnostic],
) -> Effect:
    """Hold an assessment under the old version against what was carried over to the new one."""
    errors = tuple(each.message for each in problems if each.severity == "error")
    if new is None:
        return Effect(old, None, migrated, (), (), (None, None), errors)
    work = _Effect(old, new, migrated, found)
    targets = tuple(_met(each.result()) for each in (old, new))
    return Effect(
        old,
        new,
        migrated,
        (*work.capabilities(), *work.organisations()),
        tuple(work.rules()),
        (targets[0], targets[1]),
        errors,
    )


def _met(result: Mapping[str, Any]) -> bool | None:
    target = result["target"]
    met: bool | None = target["met"] if target else None
    return met


class _Effect:
    def __init__(self, old: Evaluation, new: Evaluation, migrated: Migrated, found: Difference) -> None:
        self.old, self.new, self.migrated, self.found = old, new, migrated, found
        self.ways = Ways(found.matching, old.plan, new.plan)
        self.came = {new_id: old_id for old_id, new_id in migrated.renamed.items()}

    def capabilities(self) -> Iterator[Moved]:
        """Capabilities whose level is another one."""
        after = {each["id"]: each for each in self.new.result()["capabilities"]}
        for each in self.old.result()["capabilities"]:
            name, before = each["id"], Levels(each["level"], each["possible"])
            if each["state"] in {"out-of-scope", "not-rated", "not-applicable"}:
                continue
            way, title = self.ways.of(name), self.old.plan.title(name)
            if way.new is None or way.new not in after:
                yield Moved(name, None, title, before, None, (_gone(name, way),))
                continue
            now = Levels(after[way.new]["level"], after[way.new]["possible"])
            if now != before:
                yield Moved(
                    name, way.new, title, before, now, tuple(self._why(LEVEL, name, way.new, before, now))
                )

    def organisations(self) -> Iterator[Moved]:
        """Levels of the organisation that are others."""
        before, after = (_organisations(each.result()) for each in (self.old, self.new))
        for name, (title, levels) in before.items():
            if name not in after:
                yield Moved(name, None, title, levels, None, ("The new version has no such levels.",))
            elif after[name][1] != levels:
                now = after[name][1]
                yield Moved(
                    name, name, title, levels, now, tuple(self._why(MATURITY, name, name, levels, now))
                )

    def rules(self) -> Iterator[Ruled]:
        """Rules that are broken now and were not, or were and are not."""
        before = {(each["rule"], each["subject"]): each["outcome"] for each in self.old.result()["rules"]}
        after = {(each["rule"], each["subject"]): each["outcome"] for each in self.new.result()["rules"]}
        moved = {}
        for (rule, subject), outcome in before.items():
            new_rule, new_subject = self.ways.named("rule", rule).new, self._subject(subject)
            moved[new_rule or rule, new_subject or subject] = outcome
        for key in dict.fromkeys([*moved, *after]):
            was, now = moved.get(key, ""), after.get(key, "")
            if was != now and "broken" in {was, now}:
                yield Ruled(*key, was, now)

    def _subject(self, subject: str | None) -> str | None:
        return self.ways.of(subject).new if subject else subject

    # --------------------------------------------------------------------------------------------- why

    def _why(self, kind: str, old: str, new: str, before: Levels, now: Levels) -> Iterator[str]:
        """Why a level is another one: what stayed behind, what is judged otherwise, what it lacks."""
        yield from self._behind(old)
        yield from self._judged(kind, new)
        fell = (now.level or 0) < (before.level or 0)
        evaluation, name, order = (self.new, new, before.level) if fell else (self.old, old, now.level)
        if order is None or before.level == now.level:
            return
        told = why_not(evaluation, name, order)
        begins = "Now" if fell else "Before"
        lacks = [each for each in told.children if each.operation != "change"]
        yield from (f"{begins}: {each.sentence}" for each in lacks[:_REASONS])

    def _behind(self, capability: str) -> Iterator[str]:
        left = self.migrated.left.get("ratings")
        names = list(left) if isinstance(left, dict) else []
        mine = [each for each in names if each == capability or each.startswith(f"{capability}.")]
        if mine:
            more = f" and {len(mine) - _REASONS} more" if len(mine) > _REASONS else ""
            told = ", ".join(mine[:_REASONS])
            yield f"Ratings that cannot be carried over: {told}{more}."

    def _judged(self, kind: str, name: str) -> Iterator[str]:
        """What is proven of its levels, with the requirement that changed."""
        for each in self.found.judged or ():
            claim = each.claim
            if claim.kind == kind and claim.new == name and each.verdict != "equal":
                asked = self._requirement(claim.level)
                yield f"Level {claim.level} is {each.verdict} in the new version{asked}."

    def _requirement(self, level: int | None) -> str:
        for change in self.found.changes:
            if change.new.key.kind == "level" and change.new.id == str(level):
                asked = next((fact.after for fact in change.facts if fact.what == "requires"), "")
                return f": it requires {asked}" if asked else ""
        return ""


def _gone(name: str, way: Way) -> str:
    if way.fate == "new-meaning":
        return f"{name} asks for something else in the new version."
    if way.targets:
        return f"{name} became {', '.join(way.targets)}."
    return f"The new version has no {name}."


def _organisations(result: Mapping[str, Any]) -> dict[str, tuple[str, Levels]]:
    whole = result["organisation"]
    found: Sequence[Mapping[str, Any]] = [] if whole is None else [whole, *whole.get("others", ())]
    return {
        each.get("id", ""): (each.get("title", ""), Levels(each["level"], each["possible"])) for each in found
    }
