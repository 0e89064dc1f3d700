"""Whether a value is there at all: of what does not apply there is none, and that may be open still.

A range tells what a value is where it is there. What is held against a limit is asked both: whether it is
there, and what it is. What is known of that from the start, such as the scope of an assessment, needs no
asking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.semantics.terms import Term, both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_KNOWN = frozenset({"asked", "asked-for", "assessed", "in-view"})
"""What an assessment always answers."""
_TWO_RATINGS = frozenset({"close", "apart", "not-above"})
_OF_ALL = frozenset({"plus", "minus", "times", "compare-two"})
_OF_ONE = frozenset({"divide", "round", "age", "known"})
Asked: TypeAlias = "Term | None"
"""A condition under which a value is there; None: that is known anyway."""


class Presence:
    """Tells of terms under which condition their value is there."""

    def __init__(self, applies: Mapping[str, Term], value: Callable[[str], Term]) -> None:
        """Take the conditions under which criteria apply, and what gives the term of a declared value."""
        self._applies = {name: term for name, term in applies.items() if not _is_known(term)}
        self._value = value
        self._values: dict[str, Asked] = {}
        self._outside: dict[str, bool] = {}

    def of(self, term: Term) -> Asked:
        """The condition of any term."""
        word, *rest = term
        made = _SHAPES.get(word)
        if made is not None:
            return made(self, rest)
        if word in _TWO_RATINGS:
            return _all(map(self.subject, rest[:2]))
        if word in _OF_ALL:
            return _all(self.of(part) for part in rest if isinstance(part, tuple))
        return self.of(rest[0]) if word in _OF_ONE else None

    def subject(self, name: str) -> Asked:
        """The condition under which something is rated."""
        return self._applies.get(name)

    def value(self, key: str) -> Asked:
        """The condition of a declared value."""
        if key not in self._values:
            self._values[key] = self.of(self._value(key))
        return self._values[key]

    def member(self, term: Term, guard: Asked) -> Asked:
        """The condition under which a member counts that counts only where its guard holds."""
        found = self.of(term)
        if found is None or found == guard:
            return guard
        return found if guard is None else both(guard, found)

    def aggregate(self, op: str, pairs: Sequence[tuple[Term, Asked]], param: Mapping[str, object]) -> Asked:
        """An aggregate is there if a member is; where it says what stands in their place, it always is."""
        if op == "count" or "na" in param or "empty" in param:
            return None
        if param.get("strict"):
            return _all(self.of(part) for part, _ in pairs)
        return _any([(self.member(part, guard), part) for part, guard in pairs])

    def decide(self, rows: Sequence[tuple[Term, Term]]) -> Asked:
        """A decision has a value unless a row decides that has none.

        Which row decides may be open, so that it does not suffice to know what is outside.
        """
        asked: list[Asked] = []
        before: tuple[Term, ...] = ()
        for condition, outcome in rows:
            if self._may_be_outside(outcome):
                there, known = self.of(outcome), _there(outcome)
                asked.append(
                    ("any", (*before, ("not", condition), known if there is None else both(there, known)))
                )
            before = (*before, condition)
        return _all(asked)

    def _may_be_outside(self, term: Term) -> bool:
        word, *rest = term
        if word == "value":
            key = str(rest[0])
            if key not in self._outside:
                self._outside[key] = self._may_be_outside(self._value(key))
            return self._outside[key]
        if word == "decide":
            return any(self._may_be_outside(outcome) for _, outcome in rest[0])
        if word == "aggregate":
            return rest[0] != "count" and not {"na", "empty"}.intersection(dict(rest[2]))
        if word in _OF_ALL or word in _OF_ONE:
            return any(self._may_be_outside(part) for part in rest if isinstance(part, tuple) and part)
        return word in {"code", "when", "leading"} or (word == "input" and rest[1] == "facet")


def _is_known(term: Term) -> bool:
    word, *rest = term
    if word in {"all", "any"}:
        return all(map(_is_known, rest[0]))
    if word in {"not", "asked-when"}:
        return _is_known(rest[-1])
    return word in _KNOWN


def _all(asked: Iterable[Asked]) -> Asked:
    found = tuple(dict.fromkeys(each for each in asked if each is not None))
    return both(*found) if found else None


def _any(members: Sequence[tuple[Asked, Term]]) -> Asked:
    if all(asked is None or _is_known(asked) for asked, _ in members):
        return None
    return (
        "any",
        tuple(_there(part) if asked is None else both(asked, _there(part)) for asked, part in members),
    )


def _there(term: Term) -> Term:
    """Whether what is asked for is not stated to be outside."""
    if term[0] == "test":
        return ("applies", term[2])
    return ("known", term[2]) if term[0] == "compare" else ("known", term)


if TYPE_CHECKING:
    Shape = Callable[[Presence, list[Term]], Asked]

_SHAPES: dict[str, Shape] = {
    "code": lambda presence, rest: presence.subject(str(rest[0])),
    "test": lambda presence, rest: presence.subject(str(rest[1])),
    "compare": lambda presence, rest: presence.of(rest[1]),
    "value": lambda presence, rest: presence.value(str(rest[0])),
    "when": lambda presence, rest: _all((None if _is_known(rest[0]) else rest[0], presence.of(rest[1]))),
    "aggregate": lambda presence, rest: presence.aggregate(str(rest[0]), rest[1], dict(rest[2])),
    "leading": lambda presence, rest: _any([(presence.of(part), part) for part in rest[0]]),
    "decide": lambda presence, rest: presence.decide(rest[0]),
}
