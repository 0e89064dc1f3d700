"""The spread of a group: quartiles, held against an independent count, and one's own place."""

from __future__ import annotations

import statistics
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.references import Reference
from cxrules.model.measured import Measurement
from cxrules.workspace.benchmark import held_against
from cxrules.workspace.spread import rank_of, spread_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = st.lists(st.fractions(-100, 100, max_denominator=12), min_size=1, max_size=30)
LEVELS = st.lists(st.integers(0, 5), min_size=1, max_size=30)


@given(NUMBERS)
def test_quartiles_are_those_of_an_independent_count(numbers: Sequence[Fraction]) -> None:
    found = spread_of(numbers)
    if len(numbers) > 1:
        expected = statistics.quantiles(numbers, n=4, method="inclusive")
        assert [found.lower, found.median, found.upper] == expected
    assert found.median == statistics.median(numbers)
    assert (found.n, found.lowest, found.highest) == (len(numbers), min(numbers), max(numbers))


@given(NUMBERS, st.booleans())
def test_a_spread_is_in_order_whatever_the_order(numbers: Sequence[Fraction], steps: bool) -> None:  # noqa: FBT001
    found = spread_of(numbers, steps=steps)
    assert list(found[1:]) == sorted(found[1:])
    assert found == spread_of(reversed(numbers), steps=steps)


@given(LEVELS)
def test_quartiles_of_levels_are_levels_that_share_the_group(levels: Sequence[int]) -> None:
    found = spread_of(levels, steps=True)
    for share, each in ((1, found.lower), (2, found.median), (3, found.upper)):
        assert each in levels
        assert 4 * sum(level <= each for level in levels) >= share * len(levels)
        assert 4 * sum(level < each for level in levels) < share * len(levels)


@given(NUMBERS, st.fractions(-10, 10, max_denominator=12))
def test_quartiles_move_along(numbers: Sequence[Fraction], by: Fraction) -> None:
    moved = spread_of([each + by for each in numbers])
    assert list(moved[1:]) == [each + by for each in spread_of(numbers)[1:]]


@given(st.fractions(-100, 100, max_denominator=12), NUMBERS)
def test_everybody_has_a_side(own: Fraction, numbers: Sequence[Fraction]) -> None:
    found = rank_of(own, numbers)
    assert sum(found) == len(numbers)
    assert found.below == sum(each < own for each in numbers)


def test_nothing_has_no_spread() -> None:
    with pytest.raises(ValueError, match="no spread of nothing"):
        spread_of([])


@pytest.mark.parametrize(
    ("value", "side"), [(19, "below"), (20, "within"), (25, "within"), (30, "within"), (31, "above")]
)
def test_where_a_value_lies(value: int, side: str) -> None:
    own = Measurement("liked", None, Fraction(24), 50, low=Fraction(20), high=Fraction(30))
    other = Reference("liked", "Trade", Fraction(value), "Guild", date(2026, 3, 1))
    found = held_against(own, other)
    assert found.side == side
    assert found.difference == 24 - value


def test_without_an_interval_there_is_no_side() -> None:
    other = Reference("liked", "Trade", Fraction(3), "Guild", date(2026, 3, 1))
    found = held_against(Measurement("liked", None, Fraction(4)), other)
    assert found.difference == 1
    assert found.side is None
    assert held_against(None, other).difference is None
