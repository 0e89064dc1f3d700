"""Terms to nodes: a model under one method and one reading becomes the data of a plan.

Nodes that ask the same are one node. Everything is written in the order of the dependencies, so that
operands always come first.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.model.ruleset import Aggregation
from cxrules.plan.serial import FORMAT
from cxrules.semantics.lower_terms import TermLowering
from cxrules.semantics.parts import level_rows, packages_row, rule_rows, words_rows
from cxrules.semantics.terms import both
from cxrules.semantics.value_rows import value_rows
from cxrules.semantics.values import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.ruleset import Criterion, Method
    from cxrules.semantics.analysis import Analysis
    from cxrules.semantics.rules import Written
    from cxrules.semantics.terms import Term


_ALWAYS: Term = ("all", ())
_MAYBE_OUTSIDE = frozenset({
    "test", "compare", "compare-two", "close", "apart", "not-above", "value", "evidence"
})  # fmt: skip
_STRICTEST = Aggregation("lowest")


class Lowering(TermLowering):
    """Writes one plan."""

    def __init__(self, analysis: Analysis, method: Method, reading: str) -> None:
        """Take what the analysis found, the method whose aggregates count, and the reading."""
        super().__init__(analysis, method, reading)
        self.worked = {value.key: value for value in analysis.values}
        self.given: dict[str, int] = {}
        self.derived: dict[str, int] = {}
        self.cites: dict[int, list[Any]] = {}
        self.attribute_above: dict[str, str] = {}
        attributes = [each for each in self.elements.by_id.items() if each[1].kind == "attribute"]
        for name, _ in sorted(attributes, key=lambda each: each[1].level or 0):
            for beneath in self.elements.beneath(name):
                self.attribute_above.setdefault(beneath, name)
        self.bounding: dict[str, list[Written]] = {}
        for rule in analysis.rules:
            if rule.bound is not None:
                self.bounding.setdefault(rule.subject, []).append(rule)
        for rules in self.bounding.values():
            rules.sort(key=lambda rule: (rule.effect == "fix", rule.rule))

    def data(self) -> dict[str, Any]:
        """The plan as data, as `cxrules.plan.serial` reads it."""
        for thing in self.analysis.order:
            if thing[0] == "subject":
                self._subject(str(thing[1]))
            elif thing[0] == "value":
                self._value(str(thing[1]))
            elif thing[1:] in self.analysis.requirements:  # the bottom level is always reached
                self._level(str(thing[1]), int(thing[2]))
        rules = [self._rule(rule) for rule in self.analysis.rules]
        capabilities = {
            name: self._capability(name)
            for name in self.elements.capabilities
            if name in self.ruleset.capabilities
        }
        values = value_rows(self)
        subjects = {name: self._row(name) for name in self.elements.by_id} if capabilities else {}
        names = [value.id for value in self.scale.values]
        return {
            "format": FORMAT,
            "model": [self.ruleset.id, self.ruleset.version, self.ruleset.title, self.analysis.digest],
            "packages": packages_row(self.ruleset),
            "method": [
                self.method.id,
                self.method.title,
                list(self.ruleset.methods),
                self.reading,
                self.join_param() if self._joins() else None,
            ],
            "terms": self.ruleset.terms,
            "scale": [[[value.id, value.title] for value in self.base.values], names, self._refused(names)],
            "levels": level_rows(self.ruleset),
            "operations": self.nodes.operations,
            "params": self.nodes.params,
            "nodes": self.nodes.rows,
            "cites": [[node, cite] for node, cite in self.cites.items()],
            "subjects": subjects,
            "capabilities": capabilities,
            "rules": rules,
            **values,
            "rule-texts": rule_rows(self.ruleset, self.analysis.rules),
            **words_rows(self.ruleset),
        }

    # ----------------------------------------------------------------------------------- subjects

    def _subject(self, name: str) -> None:
        element = self.elements.by_id[name]
        given = self.nodes.add("input", (), ["rating", name])
        applies = self.elements.applies.get(name)
        if applies is not None:
            given = self.nodes.add("decide", (self.term(applies, whole=False), given))
        self.given[name] = counts = given
        rate = self.analysis.rates.get(name)
        if rate is not None:
            counts = self._rated(name, rate.term, given)
        elif element.kind == "attribute":
            derived = self._derived(name)
            if derived is not None:
                self.derived[name] = derived
                if self.reading == "derive":
                    counts = self._chosen(name, derived, given)
        if self.reading == "derive":
            unbounded = counts
            for rule in self.bounding.get(name, ()):
                counts = self._bounded(counts, rule)
            if counts != unbounded and self.nodes.is_whole(unbounded):
                # It was joined before it was bounded, and is bounded as much as any instance demands.
                self.wholes[name] = self.nodes.add("join", (counts,), self._aggregate(_STRICTEST))
        self.counts[name] = counts

    def _rated(self, name: str, term: Term, given: int) -> int:
        """What is rated by data or a decision; in the audit reading a given rating counts instead."""
        applies = self.nodes.add("applies", (given,))  # what is out of scope or does not apply is not rated
        derived = self.nodes.add("decide", (applies, self.term(self._refined(term), whole=False)))
        self.derived[name] = derived
        if self.reading == "derive":
            return derived
        rated = self.nodes.add("input", (), ["rated-beneath", name])
        return self.nodes.add("choose", (rated, given, derived))

    def _refined(self, term: Term) -> Term:
        """What gives a rating of the base scale so that it gives one of the method's: any part of it."""
        if self.scale.base is None:
            return term
        if term[0] == "value":
            return self._refined(self.worked[term[1]].term)
        if term[0] == "when":
            return (*term[:2], self._refined(term[2]))
        if term[0] == "decide":
            rows = tuple((when, self._refined(outcome)) for when, outcome in term[1])
            return (term[0], rows, *term[2:])
        if term[0] in {"rank", "open"}:
            return self._parts(term[1], term[1 if term[0] == "rank" else 2])
        *others, top = range(len(self.base.values))
        rows = tuple((("compare", "at-most", term, rank), self._parts(rank, rank)) for rank in others)
        return ("decide", (*rows, (_ALWAYS, self._parts(top, top))))

    def _parts(self, low: int, high: int) -> Term:
        """Open between all parts of some ratings of the base scale."""
        places = [place for place, base in enumerate(self.scale.collapse) if low <= base <= high]
        return ("open", places[0], places[-1], tuple(value.id for value in self.scale.values))

    def _value(self, key: str) -> None:
        value = self.worked[key]
        term = _held(value.term) if value.type == "truth" else value.term
        node = self.values[key] = self.term(term, whole=True)
        written = value.written
        words = words_of(written)
        self.cites.setdefault(node, self.analysis.cite(written.source, written.tree.name.start, words))

    def _derived(self, attribute: str) -> int | None:
        beneath = self.elements.beneath(attribute)
        if not beneath:
            return None
        args = [self.counts[name] for name in beneath]
        weights = [str(self._criterion(name).weight) for name in beneath]
        if self.method.together is not None:
            return self.nodes.add(
                "join", args, {**self._aggregate(self.method.together), "criteria": weights}
            )
        if self.method.criteria is None:
            return None
        return self._aggregated(self.method.criteria, args, weights)

    def _chosen(self, attribute: str, derived: int, given: int) -> int:
        whole = self.nodes.is_whole(derived)
        beneath = self.elements.beneath(attribute)
        asked = "known-beneath" if any(name in self.analysis.rates for name in beneath) else "rated-beneath"
        rated = self.nodes.add("input", (), [asked, *beneath], whole=whole)
        if whole:
            given = self.joined(attribute, given)
        return self.nodes.add("choose", (rated, derived, given))

    def _bounded(self, counts: int, rule: Written) -> int:
        bound = rule.bound
        if bound is None:
            return counts
        deviated = self.nodes.add("input", (), ["deviated", rule.rule, rule.subject])
        said = [each for each in (rule.when, bound.when) if each is not None]
        when = self.term(both(*said) if said else _ALWAYS, whole=False)
        if bound.word == "keep":
            return self.nodes.add("keep", (counts, self.counts[bound.other], when, deviated))
        return self.nodes.add(bound.word, (counts, when, deviated), self._on_scale(bound.rank))

    def _on_scale(self, rank: int) -> int:
        """A rank of the base scale as the highest rank of the method's scale that collapses to it."""
        if self.scale.base is None:
            return rank
        return max(place for place, base in enumerate(self.scale.collapse) if base <= rank)

    def _criterion(self, name: str) -> Criterion:
        return self.elements.by_id[name].of  # type: ignore[return-value] # what an attribute rests on is a criterion

    # --------------------------------------------------------------------------------- aggregates

    def _aggregated(self, how: Aggregation, args: Sequence[int], weights: Sequence[str]) -> int:
        if how.kind in {"lowest", "highest"}:
            return self.nodes.add(how.kind, args)
        if how.kind == "at least":
            return self.nodes.add("kth-highest", args, {"count": how.count})
        codes = self._codes(how)
        weighted = list(weights) if how.kind == "weighted mean" else None
        op = "median" if how.kind == "median" else "mean"
        number = self.nodes.add(op, args, {"codes": codes, "weights": weighted})
        if how.percent:
            return self.nodes.add(
                "band", (number,), {"ends": [str(value.high) for value in self.scale.values]}
            )
        return self.nodes.add("nearest", (number,), {"codes": codes, "rounding": how.rounding})

    def _codes(self, how: Aggregation) -> list[str]:
        if not how.percent:
            return [str(value.code) for value in self.scale.values]
        halves = [
            ((value.low or Fraction(0)) + (value.high or Fraction(0))) / 2 for value in self.scale.values
        ]
        return [str(half) for half in halves]

    def _aggregate(self, how: Aggregation) -> dict[str, Any]:
        return {
            "kind": "mean" if how.kind == "weighted mean" else how.kind,
            "weighted": how.kind == "weighted mean",
            "codes": self._codes(how),
            "weights": None,
            "rounding": how.rounding,
            "ends": [str(value.high) for value in self.scale.values] if how.percent else None,
            "count": how.count,
            "criteria": None,
        }

    def _joins(self) -> bool:
        return (
            bool(self.method.decide) or self.method.instances is not None or self.method.together is not None
        )

    def join_param(self) -> dict[str, Any]:
        """How the method joins instances, as the parameter of a node."""
        how = self.method.instances or self.method.together
        if how is None:
            return {"kind": "single", "weighted": False, "weights": None, "criteria": None}
        return self._aggregate(how)

    # -------------------------------------------------------------------------------------- levels

    def _level(self, capability: str, order: int) -> None:
        parts = []
        for each in self.analysis.requirements[capability, order]:
            node = self.term(each.term, whole=True)
            self.cites.setdefault(node, self.analysis.cite(each.source, each.at.start, each.words))
            parts.append(node)
        orders = [level.order for level in self.ruleset.levels][1:]
        if self.ruleset.mode != "independent" and order != orders[0]:
            parts.insert(0, self.reach(capability, orders[orders.index(order) - 1]))
        parts.append(self.nodes.add("input", (), ["within", order], whole=True))
        self.levels[capability, order] = self.nodes.add("all", parts, whole=True)

    # ---------------------------------------------------------------------------------------- rows

    def _row(self, name: str) -> list[Any]:
        element = self.elements.by_id[name]
        joins = element.kind == "attribute" or self.method.decide
        whole = self.read(name, whole=True) if joins else -1
        beneath = self.attribute_above.get(name, "")
        return [
            element.kind,
            element.of.title,
            element.capability,
            self.given[name],
            self.derived.get(name, -1),
            self.counts[name],
            whole,
            beneath,
        ]

    def _capability(self, name: str) -> list[Any]:
        capability = self.ruleset.capabilities[name]
        bottom, *orders = [level.order for level in self.ruleset.levels] or [0]
        reaches = [self.reach(name, order) for order in orders]
        op = "first-stop" if self.ruleset.mode == "first stop" else "level"
        level = self.nodes.add(op, reaches, [bottom, *orders], whole=True)
        members = self.elements.of_capability[name]
        attributes = [each for each in members if self.elements.by_id[each].kind == "attribute"]
        criteria = [each for each in members if self.elements.by_id[each].kind != "attribute"]
        return [capability.title, capability.group or "", level, reaches, attributes, criteria]

    def _rule(self, rule: Written) -> list[Any]:
        when = self.term(rule.when, whole=False) if rule.when is not None else -1
        if rule.message and rule.when is not None:
            self.refusals[self.term(rule.when, whole=True)] = [rule.rule, rule.message]
        holds = self.term(rule.holds, whole=False) if rule.holds is not None else -1
        return [rule.rule, rule.subject, rule.capability, when, holds]

    def _refused(self, names: Sequence[str]) -> dict[str, str]:
        """Ratings of other scales of the model, with the reason they cannot be given under this method."""
        out: dict[str, str] = {}
        for scale in self.ruleset.scales.values():
            for value in scale.values:
                if value.id not in names:
                    out[value.id] = (
                        f"it belongs to the scale {scale.id}; {self.method.id} uses {self.scale.id}"
                    )
        return out


def _held(term: Term) -> Term:
    """A value that holds or not: what does not apply does not hold, as in any condition.

    Only where its own thing does not apply, it does not apply either.
    """
    if term[0] == "when":
        return ("when", term[1], _held(term[2]))
    return ("all", (term,)) if term[0] in _MAYBE_OUTSIDE else term
