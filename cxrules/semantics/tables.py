"""Decisions checked before anything is evaluated: does a row fit every case, and only one where claimed?

All combinations of what the conditions ask are tried: each rating of a scale, each side of a number's bounds,
yes and no. Where a condition speaks of many elements or instances, a few of them stand for all. That what is
decided about does not apply itself is left aside: the decision does not apply either.

A case that is told can be. Where conditions ask about the same in different words, as for a rating and for a
sum over it, most combinations could not, and none is told.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.semantics.conditions import INSTANCE
from cxrules.semantics.table_cases import JOINED, Case, holding
from cxrules.semantics.terms import parts_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.semantics.possible_values import PossibleValues
    from cxrules.semantics.terms import Term

MOST = 60_000
"""Combinations that are tried at most; a decision with more must end with `otherwise`."""
_STANDING_FOR_ALL = 3
_INSTANCES = 5


class Facts(NamedTuple):
    """What trying all cases shows: one that no row fits, one that two decide differently, rows never used.

    `tried`: how many cases; 0 where there are too many to try.
    """

    tried: int
    gap: Case | None
    twice: tuple[Case, int, int] | None
    never: tuple[int, ...]


class Leaves(NamedTuple):
    """What a row leaves: one of some ratings, or what a word says; `forced` ratings need no choice."""

    names: tuple[str, ...]
    word: str = ""
    forced: tuple[tuple[Term, str], ...] = ()


def facts_of(
    rows: Sequence[tuple[Term | None, Leaves]], words: Sequence[str], possible: PossibleValues
) -> Facts:
    """Try all cases of rows of condition (None: otherwise) and outcome; `words` are the base scale's.

    ``that`` is the rating all instances agree on, and anything between them where they do not.
    """
    few = _Few([condition for condition, _ in rows if condition is not None])
    conditions = [few.of(condition) for condition, _ in rows if condition is not None]
    asked = [holding(condition) for condition in conditions]
    outcomes = [
        outcome._replace(forced=tuple((few.of(when), name) for when, name in outcome.forced))
        for _, outcome in rows
    ]
    number = 1
    forced = [when for outcome in outcomes for when, _ in outcome.forced]
    domains = _domains([*conditions, *forced], len(words) - 1, possible)
    for values in domains.values():
        number *= len(values)
    if number > MOST:
        return Facts(0, None, None, ())
    gap, twice, tried = None, None, 0
    first: set[int] = set()
    for case in _cases(domains):
        tried += 1
        fitting = [place for place, holds in enumerate(asked) if holds(case)]
        if fitting:
            first.add(fitting[0])
        elif len(conditions) < len(rows):
            first.add(len(conditions))
        elif gap is None:
            gap = case
        if twice is None and len(fitting) > 1:
            outcome = _outcome(outcomes[fitting[0]], case, words)
            other = next((p for p in fitting[1:] if _outcome(outcomes[p], case, words) != outcome), None)
            twice = None if other is None else (case, fitting[0], other)
    if possible.meet(each for each in domains if each != INSTANCE):
        gap, twice = None, None
    return Facts(tried, gap, twice, tuple(place for place in range(len(rows)) if place not in first))


def _outcome(outcome: Leaves, case: Case, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What is left in a case, so that two rows decide it alike where this is the same."""
    forced = next((name for when, name in outcome.forced if holding(when)(case)), None)
    if forced is not None:
        return "", (forced,)
    if outcome.word == "that" and INSTANCE in case:
        return "", tuple(words[min(case[INSTANCE]) : max(case[INSTANCE]) + 1])
    return outcome.word, outcome.names


def _cases(domains: Mapping[Any, Sequence[Any]]) -> Iterator[Case]:
    for values in product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


class _Few:
    """The same conditions over a few members where they speak of many in one breath.

    Members of which all conditions say the same stand for each other, so that what holds for the few can be
    the case for all of them. What is named by itself always stays.
    """

    def __init__(self, conditions: Iterable[Term]) -> None:
        """Find out which members stand for each other."""
        spoken: dict[Any, list[Any]] = {}
        for condition in conditions:
            for each in _gathered(condition):
                together = _together(each)
                for asked in {asked for asked, _ in _asked(each)}:
                    spoken.setdefault(asked, []).append(together if asked in together else asked)
        alike: dict[tuple[Any, ...], list[Any]] = {}
        for asked, said in spoken.items():
            alike.setdefault(tuple(said), []).append(asked)
        self._kept = {asked for each in alike.values() for asked in each[:_STANDING_FOR_ALL]}

    def of(self, term: Term) -> Term:
        """A condition over those that stand for all."""
        word, *rest = term
        together = _together(term)
        if together:
            places = [place for place, asked in enumerate(together) if asked in self._kept]
            return (word, *(tuple(part[place] for place in places) for part in rest))
        if word in {"every", "any", "all"}:
            return (word, tuple(self.of(part) for part in rest[0]), *rest[1:])
        return ("not", self.of(rest[0])) if word == "not" else term


