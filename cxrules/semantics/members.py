"""Which elements a quantifier, an aggregate or a template speaks of, and under what condition each counts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.elements_index import full
from cxrules.semantics.kinds import is_number, span_of
from cxrules.semantics.naming import Names
from cxrules.semantics.terms import Term, both
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxrules.semantics.elements_index import Element, Elements
    from cxrules.text import Span

LEFT_OUT: Term = ("any", ())
"""The condition of what a profile leaves out: it is never asked for."""
VIEW = "view"
"""The word that stands for what the assessment takes for the view of the model."""

_SHARED = {"attribute", "practice"}
_BOUNDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at least": lambda number, limit: number >= limit,
    "at most": lambda number, limit: number <= limit,
    "below": lambda number, limit: number < limit,
    "above": lambda number, limit: number > limit,
}


class Member(NamedTuple):
    """One element: it counts only where its guard holds; None: always."""

    name: str
    guard: Term | None = None
    weight: Fraction | int = 1


class Members(Names):
    """Finds elements at a place."""

    def term(self, condition: tree.Condition) -> Term:
        """The term of a condition."""
        raise NotImplementedError

    def members(self, about: tree.Elements, *, asked: bool = True) -> list[Member]:
        """What `every criterion at level 2` speaks of; `asked`: only where the criterion is asked for."""
        span = span_of(about)
        names = self._all_of(about.kind, about.filters, span)
        return self.filtered(names, about.filters, asked=asked)

    def _all_of(self, kind: str, filters: Iterable[tree.Filter], at: Span | None) -> list[str]:
        if any(each.word in {"of", "feeding"} for each in filters) and kind != "prerequisite":
            return list(self.elements.things.of_kind(kind)) if self._is_kind(kind, at) else []
        if kind == "capability" and self.at is None:
            return [name for name in self.ruleset.capabilities if name != self.capability]
        if kind in {"attribute", "criterion", "practice"} and self.at is None and self.capability is not None:
            return self.elements.members(self.capability, kind)
        if kind == "prerequisite" and self.capability is not None:
            criteria = self.elements.members(self.capability, "criterion")
            found = [member.name for member in self.filtered(criteria, filters)]
            return list(dict.fromkeys(need for name in found for need, _ in self._prerequisites(name)))
        if not self._is_kind(kind, at):
            return []
        outer = self.at or self.capability
        if outer is None:
            message = f"It is not said whose {kind} is meant."
            self.report.add("CX0207", message, self.source, at, "Begin the rule with `for every capability`.")
            return []
        return list(self.elements.things.beneath(outer, kind))

    def _is_kind(self, kind: str, at: Span | None) -> bool:
        known = [*self.elements.things.kinds, "prerequisite"]
        if kind in known:
            return True
        self.report.unknown("kind of element", kind, known, self.source, at)
        return False

    def _prerequisites(self, criterion: str) -> tuple[tuple[str, int], ...]:
        return getattr(self.elements.by_id[criterion].of, "prerequisites", ())

    # ------------------------------------------------------------------------------------- filters

    def filtered(
        self, names: Iterable[str], filters: Iterable[tree.Filter], *, asked: bool = True
    ) -> list[Member]:
        """The elements that pass all filters, each with the guards that only an assessment can answer."""
        others = []
        for each in filters:  # those by tags first: they leave little to look at
            if each.word == "tagged":
                tagged = self._tagged(each)
                names = [name for name in names if name in tagged]
            else:
                others.append(each)
        applies = self.elements.applies
        if asked:
            members = [Member(name, applies.get(name)) for name in names]
        else:
            members = [Member(name) for name in names if applies.get(name) != LEFT_OUT]
        for each in others:
            members = self._filter(members, each)
        return members

    def _tagged(self, each: tree.Filter) -> set[str]:
        wanted = [name for name, _ in self._expand("tag", self.ruleset.tags, each)]
        return {name for tag in wanted for name in self.elements.tagged.get(tag, ())}

    def _filter(self, members: list[Member], each: tree.Filter) -> list[Member]:
        if each.word in {"at", "below", "up to"}:
            return self._by_level(members, each)
        if each.word == "in":
            return self._in(members, each)
        if each.word == "of":
            return self._of_things(members, each)
        if each.word == "feeding":
            return self._feeding(members, each)
        if each.word == "with":
            return self._with(members, each)
        if each.word == "where":
            return self._where(members, each)
        return self._except(members, each)

    def _expand(self, kind: str, known: object, each: tree.Filter) -> list[tuple[str, tree.Leaf]]:
        return self.report.expand(kind, known, each.names, self.source)  # type: ignore[arg-type] # names only

    def _by_level(self, members: list[Member], each: tree.Filter) -> list[Member]:
        leaf = each.names[0]
        assert isinstance(leaf, tree.Leaf)  # noqa: S101 - the grammar allows nothing else
        orders = {level.order for level in self.ruleset.levels}
        if not leaf.text.isdecimal() or (orders and int(leaf.text) not in orders):
            self.no_level(leaf.text, leaf)
            return []
        bound = int(leaf.text)
        fits = {"at": bound.__eq__, "below": bound.__gt__, "up to": bound.__ge__}[each.word]
        return [member for member in members if (level := self._level(member)) is not None and fits(level)]

    def _level(self, member: Member) -> int | None:
        known = self.elements.by_id.get(member.name) or self.elements.things.by_id.get(member.name)
        return known.level if known else None

    def _in(self, members: list[Member], each: tree.Filter) -> list[Member]:
        if any(isinstance(leaf, tree.Leaf) and leaf.text == VIEW for leaf in each.names):
            self._expect_view(each)
            return [
                Member(member.name, _guarded(member.guard, ("in-view", member.name)), member.weight)
                for member in members
            ]
        known = {**self.ruleset.groups, **self.ruleset.sets}
        kind = "group or set" if self.ruleset.sets else "group"
        wanted = {name for name, _ in self._expand(kind, known, each)}
        sets = {member for name in wanted for member in self.ruleset.sets.get(name, ())}
        return [
            member
            for member in members
            if member.name in sets or self._group_of(member.name) & wanted or self._around(member.name) & sets
        ]

    def _expect_view(self, each: tree.Filter) -> None:
        if all(scope.kind != VIEW for scope in self.ruleset.scopes.values()):
            at = next((leaf for leaf in each.names if isinstance(leaf, tree.Leaf)), None)
            hint = 'Declare one: `scope NAME "…" view { … }`.'
            self.report.add("CX0201", "The model has no view.", self.source, at, hint)

    def _around(self, name: str) -> set[str]:
        """What an element lies in; asked only where sets are."""
        if not self.ruleset.sets:
            return set()
        thing = self.elements.things.by_id.get(name)
        return set(thing.within) if thing else set()

    def _of_things(self, members: list[Member], each: tree.Filter) -> list[Member]:
        things = self.elements.things.by_id
        wanted: set[str] = set()
        for written in each.names:
            if isinstance(written, tree.Leaf) and written.text in self.ruleset.sets:
                wanted.update(self.ruleset.sets[written.text])
            elif not isinstance(written, tree.NameRange) and (found := self.thing(written)) is not None:
                wanted.add(found)
        return [
            member
            for member in members
            if member.name in wanted or wanted.intersection(things[member.name].within)
        ]

    def _feeding(self, members: list[Member], each: tree.Filter) -> list[Member]:
        found = [self.thing(each) for each in each.names if not isinstance(each, tree.NameRange)]
        wanted = {name for name in found if name is not None}
        out: list[Member] = []
        for member in members:
            known = self.elements.by_id.get(member.name)
            for feed in getattr(known.of, "feeds", ()) if known else ():
                target = full(known.capability, feed.target) if known else feed.target
                fits = self.at_level is None or feed.level is None or feed.level == self.at_level
                if fits and wanted.intersection((feed.target, target)):
                    out.append(Member(member.name, member.guard, feed.weight))
        return out

    def _with(self, members: list[Member], each: tree.Filter) -> list[Member]:
        leaf, limit = each.names[0], each.limit
        assert isinstance(leaf, tree.Leaf)  # noqa: S101 - the grammar allows nothing else
        if leaf.text not in self.ruleset.properties:
            self.report.unknown("property", leaf.text, self.ruleset.properties, self.source, leaf)
            return []
        if limit is None or not is_number(limit.text):
            self.report.add("CX0304", "A number is asked for here.", self.source, limit or leaf)
            return []
        test, bound = _BOUNDS[each.bound], Fraction(limit.text)
        numbers = ((member, self.number(leaf.text, member.name)) for member in members)
        return [member for member, number in numbers if number is not None and test(number, bound)]

    def number(self, name: str, thing: str) -> Fraction | None:
        """The number that a thing carries for a property, or the property's default for its kind."""
        found = self.elements.things.by_id.get(thing)
        if found is None:
            return None
        own = found.numbers.get(name)
        return own if own is not None else self.ruleset.properties.get(name, {}).get(found.kind)

    def _where(self, members: list[Member], each: tree.Filter) -> list[Member]:
        out: list[Member] = []
        for member in members:
            place = self.inside(member.name)
            assert isinstance(place, Members)  # noqa: S101 - places move within their kind
            term = place.term(each.condition) if each.condition is not None else ("all", ())
            out.append(Member(member.name, _guarded(member.guard, term), member.weight))
        return out

    def _except(self, members: list[Member], each: tree.Filter) -> list[Member]:
        known: dict[str, object] = {**self.ruleset.capabilities, **self.elements.by_id, **self.ruleset.sets}
        if self.ruleset.kinds:
            known.update(self.elements.things.by_id)
        if self.capability is not None:
            prefix = full(self.capability, "")
            known.update({name.removeprefix(prefix): by_id for name, by_id in self._own_elements().items()})
        else:  # an attribute or a practice is the same in every capability
            known.update({each.name: each for each in self.elements.by_id.values() if each.kind in _SHARED})
        found = [name for name, _ in self._expand("element", known, each)]
        gone = {one for name in found for one in self.ruleset.sets.get(name, (name,))}
        own = self.capability or ""
        return [
            member
            for member in members
            if gone.isdisjoint((member.name, member.name.removeprefix(f"{own}."), self._shared(member.name)))
        ]

    def _shared(self, name: str) -> str:
        """What an attribute or a practice is called in every capability; of anything else the id."""
        known = self.elements.by_id.get(name)
        return known.name if known is not None and known.kind in _SHARED else name

    def _own_elements(self) -> dict[str, Element]:
        return {
            name: self.elements.by_id[name] for name in self.elements.of_capability[self.capability or ""]
        }

    def _group_of(self, name: str) -> set[str]:
        """The groups a capability (or an element's capability) lies in, outwards."""
        capability = self.elements.by_id[name].capability if name in self.elements.by_id else name
        of = self.ruleset.capabilities.get(capability)
        groups: set[str] = set()
        group = of.group if of else None
        while group is not None and group not in groups:
            groups.add(group)
            group = self.ruleset.groups[group].parent if group in self.ruleset.groups else None
        return groups


def where_asked(subject: str, elements: Elements) -> Term:
    """Whether a rating is asked for at all, before anything is worked out of it."""
    asked: Term = ("asked-for", subject)
    condition = elements.applies.get(subject)
    return asked if condition is None else both(condition, asked)


def _guarded(guard: Term | None, term: Term) -> Term:
    return term if guard is None else both(guard, term)
