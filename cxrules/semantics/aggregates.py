"""Aggregates to terms: sums, means, shares and counts over elements, levels and instances."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Self

from cxrules.semantics.kinds import NUMBERS, Typed, a_kind, kind_of, kinds_of, somewhere, span_of
from cxrules.semantics.members import Member, Members

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.semantics.terms import Term
    from cxrules.syntax import tree

_SAID_OF = {"blank": "what is blank", "na": "what does not apply", "empty": "an empty list"}
_AGGREGATES = {
    "sum": "sum",
    "mean": "average",
    "weighted mean": "average",
    "median": "median",
    "lowest": "lowest",
    "highest": "highest",
}


class Aggregates(Members):
    """Writes aggregates out at a place."""

    def expression(self, written: tree.Expression) -> Typed:
        """The term of an expression and its type."""
        raise NotImplementedError

    def aggregate(self, written: tree.AggregateOver) -> Typed:
        """A sum, mean, median, lowest or highest over elements or levels."""
        members, found = self._each(written.elements, lambda place: place.expression(written.what))
        kinds = {each.type for each in found} - {""}
        if kinds - NUMBERS - {"rating"} or ("rating" in kinds and written.word not in {"lowest", "highest"}):
            self.mismatch(somewhere(written.what), f"`{written.word}` is taken of numbers", min(kinds))
        else:
            self.expect_alike(somewhere(written.what), "Values of one kind are taken together", found)
        param = self._policies(written)
        if written.word == "weighted mean":
            param |= self._weights(members)
        pairs = tuple((each.term, member.guard) for each, member in zip(found, members, strict=True))
        kind = kind_of(*found) if found else "number"
        if written.word in {"mean", "weighted mean", "median"} and kind == "count":
            kind = "number"
        words = found[0].words if found else ()
        return Typed(("aggregate", _AGGREGATES[written.word], pairs, tuple(param.items())), kind, words)

    def _weights(self, members: Sequence[Member]) -> dict[str, object]:
        """The weights that links to members or they themselves state; nothing where all are 1."""
        weights = []
        for member in members:
            known = self.elements.by_id.get(member.name)
            own = getattr(known.of, "weight", 1) if known else self.number("weight", member.name) or 1
            weights.append(member.weight if member.weight != 1 else own)
        return {"weights": tuple(str(weight) for weight in weights)} if set(weights) - {1} else {}

    def _each(self, about: tree.Elements, of: Callable[[Self], Typed]) -> tuple[list[Member], list[Typed]]:
        """The members of a quantifier, and what is said at each of them."""
        if about.kind == "level":
            orders = [level.order for level in self.ruleset.levels][1:]
            members = [Member(str(order)) for order in orders]
            places = [self.on(order) for order in orders]
        else:
            members = self.members(about)
            places = [self.inside(member.name) for member in members]
        return members, [of(place) for place in places]

    def counted(self, written: tree.CountOver) -> Typed:
        """How many elements there are of which something holds, or which share of all."""
        if written.elements.kind == "instance":
            return self._count_instances(written)
        members = self.members(written.elements)
        terms = [
            ("all", ()) if written.that is None else self.said_of(member.name, written.that, written.elements)
            for member in members
        ]
        param = self._policies(written)
        if written.word == "weighted share":
            param |= self._weights(members)
        op = "count" if written.word == "count" else "share"
        pairs = tuple((term, member.guard) for term, member in zip(terms, members, strict=True))
        term: Term = ("aggregate", op, pairs, tuple(param.items()))
        return Typed(term, "count" if op == "count" else "percent")

    def _count_instances(self, written: tree.CountOver) -> Typed:
        """How many instances, or which share of them, in a decision that joins instances."""
        op = "count" if written.word == "count" else "share"
        term: Term = ("all", ())
        if written.that is not None and self.it is not None:
            term = self.said_of(self.it, written.that, written.elements)
        return Typed(("instances", op, term), "count" if op == "count" else "percent")

    def said_of(self, name: str, predicate: tree.Predicate, about: tree.Elements) -> Term:
        """What a predicate says of an element."""
        raise NotImplementedError

    def _policies(self, written: tree.AggregateOver | tree.CountOver) -> dict[str, object]:
        """What an aggregate does with what is blank, does not apply, or is not there at all."""
        param: dict[str, object] = {}
        for each in written.policies:
            number = str(Fraction(each.number.text)) if each.number else ""
            key, value = {
                "blank counts": ("blank", number),
                "blank left out": ("blank", "left out"),
                "outside counts": ("na", number),
                "none left counts": ("empty", number),
                "none left open": ("empty", "open"),
            }[each.word]
            if key in param:
                message = f"It is said twice what is done about {_SAID_OF[key]}."
                self.report.add("CX0202", message, self.source, span_of(written.elements))
            param[key] = value
        return param

    # -------------------------------------------------------------------------------------- problems

    def expect_alike(self, at: tree.Leaf | None, what: str, found: Sequence[Typed]) -> None:
        """Report values of several kinds, or of several scales, that are put together."""
        if len(kinds_of(*found)) > 1:
            first = next(each for each in found if each.type)
            other = next(each for each in found if kinds_of(each) - kinds_of(first))
            self.mismatch(at, f"{what}: here {a_kind(first.type)}", other.type)
        elif len({each.words for each in found if each.words}) > 1:
            self.report.add("CX0306", f"{what}; these are ratings of different scales.", self.source, at)

    def mismatch(self, at: tree.Leaf | None, what: str, kind: str) -> None:
        """Report a value of the wrong kind."""
        self.report.add("CX0306", f"{what}; this is {a_kind(kind)}.", self.source, at)
