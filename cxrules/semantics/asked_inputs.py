"""Inputs as a model asks for them: of what, of which type, and between which bounds.

What has no bounds by its type needs some: until somebody states it, it is open between them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.model import ruleset as model
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.report import Report
    from cxrules.text import Source

_BOUNDED = ("number", "count", "percent")


def asked_input(written: tree.Input, of: Sequence[str], source: Source, report: Report) -> model.Input:
    """An input of some things, or of none; what does not fit is reported."""
    low, high = _bounds(written, source, report)
    choices = tuple(leaf.text for leaf in written.choices if isinstance(leaf, tree.Leaf))
    for place, leaf in enumerate(written.choices):
        if isinstance(leaf, tree.Leaf) and leaf.text in choices[:place]:
            report.add("CX0202", f"{leaf.text} stands twice among the answers.", source, leaf)
    kind = f"one of {' '.join(choices)}" if choices else written.type
    title = written.title.text if written.title else ""
    return model.Input(written.name.text, title, kind, tuple(of), low, high, choices)


def _bounds(
    written: tree.Input, source: Source, report: Report
) -> tuple[Fraction, Fraction] | tuple[None, None]:
    name, kind = written.name.text, written.type
    if written.low is None or written.high is None:
        if kind in {"number", "count"}:
            hint = f"Write `{kind} 0 .. 100`: until it is stated, it is open between these."
            report.add("CX0306", f"The input {name} has no bounds.", source, written.name, hint)
        return (Fraction(0), Fraction(100)) if kind in _BOUNDED else (None, None)
    low, high = Fraction(written.low.text), Fraction(written.high.text)
    if kind not in _BOUNDED:
        report.add("CX0306", f"A {kind} has no bounds.", source, written.low, "Take them out.")
        return (None, None)
    if low > high:
        message = f"The bounds of {name} do not run upwards."
        report.add("CX0306", message, source, written.low, "Write the lower one first.")
    elif kind == "count":
        for leaf, bound in ((written.low, low), (written.high, high)):
            if bound.denominator != 1:
                report.add("CX0306", f"{leaf.text} is no whole number.", source, leaf)
            elif bound < 0:
                report.add("CX0306", "A count is not below zero.", source, leaf, "Write 0, or `number`.")
    return low, high
