"""Expressions to terms: numbers, values, inputs and calculations at a place of the model, each with its kind.

What cannot be held against each other is reported here, never found out by an evaluation.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.model.measured import asked_of_metric
from cxrules.semantics.aggregates import Aggregates
from cxrules.semantics.kinds import (
    NOTHING,
    NUMBERS,
    Typed,
    a_kind,
    day_of,
    is_number,
    is_percentage,
    kind_of,
    kinds_of,
    somewhere,
)
from cxrules.syntax import tree

if TYPE_CHECKING:
    from cxrules.semantics.terms import Term

RECORDED = ("note-length", "evidence-count", "link-count", "weakness-count")
"""What can be asked about the record of a rating, as a number."""
UNITS = {
    "day": "days",
    "days": "days",
    "month": "months",
    "months": "months",
    "year": "years",
    "years": "years",
}


class Expressions(Aggregates):
    """Writes expressions out at a place."""

    def expression(self, written: tree.Expression) -> Typed:
        """The term of an expression and its type."""
        match written:
            case tree.Leaf() | tree.It():
                return self._name(written)
            case tree.RatingValue():
                return self._parameter(written)
            case tree.AggregateOver():
                return self.aggregate(written)
            case tree.CountOver():
                return self.counted(written)
            case tree.ValueOf() | tree.ValueAt() | tree.LevelOf() | tree.AgeOf() | tree.Leading():
                return self._looked_up(written)
            case tree.Calculation() | tree.ExtremeOf() | tree.Conditional():
                return self._calculated(written)
            case tree.BoundOf():
                return self._bound_of(written)

    def _looked_up(
        self, written: tree.ValueOf | tree.ValueAt | tree.LevelOf | tree.AgeOf | tree.Leading
    ) -> Typed:
        match written:
            case tree.ValueOf():
                return self._value_of(written)
            case tree.ValueAt():
                return self._value_at(written)
            case tree.LevelOf():
                return self._level_of(written)
            case tree.AgeOf():
                return self._age_of(written)
            case tree.Leading():
                return self._leading(written)

    def _calculated(self, written: tree.Calculation | tree.ExtremeOf | tree.Conditional) -> Typed:
        match written:
            case tree.Calculation():
                return self._calculation(written)
            case tree.ExtremeOf():
                return self._extreme(written)
            case tree.Conditional():
                return self._conditional(written)

    # -------------------------------------------------------------------------------------- names

    def _name(self, written: tree.Leaf | tree.It) -> Typed:
        if isinstance(written, tree.Leaf):
            text = written.text
            if is_percentage(text):
                return Typed(("number", str(Fraction(text[:-1]))), "percent")
            if is_number(text):
                return Typed(("number", str(Fraction(text))), "number")
            if text[:1].isdigit() and (day := day_of(text)) is not None:
                return Typed(("number", str(day)), "date")
            found = self.named(written)
            if found is not None:
                return found
            if text == "rating" and self.it is not None:
                return Typed(("code", self.it), "number")
        subject = self.subject(written)
        return NOTHING if subject is None else Typed(("code", subject), "number")

    def named(self, leaf: tree.Leaf) -> Typed | None:
        """What a short name means here, if it is a value, an input, a number carried, or a second answer."""
        name = leaf.text
        around = self._around_here()
        for thing in around:
            found = self._own(thing, name, leaf)
            if found is not None:
                return found
        if name in self.elements.values.everywhere:
            return self._input(name, name)
        prefix, dot, last = name.rpartition(".")
        if dot and prefix in self.elements.things_if_needed:
            return self._own(prefix, last, leaf)
        return None

    def _around_here(self) -> tuple[str, ...]:
        here = self.at or self.it or self.capability
        things = self.elements.things_if_needed
        if here is None or here not in things:
            return ()
        return (here, *things[here].within)

    def _own(self, thing: str, name: str, leaf: tree.Leaf) -> Typed | None:
        values = self.elements.values
        if name in values.of(thing):
            return values.typed(thing, name, self.at_level, leaf, self.source)
        number = self.number(name, thing)
        if number is not None:
            return Typed(("number", str(number)), "number")
        if thing in values.inputs_of(name):
            return self._input(f"{thing}.{name}", name)
        if thing in self.elements.by_id:
            return self._of_rating(thing, name)
        return None

    def _of_rating(self, subject: str, name: str) -> Typed | None:
        if name in self.ruleset.facets:
            facet = self.ruleset.facets[name]
            return Typed(("input", f"{subject}.{name}", "facet", str(facet.low), str(facet.high)), "number")
        if name == "weight":
            weight = getattr(self.elements.by_id[subject].of, "weight", 1)
            return Typed(("number", str(weight)), "number")
        if name in RECORDED:
            return Typed(("recorded", subject, name), "count")
        return None

    def _input(self, key: str, name: str) -> Typed:
        asked = self.elements.values.inputs[name]
        if asked.choices:
            return Typed(
                ("input", key, asked.type, "0", str(len(asked.choices) - 1)), "rating", asked.choices
            )
        low = str(asked.low) if asked.low is not None else ""
        high = str(asked.high) if asked.high is not None else ""
        if name in self.elements.values.by_instance:
            return Typed(("measured", key, asked.type, low, high), asked.type)
        return Typed(("input", key, asked.type, low, high), asked.type)

    def _parameter(self, written: tree.RatingValue) -> Typed:
        if not written.parameter:
            return self._name(written.name)
        parameter = self.report.find("parameter", self.ruleset.parameters, written.name, self.source)
        if parameter is None or parameter.type == "broken":
            return NOTHING
        if parameter.type == "rating":
            rank = self.rating(written)
            return (
                NOTHING
                if rank is None
                else Typed(("rank", rank, self.scale_words), "rating", self.scale_words)
            )
        if parameter.type == "date":
            return Typed(("number", str(day_of(parameter.value))), "date")
        kind = "number" if parameter.type == "level" else parameter.type
        return Typed(("number", str(Fraction(parameter.value.removesuffix("%")))), kind)

    @property
    def scale_words(self) -> tuple[str, ...]:
        """The ratings of the base scale."""
        return tuple(value.id for value in self.scale.values)

    def _bound_of(self, written: tree.BoundOf) -> Typed:
        """The end of a metric's interval."""
        metrics = self.ruleset.metrics
        metric = self.report.find("metric", metrics, written.metric, self.source)
        if metric is None:
            return NOTHING
        if not metric.interval:
            message = f"{metric.name} has no interval, and so no bounds."
            hint = "Write `interval` and its name in the metric."
            self.report.add("CX0306", message, self.source, written.metric, hint)
            return NOTHING
        name = asked_of_metric(metric.name, {"lower": "low", "upper": "high"}[written.end])
        found = self._input(name, name)
        return found._replace(type="bound in percent" if found.type == "percent" else "bound")

    def _rows_of(self, written: tree.ValueOf) -> Typed | None:
        """From how many rows a metric is, where that is asked."""
        if not isinstance(written.subject, tree.Leaf) or written.name.text != "rows":
            return None
        name = asked_of_metric(written.subject.text, "n")
        return self._input(name, name) if written.subject.text in self.ruleset.metrics else None

    def _value_of(self, written: tree.ValueOf) -> Typed:
        rows = self._rows_of(written)
        if rows is not None:
            return rows
        thing = self.thing(written.subject)
        if thing is None:
            return NOTHING
        found = self._own(thing, written.name.text, written.name)
        if found is not None:
            return found
        known = [*self.elements.values.of(thing), *self.ruleset.properties, *self.ruleset.facets]
        kind = self.elements.things.by_id[thing].kind
        self.report.unknown(f"value of a {kind}", written.name.text, known, self.source, written.name)
        return NOTHING

    def _value_at(self, written: tree.ValueAt) -> Typed:
        orders = [level.order for level in self.ruleset.levels][1:]
        if written.level is not None:
            order = self.level(tree.RatingValue(written.level, parameter=False))
        elif self.at_level is None:
            message = "There is no level before: this value is not one on each level."
            self.report.add("CX0306", message, self.source, written.name)
            return NOTHING
        else:
            order = max((each for each in orders if each < self.at_level), default=-1)
            if order < 0:
                return self._before_the_first(written)
        return self.on(order).expression(written.name)

    def _before_the_first(self, written: tree.ValueAt) -> Typed:
        """On the first level there is none before: the value counts as the lowest that it can be."""
        kind, words = self.elements.values.type_of(self.at or "", written.name.text)
        lowest: Term = {"truth": ("any", ()), "rating": ("rank", 0, words)}.get(kind, ("number", "0"))
        return Typed(lowest, kind, words)

    def _level_of(self, written: tree.LevelOf) -> Typed:
        subject = written.subject
        name = self.at or self.capability if isinstance(subject, tree.It) else subject.text
        if name is None or name not in self.ruleset.capabilities:
            if isinstance(subject, tree.Leaf):
                self.report.unknown(
                    "capability", subject.text, self.ruleset.capabilities, self.source, subject
                )
            return NOTHING
        orders = tuple(level.order for level in self.ruleset.levels)[1:]
        return Typed(("level-of", name, orders), "number")

    def _age_of(self, written: tree.AgeOf) -> Typed:
        unit = UNITS.get(written.unit.text)
        if unit is None:
            self.report.unknown("unit of time", written.unit.text, UNITS, self.source, written.unit)
            return NOTHING
        day = self._name(written.subject)
        if day.type not in {"date", ""}:
            self.mismatch(written.unit, "An age is asked of a date", day.type)
        return Typed(("age", day.term, unit), "number")

    # ------------------------------------------------------------------------------------ arithmetic

    def _calculation(self, written: tree.Calculation) -> Typed:
        left, right = self.expression(written.left), self.expression(written.right)
        at = somewhere(written)
        for side in (left, right):
            if side.type not in NUMBERS and side.type:
                self.mismatch(at, f"`{written.word}` joins numbers", side.type)
                return NOTHING
        if written.word in {"plus", "minus"}:
            return self._sum(written.word, left, right, at)
        if "date" in {left.type, right.type}:
            self.mismatch(at, f"`{written.word}` joins numbers", "date")
            return NOTHING
        if written.word == "times":
            kind = "percent" if kinds_of(left, right) == {"percent", "number"} else "number"
            return Typed(("times", left.term, right.term), kind)
        if right.term[0] != "number" or Fraction(right.term[1]) == 0:
            message = (
                "Only a number that is not 0, a parameter, or what an element carries can stand after "
                "`divided by`."
            )
            hint = (
                "To divide by how many there are, use `mean` or `share`; to hold a ratio against a bound, "
                "multiply: `a at most b times 0.5`."
            )
            self.report.add("CX0306", message, self.source, somewhere(written.right) or at, hint)
            return NOTHING
        return Typed(("divide", left.term, right.term[1]), left.type if right.type == "number" else "number")

    def _sum(self, word: str, left: Typed, right: Typed, at: tree.Leaf | None) -> Typed:
        kinds = kinds_of(left, right)
        if left.type == "date" and right.type == "date":
            if word == "plus":
                self.mismatch(at, "To a date a number of days is added", "date")
            return Typed((word, left.term, right.term), "number")
        if kinds == {"date", "number"} and (word == "plus" or left.type == "date"):
            return Typed((word, left.term, right.term), "date")
        if len(kinds) > 1:
            self.mismatch(at, f"On one side of `{word}` stands {a_kind(left.type)}", right.type)
        return Typed((word, left.term, right.term), kind_of(left, right))

    def _leading(self, written: tree.Leading) -> Typed:
        orders = [level.order for level in self.ruleset.levels][1:]
        found = [self.on(order).expression(written.name) for order in orders]
        if any(each.type not in {"percent", "truth", ""} for each in found):
            self.mismatch(written.name, "`leading` is asked of shares in percent", found[0].type)
        return Typed(("leading", tuple(each.term for each in found)), "number")

    def _extreme(self, written: tree.ExtremeOf) -> Typed:
        found = [self.expression(part) for part in written.parts]
        self.expect_alike(somewhere(written), f"`{written.word} of` compares values of one kind", found)
        members = tuple((each.term, None) for each in found)
        strict = (("strict", True),)  # as in any calculation, what does not apply makes the whole not apply
        return Typed(("aggregate", written.word, members, strict), kind_of(*found), found[0].words)

    def _conditional(self, written: tree.Conditional) -> Typed:
        when = self.term(written.condition)
        then, otherwise = self.expression(written.then), self.expression(written.otherwise)
        self.expect_alike(somewhere(written), "Both branches give one kind of value", (then, otherwise))
        kind = kind_of(then, otherwise)
        return Typed(("decide", ((when, then.term), (("all", ()), otherwise.term))), kind, then.words)
