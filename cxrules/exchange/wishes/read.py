"""A file of wishes, YAML or JSON, read: its structure, and what it says about itself.

Whether its ids are those of a model is for `check`, which has the model at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.document import read_tree
from cxrules.exchange.fields import Fields
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping, Scalar, Sequence, kind
from cxrules.exchange.wishes.costs import costs_of
from cxrules.exchange.wishes.numbers import amount, amounts, periods
from cxrules.model.wishes import BusinessGoal, Measure, Wishes

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.exchange.tree import Node
    from cxrules.model.wishes import Cost
    from cxrules.text import Source, Span

HEADER = "cxrules-wishes"
KEYS = (
    HEADER,
    "title",
    "model",
    "unit",
    "period",
    "costs",
    "measures",
    "goals",
    "fixed",
    "excluded",
    "after",
    "capacity",
    "capacities",
    "budget",
    "periods",
    "deadlines",
)
_MEASURE = ("title", "cost", "duration", "raises", "after", "project")
_GOAL = ("title", "weight", "levels")


def read_wishes(source: Source) -> tuple[Wishes | None, list[Diagnostic]]:
    """Read a file of wishes; None where anything is wrong with it, which is told."""
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Mapping):
        if node is not None:
            problems.add("CX0504", f"Wishes are a map of keys and values, not {kind(node)}.", node.span)
        return None, found
    wishes = _Reader(node, problems).wishes()._replace(source=source)
    return (None if found else wishes), found


class _Reader:
    def __init__(self, node: Mapping, problems: Problems) -> None:
        self.problems = problems
        self.fields = Fields(node, KEYS, "the wishes", problems)
        self.places: dict[tuple[str, ...], Span] = {}

    def wishes(self) -> Wishes:
        fields = self.fields
        self._header()
        for key in KEYS:
            place = fields.key_span(key)
            if place is not None:
                self.places[key,] = place
        models, spans = fields.words("model")
        self.places.update({("model", name): span for name, span in zip(models, spans, strict=True)})
        limits = self._map("capacities")
        return Wishes(
            title=fields.text("title") or "",
            models=models,
            unit=fields.text("unit") or "",
            period=fields.text("period") or "",
            costs=costs_of(fields, self.places),
            measures={name: self._measure(name, each) for name, each in self._map("measures").items()},
            goals=[self._goal(name, each) for name, each in self._map("goals").items()],
            fixed=self._names("fixed"),
            excluded=self._names("excluded"),
            after={name: self._list("after", name, each) for name, each in self._map("after").items()},
            capacity=self._amounts("capacity"),
            capacities={name: amounts(each, name, self.problems) for name, each in limits.items()},
            budget=self._budget(),
            periods=self._periods(),
            deadlines=self._deadlines(),
            places=self.places,
        )

    def _header(self) -> None:
        written = self.fields.needed(HEADER, "this file")
        if written is not None and written != "1":
            message = f"There is no version {shortened(written)} of this format."
            self.problems.add("CX0504", message, self.fields.span(HEADER), f"Write '{HEADER}: 1'.")

    # ------------------------------------------------------------------------------------------- parts

    def _map(self, key: str) -> dict[str, Node]:
        """What stands under the names in a map."""
        node = self.fields.mapping(key)
        return {} if node is None else self._entries(node, key)

    def _entries(self, node: Mapping, *path: str) -> dict[str, Node]:
        for name, (key, _) in node.entries.items():
            self.places[*path, name] = key.span
        return {name: value for name, (_, value) in node.entries.items()}

    def _names(self, key: str) -> tuple[str, ...]:
        names, spans = self.fields.words(key)
        self.places.update({(key, name): span for name, span in zip(names, spans, strict=True)})
        return names

    def _list(self, key: str, name: str, node: Node) -> tuple[str, ...]:
        """The names in a list that stands under a name."""
        names, spans = values.words(node, name, self.problems)
        self.places.update({(key, name, each): span for each, span in zip(names, spans, strict=True)})
        return names

    def _measure(self, name: str, node: Node) -> Measure:
        inner = values.mapping(node, name, self.problems)
        if inner is None:
            if isinstance(node, Scalar):
                self._blank(name, "measure", node)
            return Measure(name, "", 0, 1, {})
        fields = Fields(inner, _MEASURE, f"the measure {name}", self.problems)
        self._inner_places("measures", name, fields, _MEASURE)
        cost = fields.value("cost")
        if cost is None:
            self.problems.add("CX0503", f"The measure {name} lacks 'cost'.", self.places["measures", name])
        lasts = fields.value("duration")
        raises = fields.mapping("raises")
        raised = {} if raises is None else self._entries(raises, "measures", name, "raises")
        texts = {each: values.text(value, each, self.problems) for each, value in raised.items()}
        after, spans = fields.words("after")
        for each, span in zip(after, spans, strict=True):
            self.places["measures", name, "after", each] = span
        return Measure(
            name,
            fields.text("title") or "",
            (None if cost is None else amount(cost, "cost", self.problems)) or 0,
            1 if lasts is None else periods(lasts, "duration", self.problems),
            {each: text for each, text in texts.items() if text},
            after,
            fields.text("project"),
        )

    def _goal(self, name: str, node: Node) -> BusinessGoal:
        inner = values.mapping(node, name, self.problems)
        if inner is None:
            if isinstance(node, Scalar):
                self._blank(name, "goal", node)
            return BusinessGoal(name, "", 0, {})
        fields = Fields(inner, _GOAL, f"the goal {name}", self.problems)
        self._inner_places("goals", name, fields, _GOAL)
        weight, levels = fields.value("weight"), fields.mapping("levels")
        asked = {} if levels is None else self._entries(levels, "goals", name, "levels")
        if not asked:
            place = self.places["goals", name]
            self.problems.add("CX0503", f"The goal {name} lacks 'levels'.", place, "As in {SWE.1: 2}.")
        orders = {each: values.whole(value, each, self.problems) for each, value in asked.items()}
        found = None if weight is None else values.weight(weight, "weight", self.problems)
        known = {each: order for each, order in orders.items() if order is not None}
        return BusinessGoal(name, fields.text("title") or "", 1 if found is None else found, known)

    def _blank(self, name: str, what: str, node: Node) -> None:
        if isinstance(node, Scalar) and node.empty:
            place = self.places[f"{what}s", name]
            self.problems.add("CX0503", f"Nothing is said about the {what} {name}.", place)

    def _inner_places(self, key: str, name: str, fields: Fields, keys: tuple[str, ...]) -> None:
        for each in keys:
            span = fields.span(each)
            if span is not None:
                self.places[key, name, each] = span

    # ------------------------------------------------------------------------------------------ limits

    def _amounts(self, key: str) -> tuple[Cost, ...]:
        node = self.fields.value(key)
        return () if node is None else amounts(node, key, self.problems)

    def _budget(self) -> Cost | None:
        node = self.fields.value("budget")
        return None if node is None else amount(node, "budget", self.problems)

    def _periods(self) -> int | None:
        node = self.fields.value("periods")
        return (None if node is None else periods(node, "periods", self.problems, least=1)) or None

    def _deadlines(self) -> dict[tuple[str, int], int]:
        """By thing, a map of level and period, or a list of such maps."""
        found: dict[tuple[str, int], int] = {}
        for name, node in self._map("deadlines").items():
            for each in node.items if isinstance(node, Sequence) else [node]:
                inner = values.mapping(each, name, self.problems)
                if inner is None:
                    continue
                fields = Fields(inner, ("level", "by"), f"the deadline of {name}", self.problems)
                place = self.places["deadlines", name]
                hint = "As in {level: 2, by: 3}."
                if fields.complete(("level", "by"), f"the deadline of {name}", place, "CX0503", hint):
                    by = fields.value("by")
                    level = fields.whole("level")
                    if level is not None and by is not None:
                        self.places["deadlines", name, str(level)] = inner.span
                        found[name, level] = periods(by, "by", self.problems, least=1)
        return found
