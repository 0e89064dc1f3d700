"""Which interval fits which body, and which conditions can hold together."""

from __future__ import annotations

import operator
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.measuring import fitting_intervals, nps_column, nps_problem
from cxrules.measuring.apart import disjoint
from cxrules.measuring.forms import columns_read, constant, form_of

if TYPE_CHECKING:
    from cxrules.model.metrics import Tree

SCORE = ("column", "score")
CHANNEL = ("column", "channel")
WEB, PHONE = ("is", CHANNEL, ("web",)), ("is", CHANNEL, ("phone",))
PROMOTERS, DETRACTORS = ("at-least", SCORE, "9"), ("at-most", SCORE, "6")
SATISFIED = ("at-least", ("column", "csat"), "4")
HUNDRED = ("number", "100")


def share(part: Tree, among: Tree | None = None) -> Tree:
    return ("share", part, among)


def minus(one: Tree, other: Tree) -> Tree:
    return ("minus", one, other)


def times(factor: str, body: Tree) -> Tree:
    return ("times", ("number", factor), body)


NPS = times("100", minus(share(PROMOTERS), share(DETRACTORS)))
MEAN = ("mean", SCORE, None)
MEDIAN = ("quantile", ("hours", "opened", "closed"), None, "1/2")


@pytest.mark.parametrize(
    ("body", "fitting"),
    [
        (share(SATISFIED), "wilson"),
        (share(SATISFIED, WEB), "wilson"),
        (times("100", share(SATISFIED)), "wilson"),
        (("times", share(SATISFIED), HUNDRED), "wilson"),
        (("divided", share(SATISFIED), ("number", "0.01")), "wilson"),
        (("times", ("plus", ("number", "50"), ("number", "50")), share(SATISFIED)), "wilson"),
        (NPS, "adjusted-wald"),
        (minus(times("100", share(PROMOTERS)), times("100", share(DETRACTORS))), "adjusted-wald"),
        (minus(share(PROMOTERS, WEB), share(DETRACTORS, WEB)), "adjusted-wald"),
        (MEAN, "normal"),
        (times("2", MEAN), "normal"),
        (MEDIAN, "order"),
        (("divided", MEDIAN, ("number", "24")), "order"),
        (minus(("metric", "one"), ("metric", "two")), "difference"),
        (times("100", minus(share(SATISFIED, WEB), share(SATISFIED, PHONE))), "difference"),
        (minus(("mean", SCORE, WEB), ("mean", SCORE, PHONE)), "difference"),
    ],
)
def test_the_interval_that_fits(body: Tree, fitting: str) -> None:
    assert fitting_intervals(body) == (fitting,)


@pytest.mark.parametrize(
    "body",
    [
        HUNDRED,
        ("count", None),
        ("metric", "one"),
        ("over", "highest", "csat", "channel"),
        ("divided", ("count", WEB), ("count", None)),
        ("divided", share(SATISFIED), ("number", "0")),
        ("divided", HUNDRED, share(SATISFIED)),
        times("-1", share(SATISFIED)),
        ("plus", share(SATISFIED), share(PROMOTERS)),
        minus(("number", "1"), share(SATISFIED)),
        ("times", share(SATISFIED), share(PROMOTERS)),
        minus(share(PROMOTERS), share(("at-least", SCORE, "7"))),  # a row can be in both
        minus(share(PROMOTERS), share(SATISFIED)),  # other columns may be blank: not the same rows
        minus(share(PROMOTERS), times("2", share(DETRACTORS))),  # not one multiplier
        minus(share(SATISFIED, WEB), share(SATISFIED)),  # rows of the web are in both
        minus(("metric", "one"), ("metric", "one")),
        minus(MEDIAN, MEDIAN),
        minus(("metric", "one"), share(SATISFIED)),
    ],
)
def test_no_interval_fits(body: Tree) -> None:
    assert fitting_intervals(body) == ()


def test_a_difference_needs_metrics_whose_error_is_known() -> None:
    rise = minus(("metric", "one"), ("metric", "two"))
    assert fitting_intervals(rise, {"one": NPS, "two": NPS}) == ("difference",)
    assert fitting_intervals(rise, {"one": NPS, "two": MEDIAN}) == ()
    assert fitting_intervals(rise, {"one": NPS, "two": ("count", None)}) == ()
    assert fitting_intervals(rise, {"one": ("metric", "one"), "two": rise}) == ("difference",)


def test_the_columns_that_are_read() -> None:
    assert columns_read(share(PROMOTERS, WEB)) == {"score", "channel"}
    assert columns_read(("count", None)) == set()
    assert columns_read(("distinct", "guest", ("blank", "note"))) == {"guest", "note"}
    assert columns_read(("quantile", ("days", "opened", "today"), ("not", WEB), "1/2")) == {
        "opened",
        "channel",
    }
    assert columns_read(("sum", SCORE, ("below", SCORE, ("column", "limit")))) == {"score", "limit"}


def test_numbers_alone_are_constant() -> None:
    assert constant(("minus", ("number", "1"), ("times", ("number", "1/2"), ("number", "3")))) == Fraction(
        -1, 2
    )
    assert constant(("divided", HUNDRED, ("number", "0"))) is None
    assert constant(MEAN) is None
    assert form_of(times("0", MEAN)) is None


