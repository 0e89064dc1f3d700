"""Joining instances: the same few ratings meet again and again, so each joining is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cxrules.plan.values import Value


class Joins:
    """The joinings of one assessment, whose instances have certain weights."""

    def __init__(self, weights: Sequence[Fraction | int]) -> None:
        """Take the weight of each instance, in their order."""
        self.weights = weights
        self._weighted: dict[int, Mapping[str, Any]] = {}
        self._known: dict[tuple[int, tuple[Value, ...]], Value] = {}

    def joined(self, param: Mapping[str, Any], values: Sequence[Value]) -> Value:
        """One value from those of all instances; of several criteria, criterion by criterion.

        `param` belongs to a plan, which outlives this object, so that its identity can stand for it.
        """
        key = (id(param), tuple(values))
        known = self._known.get(key)
        if known is None:
            ranges = OPERATIONS["join"].ranges
            known = self._known[key] = ranges(self._with_weights(param), values, range(len(values)))
        return known

    def _with_weights(self, param: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parameter with the weight of each operand: of the criterion, of the instance, or of both."""
        weighted = self._weighted.get(id(param))
        if weighted is None:
            weights = None
            if param["weighted"]:
                criteria = param["criteria"] or [1]
                weights = [criterion * weight for criterion in criteria for weight in self.weights]
            weighted = self._weighted[id(param)] = {**param, "weights": weights}
        return weighted
