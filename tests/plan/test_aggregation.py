"""Aggregation is exact: it agrees with the definitions, written out naively."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.plan.aggregation import band, kth_highest, median, nearest, weighted_mean

codes = st.lists(st.fractions(0, 10, max_denominator=6), min_size=2, max_size=6, unique=True).map(sorted)
numbers = st.fractions(-2, 12, max_denominator=60)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=1, max_size=8))
def test_a_weight_counts_a_member_that_many_times(members: list[tuple[int, int]]) -> None:
    repeated = [number for number, weight in members for _ in range(weight)]
    found = weighted_mean([number for number, _ in members], [weight for _, weight in members])
    assert found == Fraction(sum(repeated), len(repeated))


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9))
def test_as_many_lie_above_the_median_as_below(members: list[int]) -> None:
    middle = median(members)
    assert (
        sum(each < middle for each in members) == sum(each > middle for each in members) or middle in members
    )


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.integers(1, 8))
def test_the_kth_highest_is_what_k_members_reach(ranks: list[int], k: int) -> None:
    reached = [rank for rank in range(4) if sum(each >= rank for each in ranks) >= k]
    assert kth_highest(ranks, k) == max(reached, default=0)


@given(numbers, codes, st.sampled_from(["up", "down", "even"]))
def test_the_nearest_code_is_no_farther_than_any_other(
    number: Fraction, values: list[Fraction], rounding: str
) -> None:
    found = nearest(number, values, rounding)
    distances = [abs(number - code) for code in values]
    closest = [rank for rank, distance in enumerate(distances) if distance == min(distances)]
    if len(closest) == 1 or rounding == "even":
        assert found in closest
    else:
        assert found == (max(closest) if rounding == "up" else min(closest))


@pytest.mark.parametrize(
    ("number", "rounding", "rating"),
    [
        (Fraction(1, 2), "up", "P"),
        (Fraction(3, 2), "up", "L"),
        (Fraction(5, 2), "up", "F"),
        (Fraction(5, 2), "down", "L"),
        (Fraction(1, 2), "even", "N"),
        (Fraction(3, 2), "even", "L"),
        (Fraction(2499, 1000), "up", "L"),
        (Fraction(3), "up", "F"),
        (Fraction(0), "up", "N"),
    ],
)
def test_exactly_half(number: Fraction, rounding: str, rating: str) -> None:
    assert "NPLF"[nearest(number, [0, 1, 2, 3], rounding)] == rating


@pytest.mark.parametrize(
    ("percent", "rating"),
    [
        ("0", "N"),
        ("15", "N"),
        ("15.01", "P"),
        ("50", "P"),
        ("50.01", "L"),
        ("85", "L"),
        ("85.000001", "F"),
        ("100", "F"),
    ],
)
def test_the_upper_end_belongs_to_a_band(percent: str, rating: str) -> None:
    assert "NPLF"[band(Fraction(percent), [15, 50, 85, 100])] == rating


@pytest.mark.parametrize(
    ("percent", "rating"), [("32.5", "P-"), ("32.51", "P+"), ("67.5", "L-"), ("67.6", "L+")]
)
def test_the_refined_scale_splits_in_the_middle(percent: str, rating: str) -> None:
    ends: list[Fraction | int] = [15, Fraction(65, 2), 50, Fraction(135, 2), 85, 100]
    assert ["N", "P-", "P+", "L-", "L+", "F"][band(Fraction(percent), ends)] == rating
