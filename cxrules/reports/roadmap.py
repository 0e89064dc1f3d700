"""A roadmap as data (``cxrules-roadmap/1``): everything that its pages tell, in their sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports import roadmap_words as words
from cxrules.solve.answers import Change
from cxrules.solve.said import Sayer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.model.wishes import Cost
    from cxrules.reports.audit.planned import RoadmapData
    from cxrules.roadmap.roadmap import Item, Late, Phase, Roadmap
    from cxrules.roadmap.steps import Step
    from cxrules.solve.goals import Aim
    from cxrules.solve.said import Said

FORMAT = "cxrules-roadmap/1"
_HEADER = ("assessment", "title", "date", "model", "reading", "status")

Explained: TypeAlias = "Mapping[str, Cost | None]"
"""What the cheapest plan costs without each of some items; None: there is none."""


def data(found: Roadmap, explained: Explained | None = None) -> dict[str, Any]:
    """The whole document; `explained` are items with what it costs to do without them."""
    return _Document(found, explained or {}).whole()


def exact(cost: Cost) -> str:
    """A cost as text that says it in full: ``12``, ``2.5`` or ``7/3``."""
    number = Fraction(cost)
    for digits in range(10):
        if (number * 10**digits).denominator == 1:
            whole, part = divmod(int(number * 10**digits), 10**digits)
            return f"{whole}.{part:0{digits}d}" if digits else str(whole)
    return str(number)


def for_report(found: Roadmap) -> RoadmapData:
    """A roadmap as the report of an assessment takes it."""
    from cxrules.reports.audit.planned import roadmap_of

    return roadmap_of(data(found))


class _Document:
    def __init__(self, found: Roadmap, explained: Explained) -> None:
        self.found, self.explained = found, explained
        self.chosen, self.wishes = found.chosen, found.wishes
        self.evaluations = [evaluation for evaluation, _ in found.units]
        self.ids = [each.assessment.id for each in self.evaluations]
        self.sayers = [Sayer(each) for each in self.evaluations]

    def whole(self) -> dict[str, Any]:
        found, chosen, wishes = self.found, self.chosen, self.wishes
        goals = list(dict.fromkeys((goal.name, goal.title) for _, goal in found.units))
        return {
            "format": FORMAT,
            "to": goals[0][0],
            "goal": words.joined([title for _, title in goals]),
            "title": wishes.title,
            "assessments": [self._header(number) for number in range(len(self.ids))],
            "unit": wishes.unit,
            "period": wishes.period,
            "cost": exact(chosen.cost),
            "bound": exact(chosen.bound),
            "optimal": chosen.optimal,
            "periods": found.schedule.periods,
            "least": found.schedule.least,
            "most": wishes.periods,
            "limits": self._limits(),
            "reached": [self._aim(number, aim) for number, aim in chosen.aims],
            "missed": [self._aim(number, aim) for number, aim in chosen.missed],
            "goals": self._goals(),
            "before": self._before(),
            "phases": [self._phase(each, at) for at, each in enumerate(found.phases)],
            "late": [self._late(each) for each in found.late],
            "assumptions": words.assumptions(found),
            "assumed": words.assumed(found)._asdict(),
        }

    def _limits(self) -> list[str]:
        """What a plan may have too little of."""
        stated = {
            "budget": self.wishes.budget is not None,
            "periods": self.wishes.periods is not None,
            "deadlines": bool(self.wishes.deadlines),
        }
        return [name for name, so in stated.items() if so]

    def _header(self, number: int) -> dict[str, Any]:
        result = self.evaluations[number].result()
        return {key: result[key] for key in _HEADER}

    # ------------------------------------------------------------------------------------------- aims

    def _aim(self, number: int, aim: Aim) -> dict[str, Any]:
        plan = self.evaluations[number].plan
        organisation = next((each for each in plan.organisations if each.name == aim.subject), None)
        names = organisation.levels if organisation else plan.level_names
        title = organisation.title if organisation else plan.title(aim.subject)
        return {
            "assessment": self.ids[number],
            "subject": aim.subject,
            "title": title,
            "level": aim.level,
            "name": names.get(aim.level, ""),
        }

    def _goals(self) -> list[dict[str, Any]]:
        """The business goals, and whether the levels that they ask for are reached at the end."""
        phases = self.found.phases
        ends = phases[-1].levels if phases else self.found.before
        out = []
        for each in self.wishes.goals:
            known = [
                levels[subject] >= order
                for name, order in each.levels.items()
                for number, levels in enumerate(ends)
                for subject in (name.removeprefix(f"{self.ids[number]} "),)
                if subject in levels
            ]
            out.append(
                {
                    "id": each.id,
                    "title": each.title,
                    "weight": exact(each.weight),
                    "reached": bool(known) and all(known),
                }
            )
        return out

    def _levels(
        self, levels: Sequence[Mapping[str, int]], before: Sequence[Mapping[str, int]] | None
    ) -> dict[str, int]:
        """Levels by what has them: those that rose, and those that are aimed at."""
        out = {}
        for number, each in enumerate(levels):
            aimed = {aim.subject for _, aim in self._aims_of(number)}
            for name, level in each.items():
                if name in aimed or (before is not None and level != before[number][name]):
                    out[self._key(number, name)] = level
        return out

    def _before(self) -> dict[str, int]:
        """The levels now of all that the phases tell of."""
        told = {name for phase in self.found.phases for name in self._levels(phase.levels, self.found.before)}
        told |= set(self._levels(self.found.before, None))
        every = (
            (self._key(at, name), level)
            for at, each in enumerate(self.found.before)
            for name, level in each.items()
        )
        return {name: level for name, level in every if name in told}

    def _aims_of(self, number: int) -> list[tuple[int, Aim]]:
        return [each for each in (*self.chosen.aims, *self.chosen.missed) if each[0] == number]

    def _key(self, number: int, name: str) -> str:
        return name if len(self.ids) == 1 else f"{self.ids[number]} {name}"

    # ------------------------------------------------------------------------------------------ phases

    def _phase(self, phase: Phase, at: int) -> dict[str, Any]:
        before = self.found.phases[at - 1].levels if at else self.found.before
        return {
            "end": phase.end,
            "cost": exact(sum(item.cost for item in phase.items)),
            "items": [self._item(item) for item in phase.items],
            "levels": self._levels(phase.levels, self.found.before),
            "rises": [
                {
                    "assessment": self.ids[number],
                    "subject": name,
                    "from": before[number][name],
                    "to": level,
                }
                for number, levels in enumerate(phase.levels)
                for name, level in levels.items()
                if level != before[number][name]
            ],
        }

    def _item(self, item: Item) -> dict[str, Any]:
        if item.unit is None:
            measure = self.wishes.measures[item.id]
            what: dict[str, Any] = {"title": measure.title, "kind": None, "measure": True, "assessment": None}
            what |= {"from": None, "to": None, "asks": ""}
            what |= {"text": measure.title or item.id, "instances": None}
        else:
            said, change = self._said(item.unit, item.steps)
            sayer = self.sayers[item.unit]
            what = {"title": sayer.title(change.node), "kind": said.kind, "measure": False}
            what |= {"asks": sayer.asks(change.node)}
            what |= {"assessment": self.ids[item.unit], "from": _from(said, change), "to": said.wanted}
            what |= {"text": words.changed(said, change.open), "instances": _instances(said)}
        return {
            "subject": item.id,
            **what,
            "cost": exact(item.cost),
            "begin": item.begin,
            "end": item.end,
            "project": item.project,
            "raises": self._raises(item) if item.unit is None else [],
            "because": self._because(item),
            "misses": [self._aim(number, aim) for number, aim in item.reason.aims],
            "before": self._waiting(item),
            "fixed": item.reason.fixed,
            "without": self._without(item.id),
        }

    def _raises(self, item: Item) -> list[dict[str, Any]]:
        """The ratings that a measure raises, each from where to where."""
        chains: dict[tuple[int, tuple[int, int]], list[Step]] = {}
        for step in item.steps:
            chains.setdefault((step.unit, step.place), []).append(step)
        out = []
        for (unit, _), steps in chains.items():
            said, change = self._said(unit, steps)
            out.append(
                {
                    "assessment": self.ids[unit],
                    "subject": steps[0].subject,
                    "title": self.sayers[unit].title(change.node),
                    "kind": said.kind,
                    "asks": self.sayers[unit].asks(change.node),
                    "instances": _instances(said),
                    "from": _from(said, change),
                    "to": said.wanted,
                    "text": words.changed(said, change.open),
                }
            )
        return out

    def _said(self, unit: int, steps: Sequence[Step]) -> tuple[Said, Change]:
        """Steps of one answer in words, from before the first to after the last."""
        first, last = steps[0], steps[-1]
        node, instance = first.place
        low, high = self.evaluations[unit].bound.arrays[instance][node]
        still = low != high and (first.kind in words.OTHERS or first.before == low)
        change = Change(node, instance, first.before, last.after or 0, still, last.beyond)
        said = self.sayers[unit].all([change])[0]
        if not still and first.kind not in words.OTHERS:
            said = said._replace(now=self.sayers[unit].words.given[int(first.before or 0)])
        return said, change

    # ----------------------------------------------------------------------------------------- reasons

    def _because(self, item: Item) -> list[str]:
        """Why an item is in the plan, in sentences."""
        reason = item.reason
        out = [words.missed_without([self._aim(number, aim) for number, aim in reason.aims], len(self.ids))]
        out.append(words.waits(self._waiting(item)))
        out.append("It was asked for." if reason.fixed else "")
        found = [each for each in out if each]
        return found or ["Together with others it leads to the goal."]

    def _waiting(self, item: Item) -> list[str]:
        """What comes after an item."""
        return [name for name in item.reason.before if name != item.id]

    def _without(self, name: str) -> dict[str, Any] | None:
        """What the cheapest plan costs that does without an item, as far as that was asked."""
        if name not in self.explained:
            return None
        cost = self.explained[name]
        text = words.without(cost, self.chosen.cost, self.wishes.unit)
        return {"cost": None if cost is None else exact(cost), "text": text}

    def _late(self, late: Late) -> dict[str, Any]:
        plan = self.evaluations[late.unit].plan
        return {
            "assessment": self.ids[late.unit],
            "subject": late.subject,
            "title": plan.title(late.subject) if late.subject in plan.capabilities else "",
            "level": late.level,
            "by": late.due,
            "reached": late.reached,
            "longest": self._too_long(late),
        }

    def _too_long(self, late: Late) -> str | None:
        """What alone lasts longer than there is time."""
        for item in self.found.items:
            needed = any((unit, aim.subject) == (late.unit, late.subject) for unit, aim in item.reason.aims)
            if needed and item.end - item.begin + 1 > late.due:
                return item.id
        return None


def _from(said: Said, change: Change) -> str:
    if change.open:
        return "open"
    if said.kind == "evidence":
        return "no"
    return said.now or "open"


def _instances(said: Said) -> list[str] | None:
    return None if said.instances is None else list(said.instances)
