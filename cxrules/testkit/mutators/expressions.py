"""Values: plus for minus, highest for lowest, another rounding, a number one aside, a policy left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cxrules.syntax import tree
from cxrules.testkit.mutators.change import Change, moved, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.testkit.mutators.change import Model

_OTHER = {"plus": "minus", "minus": "plus", "times": "divided by", "divided by": "times"}
_JOINED = {"sum": "mean", "mean": "median", "weighted mean": "mean", "median": "mean"}
_EXTREME = {"lowest": "highest", "highest": "lowest"}
_COUNTED = {"share": "weighted share", "weighted share": "share"}
_ROUNDED = {
    "towards zero": "down",
    "up": "down",
    "half up": "half down",
    "half even": "half up",
    "half away": "half down",
}


def calculations(found: tree.Calculation, _: Model) -> Iterator[Change]:
    """`minus` for `plus`, `times` for `divided by`, and back; a number beside the one that stands there."""
    yield Change("calculation", replace(found, word=_OTHER[found.word]))
    for near in numbers(found.left):
        yield Change("number", replace(found, left=near))
    for near in numbers(found.right):
        yield Change("number", replace(found, right=near))


def extremes(found: tree.ExtremeOf, _: Model) -> Iterator[Change]:
    """`highest of` for `lowest of`, and without each part."""
    yield Change("extreme", replace(found, word=_EXTREME[found.word]))
    if len(found.parts) > 2:  # noqa: PLR2004 - of two, one alone is no extreme
        for place in range(len(found.parts)):
            yield Change("extreme", replace(found, parts=without(found.parts, place)))


def aggregates(found: tree.AggregateOver, _: Model) -> Iterator[Change]:
    """Another aggregate, and without each policy."""
    yield Change("aggregate", replace(found, word=(_JOINED | _EXTREME)[found.word]))
    for place in range(len(found.policies)):
        yield Change("policy", replace(found, policies=without(found.policies, place)))


def counts(found: tree.CountOver, _: Model) -> Iterator[Change]:
    """Shares with weights for those without, and back; everything counted; without each policy."""
    if found.word in _COUNTED:
        yield Change("aggregate", replace(found, word=_COUNTED[found.word]))
    if found.that is not None:
        yield Change("operand", replace(found, that=None))
    for place in range(len(found.policies)):
        yield Change("policy", replace(found, policies=without(found.policies, place)))


def policies(found: tree.Policy, _: Model) -> Iterator[Change]:
    """Blank counted for left out, and the other way round; the number one aside."""
    for near in numbers(found.number) if found.number is not None else ():
        yield Change("policy", replace(found, number=near))
    if found.word == "blank left out":
        yield Change("policy", tree.Policy("blank counts", tree.Leaf("0")))


def rounded(found: tree.Rounded, _: Model) -> Iterator[Change]:
    """The other direction."""
    turned = _ROUNDED | {after: before for before, after in _ROUNDED.items() if after not in _ROUNDED}
    yield Change("rounding", replace(found, mode=turned[found.mode]))


def unrounded(value: tree.Value, _: Model) -> Iterator[Change]:
    """A value without its rounding."""
    if value.rounded is not None:
        said = f"rounded {value.rounded.mode} to {value.rounded.step.text}"
        yield Change("rounding", replace(value, rounded=None), said, f"without {said}")


def conditionals(found: tree.Conditional, _: Model) -> Iterator[Change]:
    """Then for otherwise."""
    yield Change("branch", replace(found, then=found.otherwise, otherwise=found.then))


def numbers(found: object) -> Iterator[tree.Leaf]:
    """A written number one less and one more in its last digit; nothing for anything else."""
    if not isinstance(found, tree.Leaf):
        return
    sign = "%" if found.text.endswith("%") else ""
    try:
        number = Decimal(found.text.removesuffix("%"))
    except InvalidOperation:
        return
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    for near in (number - step, number + step):
        if near >= 0 or number < 0:
            yield moved(found, f"{near}{sign}")
