"""The answers of two evaluations over one program, joined by their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cxrules.engine.link import unknown
from cxrules.model.demand import Demand
from cxrules.plan.linear.forms import Truth as TruthForm
from cxrules.plan.linear.program import FALSE, TRUE
from cxrules.solve.asked import Atom, Side
from cxrules.solve.cases import follows

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.aggregation import Number
    from cxrules.plan.linear.forms import Form
    from cxrules.plan.linear.program import Literal as Lit, Program
    from cxrules.solve.links import Link, Links


class Sides(Protocol):
    """What a question is asked about: two evaluations, how they are linked, and the solver's seconds."""

    left: Evaluation
    right: Evaluation
    links: Links
    limit: float | None

    def causes(self, place: int, subject: str) -> set[str]:
        """The causes of a subject that are told apart on either side (0 left, 1 right)."""
        ...


class Joined:
    """Both sides over one program. What is the same is one variable; everything else is tied by rows.

    `switches` are truths by what a link rests on: where one does not hold, those links do not count.
    """

    def __init__(self, program: Program, sides: Sides) -> None:
        """Begin without answers; they come with what is written into the program."""
        self.program, self.sides = program, sides
        self.switches: dict[Hashable, Lit] = {}
        self._linked: set[tuple[Atom, Atom, Hashable, str]] = set()
        self.left = Side(sides.left, program, lambda name: sides.causes(0, name))
        self.right = Side(sides.right, program, lambda name: sides.causes(1, name), self._adopted)

    def _adopted(self, atom: Atom) -> Form | None:
        """The form on the left that an answer on the right is the same as, where both are one variable."""
        for each in self.sides.links.of_right(atom):
            if each.relation == "same" and each.row is None and self._is_shared(each):
                self._linked.add((each.left, each.right, None, each.relation))
                form = self.left.atom(each.left)
                if atom.kind == "value":
                    self._keep_within(form, atom)
                return form
        return None

    def _is_shared(self, each: Link) -> bool:
        if not self.left.knows(each.left):
            return False
        if each.right.kind == "value":
            ours, theirs = self.left.asked.values[each.left.name], self.right.asked.values[each.right.name]
            return bool(ours[2] == theirs[2])
        if each.right.kind in {"rating", "choice"}:
            points = self.right.asked.choices
            return self.left.names(each.left) == self.right.names(each.right) and (
                each.right.kind == "rating"
                or points[each.right.name] == self.left.asked.choices[each.left.name]
            )
        return True

    def _keep_within(self, form: Form, atom: Atom) -> None:
        """An answer that both can give lies within the bounds of both."""
        low, high = unknown("value", self.right.asked.values[atom.name][1:])
        if low is not None and high is not None:
            self.program.require(form.at_least(low))
            self.program.require(-form.at_least(high, above=True))

    def close(self) -> None:
        """Link what stands in the program and what belongs to it; write what answers say of each other."""
        self._close()
        for side in (self.left, self.right):
            side.tie()
        self._close()
        self._tie_evidence()

    def _close(self) -> None:
        seen: tuple[set[Atom], set[Atom]] = (set(), set())
        while True:
            waiting = [
                (place, atom)
                for place, side in enumerate((self.left, self.right))
                for atom in side.forms
                if atom not in seen[place]
            ]
            if not waiting:
                return
            for place, atom in waiting:
                seen[place].add(atom)
                of = self.sides.links.of_right if place else self.sides.links.of_left
                for each in list(of(atom)):
                    self._link(each)

    def _link(self, each: Link) -> None:
        key = (each.left, each.right, each.row, each.relation)
        if key in self._linked or not (self.left.knows(each.left) and self.right.knows(each.right)):
            return
        ours, theirs = self.left.atom(each.left), self.right.atom(each.right)
        if key in self._linked:  # made one variable just now
            return
        self._linked.add(key)
        on = TRUE if each.row is None else self.switches.setdefault(each.row, self.program.fresh())
        if each.relation == "same":
            self._same(each, ours, theirs, on)
        elif each.relation == "at least":
            self._carry(each, (each.left, ours, self.left), (each.right, theirs, self.right), on)
        else:
            self._carry(each, (each.right, theirs, self.right), (each.left, ours, self.left), on)

    def _same(self, each: Link, ours: Form, theirs: Form, on: Lit) -> None:
        names, others = self.left.names(each.left), self.right.names(each.right)
        if names is None or others is None:
            if isinstance(ours, TruthForm) and isinstance(theirs, TruthForm):
                self._if(on, -ours.at_least(1), theirs.at_least(1))
                self._if(on, ours.at_least(1), -theirs.at_least(1))
            return
        words = each.words or {name: name for name in names}
        told = {name: words[name] for name in names if words.get(name) in others}
        points, other_points = set(ours.points()), set(theirs.points())
        for rank, name in enumerate(names):
            if rank not in points:
                continue
            place = others.index(told[name]) if name in told else -1
            if place not in other_points:
                self._if(on, -ours.is_(rank))
            else:
                self._if(on, -ours.is_(rank), theirs.is_(place))
        met: set[Number] = {others.index(word) for word in told.values()}
        for point in other_points - met:
            self._if(on, -theirs.is_(point))
        for name, word in told.items():
            if list(told.values()).count(word) == 1:
                self._if(on, -theirs.is_(others.index(word)), ours.is_(list(names).index(name)))

    def _carry(
        self, each: Link, giver: tuple[Atom, Form, Side], taker: tuple[Atom, Form, Side], on: Lit
    ) -> None:
        names, others = giver[2].names(giver[0]), taker[2].names(taker[0])
        if names is None or others is None:
            return
        words = each.words or {name: name for name in names}
        for rank, name in enumerate(names):
            if words.get(name) in others:
                least = others.index(words[name])
                self._if(on, -giver[1].at_least(rank), taker[1].at_least(least))

    def _if(self, on: Lit, *then: Lit) -> None:
        if TRUE not in then:
            self.program.require_any([-on, *(each for each in then if each != FALSE)])

    # ---------------------------------------------------------------------------------------- evidence

    def _subject(self, place: int, atom: Atom) -> tuple[str, str, str | None]:
        """What evidence is of, under one name where both sides have it."""
        if place:
            for each in self.sides.links.of_right(Atom("rating", atom.name, (), atom.instance)):
                if each.relation == "same" and self.left.knows(each.left):
                    return ("", each.left.name, each.left.instance)
        return ("right" if place else "", atom.name, atom.instance)

    def subjects(self) -> dict[tuple[str, str, str | None], list[tuple[int, Atom, Form]]]:
        """What is asked of evidence and records, by what it is of: the side, the answer, its form."""
        found: dict[tuple[str, str, str | None], list[tuple[int, Atom, Form]]] = {}
        for place, side in enumerate((self.left, self.right)):
            for atom, form in side.forms.items():
                if atom.kind in {"evidence", "recorded"}:
                    found.setdefault(self._subject(place, atom), []).append((place, atom, form))
        return found

    def _tie_evidence(self) -> None:
        """What meets one demand may meet another; and nothing is met by more than is there."""
        for members in self.subjects().values():
            demands = {
                id(form): (Demand.from_row(atom.detail[0]), form)
                for _, atom, form in members
                if atom.kind == "evidence"
            }
            counts = [form for _, atom, form in members if atom.detail[0] == "evidence-count"]
            for first, form in demands.values():
                for then, other in demands.values():
                    if other is not form and follows(first, then):
                        self.program.implies(form.at_least(1), other.at_least(1))
                for number in counts:
                    self.program.implies(form.at_least(1), number.at_least(first.count))
                    if first == Demand(count=first.count):
                        self.program.implies(number.at_least(first.count), form.at_least(1))
