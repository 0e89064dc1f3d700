"""Laws of the intervals: what each holds, how it narrows, and that units of weights do not matter."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from cxrules.measuring import Rows, effective_size
from cxrules.measuring.intervals import (
    Interval,
    Z,
    adjusted_wald,
    adjusted_wald_variance,
    mean_variance,
    share_variance,
    wilson,
    z_of,
)
from cxrules.model.surd import Number, Surd
from tests.measuring.counting import (
    Z95,
    Weighted,
    answers,
    even,
    float_nps,
    float_size,
    float_wilson,
    moments,
    part,
    plain,
    rescaled,
    rows,
    shares,
    sizes,
    weighted,
    weights,
    zs,
)


def both(interval: Interval) -> tuple[Number, Number]:
    low, high = interval
    assert low is not None
    assert high is not None
    return low, high


def size(of: Weighted) -> Fraction:
    found = effective_size(rows(of))
    assert found is not None
    return found


@given(shares, sizes, zs)
def test_wilson_holds_the_share_within_0_and_1(share: Fraction, n: Fraction, z: Fraction) -> None:
    low, high = both(wilson(share, n, z))
    assert 0 <= low <= share <= high <= 1
    assert low < high


@given(shares, sizes, zs)
def test_wilson_solves_the_equation_that_defines_it(share: Fraction, n: Fraction, z: Fraction) -> None:
    low, high = both(wilson(share, n, z))
    expected = float_wilson(float(share), float(n), float(z))
    assert (plain(low), plain(high)) == pytest.approx(expected, abs=1e-7)


@given(shares, sizes, zs)
def test_wilson_of_the_other_answer_is_the_mirror_image(share: Fraction, n: Fraction, z: Fraction) -> None:
    low, high = both(wilson(share, n, z))
    other_low, other_high = both(wilson(1 - share, n, z))
    assert (other_low, other_high) == (1 - high, 1 - low)


def width(interval: Interval) -> Fraction:
    """The square of half the width, for two bounds about one centre."""
    low, high = both(interval)
    assert isinstance(low, Surd)
    assert isinstance(high, Surd)
    assert low.under == high.under
    return high.under if high.sign else (high.rational - low.rational) ** 2 / 4


@given(shares, sizes, sizes, zs)
def test_more_rows_make_an_interval_narrower(
    share: Fraction, n: Fraction, more: Fraction, z: Fraction
) -> None:
    assert width(wilson(share, n + more, z)) < width(wilson(share, n, z))
    assert share_variance(share, n + more) < share_variance(share, n)


@given(shares, shares, sizes, sizes)
def test_more_rows_make_a_net_score_surer(p: Fraction, d: Fraction, n: Fraction, more: Fraction) -> None:
    assume(p + d <= 1)
    assert adjusted_wald_variance(p, d, n + more) < adjusted_wald_variance(p, d, n)


@given(shares, sizes)
def test_more_confidence_makes_an_interval_wider(share: Fraction, n: Fraction) -> None:
    widths = [width(wilson(share, n, z)) for z in Z.values()]
    assert widths == sorted(widths)
    assert len(set(widths)) == len(widths)


@given(shares, shares, sizes, zs)
def test_a_net_score_is_that_of_floats_and_turns_with_its_sign(
    p: Fraction, d: Fraction, n: Fraction, z: Fraction
) -> None:
    assume(p + d <= 1)
    low, high = both(adjusted_wald(p, d, n, z))
    assert -1 <= low < high <= 1
    expected = float_nps(float(p), float(d), float(n), float(z))
    assert (plain(low), plain(high)) == pytest.approx(expected, abs=1e-9)
    assert both(adjusted_wald(d, p, n, z)) == (-high, -low)


@given(weighted)
def test_the_effective_size_is_at_most_the_number_of_rows(of: Weighted) -> None:
    assert 1 <= size(of) <= len(of)
    assert float(size(of)) == pytest.approx(float_size(of))


@given(st.integers(1, 1000), weights)
def test_rows_of_equal_weight_are_their_effective_size(n: int, weight: Fraction) -> None:
    assert effective_size(Rows(n, n * weight, n * weight * weight)) == n


def test_rows_without_weight_have_no_effective_size() -> None:
    assert effective_size(Rows(3, Fraction(0), Fraction(0))) is None
    assert effective_size(even(0)) is None


@given(answers, weights)
def test_the_unit_of_weights_changes_nothing(of: Weighted, factor: Fraction) -> None:
    other = rescaled(of, factor)
    assert size(other) == size(of)
    one, two = part(of, 9, 10), part(other, 9, 10)
    assert one.weight / one.base.weight == two.weight / two.base.weight
    assert mean_variance(moments(other), size(other)) == mean_variance(moments(of), size(of))


@given(weighted)
def test_the_error_of_a_mean_is_that_of_floats(of: Weighted) -> None:
    variance = mean_variance(moments(of), size(of))
    total = math.fsum(float(w) for _, w in of)
    mean = math.fsum(float(w * x) for x, w in of) / total
    squares = math.fsum(float(w) * (float(x) - mean) ** 2 for x, w in of)
    freedom = total - math.fsum(float(w) ** 2 for _, w in of) / total
    if len(of) == 1:
        assert variance is None
    else:
        assert variance is not None
        assert float(variance) == pytest.approx(squares / freedom / float_size(of), rel=1e-6, abs=1e-9)


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=30))
def test_without_weights_the_variance_is_divided_by_one_less(values: list[int]) -> None:
    n = len(values)
    mean = Fraction(sum(values), n)
    expected = sum((x - mean) ** 2 for x in values) / (n - 1) / n
    assert mean_variance(moments([(Fraction(x), Fraction(1)) for x in values]), Fraction(n)) == expected


def test_a_share_of_none_still_has_an_error_when_compared() -> None:
    assert share_variance(Fraction(0), Fraction(10)) > 0
    assert share_variance(Fraction(1), Fraction(10)) == share_variance(Fraction(0), Fraction(10))


def test_the_z_of_each_confidence() -> None:
    assert z_of("19/20") == z_of("0.95") == Z95
    assert [str(float(z)) for z in Z.values()] == ["1.281552", "1.644854", "1.959964", "2.575829"]
    with pytest.raises(KeyError):
        z_of("1/2")
