"""Costs, capacities and durations as people write them: exact numbers from 0, and whole periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Scalar, Sequence, kind

if TYPE_CHECKING:
    from cxrules.exchange.tree import Node
    from cxrules.model.wishes import Cost

_NUMBER = re.compile(r"(-?)([0-9]{1,12}(?:\.[0-9]{1,9})?|[0-9]{1,9}/0*[1-9][0-9]{0,8})")
_WHOLE = re.compile(r"(-?)([0-9]{1,4})")


def amount(node: Node, key: str, problems: Problems) -> Cost | None:
    """Give an exact number from 0, written ``2``, ``1.5`` or ``3/2``; None where none is said."""
    if isinstance(node, Scalar):
        if node.empty:
            return None
        found = _NUMBER.fullmatch(node.text)
        if found is not None and not found[1]:
            if found[2].isdigit():
                return int(found[2])
            from fractions import Fraction

            exact = Fraction(found[2])
            return exact.numerator if exact.denominator == 1 else exact
        if found is not None:
            _below(node, key, problems)
            return None
    written = shortened(node.text) if isinstance(node, Scalar) else kind(node)
    message = f"'{key}' must be a number from 0, such as 2, 1.5 or 3/2, not {written}."
    problems.add("CX0504", message, node.span)
    return None


def amounts(node: Node, key: str, problems: Problems) -> tuple[Cost, ...]:
    """Give the numbers of a list; a single one stands for a list of one."""
    found = [amount(each, key, problems) for each in (node.items if isinstance(node, Sequence) else [node])]
    return tuple(each for each in found if each is not None)


def periods(node: Node, key: str, problems: Problems, least: int = 0) -> int:
    """Give a whole number of periods, the least where it is none."""
    if isinstance(node, Scalar):
        found = _WHOLE.fullmatch(node.text)
        if found is not None and not found[1] and int(found[2]) >= least:
            return int(found[2])
        if found is not None:
            _below(node, key, problems, least)
            return least
    written = shortened(node.text) if isinstance(node, Scalar) else kind(node)
    problems.add("CX0504", f"'{key}' must be a whole number of periods such as 2, not {written}.", node.span)
    return least


def _below(node: Scalar, key: str, problems: Problems, least: int = 0) -> None:
    problems.add("CX0582", f"'{key}' is {node.text}; it cannot be below {least}.", node.span)
