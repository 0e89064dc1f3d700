"""Intervals held against those of statsmodels, a library of statistics that this project does not use."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from cxrules.measuring import effective_size
from cxrules.measuring.intervals import adjusted_wald, around, mean_variance, share_variance, wilson
from tests.measuring.counting import Z95, Weighted, moments, plain, rows, weighted

proportion = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")
weightstats = pytest.importorskip("statsmodels.stats.weightstats", reason="needs statsmodels")

ALPHAS = {Fraction("1.281552"): 0.2, Fraction("1.644854"): 0.1, Z95: 0.05, Fraction("2.575829"): 0.01}
counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.sampled_from(sorted(ALPHAS)))
def test_wilson(counted: tuple[int, int], z: Fraction) -> None:
    part, n = counted
    theirs = proportion.proportion_confint(part, n, alpha=ALPHAS[z], method="wilson")
    ours = wilson(Fraction(part, n), Fraction(n), z)
    assert [plain(bound) for bound in ours] == pytest.approx([float(bound) for bound in theirs], abs=1e-6)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.sampled_from(sorted(ALPHAS)))
def test_adjusted_wald(more: int, middle: int, less: int, z: Fraction) -> None:
    n = more + middle + less
    assume(n)
    scores = weightstats.DescrStatsW([1, 0, -1], weights=[more + 0.75, middle + 1.5, less + 0.75])
    half = float(z) * float(scores.std) / (n + 3) ** 0.5
    theirs = max(float(scores.mean) - half, -1), min(float(scores.mean) + half, 1)
    ours = adjusted_wald(Fraction(more, n), Fraction(less, n), Fraction(n), z)
    assert [plain(bound) for bound in ours] == pytest.approx(theirs, abs=1e-9)


@given(weighted, st.sampled_from(sorted(ALPHAS)))
def test_a_weighted_mean(of: Weighted, z: Fraction) -> None:
    assume(len(of) > 1)
    base, size = rows(of), effective_size(rows(of))
    assert size is not None
    shared = [float(weight / base.weight * size) for _, weight in of]
    theirs = weightstats.DescrStatsW([float(x) for x, _ in of], weights=shared).zconfint_mean(ALPHAS[z])
    variance = mean_variance(moments(of), size)
    assert variance is not None
    ours = around(moments(of).total / base.weight, variance, z)
    assert [plain(bound) for bound in ours] == pytest.approx([float(each) for each in theirs], abs=1e-4)


@given(counts, counts)
def test_the_error_of_a_difference_of_shares(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = proportion.confint_proportions_2indep(*one, *other, method="agresti-caffo", compare="diff")
    variance = sum(share_variance(Fraction(part, n), Fraction(n)) for part, n in (one, other))
    assert float(Z95) * float(variance) ** 0.5 == pytest.approx(float(high - low) / 2, abs=1e-6)
