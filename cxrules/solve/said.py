"""Changes in the words of the model: what would have to be, what blocks, and what an answer must be.

Changes that are the same in several instances are told together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import unknown
from cxrules.engine.words import Words
from cxrules.model.demand import Demand
from cxrules.model.measured import taken_apart
from cxrules.model.stated import allowed
from cxrules.plan.figures import date_text, measured_text, number_text, percent_text
from cxrules.solve.answers import answered_together
from cxrules.solve.unfold import OF_ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.aggregation import Number
    from cxrules.solve.answers import Change
    from cxrules.solve.interview import Question

_PARTS = {"low": "the lower bound of ", "high": "the upper bound of ", "n": "the rows of "}
_RECORDED = {
    "note-length": ("the note on {}", "{} characters"),
    "evidence-count": ("the evidence listed for {}", "{} pieces"),
    "link-count": ("the evidence with a reference listed for {}", "{} pieces"),
    "weakness-count": ("the weaknesses recorded for {}", "{}"),
}


_UNITS = {"points", "days", "hours"}


class Said(NamedTuple):
    """A change for people: `what` it is of, and what of that: `now`, and what it would be, `then`.

    `kind` and `subject` are those of the answer: the subject of a rating or its evidence, the key of a
    value or judgement, the id of a finding. `instances` None: where it holds is not told apart. `least`,
    `most`: it must be at least or at most that; neither: exactly. `open`: nothing was answered, or not yet
    agreed.
    """

    kind: str
    subject: str
    what: str
    instances: Sequence[str] | None
    where: str
    now: str | None
    then: str
    bound: str
    open: bool

    @property
    def wanted(self) -> str:
        """What it would have to be: ``at least 60 %``."""
        return f"{self.bound} {self.then}".strip()

    @property
    def alone(self) -> str:
        """After "If": ``SWE.1.PA.1.1 were F instead of L``."""
        if self.kind == "evidence":
            return f"{self.what} were there{self.where}"
        instead = f" instead of {self.now}" if self.now and not self.open else ""
        if self.kind == "rating" and self.open:
            return f"{self.what} were rated {self.wanted}{self.where}{self._so_far}"
        return f"{self.what} were {self.wanted}{instead}{self.where}{self._so_far}"

    @property
    def listed(self) -> str:
        """In a list: ``SWE.1.PA.1.1: F (now L)``."""
        if self.kind == "evidence":
            return f"{self.what}{self.where}"
        now = self._so_far or (f" (now {self.now})" if self.now else "")
        return f"{self.what}: {self.wanted}{self.where}{now}"

    @property
    def is_(self) -> str:
        """As it is now: ``SWE.1.PA.1.1 is L``."""
        if self.kind == "evidence":
            return f"{self.what} is not there{self.where}"
        return f"{self.what} is {self.now or 'open'}{self.where}"

    @property
    def settled(self) -> str:
        """What an open answer must turn out to be: ``SWE.1.PA.1.1 at least F``."""
        return f"{self.what} {self.wanted}{self.where}"

    @property
    def _so_far(self) -> str:
        if not self.open:
            return ""
        return f" (not agreed yet: {self.now})" if self.now else " (open now)"


class Sayer:
    """Puts changes to one evaluation into words."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Take the evaluation."""
        self.evaluation, self.plan = evaluation, evaluation.plan
        self.words = Words(evaluation.plan)
        self._together = answered_together(evaluation)

    def all(self, changes: Sequence[Change], helps: Callable[[int], int] | None = None) -> list[Said]:
        """Changes in words, those that are the same in several instances as one.

        `helps` tells of a node whether a higher (1) or a lower (-1) answer does as well: then the bound is
        told.
        """
        alike: dict[tuple[object, ...], list[Change]] = {}
        for each in changes:
            key = (each.node, each.after, each.beyond, each.open, self._now(each))
            alike.setdefault(key, []).append(each)
        return [self._one(group, helps) for group in alike.values()]

    def _one(self, group: Sequence[Change], helps: Callable[[int], int] | None) -> Said:
        each = group[0]
        kind, name, *_ = self.plan.nodes[each.node].param
        labels = None if self._alike(each.node) else [self._label(one.instance) for one in group]
        way = 0 if helps is None else helps(each.node)
        if kind in {"value", "recorded"} and self._is_number(each.node) and not way:
            way = self._way(each)
        return Said(
            kind,
            name,
            self.what(each.node),
            labels,
            self._where(labels),
            self._now(each),
            self._word(each.node, each.after),
            self._bound(each, way),
            each.open,
        )

    def _way(self, each: Change) -> int:
        """Whether a number has to rise (1) or fall (-1)."""
        if each.before is None or each.after == each.before:  # beyond what it is, which may be an end
            kind, *rest = self.plan.nodes[each.node].param
            return 1 if each.after == unknown(kind, rest)[0] else -1
        return 1 if each.after > each.before else -1

    def _bound(self, each: Change, way: int) -> str:
        low, high = self._extent(each.node)
        if not way or each.after == (high if way > 0 else low):
            return ""
        if each.beyond:
            return "more than" if way > 0 else "less than"
        return "at least" if way > 0 else "at most"

    def _extent(self, node: int) -> tuple[Number | None, Number | None]:
        """The ends of an answer for which "at least" would be one word too many."""
        kind = self.plan.nodes[node].param[0]
        if kind == "rating":
            return 0, len(self.plan.given_values) - 1
        return (0, 1) if kind in {"judged", "finding", "evidence"} or self._is_word(node) else (None, None)

    # ----------------------------------------------------------------------------------------- parts

    def what(self, node: int) -> str:
        """What an input asks about, with its title."""
        kind, name, *rest = self.plan.nodes[node].param
        if kind == "rating":
            return self.called(name)
        if kind in {"judged", "choice"}:
            title = self.plan.answers.questions.get(name.rpartition(".")[2], "")
            return f"the judgement {name} (“{title}”)" if title else f"the judgement {name}"
        if kind == "finding":
            title = self.plan.findings.get(name) or self.plan.answers.contexts.get(name, "")
            return f"the finding {name} ({title})" if title else f"the finding {name}"
        if kind == "evidence":
            return f"evidence for {self.called(name)} that meets: {Demand.from_row(rest[0]).in_words()}"
        if kind == "recorded":
            return _RECORDED[rest[0]][0].format(name)
        return self._valued(name, rest[0])

    def title(self, node: int) -> str:
        """The title alone of what an input asks about; empty where it has none."""
        kind, name, *_ = self.plan.nodes[node].param
        answers = self.plan.answers
        if kind in {"judged", "choice"}:
            return answers.questions.get(name.rpartition(".")[2], "")
        if kind == "finding":
            return self.plan.findings.get(name) or answers.contexts.get(name, "")
        if kind != "value":
            return self.plan.title(name) or ""
        if name in answers.inputs:
            return answers.inputs[name][3] or ""
        metric = self.plan.metrics.get(taken_apart(name)[0])
        return metric.title if metric is not None else ""

    def asks(self, node: int) -> str:
        """What evidence has to be, for an input that asks for some; else empty."""
        kind, _, *rest = self.plan.nodes[node].param
        return Demand.from_row(rest[0]).in_words() if kind == "evidence" else ""

    def _valued(self, key: str, type_: str) -> str:
        if type_ == "facet":
            subject, _, facet = key.rpartition(".")
            return f"the {facet} of {self.called(subject)}"
        asked = self.plan.answers.inputs.get(key)
        if asked is not None:
            return f"{key} ({asked[3]})" if asked[3] else key
        metric, part = taken_apart(key)
        found = self.plan.metrics.get(metric)
        title = f" ({found.title})" if found is not None and found.title else ""
        return f"{_PARTS.get(part, '')}{metric}{title}"

    def called(self, name: str) -> str:
        """An id with its title."""
        title = self.plan.title(name)
        return f"{name} ({title})" if title else name

    def question(self, question: Question) -> tuple[str, str]:
        """What a question asks about, and where."""
        labels = None if question.instance is None else [self._label(question.instance)]
        return self.what(question.places[0][0]), self._where(labels)

    def instances(self, question: Question) -> list[str] | None:
        """The instances that a question is asked of; None: of all of them at once."""
        return None if question.instance is None else [self._label(question.instance)]

    def _label(self, instance: int) -> str:
        return self.evaluation.bound.instances[instance] or ""

    def _alike(self, node: int) -> bool:
        """Whether an input is answered for all instances at once, or there are none."""
        if self.evaluation.bound.instances == (None,) or self.plan.nodes[node].whole:
            return True
        return node in self._together or self.plan.nodes[node].param[0] in OF_ALL

    def _where(self, labels: Collection[str] | None) -> str:
        if labels is None:
            return ""
        if len(labels) == len(self.evaluation.bound.instances):
            return " in every instance"
        *others, last = labels
        return f" in {', '.join(others)} and {last}" if others else f" in {last}"

    def _now(self, each: Change) -> str | None:
        """What was answered; of what was not agreed yet its range; None where nothing was."""
        low, high = self.evaluation.bound.arrays[each.instance][each.node]
        if low == high:
            return None if low is None else self._word(each.node, low)
        kind = self.plan.nodes[each.node].param[0]
        if (
            kind == "rating"
            and low is not None
            and high is not None
            and (low, high) != self._extent(each.node)
        ):
            return f"{self._word(each.node, low)} to {self._word(each.node, high)}"
        return None

    def _is_word(self, node: int) -> bool:
        kind, _, *rest = self.plan.nodes[node].param
        return kind == "value" and (rest[0] == "truth" or bool(allowed(rest[0])))

    def _is_number(self, node: int) -> bool:
        return not self._is_word(node)

    def _word(self, node: int, point: Number) -> str:
        """An answer in words."""
        kind, name, *rest = self.plan.nodes[node].param
        if kind == "rating":
            return self.words.given[int(point)]
        if kind == "choice":
            return str(rest[1][int(point)])
        if kind == "recorded":
            return _RECORDED[rest[0]][1].format(number_text(point))
        if kind != "value" or rest[0] == "truth":
            return "yes" if point else "no"
        if allowed(rest[0]):
            return allowed(rest[0])[int(point)]
        return self._number(name, rest[0], point)

    def _number(self, key: str, type_: str, point: Number) -> str:
        metric, part = taken_apart(key)
        found = self.plan.metrics.get(metric)
        if found is not None and part != "n" and found.unit in _UNITS:
            whole = isinstance(point, int) or getattr(point, "denominator", 0) == 1
            return f"{number_text(point)} {found.unit}" if whole else measured_text(point, found.unit)
        if type_ == "date":
            return date_text(point)
        return percent_text(point) if type_ == "percent" else number_text(point)
