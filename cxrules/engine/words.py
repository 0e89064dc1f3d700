"""Values in words: ratings, levels, truths and numbers as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.plan.figures import apart_text, date_text, number_text, percent_text
from cxrules.plan.kinds import kind_of, words_of
from cxrules.plan.values import OUTSIDE, Point, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number


NOT_APPLICABLE = phrase("not applicable")
NOT_RATED = phrase("not rated")
FROM_TO = phrase("{} to {}")
_TRUTHS = {"yes": phrase("yes"), "no": phrase("no"), "open": phrase("open")}
_BOUNDS = {"at-least", "at-most"}
_COMPARED = {*_BOUNDS, "not-above"}
_NO_NUMBERS = {"rating", "level", "truth", "date"}
_WRITTEN: dict[str, Callable[[Number], str]] = {"percent": percent_text, "date": date_text}


class Words:
    """Names ranks and levels of one plan."""

    def __init__(self, plan: Plan, say: Speech = ENGLISH) -> None:
        """Take the names from a plan; nodes before `collapse` are named on the method's scale."""
        self.plan, self.say = plan, say
        self.base = [name for name, _ in plan.scale_values]
        self.given = list(plan.given_values)
        self.refined = self.base != self.given

    def names(self, node: int) -> Sequence[str]:
        """The ratings' names that belong to a node's ranks."""
        answers = self.plan.answers
        plain = not (self.plan.values or answers.judgements or answers.inputs or self.refined)
        own = () if plain else words_of(self.plan.nodes, node)
        if own:
            return own
        return self.base if self.refined and self._is_collapsed(node) else self.given

    def _is_collapsed(self, node: int) -> bool:
        """Whether a node's ratings are on the base scale; what passes them on is on that of its operands."""
        op, args, _, _ = self.plan.nodes[node]
        if op in {"decide", "that", "join-that", "step-down"}:
            return any(self._is_collapsed(arg) for arg in args)
        return op in {"collapse", "constant"}

    def rating(self, value: Value, names: Sequence[str]) -> str:
        """``L``, ``P to F``, ``not rated`` for the whole scale, ``not applicable``."""
        low, high = value
        if low is None or high is None:
            return self.say(NOT_APPLICABLE)
        if low == high:
            return names[int(low)]
        if low == 0 and high == len(names) - 1:
            return self.say(NOT_RATED)
        return self.say(FROM_TO, names[int(low)], names[int(high)])

    def level(self, order: Point) -> str:
        """``2 (Managed)``."""
        return f"{order} ({self.plan.level_names[int(order or 0)]})"

    def levels(self, value: Value) -> str:
        """``2 (Managed)``, or the guaranteed level and what is still possible."""
        low, high = value
        return (
            self.level(low)
            if low == high
            else self.say("{}, up to {} possible", self.level(low), self.level(high))
        )

    def value(self, node: int, value: Value) -> str:
        """Any node's value."""
        kind = kind_of(self.plan.nodes, node)
        if kind == "rating":
            return self.rating(value, self.names(node))
        if kind == "level":
            return self.levels(value)
        return truth(value) if kind == "truth" else numbers(value, self.written(kind), self.say)

    def written(self, kind: str) -> Callable[[Number], str]:
        """How numbers of a kind are written in the language."""
        writes, say = _WRITTEN.get(kind, number_text), self.say
        if say is ENGLISH:
            return writes
        return (
            (lambda number: say.date(writes(number)))
            if kind == "date"
            else lambda number: say.number(writes(number))
        )

    def said(self, told: str) -> str:
        """A truth as sentences say it."""
        return self.say(_TRUTHS[told]) if told in _TRUTHS else told

    def shown(self, node: int, told: str) -> str:
        """The words for a node's value, as sentences say it."""
        return self.said(told) if kind_of(self.plan.nodes, node) == "truth" else told

    def operands(self, op: str, operands: Sequence[tuple[int, Value]], param: Any) -> list[str]:
        """The values of what an operation is over; a number never looks like the bound that it misses."""
        texts = [self.value(node, value) for node, value in operands]
        if op in _COMPARED:
            bounds = [param] if op != "not-above" else [value[0] for _, value in reversed(operands)]
            for place, bound in enumerate(bounds):
                node, (low, high) = operands[place]
                kind = kind_of(self.plan.nodes, node)
                if low is not None and low == high and bound is not None and kind not in _NO_NUMBERS:
                    told = apart_text(low, bound, texts[place], " %" if kind == "percent" else "")
                    texts[place] = told if told == texts[place] else self.say.number(told)
        return texts

    def limit(self, node: int) -> str:
        """The exact number that a node holds a number against; empty where it does no such thing."""
        op, args, param, _ = self.plan.nodes[node]
        if op not in _BOUNDS or kind_of(self.plan.nodes, args[0]) in _NO_NUMBERS:
            return ""
        return str(param)

    def parameter(self, node: int) -> Callable[[Any], str]:
        """How a parameter is written that a node is held against: a rank, an order or a number."""
        kind = kind_of(self.plan.nodes, node)
        if kind == "rating":
            names = self.names(node)
            return lambda rank: names[rank]
        return self.level if kind == "level" else self.written(kind)


def truth(value: Value) -> str:
    """``yes``, ``no`` or ``open``; what is outside does not hold."""
    if value == OUTSIDE or value[1] == 0:
        return "no"
    return "yes" if value[0] else "open"


def numbers(value: Value, written: Callable[[Number], str] = number_text, say: Speech = ENGLISH) -> str:
    """A number or the range of one, each end as `written` writes it."""
    low, high = value
    if low is None or high is None:
        return say(NOT_APPLICABLE)
    return written(low) if low == high else say(FROM_TO, written(low), written(high))
