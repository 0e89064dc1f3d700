"""The decision procedure against trying everything: "no" is certain, and on single facts so is "yes"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st

from cxrules.lint.facts import Facts
from cxrules.lint.possible import Possible, speaks_of_nothing
from tests.lint.small import GOOD
from tests.semantics.inline import FRAMEWORK, analysed

if TYPE_CHECKING:
    from collections.abc import Iterator

SUBJECTS = ("A.1", "A.2")
FINDINGS = ("f", "g")
TOP = 3
OUTSIDE = -1
World = dict[str, int]


POSSIBLE = Possible(Facts(analysed(f"model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\n")))


def comparisons() -> st.SearchStrategy[Any]:
    subjects, ranks = st.sampled_from(SUBJECTS), st.integers(0, TOP)
    one_of = st.lists(ranks, unique=True, max_size=3).map(tuple)
    return st.one_of(
        st.tuples(st.just("test"), st.sampled_from(["at-least", "at-most"]), subjects, ranks),
        st.tuples(st.just("test"), st.just("one-of"), subjects, one_of),
    )


def facts() -> st.SearchStrategy[Any]:
    subjects = st.sampled_from(SUBJECTS)
    return st.one_of(
        comparisons(),
        st.tuples(st.just("applies"), subjects),
        st.tuples(st.just("finding"), st.sampled_from(FINDINGS), st.just(())),
        st.tuples(st.just("apart"), subjects, subjects, st.integers(0, TOP)),
        st.tuples(st.just("reaches"), st.just("A"), st.integers(0, 2)),
    )


def joined(terms: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(terms, max_size=3).map(tuple)
    members = st.lists(comparisons(), max_size=3).map(tuple)
    return st.one_of(
        st.tuples(st.just("not"), terms),
        st.tuples(st.sampled_from(["all", "any"]), several),
        st.tuples(st.just("every"), members),
        st.tuples(st.just("count"), st.integers(1, 3), several),
    )


TERMS = st.recursive(facts(), joined, max_leaves=6)


def worlds(*, rated: bool) -> Iterator[World]:
    """Every way the ratings, findings and levels can be."""
    ranks = range(0 if rated else OUTSIDE, TOP + 1)
    for one, other, f, g, level in product(ranks, ranks, (False, True), (False, True), range(3)):
        yield {"A.1": one, "A.2": other, "f": f, "g": g, "A": level}


def true(term: Any, world: World) -> bool:  # noqa: ANN401 - a term
    """What the language's page on meaning says, in the plainest form."""
    word, *rest = term
    if word == "not":
        return not true(rest[0], world)
    if word in {"all", "any"}:
        return (all if word == "all" else any)(true(each, world) for each in rest[0])
    if word == "every":
        left = [each for each in rest[0] if world[each[2]] != OUTSIDE]
        return all(true(each, world) for each in left) and (bool(left) or not rest[0])
    if word == "count":
        return sum(true(each, world) for each in rest[1]) >= int(rest[0])
    return fact(word, rest, world)


def fact(word: str, rest: list[Any], world: World) -> bool:
    """Whether a single fact is so."""
    if word == "test":
        op, param = rest[0], rest[2]
        low, high = (param, TOP) if op == "at-least" else (0, param)
        allowed = param if op == "one-of" else range(low, high + 1)
        return world[rest[1]] in allowed
    if word == "apart":
        one, other = world[rest[0]], world[rest[1]]
        return OUTSIDE not in {one, other} and abs(one - other) > int(rest[2])
    if word == "reaches":
        return world[rest[0]] >= int(rest[1])
    return world[rest[0]] != OUTSIDE if word == "applies" else bool(world[rest[0]])


@given(st.lists(TERMS, min_size=1, max_size=3))
def test_what_cannot_hold_holds_in_no_world(terms: list[Any]) -> None:
    holds = any(all(true(each, world) for each in terms) for world in worlds(rated=False))
    assert POSSIBLE.holds(*terms) or not holds


@given(st.lists(facts(), min_size=1, max_size=1))
def test_of_a_single_fact_yes_is_certain_too(terms: list[Any]) -> None:
    assert POSSIBLE.holds(*terms) == any(true(terms[0], world) for world in worlds(rated=False))


@given(TERMS, TERMS)
def test_what_cannot_fail_fails_in_no_world_where_everything_is_rated(
    term: Any,  # noqa: ANN401 - a term
    given_term: Any,  # noqa: ANN401 - a term
) -> None:
    fails = any(true(given_term, world) and not true(term, world) for world in worlds(rated=True))
    assert POSSIBLE.fails(term, given=[given_term]) or not fails


@given(st.lists(comparisons(), min_size=1, max_size=4), st.booleans())
def test_of_comparisons_joined_once_the_answer_is_exact(
    terms: list[Any],
    every: bool,  # noqa: FBT001 - drawn
) -> None:
    term = ("all" if every else "any", tuple(terms))
    assert POSSIBLE.holds(term) == any(true(term, world) for world in worlds(rated=False))
    assert POSSIBLE.fails(term) == any(not true(term, world) for world in worlds(rated=True))


def test_a_word_that_is_not_known_may_hold_or_not() -> None:
    assert POSSIBLE.holds(("new-word", "A.1", 7))
    assert POSSIBLE.holds(("not", ("new-word", "A.1", 7)))
    assert POSSIBLE.fails(("new-word", "A.1", 7))


def test_very_many_choices_end_in_perhaps() -> None:
    choice = ("any", (("test", "at-least", "A.1", 2), ("test", "at-most", "A.1", 1)))
    impossible = ("any", (("test", "at-least", "A.2", 3), ("test", "at-least", "A.2", 2)))
    many = ("all", tuple([choice] * 5000 + [impossible, ("test", "at-most", "A.2", 0)]))
    assert POSSIBLE.holds(many) in {True, False}  # it ends, and soon


def test_the_same_part_must_speak_of_nothing_everywhere() -> None:
    nothing, something = ("any", ()), ("any", (("finding", "f", ()),))
    assert speaks_of_nothing([("all", (nothing, something)), ("all", (nothing, nothing))])
    assert not speaks_of_nothing([("all", (nothing, something)), ("all", (something, nothing))])
    assert not speaks_of_nothing([])
