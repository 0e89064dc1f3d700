"""The form of a metric's body: what its error follows from, and so which interval fits it.

Only the tree is looked at, not what was counted.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.measuring.apart import disjoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.metrics import Tree

FITTING: Mapping[str, tuple[str, ...]] = {
    "share": ("wilson",),
    "shares": ("adjusted-wald",),
    "mean": ("normal",),
    "quantile": ("order",),
    "metric": (),
    "apart": ("difference",),
}
"""The intervals that fit each form."""

_OF_ROWS = {"share", "shares", "mean"}
_TODAY = "today"


class Form(NamedTuple):
    """A body as a positive number times something of a known error.

    `kind`: ``share``, ``mean``, ``quantile`` or ``metric``, with the one tree in `parts`; ``shares``, the
    difference of two disjoint shares of the same rows; ``apart``, that of two bodies over different rows.
    """

    kind: str
    scale: Fraction
    parts: tuple[Tree, ...]


def fitting_intervals(body: Tree, others: Mapping[str, Tree] | None = None) -> tuple[str, ...]:
    """The intervals that fit a body, out of wilson, adjusted-wald, normal, order and difference; or none.

    `others` are the bodies of metrics by name. A difference of metrics fits where the error of both is known,
    which is taken for granted of a metric that is not in `others`.
    """
    form = form_of(body)
    if form is None:
        return ()
    if form.kind == "apart" and not all(has_error(part, others or {}) for part in form.parts):
        return ()
    return FITTING[form.kind]


def has_error(body: Tree, others: Mapping[str, Tree]) -> bool:
    """Whether a standard error of a body is known; a metric not in `others` is taken to have one."""
    form = form_of(body)
    if form is None or form.kind == "quantile":
        return False
    if form.kind == "metric":
        name = form.parts[0][1]
        rest = {each: tree for each, tree in others.items() if each != name}
        return name not in others or has_error(others[name], rest)
    return form.kind != "apart" or all(has_error(part, others) for part in form.parts)


def form_of(body: Tree) -> Form | None:
    """The form of a body, None where its error is not known."""
    scale, core = _scaled(body)
    if scale <= 0:
        return None
    if core[0] == "keys":
        return Form("share", scale, (core,))
    if core[0] in {"share", "mean", "quantile", "metric"}:
        return Form(core[0], scale, (core,))
    return _difference(scale, core[1], core[2]) if core[0] == "minus" else None


def _difference(scale: Fraction, left: Tree, right: Tree) -> Form | None:
    one, other = form_of(left), form_of(right)
    if one is None or other is None:
        return None
    if one.kind == other.kind == "share" and one.scale == other.scale and _of_one_base(one, other):
        return Form("shares", scale * one.scale, (*one.parts, *other.parts))
    if one.kind == other.kind == "metric" and one.parts != other.parts:
        return Form("apart", scale, (left, right))
    if {one.kind, other.kind} <= _OF_ROWS and disjoint(_base(one), _base(other)):
        return Form("apart", scale, (left, right))
    return None


def _of_one_base(one: Form, other: Form) -> bool:
    """Whether two shares are of the same rows and no row is in both.

    A row counts where no column that is read is blank, so both must read the same columns.
    """
    left, right = one.parts[0], other.parts[0]
    if "keys" in {left[0], right[0]}:
        return False
    return left[2] == right[2] and columns_read(left) == columns_read(right) and disjoint(left[1], right[1])


def _base(form: Form) -> Tree | None:
    """The condition on the rows that a form is taken of; the last part of a share as of a mean."""
    part = form.parts[0]
    base: Tree | None = None if part[0] == "keys" else part[2]
    return base


def columns_read(tree: Tree | None) -> frozenset[str]:
    """The columns that an aggregate, a condition or a value of a row reads."""
    if not tree:
        return frozenset()
    word = tree[0]
    if word in {"column", "blank", "days", "hours"}:
        named = {part for part in tree[1:] if isinstance(part, str) and part != _TODAY}
        return frozenset(named).union(*(columns_read(part) for part in tree[1:] if isinstance(part, tuple)))
    if word == "distinct":
        return frozenset({tree[1]}) | columns_read(tree[2])
    if word == "keys":
        _, column, aggregate, where, window, *_ = tree
        own = {column, window[1]} if window else {column}
        return frozenset(own) | columns_read(aggregate) | columns_read(where)
    if word in {"is", "is-not"}:
        return columns_read(tree[1])
    return frozenset[str]().union(*(columns_read(part) for part in tree[1:] if isinstance(part, tuple)))


def constant(body: Tree) -> Fraction | None:
    """The number that a body of numbers alone is; None for another one, and for one divided by 0."""
    if body[0] == "number":
        return Fraction(body[1])
    if body[0] not in ARITHMETIC:
        return None
    left, right = constant(body[1]), constant(body[2])
    return None if left is None or right is None else calculated(body[0], left, right)


ARITHMETIC = ("plus", "minus", "times", "divided")


def calculated(word: str, left: Fraction, right: Fraction) -> Fraction | None:
    """The result of one of `ARITHMETIC`, None for a division by 0."""
    if word == "plus":
        return left + right
    if word == "minus":
        return left - right
    if word == "times":
        return left * right
    return left / right if right else None


def _scaled(body: Tree) -> tuple[Fraction, Any]:
    """A body as a number and what it is multiplied by."""
    if body[0] in {"times", "divided"}:
        left, right = constant(body[1]), constant(body[2])
        if right and left is None:
            scale, core = _scaled(body[1])
            return (scale * right if body[0] == "times" else scale / right), core
        if left and right is None and body[0] == "times":
            scale, core = _scaled(body[2])
            return left * scale, core
    return Fraction(1), body
