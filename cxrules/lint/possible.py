"""Can a condition hold at all? Decided from what its terms say about each rating, by trying.

Every subject keeps the set of ratings that are still possible for it, every capability the set of levels;
findings, causes and comparisons of two ratings are facts that hold or do not. All parts of an "and" narrow
these sets, of an "or" each part is tried in turn. What a term says that is not known here may be so or not.
So "no" is certain, and "yes" means that nothing speaks against it. What is not seen: what rules, methods and
the ratings beneath an attribute make of a rating, and what two comparisons of two ratings say together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.semantics.terms import Term, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.lint.facts import Facts
    from cxrules.syntax import tree
    from cxrules.text import Source

_TRIES = 100
"""How many parts of an "or" are tried before the answer is "perhaps", which counts as yes."""
_OF_TWO = frozenset({"close", "apart", "not-above"})
_SIMPLE = frozenset({"finding", "context", "cause", "only-causes", "judged", "asked", "in-view", "assessed"})
_OF_MANY = frozenset({"any", "every", "count", "aggregate"})
_NEVER: Term = ("any", ())

Goal = tuple["Term", bool]
Sets = dict[object, int]


def is_above_the_top(term: Term) -> bool:
    """Whether a term is what is required of a capability above its own highest level: it never holds."""
    return term[:2] == _NEVER


class Possible:
    """Answers questions about the terms of one model."""

    def __init__(self, facts: Facts) -> None:
        """Take the model for its ratings and levels."""
        self.orders = sorted(level.order for level in facts.analysis.ruleset.levels)
        self.ratings = (1 << (facts.top + 1)) - 1
        self.outside = 1 << (facts.top + 1)
        self.top = facts.top
        self.closed = {
            key
            for key, required in facts.analysis.requirements.items()
            if any(is_above_the_top(each.term) for each in required)
        }

    def holds(self, *terms: Term) -> bool:
        """Whether all of these terms can hold at once."""
        return self._try([(term, True) for term in terms], apply=False)

    def fails(self, term: Term, *, given: Sequence[Term] = ()) -> bool:
        """Whether a term can be wrong while others hold, of things that are rated at all."""
        return self._try([(term, False), *((each, True) for each in given)], apply=True)

    def _try(self, goals: list[Goal], *, apply: bool) -> bool:
        return _Attempt(self, apply=apply).all(goals, {})


class _Attempt:
    """One question: is there any way for these goals to come true together?"""

    def __init__(self, possible: Possible, *, apply: bool) -> None:
        """`apply`: everything is rated, so a comparison is never wrong for lack of a rating."""
        self.possible = possible
        self.tries = _TRIES
        self.domain = possible.ratings if apply else possible.ratings | possible.outside
        self.levels = (1 << len(possible.orders)) - 1
        self.reached = self.levels if apply else self.levels | 1 << len(possible.orders)

    def all(self, goals: list[Goal], sets: Sets) -> bool:
        """Whether all goals can come true within these sets, which are changed."""
        choices: list[list[Goal]] = []
        while goals:
            term, want = goals.pop()
            parts = self._parts(term, want)
            if parts is None:
                if not self._narrow(term, sets, want=want):
                    return False
            elif parts[0]:
                goals += parts[1]
            else:
                choices.append(parts[1])
        return self._one_of_each(choices, sets)

    def _one_of_each(self, choices: list[list[Goal]], sets: Sets) -> bool:
        if not choices:
            return True
        choices.sort(key=len, reverse=True)
        first = choices.pop()
        for goal in first:
            self.tries -= 1
            if self.tries < 0:
                return True
            chosen = dict(sets)
            if self.all([goal], chosen) and self._one_of_each(list(choices), chosen):
                return True
        return False

    # ---------------------------------------------------------------------------- kinds of terms

    def _parts(self, term: Term, want: bool) -> tuple[bool, list[Goal]] | None:  # noqa: FBT001 - a goal's two parts
        """The parts of a term, and whether all of them must come true or one; None for a single fact."""
        word = term[0]
        if word == "not":
            return True, [(term[1], not want)]
        if word == "all":
            return want, [(each, want) for each in term[1]]
        if word == "any":
            return not want, [(each, want) for each in term[1]]
        if word == "every":
            guards = term[2] if len(term) > 2 else (None,) * len(term[1])  # noqa: PLR2004 - there are guards
            if len(term[1]) == 1 and guards[0] is None:
                return True, [(term[1][0], want)]  # where it does not apply nothing is left, and that fails
            members = zip(term[1], guards, strict=True)
            return want, [(("member", each, guard), want) for each, guard in members]
        if word == "count":
            return self._counted(term[1], term[2], want=want)
        return None

    def _counted(self, count: int, terms: Sequence[Term], *, want: bool) -> tuple[bool, list[Goal]]:
        """`at least k of`: all, one of them, or, in between, nothing that is known here."""
        needed = count if want else len(terms) - count + 1
        if needed > len(terms):
            return False, []
        if needed == len(terms) or needed == 1:
            return needed == len(terms), [(each, want) for each in terms]
        return True, []  # also where nothing is needed

    def _narrow(self, term: Term, sets: Sets, *, want: bool) -> bool:
        """Take from a set what a fact rules out; whether anything is left."""
        found = self._fact(term, want=want)
        if found is None:
            return True
        key, mask, whole = found
        left = sets[key] = sets.get(key, whole) & mask
        return left != 0

    def _fact(self, term: Term, *, want: bool) -> tuple[object, int, int] | None:
        """What a fact speaks of, what it leaves possible, and what there was; None for what is not known."""
        word, *rest = term
        if word == "member":
            return self._member(*rest, want=want)
        if word == "test":
            return self._test(rest[0], rest[1], rest[2], want=want)
        if word == "applies":
            mask = self.possible.ratings
            return rest[0], mask if want else self.domain & ~mask, self.domain
        if word == "reaches":
            return self._reaches(rest[0], rest[1], want=want)
        certain = self._compared(word, *rest) if word in _OF_TWO else None
        if certain is not None:
            return term, int(certain == want), 1
        return (term, 1 if want else 2, 3) if word in _SIMPLE | _OF_TWO else None

    def _member(self, term: Term, guard: Term | None, *, want: bool) -> tuple[object, int, int] | None:
        """A member of `every`: one that is not applicable, or whose guard does not hold, is left out."""
        if term[0] != "test" or guard is not None:
            return None
        found = self._test(term[1], term[2], term[3], want=want)
        if found is None:
            return None
        key, mask, whole = found
        return key, (mask | self.possible.outside) & whole, whole

    def _test(self, op: str, subject: str, param: Any, *, want: bool) -> tuple[object, int, int] | None:
        whole = self.possible.ratings
        if op == "at-least":
            mask = whole & ~((1 << param) - 1)
        elif op == "at-most":
            mask = whole & ((1 << (param + 1)) - 1)
        elif op == "one-of":
            mask = sum(1 << rank for rank in param)
        else:
            return None
        return subject, mask if want else self.domain & ~mask, self.domain

    def _reaches(self, capability: str, order: Any, *, want: bool) -> tuple[object, int, int] | None:
        orders = self.possible.orders
        if order not in orders:
            return None
        mask = self.levels & ~((1 << orders.index(order)) - 1)
        if (capability, order) in self.possible.closed:
            mask = 0
        return ("level", capability), mask if want else self.reached & ~mask, self.reached

    def _compared(self, word: str, one: str, other: str, steps: int = 0) -> bool | None:
        """What two ratings must be to each other, whatever they are; None where it depends on them."""
        if word == "apart":
            return False if one == other or steps >= self.possible.top else None
        if one == other or (word == "close" and steps >= self.possible.top):
            return True
        return None


def conditioned(facts: Facts) -> Iterator[tuple[tree.Rule, Source, list[Term]]]:
    """The rules to report about that have a condition wherever they hold, each with all of them."""
    for name, written in facts.rules.items():
        conditions = [each.when for each in written if each.when is not None]
        source, rule = facts.trees[name]
        if conditions and len(conditions) == len(written) and facts.is_own(source):
            yield rule, source, conditions


def speaks_of_nothing(terms: Iterable[Term]) -> bool:
    """Whether the same part of all these terms is said of no element at all."""
    common: set[tuple[int, ...]] | None = None
    for term in terms:
        found = set(_empty_choices(term))
        common = found if common is None else common & found
        if not common:
            return False
    return bool(common)


def _empty_choices(term: Term) -> Iterator[tuple[int, ...]]:
    """Where in a term "every", "any" or a mean is said of nothing at all, as paths from its top."""
    stack: list[tuple[Term, tuple[int, ...]]] = [(term, ())]
    while stack:
        each, path = stack.pop()
        parts = parts_of(each)
        if not parts and each[0] in _OF_MANY:
            yield path
        stack.extend((part, (*path, place)) for place, part in enumerate(parts))