def _gathered(term: Term) -> Iterator[Term]:
    """The parts of a condition that speak of many in one breath, and those that speak of one thing."""
    word, *rest = term
    if word in {"any", "all"} and not _together(term):
        for part in rest[0]:
            yield from _gathered(part)
    elif word == "not":
        yield from _gathered(rest[0])
    else:
        yield term


def _together(term: Term) -> tuple[Any, ...]:
    """The many of which a condition says the same; nothing where it says different things."""
    word, *rest = term
    if word not in {"every", "any"} or len(rest[0]) <= _STANDING_FOR_ALL:
        return ()
    parts = list(zip(*rest, strict=True))
    found = [{asked for part in each if part is not None for asked, _ in _asked(part)} for each in parts]
    common = set.intersection(*found)
    own = [tuple(each - common) for each in found]
    if any(len(each) != 1 or each == (INSTANCE,) for each in own):
        return ()
    shapes = {_with(part, asked[1], ()) for part, (asked,) in zip(parts, own, strict=True)}
    return tuple(asked for (asked,) in own) if len(shapes) == 1 else ()


def _with(term: Any, of: Any, other: Any) -> Any:
    """A term with something else in place of what it asks about."""
    if term == of:
        return other
    return tuple([_with(part, of, other) for part in term]) if isinstance(term, tuple) else term


# ---------------------------------------------------------------------------- what may be the case


def _domains(conditions: Sequence[Term], top: int, possible: PossibleValues) -> dict[Any, list[Any]]:
    """Everything that is asked about, with the values that make a difference."""
    bounds: dict[Any, set[Fraction]] = {}
    domains: dict[Any, list[Any]] = {}
    ranks: set[Any] = set()
    for condition in conditions:
        for asked, bound in _asked(condition):
            if asked == INSTANCE:
                domains[INSTANCE] = [
                    each
                    for number in range(1, _INSTANCES + 1)
                    for each in combinations_with_replacement(range(top + 1), number)
                ]
            elif asked[0] == "rating":
                domains[asked] = list(range(top + 1))
            elif bound is None:
                domains[asked] = [0, 1]
            else:
                bounds.setdefault(asked, set()).add(Fraction(bound))
                if isinstance(bound, int):
                    ranks.add(asked)
    for asked, found in bounds.items():
        limits = sorted(found)
        if asked[0] == "level":
            domains[asked] = [limits[0] - 1, *limits]
        else:
            domains[asked] = possible.around(asked[1], limits, ranks=asked in ranks)
    return domains


def _asked(term: Term) -> Iterator[tuple[Any, Fraction | int | None]]:
    """What a condition asks about, and the bound it is held against: of a rating a whole number."""
    if term[0] in JOINED:
        for part in parts_of(term):
            yield from _asked(part)
    else:
        yield from _asked_once(term)


def _asked_once(term: Term) -> Iterator[tuple[Any, Fraction | int | None]]:
    word, *rest = term
    if word == "instances" or any(each[0] == "instances" for each in walk(term)):
        yield INSTANCE, None
    elif word == "test":
        yield ("rating", rest[1]), None
    elif word == "reaches":
        yield ("level", rest[0]), Fraction(rest[1])
    elif word == "compare" and rest[0] in {"at-least", "at-most"}:
        yield ("value", rest[1]), rest[2] if isinstance(rest[2], int) else Fraction(rest[2])
    elif word == "compare":
        for rank in rest[2]:
            yield ("value", rest[1]), rank
    elif word != "known":
        yield ("fact", term), None


def told(case: Case, words: Sequence[str]) -> str:
    """A case as people say it: ``SWE.1.BP1 is P and the score is 3``."""
    parts = []
    for asked, value in case.items():
        if asked == INSTANCE:
            parts.append(f"the instances are {', '.join(words[rank] for rank in value)}")
        elif asked[0] == "rating":
            parts.append(f"{asked[1]} is {words[value]}")
        elif asked[0] == "level":
            parts.append(f"{asked[1]} reaches level {int(value)}")
        elif asked[0] == "value":
            parts.append(f"{_name(asked[1])} is {_number(value)}")
        else:
            parts.append(f"{_name(asked[1])}{'' if value else ' not'}")
    return " and ".join(parts)


def _number(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else str(float(value))


def _name(term: Term) -> str:
    """What a term asks about, by the ids in it."""
    names = [each[1] for each in walk(term) if len(each) > 1 and isinstance(each[1], str)]
    return f"{names[0]}" if names else "what is asked"
