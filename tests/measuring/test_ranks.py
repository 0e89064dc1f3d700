"""Quantiles: which rows they are, and which rows bound them."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.measuring.ranks import order_statistics, places, ranks
from tests.measuring.counting import Z95, Weighted, even, rescaled, rows, weighted, weights, zs

inner = st.fractions(min_value=Fraction(1, 100), max_value=Fraction(99, 100), max_denominator=100)
HALF = Fraction(1, 2)


@given(st.integers(1, 5000), inner, zs)
def test_ranks_are_those_of_the_formula(n: int, p: Fraction, z: Fraction) -> None:
    found = ranks(n, p, z)
    half = float(z) * math.sqrt(n * p * (1 - p))
    assert 1 <= found.lower <= found.upper <= min(found.lower + 1, n)
    low, high = float(n * p) - half, float(n * p) + half
    for rank, expected in ((found.low, low), (found.high, high + 1)):
        assert rank is None or abs(rank - expected) <= 1 + 1e-9
    assert (found.low is None) == (math.floor(low + 1e-9) < 1) or abs(low - round(low)) < 1e-6
    assert (found.high is None) == (math.ceil(high - 1e-9) + 1 > n) or abs(high - round(high)) < 1e-6


@given(st.integers(2, 2000), inner, zs)
def test_bounds_lie_on_both_sides(n: int, p: Fraction, z: Fraction) -> None:
    found = ranks(n, p, z)
    assert found.low is None or 1 <= found.low <= found.lower
    assert found.high is None or found.upper <= found.high <= n


def test_a_published_interval_of_a_median() -> None:
    # The 40th and the 61st of 100 rows, as Campbell and Gardner have it.
    assert ranks(100, HALF, Z95) == (50, 51, 40, 61)


def test_too_few_rows_have_no_bounds() -> None:
    assert ranks(1, HALF, Z95) == (1, 1, None, None)
    assert ranks(3, HALF, Z95)[2:] == (None, None)
    assert ranks(20, Fraction(9, 10), Z95) == (18, 19, 15, None)
    assert places(Fraction(3), HALF, Z95) == (None, None)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=80), inner, zs)
def test_values_are_those_at_the_ranks(values: list[int], p: Fraction, z: Fraction) -> None:
    ordered = sorted(Fraction(value) for value in values)
    found = order_statistics([(value, Fraction(1)) for value in ordered], even(len(ordered)), p, z)
    assert found is not None
    expected = [None if rank is None else ordered[rank - 1] for rank in ranks(len(ordered), p, z)]
    assert list(found[1:]) == expected


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=80))
def test_the_median_is_the_usual_one(values: list[int]) -> None:
    found = order_statistics(
        [(Fraction(value), Fraction(1)) for value in sorted(values)], even(len(values)), HALF, Z95
    )
    assert found is not None
    assert (found.lower + found.upper) / 2 == statistics.median([Fraction(value) for value in values])


@given(weighted, inner, weights)
def test_the_unit_of_weights_changes_nothing(of: Weighted, p: Fraction, factor: Fraction) -> None:
    one, two = (sorted(each) for each in (of, rescaled(of, factor)))
    found, other = (order_statistics(each, rows(each), p, Z95) for each in (one, two))
    assert found is not None
    assert other is not None
    assert found[1:] == other[1:]


@given(weighted, inner)
def test_half_the_weight_lies_on_each_side(of: Weighted, p: Fraction) -> None:
    found = order_statistics(sorted(of), rows(of), p, Z95)
    assert found is not None
    value, total = (found.lower + found.upper) / 2, rows(of).weight
    assert sum(w for x, w in of if x <= value) >= p * total
    assert sum(w for x, w in of if x >= value) >= (1 - p) * total
    assert found.low is None or found.low <= found.lower
    assert found.high is None or found.high >= found.upper


def test_without_weight_there_is_no_quantile() -> None:
    nothing = [(Fraction(1), Fraction(0))]
    assert order_statistics(nothing, rows(nothing), HALF, Z95) is None


@given(weighted, inner)
def test_values_given_together_are_as_values_given_apart(of: Weighted, p: Fraction) -> None:
    together: dict[Fraction, Fraction] = {}
    for value, weight in of:
        together[value] = together.get(value, Fraction(0)) + weight
    apart = order_statistics(sorted(of), rows(of), p, Z95)
    assert order_statistics(sorted(together.items()), rows(of), p, Z95) == apart


def test_a_quantile_of_the_numerical_library() -> None:
    numpy = pytest.importorskip("numpy")
    values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4]
    for hundredths in (5, 10, 25, 33, 50, 75, 90, 95):
        p = Fraction(hundredths, 100)
        found = order_statistics([(Fraction(x), Fraction(1)) for x in sorted(values)], even(20), p, Z95)
        assert found is not None
        theirs = numpy.quantile(values, hundredths / 100, method="averaged_inverted_cdf")
        assert float((found.lower + found.upper) / 2) == pytest.approx(float(theirs))
