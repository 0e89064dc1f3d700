"""Whether a condition of a decision holds in a case, where every thing that is asked about has a value.

A condition is made into a function once, and then asked of very many cases.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.semantics.conditions import INSTANCE
from cxrules.semantics.terms import parts_of, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.semantics.terms import Term

Case = dict[Any, Any]
"""What each thing that is asked about is, in one combination; instances are a tuple of ranks."""
Holds: TypeAlias = "Callable[[Case], bool]"

JOINED = frozenset({"all", "any", "every", "not", "count", "asked-when"})
"""The words of conditions that are made of others."""


def holding(term: Term) -> Holds:
    """Whether a condition holds in a case, as a function of the case."""
    word, *rest = term
    if word not in JOINED:
        return _alone(term)
    if word == "every":
        return _every(rest)
    parts = [holding(part) for part in parts_of(term)]
    if word == "count":
        least = rest[0]
        return lambda case: bool(sum(part(case) for part in parts) >= least)
    if word == "not":
        (only,) = parts
        return lambda case: not only(case)
    if word == "all":
        return lambda case: all(part(case) for part in parts)
    return lambda case: any(part(case) for part in parts)


def _alone(term: Term) -> Holds:
    """The same, for a condition that is not made of others."""
    word, *rest = term
    if word == "known":
        return lambda _: True
    if word == "test":
        return _test(term)
    if word == "reaches":
        key, order = ("level", rest[0]), rest[1]
        return lambda case: bool(case[key] >= order)
    if word == "instances":
        over = _of_instances(rest)
        return lambda case: bool(over(case))
    if word == "compare":
        return _comparison(term)
    fact = ("fact", term)
    return lambda case: bool(case[fact])


def _test(term: Term) -> Holds:
    op, subject, param = term[1:4]
    key = ("one", INSTANCE) if subject == INSTANCE else ("rating", subject)
    applies = ("fact", ("applies", subject))
    fits = _FITS.get(op, _in)
    return lambda case: bool(case.get(applies, 1)) and fits(case[key], param)


def _comparison(term: Term) -> Holds:
    op, of, written = term[1:4]
    fits = _FITS.get(op, _in)
    if any(each[0] == "instances" for each in walk(term)):
        over, bound = _of_instances(of[1:]), Fraction(written)
        return lambda case: fits(over(case), bound)
    key, param = ("value", of), Fraction(written) if op != "one-of" else written
    return lambda case: fits(case[key], param)


def _every(rest: Sequence[Any]) -> Holds:
    """Whether all hold that are asked for: at least one, unless there are none in the model."""
    guards = rest[1] if len(rest) > 1 else (None,) * len(rest[0])
    parts = [
        (_applying(part), None if guard is None else holding(guard), holding(part))
        for part, guard in zip(rest[0], guards, strict=True)
    ]

    def every(case: Case) -> bool:
        asked = False
        for applies, guard, holds in parts:
            if applies(case) and (guard is None or guard(case)):
                asked = True
                if not holds(case):
                    return False
        return asked or not parts

    return every


def _applying(term: Term) -> Holds:
    """Whether a rating is asked for; only a case can deny it in which that is asked about."""
    if term[0] != "test":
        return lambda _: True
    key = ("fact", ("applies", term[2]))
    return lambda case: bool(case.get(key, 1))


def _of_instances(rest: Sequence[Any]) -> Callable[[Case], Any]:
    """What a condition over instances comes to: a truth, a number, or a percentage."""
    op, part = rest
    if op == "same":
        return lambda case: len(set(case[INSTANCE])) == 1
    holds = holding(part)

    def over(case: Case) -> Any:
        found = [holds({("one", INSTANCE): rank}) for rank in case[INSTANCE]]
        if op == "any":
            return any(found)
        if op == "every":
            return all(found)
        number = sum(found)
        return number if op == "count" else Fraction(100 * number, len(found))

    return over


def _at_least(value: Any, param: Any) -> bool:
    return bool(value >= param)


def _at_most(value: Any, param: Any) -> bool:
    return bool(value <= param)


def _in(value: Any, param: Any) -> bool:
    return value in param


_FITS: dict[str, Callable[[Any, Any], bool]] = {"at-least": _at_least, "at-most": _at_most}