# ----------------------------------------------------------------------- conditions that exclude each other

WORDS = {"at-least": operator.ge, "above": operator.gt, "at-most": operator.le, "below": operator.lt}
limits = st.tuples(st.sampled_from(sorted(WORDS)), st.just(SCORE), st.integers(0, 6).map(str))
texts = st.lists(st.integers(0, 6).map(str), min_size=1, max_size=3).map(tuple)
simple = limits | st.tuples(st.sampled_from(["is", "is-not"]), st.just(SCORE), texts)
conditions = st.recursive(
    simple,
    lambda inner: st.tuples(st.just("not"), inner) | st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    max_leaves=5,
)


def holds(condition: Tree, score: Fraction) -> bool:
    word = condition[0]
    if word == "not":
        return not holds(condition[1], score)
    if word in {"and", "or"}:
        return (all if word == "and" else any)(holds(part, score) for part in condition[1:])
    if word in WORDS:
        return bool(WORDS[word](score, Fraction(condition[2])))
    among = any(score == Fraction(text) for text in condition[2])
    return among if word == "is" else not among


@given(conditions, conditions)
def test_conditions_that_exclude_each_other_never_hold_together(one: Tree, other: Tree) -> None:
    scores = [Fraction(halves, 2) for halves in range(-2, 15)]
    if disjoint(one, other):
        assert disjoint(other, one)
        assert not any(holds(one, score) and holds(other, score) for score in scores)


@given(simple, simple)
def test_simple_comparisons_are_told_apart_wherever_they_are(one: Tree, other: Tree) -> None:
    scores = [Fraction(quarters, 4) for quarters in range(-8, 40)]
    if "is-not" not in {one[0], other[0]} or "is" in {one[0], other[0]}:
        together = any(holds(one, score) and holds(other, score) for score in scores)
        assert disjoint(one, other) == (not together)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (WEB, PHONE, True),
        (WEB, ("is", CHANNEL, ("Web",)), False),
        (WEB, ("is-not", CHANNEL, ("web", "phone")), True),
        (WEB, ("is", ("column", "device"), ("phone",)), False),
        (WEB, ("not", WEB), True),
        (("below", ("column", "day"), "2018-01-01"), ("at-least", ("column", "day"), "2018-01-01"), True),
        (("at-most", ("column", "day"), "2018-01-01"), ("at-least", ("column", "day"), "2018-01-01"), False),
        (("below", SCORE, ("column", "limit")), ("at-least", SCORE, ("column", "limit")), True),
        (("below", SCORE, ("column", "limit")), ("at-least", SCORE, "3"), False),
        (("below", SCORE, "high"), ("above", SCORE, "low"), False),
        (("is", SCORE, ("unknown",)), ("above", SCORE, "3"), False),
        (("blank", "score"), PROMOTERS, False),
        (None, PROMOTERS, False),
    ],
)
def test_conditions_of_other_kinds(one: Tree | None, other: Tree | None, apart: bool) -> None:  # noqa: FBT001
    assert disjoint(one, other) is apart


# -------------------------------------------------------------------------------- the net promoter score


def test_a_net_promoter_score_is_recognised() -> None:
    whole = minus(share(("above", SCORE, "8")), share(("below", SCORE, "7.0")))
    assert nps_column(NPS) == nps_column(whole) == "score"
    assert nps_column(minus(share(PROMOTERS, WEB), share(DETRACTORS, WEB))) == "score"


@pytest.mark.parametrize(
    "body",
    [
        share(PROMOTERS),
        MEAN,
        minus(share(DETRACTORS), share(PROMOTERS)),
        minus(share(("at-least", SCORE, "4")), share(("at-most", SCORE, "2"))),
        minus(share(("is", SCORE, ("9", "10"))), share(DETRACTORS)),
        minus(share(("at-least", SCORE, ("column", "limit"))), share(("below", SCORE, ("column", "limit")))),
        minus(share(("blank", "s")), share(("not", ("blank", "s")))),
        minus(share(("at-least", SCORE, "2019-01-01")), share(("below", SCORE, "2018-01-01"))),
        minus(
            share(("at-least", ("days", "a", "b"), "9")),
            share(("at-most", ("days", "a", "b"), "6")),
        ),
    ],
)
def test_other_bodies_are_no_net_promoter_score(body: Tree) -> None:
    assert nps_column(body) is None
    assert nps_problem(body, "score", "1", "10") is None


def test_a_net_promoter_score_needs_0_to_10() -> None:
    assert nps_problem(NPS, "score", "0", "10") is None
    assert nps_problem(NPS, "score", "0.0", "10") is None
    assert nps_problem(NPS, "csat", "1", "5") is None
    assert nps_problem(NPS, "score", "1", "10") == (
        "a net promoter score needs answers from exactly 0 to 10, but score goes from 1 to 10,"
        " where 9 and 6 mean something else"
    )
    assert nps_problem(NPS, "score", None, None) == (
        "a net promoter score needs answers from exactly 0 to 10, but the scale of score is not stated"
    )
    for low, high in product(("0", "1"), ("5", "7", "100")):
        assert nps_problem(NPS, "score", low, high)
