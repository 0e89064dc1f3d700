"""Trying the cases of a table finds exactly what trying every single combination finds."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st

from cxrules.model.ruleset import Scale, ScaleValue
from cxrules.semantics.conditions import INSTANCE
from cxrules.semantics.possible_values import PossibleValues
from cxrules.semantics.tables import Facts, Leaves, facts_of, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.semantics.terms import Term

WORDS = ("N", "P", "L", "F")
SCALE = Scale("nplf", "", tuple(ScaleValue(word, word, Fraction(code)) for code, word in enumerate(WORDS)), 2)
POSSIBLE = PossibleValues(SCALE, (), {})
MONEY: Term = ("input", "money", "number", "0", "10")
ALWAYS: Term = ("all", ())


# -------------------------------------------------------------- what a condition means, in short


def true(term: Term, case: dict[Any, Any]) -> bool:
    """Whether a condition holds, said once more and without a thought for speed."""
    word, *rest = term
    if word == "instances":
        return _of_instances(rest, case[INSTANCE])
    if word == "finding":
        return bool(case[term])
    if word in {"test", "compare"}:
        return _within(rest[0], case[rest[1]], rest[2])
    if word == "not":
        return not true(rest[0], case)
    found = [true(part, case) for part in rest[-1]]
    if word == "count":
        return bool(sum(found) >= rest[0])
    return any(found) if word == "any" else all(found)


def _within(op: str, value: Fraction | int, bound: str | int | tuple[int, ...]) -> bool:
    if isinstance(bound, tuple):
        return value in bound
    return value >= Fraction(bound) if op == "at-least" else value <= Fraction(bound)


def _of_instances(rest: Sequence[Any], ranks: Sequence[int]) -> bool:
    op, part = rest
    if op == "same":
        return len(set(ranks)) == 1
    found = [true(part, {INSTANCE: rank}) for rank in ranks]
    return any(found) if op == "any" else all(found)


def brute(rows: Sequence[tuple[Term | None, Leaves]], cases: Iterable[dict[Any, Any]]) -> list[list[int]]:
    """The rows that fit, for each case; the row that is left over where no other does."""
    out = []
    for case in cases:
        fitting = [place for place, (when, _) in enumerate(rows) if when is not None and true(when, case)]
        left = [place for place, (when, _) in enumerate(rows) if when is None]
        out.append(fitting or left)
    return out


def agree(rows: Sequence[tuple[Term | None, Leaves]], cases: Sequence[dict[Any, Any]], facts: Facts) -> None:
    found = brute(rows, cases)
    assert (facts.gap is not None) == any(not fitting for fitting in found)
    differing = [
        fitting for fitting in found if len({rows[place][1] for place in fitting if len(fitting) > 1}) > 1
    ]
    assert (facts.twice is not None) == bool(differing)
    assert set(facts.never) == set(range(len(rows))) - {fitting[0] for fitting in found if fitting}


# ---------------------------------------------------------------------------------- made-up tables


def ratings_of(*subjects: str) -> st.SearchStrategy[Term]:
    bound = st.tuples(
        st.just("test"),
        st.sampled_from(["at-least", "at-most"]),
        st.sampled_from(subjects),
        st.integers(0, 3),
    )
    choice = st.tuples(
        st.just("test"),
        st.just("one-of"),
        st.sampled_from(subjects),
        st.sets(st.integers(0, 3), min_size=1).map(lambda found: tuple(sorted(found))),
    )
    return bound | choice


def conditions(leaves: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    def joined(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        several = st.lists(parts, min_size=1, max_size=3).map(tuple)
        return (
            st.tuples(st.sampled_from(["all", "any"]), several)
            | st.tuples(st.just("not"), parts)
            | several.flatmap(
                lambda found: st.tuples(st.just("count"), st.integers(1, len(found)), st.just(found))
            )
        )

    return st.recursive(leaves, joined, max_leaves=5)


def tables(leaves: st.SearchStrategy[Term]) -> st.SearchStrategy[list[tuple[Term | None, Leaves]]]:
    outcome = st.sampled_from([Leaves(("L",)), Leaves(("F",)), Leaves(("L", "F"))])
    rows = st.lists(st.tuples(conditions(leaves), outcome), min_size=1, max_size=4)
    none: list[tuple[Term | None, Leaves]] = []
    otherwise = st.just(none) | st.just([(None, Leaves(("N",)))])
    return st.builds(lambda some, rest: [*some, *rest], rows, otherwise)


def asked_in(rows: Sequence[tuple[Term | None, Leaves]], known: Callable[[Any], bool]) -> list[Any]:
    """What the conditions ask about."""
    found: dict[Any, None] = {}
    stack: list[Any] = [when for when, _ in rows]
    while stack:
        each = stack.pop()
        if known(each):
            found[each] = None
        elif isinstance(each, tuple):
            stack.extend(each)
    return list(found)


@settings(max_examples=60)
@given(tables(ratings_of("A.1", "A.2", "B.1")))
def test_of_ratings(rows: list[tuple[Term | None, Leaves]]) -> None:
    asked = asked_in(rows, lambda each: each in {"A.1", "A.2", "B.1"})
    cases = [dict(zip(asked, ranks, strict=True)) for ranks in product(range(4), repeat=len(asked))]
    facts = facts_of(rows, WORDS, POSSIBLE)
    assert facts.tried == len(cases)
    agree(rows, cases, facts)


HALVES = [Fraction(half, 2) for half in range(21)]


@settings(max_examples=40)
@given(
    tables(
        st.tuples(
            st.just("compare"),
            st.sampled_from(["at-least", "at-most"]),
            st.just(MONEY),
            st.sampled_from(["0", "2", "5", "10", "15/2"]),
        )
        | st.just(("finding", "f", ()))
    )
)
def test_of_a_number_and_a_finding(rows: list[tuple[Term | None, Leaves]]) -> None:
    """A number is tried at its bounds and between them: nothing happens elsewhere."""
    grid = sorted({*HALVES, *(bound + Fraction(1, 7) for bound in HALVES[:-1])})
    asked = asked_in(rows, lambda each: each in {MONEY, ("finding", "f", ())})
    domains = [grid if each == MONEY else [False, True] for each in asked]
    cases = [dict(zip(asked, values, strict=True)) for values in product(*domains)]
    agree(rows, cases, facts_of(rows, WORDS, POSSIBLE))


@settings(max_examples=40)
@given(
    tables(
        st.tuples(
            st.just("instances"),
            st.sampled_from(["any", "every"]),
            ratings_of(INSTANCE),
        )
        | st.just(("instances", "same", ("rating-of", INSTANCE)))
    )
)
def test_of_instances(rows: list[tuple[Term | None, Leaves]]) -> None:
    several = [ranks for number in range(1, 6) for ranks in combinations_with_replacement(range(4), number)]
    asked = asked_in(rows, lambda each: isinstance(each, tuple) and each[:1] == ("instances",))
    cases = [{INSTANCE: ranks} for ranks in several] if asked else [{}]
    agree(rows, cases, facts_of(rows, WORDS, POSSIBLE))


MANY = tuple(f"A.{number}" for number in range(1, 6))


def _of_many(word: str, op: str, bound: int) -> Term:
    return (word, tuple(("test", op, each, bound) for each in MANY))


@settings(max_examples=12)
@given(
    tables(
        st.builds(
            _of_many,
            st.sampled_from(["every", "any"]),
            st.sampled_from(["at-least", "at-most"]),
            st.integers(1, 2),
        )
    )
)
def test_a_few_stand_for_many_of_which_the_same_is_said(rows: list[tuple[Term | None, Leaves]]) -> None:
    """What the few show is true of the many; what takes more of them than there are few is not claimed."""
    cases = [dict(zip(MANY, ranks, strict=True)) for ranks in product(range(4), repeat=len(MANY))]
    facts = facts_of(rows, WORDS, POSSIBLE)
    found = brute(rows, cases)
    if facts.gap is not None:
        assert any(not fitting for fitting in found)
    if facts.twice is not None:
        assert any(len({rows[place][1] for place in fitting}) > 1 for fitting in found)


def test_three_of_many_are_tried() -> None:
    facts = facts_of(
        [(_of_many("every", "at-least", 2), Leaves(("F",))), (None, Leaves(("N",)))], WORDS, POSSIBLE
    )
    assert facts == Facts(4**3, None, None, ())


def test_too_many_cases_are_not_tried() -> None:
    of_all = ("any", tuple(("test", "at-least", f"A.{number}", number % 3 + 1) for number in range(9)))
    assert facts_of([(of_all, Leaves(("L",)))], WORDS, POSSIBLE) == Facts(0, None, None, ())


def test_what_rests_on_the_same_is_not_told_as_a_case() -> None:
    """A rating and its encoded value cannot be what they like independently of each other."""
    rows: list[tuple[Term | None, Leaves]] = [
        (("test", "at-least", "A.1", 2), Leaves(("L",))),
        (("compare", "at-most", ("code", "A.1"), "1"), Leaves(("N",))),
    ]
    facts = facts_of(rows, WORDS, POSSIBLE)
    assert (facts.gap, facts.twice) == (None, None)
    assert facts.never == ()


def test_outcomes_that_are_forced_in_the_same_way_are_the_same() -> None:
    forced = (("finding", "f", ()), "L")
    judged = Leaves(("L", "F"), forced=(forced,))
    rows: list[tuple[Term | None, Leaves]] = [
        (("all", (("finding", "f", ()), ("test", "at-least", "A.1", 1))), judged),
        (("finding", "f", ()), Leaves(("L",))),
        (("not", ("finding", "f", ())), Leaves(("F",))),
    ]
    assert facts_of(rows, WORDS, POSSIBLE).twice is None


def test_a_case_is_told_in_the_words_of_the_model() -> None:
    case = {
        ("rating", "A.1"): 1,
        ("value", MONEY): Fraction(5, 2),
        ("level", "A"): Fraction(2),
        ("fact", ("finding", "f", ())): False,
        INSTANCE: (0, 3),
    }
    said = "A.1 is P and money is 2.5 and A reaches level 2 and f not and the instances are N, F"
    assert told(case, WORDS) == said
