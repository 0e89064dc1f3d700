"""Metrics worked out: values, the rows they rest on, their bounds, and why there may be none."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.measuring import (
    Estimate,
    Inputs,
    Moments,
    Ordered,
    Part,
    Rows,
    Single,
    fitting_intervals,
    measure,
    undefined,
)
from cxrules.model.metrics import Metric, counted_by
from cxrules.model.surd import decimal_text
from tests.measuring.counting import (
    Z95,
    Weighted,
    answers,
    even,
    even_part,
    float_nps,
    float_share,
    float_size,
    float_wilson,
    moments,
    part,
    plain,
    rescaled,
    seen,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.measuring import Sample
    from cxrules.model.metrics import Tree

SCORE = ("column", "score")
HIGH = ("share", ("at-least", SCORE, "9"), None)
LOW = ("share", ("at-most", SCORE, "6"), None)
NPS = ("times", ("number", "100"), ("minus", HIGH, LOW))
CSAT = ("times", ("number", "100"), HIGH)
MEAN = ("mean", SCORE, None)
MEDIAN = ("quantile", SCORE, None, "1/2")
ALL, NEW = ("count", None), ("count", ("is", ("column", "new"), ("yes",)))
RATE = ("divided", ("minus", ALL, NEW), NEW)
RISE = ("minus", ("metric", "now"), ("metric", "before"))
Z = float(Z95)


def metric(body: Tree, interval: str = "", least: int = 1) -> Metric:
    return Metric("m", "M", "survey", "points", body, interval=interval, least=least)


def found(
    body: Tree, samples: Mapping[Tree, Sample], interval: str = "", least: int = 1, **others: Estimate
) -> Estimate:
    return measure(metric(body, interval, least), Inputs(samples, others))


def scored(of: Weighted) -> dict[Tree, Sample]:
    return {HIGH: part(of, 9, 10), LOW: part(of, 0, 6), MEAN: moments(of)}


# ----------------------------------------------------------------------------- against counting in floats


@given(answers)
def test_a_net_promoter_score_is_that_of_floats(of: Weighted) -> None:
    estimate = found(NPS, scored(of), "adjusted-wald")
    p, d, size = float_share(of, 9, 10), float_share(of, 0, 6), float_size(of)
    low, high = float_nps(p, d, size, Z)
    assert plain(estimate.value) == pytest.approx(100 * (p - d), abs=1e-9)
    assert (plain(estimate.low), plain(estimate.high)) == pytest.approx((100 * low, 100 * high), abs=1e-6)
    assert estimate.n == len(of)
    assert plain(estimate.effective) == pytest.approx(size)
    assert not estimate.reason


@given(answers)
def test_a_share_is_that_of_floats(of: Weighted) -> None:
    estimate = found(CSAT, scored(of), "wilson")
    p = float_share(of, 9, 10)
    low, high = float_wilson(p, float_size(of), Z)
    assert plain(estimate.value) == pytest.approx(100 * p, abs=1e-9)
    assert (plain(estimate.low), plain(estimate.high)) == pytest.approx((100 * low, 100 * high), abs=1e-5)


@given(answers)
def test_a_mean_is_in_the_middle_of_its_interval(of: Weighted) -> None:
    estimate = found(("times", ("number", "2"), MEAN), scored(of), "normal")
    total = math.fsum(float(w) for _, w in of)
    assert plain(estimate.value) == pytest.approx(2 * math.fsum(float(w * x) for x, w in of) / total)
    if len(of) == 1:
        assert (estimate.low, estimate.high) == (None, None)
        assert estimate.reason == "no interval: one row says nothing of how far values spread"
    else:
        assert estimate.value is not None
        assert estimate.low is not None
        assert estimate.high is not None
        assert estimate.low <= estimate.value <= estimate.high
        assert plain(estimate.low) + plain(estimate.high) == pytest.approx(2 * plain(estimate.value))


@given(answers, answers)
def test_the_errors_of_two_periods_add_up_by_their_squares(of: Weighted, earlier: Weighted) -> None:
    now, before = (found(NPS, scored(each), "adjusted-wald") for each in (of, earlier))
    rise = found(RISE, {}, "difference", now=now, before=before)
    assert now.value is not None
    assert before.value is not None
    assert rise.value == now.value - before.value
    assert rise.n == min(len(of), len(earlier))
    errors = [error(each) for each in (of, earlier)]
    assert plain(rise.high) - plain(rise.value) == pytest.approx(Z * math.hypot(*errors))
    assert plain(rise.value) - plain(rise.low) == pytest.approx(Z * math.hypot(*errors))


def error(of: Weighted) -> float:
    """The standard error of a net promoter score, adjusted."""
    n = float_size(of)
    up, down = ((n * float_share(of, *ends) + 0.75) / (n + 3) for ends in ((9, 10), (0, 6)))
    return 100 * math.sqrt((up + down - (up - down) ** 2) / (n + 3))


@given(answers, weights)
def test_the_unit_of_weights_changes_nothing(of: Weighted, factor: Fraction) -> None:
    for body, interval in ((NPS, "adjusted-wald"), (CSAT, "wilson"), (MEAN, "normal")):
        assert found(body, scored(of), interval) == found(body, scored(rescaled(of, factor)), interval)


@given(st.integers(1, 500), st.integers(1, 500))
def test_rows_that_weigh_the_same_are_as_rows_without_weight(high: int, low: int) -> None:
    n = high + low
    plainly = {HIGH: even_part(n, high), LOW: even_part(n, low)}
    half = Rows(n, Fraction(n, 2), Fraction(n, 4))
    halved = {HIGH: Part(half, high, Fraction(high, 2)), LOW: Part(half, low, Fraction(low, 2))}
    assert found(NPS, plainly, "adjusted-wald") == found(NPS, halved, "adjusted-wald")


def test_differences_of_shares_over_different_rows() -> None:
    web, phone = (("is", ("column", "channel"), (name,)) for name in ("web", "phone"))
    one, other = (("share", ("at-least", SCORE, "4"), among) for among in (web, phone))
    body = ("times", ("number", "100"), ("minus", one, other))
    estimate = found(body, {one: even_part(200, 150), other: even_part(100, 50)}, "difference")
    assert seen(estimate.value, estimate.n, estimate.effective) == (25, 100, 100)
    first, second = (151 / 202 * 51 / 202 / 202, 51 / 102 * 51 / 102 / 102)
    assert plain(estimate.high) == pytest.approx(25 + 100 * Z * math.sqrt(first + second))
    extreme = found(body, {one: even_part(2, 2), other: even_part(2, 0)}, "difference")
    assert extreme.value == extreme.high == 100


def test_a_quantile_has_the_values_of_its_ranks_as_bounds() -> None:
    sample = Ordered(even(100), Fraction(5), Fraction(6), Fraction(4), Fraction(9))
    estimate = found(("times", ("number", "24"), MEDIAN), {MEDIAN: sample}, "order")
    assert estimate[:5] == seen(132, 100, 100, 96, 216)
    few = found(MEDIAN, {MEDIAN: sample._replace(low=None)}, "order")
    assert (few.value, few.low, few.high) == (Fraction(11, 2), None, 9)
    assert few.reason == "no lower bound: the rows are too few for it"
    none = found(MEDIAN, {MEDIAN: sample._replace(low=None, high=None)}, "order")
    assert none.reason == "no interval: the rows are too few for it"


# ------------------------------------------------------------------------------------ arithmetic and edges


def test_counts_and_sums_are_combined() -> None:
    estimate = found(RATE, {ALL: even_part(50, 50), NEW: even_part(40, 10)})
    assert seen(estimate.value, estimate.n) == (4, 40)
    total = ("sum", ("column", "amount"), None)
    body = ("plus", total, ("number", "1/2"))
    assert found(body, {total: Single(even(3), Fraction(7))}).value == Fraction(15, 2)


def test_a_count_of_none_is_0_and_dividing_by_it_is_undefined() -> None:
    samples = {ALL: even_part(50, 50), NEW: even_part(50, 0)}
    assert found(NEW, samples).value == 0
    estimate = found(RATE, samples)
    assert (estimate.value, estimate.n, estimate.reason) == (None, 50, "the number to divide by is 0")


@pytest.mark.parametrize("body", [NPS, CSAT, HIGH, MEAN])
def test_no_rows_are_undefined_and_never_0(body: Tree) -> None:
    nothing: dict[Tree, Sample] = {
        HIGH: even_part(0, 0),
        LOW: even_part(0, 0),
        MEAN: Moments(even(0), Fraction(0), Fraction(0)),
    }
    interval = fitting_intervals(body)[0]
    for least in (1, 100):
        estimate = found(body, nothing, interval, least)
        assert estimate == undefined("no row counts")
        assert (estimate.value, estimate.low, estimate.high) == (None, None, None)


def test_no_value_is_among_the_rows() -> None:
    lowest = ("lowest", SCORE, None)
    assert found(lowest, {lowest: Single(even(3), None)}).reason == "no row counts"


def test_too_few_rows_give_no_number() -> None:
    samples = {HIGH: even_part(12, 6), LOW: even_part(12, 3)}
    estimate = found(NPS, samples, "adjusted-wald", 100)
    assert (estimate.value, estimate.low, estimate.high, estimate.variance) == (None, None, None, None)
    assert seen(estimate.n, estimate.effective) == (12, 12)
    assert estimate.reason == "12 rows count, 100 are needed"
    one = found(HIGH, {HIGH: even_part(1, 1)}, "wilson", 30)
    assert one.reason == "1 row counts, 30 are needed"
    assert found(NPS, samples, "adjusted-wald", 12).value == 25


def test_enough_rows_to_show_and_too_few_to_rate() -> None:
    metric = Metric("x", "", "survey", "percent", HIGH, least=100, shown=30, interval="wilson")
    few, some, enough = (measure(metric, Inputs({HIGH: even_part(n, n // 2)})) for n in (28, 98, 100))
    assert (few.value, few.reason, few.unrated) == (None, "28 rows count, 30 are needed", "")
    assert (some.value, some.reason) == (Fraction(1, 2), "")
    assert some.unrated == "98 rows count, 100 are needed"
    assert some.low is not None
    assert (enough.value, enough.unrated) == (Fraction(1, 2), "")
    rest = Metric("y", "", "", "points", ("minus", ("metric", "x"), ("number", "1/2")))
    above = measure(rest, Inputs({}, {"x": some}))
    assert (above.value, above.unrated) == (Fraction(0), "x: 98 rows count, 100 are needed")


KEYS = ("keys", "customer", ("count", None), None, None, "at-least", "2")
EXPECTED = ("expected", ("column", "margin"), ("column", "customer"), ("column", "bought"), 12, "1/10")


@pytest.mark.parametrize(
    ("body", "column"),
    [
        (KEYS, "customer"),
        (("times", KEYS, ("number", "2")), "customer"),
        (EXPECTED, "customer"),
        (("minus", KEYS, (*KEYS[:6], "3")), "customer"),
        (("minus", KEYS, ("keys", "shop", *KEYS[2:])), ""),
        (("divided", KEYS, ALL), ""),
        (ALL, ""),
        (("number", "2"), ""),
    ],
)
def test_what_is_counted(body: Tree, column: str) -> None:
    assert counted_by(body) == column


def test_too_few_values_of_a_column() -> None:
    metric = Metric("x", "", "purchases", "percent", KEYS, least=100, shown=30, interval="wilson")
    few, some = (measure(metric, Inputs({KEYS: even_part(n, 1)})) for n in (1, 98))
    assert few.reason == "1 value of customer counts, 30 are needed"
    assert some.unrated == "98 values of customer count, 100 are needed"


def test_rows_without_weight_are_undefined() -> None:
    idle = Rows(5, Fraction(0), Fraction(0))
    estimate = found(HIGH, {HIGH: Part(idle, 2, Fraction(0))}, "wilson")
    assert (estimate.value, estimate.n) == (None, 5)
    assert estimate.reason == "the weights of the rows that count add up to 0"
    assert found(ALL, {ALL: Part(idle, 2, Fraction(0))}).value == 0


def test_a_metric_that_is_undefined_makes_others_undefined() -> None:
    known = found(NPS, {HIGH: even_part(120, 60), LOW: even_part(120, 30)}, "adjusted-wald")
    small = undefined("12 rows count, 100 are needed", 12)
    estimate = found(RISE, {}, "difference", now=known, before=small)
    assert (estimate.value, estimate.reason) == (None, "before: 12 rows count, 100 are needed")
    open_ = undefined("the table survey is not given")
    assert found(RISE, {}, now=open_, before=known).reason == "now: the table survey is not given"


def test_a_difference_without_a_known_error_has_no_bounds() -> None:
    known = Estimate(Fraction(3), 100, variance=Fraction(1))
    estimate = found(RISE, {}, "difference", now=known, before=known._replace(variance=None))
    assert seen(estimate.value, estimate.low) == (0, None)
    assert estimate.reason == "no interval: the standard error of one of the two is not known"


def test_an_interval_that_does_not_fit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="wilson does not fit"):
        found(NPS, {HIGH: even_part(12, 6), LOW: even_part(12, 3)}, "wilson")
    with pytest.raises(TypeError, match="Part is not what a mean"):
        found(MEAN, {MEAN: even_part(12, 6)})
    with pytest.raises(KeyError):
        found(MEAN, {})


def test_a_net_promoter_score_worked_by_hand() -> None:
    # 19.75 / 39 less 7.75 / 39 is 30.77 %; its error is √((27.5 / 39 - 0.3077²) / 39) or 12.51 %.
    estimate = found(NPS, {HIGH: even_part(36, 19), LOW: even_part(36, 7)}, "adjusted-wald")
    assert estimate.value == Fraction(100, 3)
    assert estimate.low is not None
    assert estimate.high is not None
    assert (decimal_text(estimate.low, 1), decimal_text(estimate.high, 1)) == ("6.2", "55.3")
