"""Joining instances: the same few ratings meet again and again, so each joining is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cxrules.plan.types import Ranges
    from cxrules.plan.values import Value

_RATINGS = OPERATIONS["join"].ranges


class Joins:
    """The joinings of one assessment, whose instances have certain weights."""

    def __init__(self, weights: Sequence[Fraction | int]) -> None:
        """Take the weight of each instance, in their order."""
        self.weights = weights
        self._weighted: dict[int, Mapping[str, Any]] = {}
        self._known: dict[tuple[int, Ranges, tuple[Value, ...]], Value] = {}

    def joined(self, param: Any, values: Sequence[Value], ranges: Ranges = _RATINGS) -> Value:
        """One value from those of all instances; of several operands, operand by operand.

        `param` belongs to a plan, which outlives this object, so that its identity can stand for it. `ranges`
        is the meaning of the operation that joins, which is that of ratings unless another is given.
        """
        key = (id(param), ranges, tuple(values))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = ranges(self.with_weights(param), values, range(len(values)))
        return known

    def with_weights(self, param: Any) -> Any:
        """The parameter with the weight of each operand: of the criterion, of the instance, or of both."""
        if not isinstance(param, dict) or "weighted" not in param:
            return param
        weighted = self._weighted.get(id(param))
        if weighted is None:
            weights = None
            if param["weighted"]:
                criteria = param.get("criteria") or [1]
                weights = [criterion * weight for criterion in criteria for weight in self.weights]
            weighted = self._weighted[id(param)] = {**param, "weights": weights}
        return weighted
