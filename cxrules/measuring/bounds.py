"""Standard errors and bounds of a metric's body, by the method that its form asks for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from cxrules.measuring.bodies import share_of
from cxrules.measuring.forms import form_of
from cxrules.measuring.intervals import (
    Interval,
    adjusted_wald,
    adjusted_wald_variance,
    around,
    kept,
    mean_variance,
    share_variance,
    wilson,
)
from cxrules.measuring.samples import Moments, Ordered, Part, effective_size

if TYPE_CHECKING:
    from cxrules.measuring.estimate import Estimate, Inputs
    from cxrules.measuring.forms import Form
    from cxrules.model.metrics import Tree
    from cxrules.model.surd import Number

_Kind = TypeVar("_Kind", Part, Moments, Ordered)


def variance_of(body: Tree, inputs: Inputs) -> Fraction | None:
    """The squared standard error of a body that has a value; None where it is not known."""
    form = form_of(body)
    if form is None or form.kind == "quantile":
        return None
    if form.kind == "apart":
        left, right = (variance_of(part, inputs) for part in form.parts)
        own = None if left is None or right is None else left + right
    elif form.kind == "metric":
        own = inputs.metrics[form.parts[0][1]].variance
    else:
        own = _of_aggregates(form, inputs)
    return None if own is None else own * form.scale * form.scale


def _of_aggregates(form: Form, inputs: Inputs) -> Fraction | None:
    size = _size(form, inputs)
    if form.kind == "mean":
        return mean_variance(_sample(form.parts[0], inputs, Moments), size)
    shares = _shares(form, inputs)
    if form.kind == "share":
        return share_variance(shares[0], size)
    return adjusted_wald_variance(shares[0], shares[1], size)


def _size(form: Form, inputs: Inputs) -> Fraction:
    size = effective_size(inputs.samples[form.parts[0]].base)
    if size is None:
        raise ValueError("an interval was asked for of rows without weight")
    return size


def _shares(form: Form, inputs: Inputs) -> list[Fraction]:
    return [share_of(_sample(part, inputs, Part)) for part in form.parts]


def _sample(part: Tree, inputs: Inputs, kind: type[_Kind]) -> _Kind:
    sample = inputs.samples[part]
    if not isinstance(sample, kind):
        raise TypeError(f"{type(sample).__name__} is not what a {part[0]} is worked out from")
    return sample


def bounds_of(form: Form, estimate: Estimate, z: Fraction, inputs: Inputs) -> Interval:
    """The interval of an estimate that has a value, by the method that fits its form.

    A mean and a difference have z standard errors on each side of the estimate.
    """
    if form.kind == "share":
        return _scaled(wilson(_shares(form, inputs)[0], _size(form, inputs), z), form.scale)
    if form.kind == "shares":
        more, less = _shares(form, inputs)
        return _scaled(adjusted_wald(more, less, _size(form, inputs), z), form.scale)
    if form.kind == "quantile":
        sample = _sample(form.parts[0], inputs, Ordered)
        return _scaled(Interval(sample.low, sample.high), form.scale)
    if estimate.value is None or estimate.variance is None:
        return Interval(None, None)
    interval = around(estimate.value, estimate.variance, z)
    possible = _range(form)
    return interval if possible is None else kept(interval, *possible)


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return Interval(*(None if bound is None else bound * scale for bound in interval))


def _range(form: Form) -> tuple[Fraction, Fraction] | None:
    """The possible values of a form, None where they are not known."""
    if form.kind == "share":
        return Fraction(0), form.scale
    if form.kind == "shares":
        return -form.scale, form.scale
    if form.kind != "apart":
        return None
    left, right = (_range_of(part) for part in form.parts)
    if left is None or right is None:
        return None
    return (left[0] - right[1]) * form.scale, (left[1] - right[0]) * form.scale


def _range_of(body: Tree) -> tuple[Fraction, Fraction] | None:
    form = form_of(body)
    return None if form is None else _range(form)


def missing_bounds(low: Number | None, high: Number | None, form: Form) -> str:
    """Why bounds are missing that were asked for; empty where none is."""
    if low is not None and high is not None:
        return ""
    if form.kind == "mean":
        return "no interval: one row says nothing of how far values spread"
    if form.kind == "apart":
        return "no interval: the standard error of one of the two is not known"
    which = (
        "no interval" if low is None and high is None else f"no {'lower' if low is None else 'upper'} bound"
    )
    return f"{which}: the rows are too few for it"
