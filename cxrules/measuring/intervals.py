"""Intervals of estimates, each bound exact: the methods, and how sure they can be.

A size is an effective size, in rows; z is the number of standard errors on each side.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.surd import Number, Rational, Surd, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.measuring.samples import Moments

Z: Mapping[Fraction, Fraction] = {
    Fraction(80, 100): Fraction("1.281552"),
    Fraction(90, 100): Fraction("1.644854"),
    Fraction(95, 100): Fraction("1.959964"),
    Fraction(99, 100): Fraction("2.575829"),
}
"""The z of each confidence that can be asked for: quantiles of the normal distribution, to six places."""

_THREE_QUARTERS = Fraction(3, 4)
_THREE = 3
_TWO = 2


class Interval(NamedTuple):
    """Two bounds, each a number, or None where there is none."""

    low: Number | None
    high: Number | None


def z_of(confidence: str) -> Fraction:
    """The z of a confidence, a fraction as text.

    Raises KeyError for one that is not in `Z`.
    """
    return Z[Fraction(confidence)]


def around(centre: Fraction, variance: Fraction, z: Fraction) -> Interval:
    """The interval of z standard errors on each side of a centre; `variance` is the error squared."""
    under = z * z * variance
    return Interval(Surd(centre, under, -1), Surd(centre, under))


def kept(interval: Interval, low: Rational, high: Rational) -> Interval:
    """An interval without what is beyond the least and the greatest possible value."""
    return Interval(*(None if bound is None else within(bound, low, high) for bound in interval))


def wilson(share: Fraction, size: Fraction, z: Fraction) -> Interval:
    """The score interval of a share, 0 to 1 (Wilson 1927); it holds the share and stays within 0 to 1."""
    square = z * z
    centre = (share + square / (2 * size)) / (1 + square / size)
    under = share * (1 - share) / size + square / (4 * size * size)
    return around(centre, under / (1 + square / size) ** 2, z)


def adjusted_wald(more: Fraction, less: Fraction, size: Fraction, z: Fraction) -> Interval:
    """The interval of the difference of two disjoint shares of the same rows, kept within -1 to 1.

    Three answers are added to the rows, three quarters of one to each of the two shares, and then the
    interval is Wald's (Rocks 2016, *Interval estimation for the net promoter score*).
    """
    promoted, detracted = _adjusted(more, less, size)
    centre = promoted - detracted
    return kept(around(centre, adjusted_wald_variance(more, less, size), z), -1, 1)


def adjusted_wald_variance(more: Fraction, less: Fraction, size: Fraction) -> Fraction:
    """The squared standard error of the difference of two disjoint shares, adjusted as in `adjusted_wald`."""
    promoted, detracted = _adjusted(more, less, size)
    return (promoted + detracted - (promoted - detracted) ** 2) / (size + _THREE)


def _adjusted(more: Fraction, less: Fraction, size: Fraction) -> tuple[Fraction, Fraction]:
    return (
        (more * size + _THREE_QUARTERS) / (size + _THREE),
        (less * size + _THREE_QUARTERS) / (size + _THREE),
    )


def share_variance(share: Fraction, size: Fraction) -> Fraction:
    """The squared standard error of a share that is compared with another one.

    One answer of each kind is added (Agresti and Caffo 2000): without them a share of 0 or 1 would pass for
    one without any error.
    """
    adjusted = (share * size + 1) / (size + _TWO)
    return adjusted * (1 - adjusted) / (size + _TWO)


def mean_variance(sample: Moments, size: Fraction) -> Fraction | None:
    """The squared standard error of a mean, s² / size; None where one row has all the weight.

    s² is the sample variance, the sum of weight · (value - mean)² by the sum of weights less the sum of
    squared weights by the sum of weights, which is n - 1 where each row weighs 1. It is the estimator without
    bias where weights tell how much a row stands for (Galassi et al., *GNU Scientific Library*, "Weighted
    samples"); a weight in other units changes nothing.
    """
    if size <= 1:
        return None
    mean = sample.total / sample.base.weight
    spread = sample.squares / sample.base.weight - mean * mean
    return spread / (size - 1)
