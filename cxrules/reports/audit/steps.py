"""How the parts of a roadmap are said in the language of a report: steps, times, costs, aims and reasons."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import Argument, Named, Quote, Statement, Word
from cxrules.model.demand import Demand
from cxrules.model.measured import taken_apart
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.reports.audit.ground import Ground
    from cxrules.reports.audit.planned import Aimed, Deadline, RoadmapData, RoadmapItem, RoadmapPhase, Served

_MOST = 4
_BOUNDS = {
    "at least ": "roadmap.at-least",
    "at most ": "roadmap.at-most",
    "more than ": "roadmap.more-than",
    "less than ": "roadmap.less-than",
}
"""How the format says that an answer is a bound."""
_NUMBER = re.compile(r"^-?\d+(\.\d+)?(?![-\d])")
_ANSWERS = {"open": "state.open", "yes": "answer.yes", "no": "answer.no"}
_PARTS = {"low": "roadmap.low-of", "high": "roadmap.high-of", "n": "roadmap.rows-of"}


class Steps:
    """Says the parts of one roadmap."""

    def __init__(self, ground: Ground, data: RoadmapData) -> None:
        """Take the words and the plan."""
        self.ground, self.data = ground, data

    # ------------------------------------------------------------------------------- the whole of it

    def goal(self) -> str:
        """What is reached: the title of a target, or a level in words."""
        word, name = self.ground.word, self.data.name
        subject, colon, level = name.rpartition(":")
        if name.isdecimal():
            return word("roadmap.goal-level", level=name)
        if colon and level.isdecimal():
            return word("roadmap.goal-one", subject=self.ground.title(subject), level=level)
        if name == "next":
            return word("roadmap.goal-next")
        if name == "target" and not isinstance(self.ground.assessment.target, str):
            return word("roadmap.goal-target")
        return clean(self.data.to)

    def number(self, cost: str) -> str:
        """A cost as the language writes numbers; a fraction as it is."""
        return cost if "/" in cost else self.ground.saying.number(cost)

    def cost(self, cost: str) -> str:
        """A cost with its unit."""
        unit, one = self.data.unit, cost == "1"
        if not unit:
            return self.number(cost)
        otherwise = unit.removesuffix("s") if one and unit.endswith("s") and not unit.endswith("ss") else unit
        known = Word(f"cost.{unit}", otherwise, 1 if one else 2)
        return self.ground.word("roadmap.cost", number=self.number(cost), unit=known)

    def lasts(self) -> str:
        """How many periods it takes."""
        count = self.data.periods or 0
        return self.ground.word("roadmap.time", number=str(count), period=self._period(count))

    def _period(self, count: int) -> Word:
        """What times are counted in."""
        period = self.data.period or "period"
        return Word(f"time.{period}", f"{period}s" if count != 1 else period, count)

    def assumptions(self) -> list[str]:
        """What the plan takes for granted."""
        assumed, word = self.data.assumed, self.ground.word
        if assumed is None:
            return list(self.data.remarks)
        out = []
        if assumed.judged:
            names = self._some([Named("subject", each) for each in assumed.judged])
            out.append(word("roadmap.assumed-judged", subjects=names))
        out += [word("roadmap.assumed-open")] if assumed.open else []
        out += [word("roadmap.assumed-untimed")] if assumed.untimed else []
        out += [word("roadmap.assumed-measures")] if assumed.measures else []
        return out

    def late(self, late: Deadline) -> str:
        """A deadline that is missed."""
        key = "roadmap.late-never" if late.reached is None else "roadmap.late"
        reached = "" if late.reached is None else self._at(late.reached)
        by = self._at(late.by)
        return self.ground.word(key, aim=self._aim(late.aim), by=Quote(by), reached=Quote(reached))

    def served(self, goal: Served) -> str:
        """A business goal and what becomes of it."""
        key = "roadmap.goal-reached" if goal.reached else "roadmap.goal-missed"
        return self.ground.word(key, goal=Named("goal", goal.id, goal.title))

    # ---------------------------------------------------------------------------------------- phases

    def phase_title(self, phase: RoadmapPhase, at: int) -> str:
        """The title of a phase."""
        return clean(phase.title) or self.ground.word("roadmap.phase", number=str(at))

    def end(self, phase: RoadmapPhase) -> str:
        """When a phase ends: a day, or the number of a period."""
        if phase.end.isdecimal():
            return self._at(int(phase.end))
        return self.ground.saying.day(clean(phase.end))

    def _at(self, period: int) -> str:
        return self.ground.word("roadmap.at", period=self._period(1), number=str(period))

    def risen(self, at: int) -> dict[str, int]:
        """The levels after a phase, counted from 1, that are higher than before it."""
        phases = self.data.phases
        before = {**self.data.before}
        for each in phases[: at - 1]:
            before |= each.levels
        return {name: level for name, level in phases[at - 1].levels.items() if before.get(name) != level}

    def level_title(self, name: str) -> str:
        """What has levels, with its title; behind the id of its assessment where there are several."""
        return self.ground.title(name) if name in self.ground.plan.capabilities else self.short(name)

    def short(self, name: str) -> str:
        """What has levels, as people name it: by its id, but the organisation by the title of its levels."""
        found = (each.title for each in self.ground.plan.organisations if each.name == name)
        return clean(next(found, "") or name)

    # ----------------------------------------------------------------------------------------- steps

    def called(self, item: RoadmapItem) -> str:
        """A step by its id and title, and where it is taken."""
        name = clean(self._what(item))
        if item.kind not in {"rating", "value", "measure"}:
            name = self.ground.word(f"roadmap.{item.kind}", what=Quote(name), asks=Quote(self._asks(item)))
        name = self._placed(item, name)
        return f"{name} [{clean(item.assessment)}]" if item.assessment else name

    def _placed(self, item: RoadmapItem, name: str) -> str:
        """A name with the instances in which a step is taken."""
        if not item.instances:
            return name
        places = tuple(Named("instance", each) for each in item.instances)
        everywhere = len(places) > 1 and set(item.instances) == set(self.ground.assessment.instances)
        key = "roadmap.everywhere" if everywhere else "roadmap.in"
        return self.ground.word(key, what=Quote(name), instances=places)

    def label(self, item: RoadmapItem) -> str:
        """A step in a chart, where little fits: what tells it from others first."""
        if not item.instances or item.kind != "rating":
            return self.called(item)
        title = item.title or self.ground.plan.title(item.subject)
        return clean(f"{self._placed(item, item.subject)} {title}".strip())

    def _asks(self, item: RoadmapItem) -> str:
        """What evidence has to be, in the language where the model says so."""
        demand = self._demands.get((item.subject, item.asks))
        return clean(item.asks if demand is None else demand.in_words(self.ground.known.story.say))

    @cached_property
    def _demands(self) -> dict[tuple[str, str], Demand]:
        """What the model demands of evidence, by the subject and the English words for it."""
        found: dict[tuple[str, str], Demand] = {}
        for op, _, param, _ in self.ground.plan.nodes.walk():
            if op == "input" and param[0] == "evidence":
                demand = Demand.from_row(param[2])
                found[param[1], demand.in_words()] = demand
        return found

    def _what(self, item: RoadmapItem) -> str:
        plan, title = self.ground.plan, item.title
        if item.kind == "value" and item.subject not in plan.answers.inputs:
            metric, part = taken_apart(item.subject)
            if metric in plan.metrics:
                name = f"{metric} {title or plan.metrics[metric].title}".strip()
                return self.ground.word(_PARTS[part], what=Quote(name)) if part in _PARTS else name
        return f"{item.subject} {title or plan.title(item.subject)}".strip()

    def answers(self, item: RoadmapItem) -> tuple[str, str]:
        """From what to what an answer changes, in the language: a rating stays as it is."""
        if item.kind == "evidence":
            return self.ground.word("roadmap.absent"), self.ground.word("roadmap.present")
        return self._answer(item.kind, item.before), self._answer(item.kind, item.after)

    def _answer(self, kind: str, text: str) -> str:
        for begins, key in _BOUNDS.items():
            if text.startswith(begins):
                return self.ground.word(key, what=Quote(self._answer(kind, text.removeprefix(begins))))
        if kind in {"value", "recorded"}:
            text = _NUMBER.sub(lambda match: self.ground.saying.number(match[0]), text)
        return self.ground.word(_ANSWERS[text]) if text in _ANSWERS else clean(text)

    def change(self, item: RoadmapItem) -> str:
        """From what to what, where it is one answer that changes."""
        if item.kind == "measure":
            return self.ground.word("roadmap.measure")
        before, after = self.answers(item)
        return f"{before} → {after}" if before or after else ""

    def when(self, item: RoadmapItem) -> str:
        """In which periods, or on which days, a step is taken."""
        if not item.begins or not item.ends:
            return ""
        if not item.ends.isdecimal():
            day = self.ground.saying.day
            return self.ground.word(
                "measures.from-to", low=day(clean(item.begins)), high=day(clean(item.ends))
            )
        if item.begins == item.ends:
            return self._at(int(item.ends))
        both = self.ground.word("measures.from-to", low=clean(item.begins), high=item.ends)
        return self.ground.word("roadmap.at", period=self._period(1), number=Quote(both))

    # --------------------------------------------------------------------------------------- reasons

    def because(self, item: RoadmapItem) -> Iterator[str]:
        """Why a step is in the plan."""
        why, word = item.why, self.ground.word
        if why is None:
            yield from item.because
            return
        if why.misses:
            yield word("roadmap.missed-without", len(why.misses), aims=self.aims(why.misses))
        if why.before:
            names = self._some([Named("subject", each) for each in why.before])
            yield word("roadmap.waits", len(why.before), subjects=names)
        if why.fixed:
            yield word("roadmap.fixed")
        if not (why.misses or why.before or why.fixed):
            yield word("roadmap.together")

    def aims(self, aims: Sequence[Aimed]) -> tuple[Argument, ...]:
        """Levels that are aimed at, as a list."""
        return self._some([self._aim(each) for each in aims])

    def _aim(self, aim: Aimed) -> Statement:
        parts: dict[str, Argument] = {
            "subject": Named("plain", self.short(aim.subject)),
            "level": str(aim.level),
        }
        if not aim.assessment:
            return Statement("roadmap.aim", parts)
        return Statement("roadmap.aim-in", {**parts, "assessment": Quote(aim.assessment)})

    def _some(self, several: Sequence[Argument]) -> tuple[Argument, ...]:
        """The first few, and how many more there are."""
        if len(several) <= _MOST + 1:
            return tuple(several)
        more = Statement("phrase.more", {"count": len(several) - _MOST})
        return (*several[:_MOST], more)
