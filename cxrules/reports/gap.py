"""A gap as data (``cxrules-gap/1``): everything that its pages tell, with the sentences they tell it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.asked import because as told_input
from cxrules.engine.because import Story
from cxrules.reports.explanation_json import node as reason
from cxrules.solve.said import Sayer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.engine import Evaluation
    from cxrules.solve.answers import Change
    from cxrules.solve.gap import Gap, Missing, Settling
    from cxrules.solve.goals import Aim
    from cxrules.solve.interview import Question
    from cxrules.solve.obstacles import Obstacle
    from cxrules.solve.pivotal import Effect
    from cxrules.solve.said import Said
    from cxrules.solve.search import Sets

FORMAT = "cxrules-gap/1"
_HEADER = ("assessment", "title", "date", "model", "reading", "status")
_DEEP = 2
_OBSTACLES = {
    "not assessed": "It is not in the scope of this assessment.",
    "not applicable": "It does not apply.",
    "lower": "No better rating or other answer reaches it; a lower rating would.",
    "model": "The model lets nothing that an assessment may say reach it.",
    "time": "The time that the solver was given was not enough to find out how it can be reached.",
}


def data(found: Gap, evaluation: Evaluation) -> dict[str, Any]:
    """The whole document."""
    return _Document(evaluation).of(found)


class _Document:
    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation, self.plan = evaluation, evaluation.plan
        self.story, self.sayer = Story(evaluation), Sayer(evaluation)
        self.organisations = {each.name: each for each in evaluation.plan.organisations}

    def of(self, found: Gap) -> dict[str, Any]:
        result = self.evaluation.result()
        return {
            "format": FORMAT,
            **{key: result[key] for key in _HEADER},
            "goal": {"id": found.goal.name, "title": found.goal.title},
            "reached": [self._aim(each) for each in found.reached],
            "missing": [self._missing(each) for each in found.missing],
            "pivots": [
                {
                    "changes": self._changes(each.changes),
                    "up": each.up,
                    "effects": [self._effect(effect) for effect in each.effects],
                }
                for each in found.pivots
            ],
            "holds": [
                {
                    **self._aim(each.aim),
                    "steps": each.steps,
                    "proven": each.proven,
                    "falls": [self._changes(fall) for fall in each.falls],
                }
                for each in found.holds
            ],
            "interview": [
                {**self._question(each.question), "worth": str(each.worth)} for each in found.interview
            ],
        }

    def _aim(self, aim: Aim) -> dict[str, Any]:
        organisation = self.organisations.get(aim.subject)
        names = organisation.levels if organisation else self.plan.level_names
        title = organisation.title if organisation else self.plan.title(aim.subject)
        return {"subject": aim.subject, "title": title, "level": aim.level, "name": names.get(aim.level, "")}

    def _missing(self, each: Missing) -> dict[str, Any]:
        low, high = each.level
        return {
            **self._aim(each.aim),
            "now": {"level": low, "possible": high},
            "open": each.settling is not None,
            "lacks": [reason(lack, _DEEP) for lack in each.lacks],
            "ways": self._sets(each.ways, self._rising(each.aim)),
            "blocks": self._sets(each.blocks),
            "obstacle": each.obstacle and self._obstacle(each.obstacle),
            "settling": each.settling and self._settling(each.settling),
        }

    def _rising(self, aim: Aim) -> Callable[[int], int]:
        from cxrules.solve.ends import helps

        found = helps(self.plan, [aim.node])
        return lambda node: found.get(node, 0)

    def _sets(self, sets: Sets, helps: Callable[[int], int] | None = None) -> dict[str, Any]:
        return {
            "complete": sets.complete,
            "proven": sets.proven,
            "sets": [self._changes(each, helps) for each in sets.found],
        }

    def _changes(
        self, changes: Sequence[Change], helps: Callable[[int], int] | None = None
    ) -> list[dict[str, Any]]:
        return [_change(each) for each in self.sayer.all(changes, helps)]

    def _settling(self, each: Settling) -> dict[str, Any]:
        rests = None if each.rests is None else [self._question(question) for question in each.rests]
        return {
            "proofs": self._sets(each.proofs, lambda node: each.helps.get(node, 0)),
            "refutations": self._sets(each.refutations, lambda node: -each.helps.get(node, 0)),
            "rests": rests,
            "asked": each.asked,
        }

    def _question(self, question: Question) -> dict[str, Any]:
        what, where = self.sayer.question(question)
        return {
            "kind": question.kind,
            "subject": question.name,
            "instances": self.sayer.instances(question),
            "text": f"{what}{where}",
        }

    def _effect(self, effect: Effect) -> dict[str, Any]:
        rows = (("from", effect.before), ("to", effect.after))
        levels = {key: {"level": low, "possible": high} for key, (low, high) in rows}
        return {"subject": effect.subject, **levels}

    def _obstacle(self, found: Obstacle) -> dict[str, Any]:
        text = _OBSTACLES.get(found.kind, "")
        if found.kind == "frame":
            told = dict.fromkeys(self._frame(*place) for place in found.places)
            text = f"No answer reaches it as long as this stays so: {' '.join(told)}"
        return {"kind": found.kind, "text": text}

    def _frame(self, node: int, instance: int) -> str:
        """What the assessment says outside its answers, in a sentence."""
        kind, *rest = self.plan.nodes[node].param
        most = self.evaluation.assessment.up_to_level
        if kind == "within" and most is not None:
            return f"The assessment goes no higher than level {most} (up-to-level)."
        if kind == "deviated":
            return f"Whether a deviation from {rest[0]} is recorded for {rest[1]}."
        if kind in {"rated-beneath", "known-beneath"}:
            return f"Whether anything beneath is rated: {', '.join(rest[:3])}."
        return told_input(self.story, node, instance).sentence


def _change(said: Said) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "subject": said.subject,
        "instances": None if said.instances is None else list(said.instances),
        "now": said.now,
        "bound": said.bound or "exactly",
        "value": said.then,
        "open": said.open,
        "text": said.listed,
        "if": said.alone,
        "is": said.is_,
        "answer": said.settled,
    }
