"""What steps cost, as it is written: by kind of thing and by subject, and by the rating reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar
from cxrules.exchange.wishes.numbers import amount, periods
from cxrules.model.wishes import Costs, StepCost

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node
    from cxrules.text import Span

_KEYS = ("default", "kinds", "subjects")
_PARTS = ("cost", "duration")

Places: TypeAlias = "dict[tuple[str, ...], Span]"


def costs_of(fields: Fields, places: Places) -> Costs:
    """Read what stands under ``costs``."""
    node = fields.mapping("costs")
    if node is None:
        return Costs()
    inner = Fields(node, _KEYS, "'costs'", fields.problems)
    default = inner.value("default")
    return Costs(
        subjects=_table(inner, "subjects", places),
        kinds=_table(inner, "kinds", places),
        other=None if default is None else _step(default, "default", fields.problems),
    )


def _table(fields: Fields, section: str, places: Places) -> dict[tuple[str, str | None], StepCost]:
    node, problems = fields.mapping(section), fields.problems
    found: dict[tuple[str, str | None], StepCost] = {}
    for name, (key, value) in (node.entries if node is not None else {}).items():
        places["costs", section, name] = key.span
        if not isinstance(value, Mapping) or any(part in value.entries for part in _PARTS):
            found[name, None] = _step(value, name, problems)
            continue
        for rating, (rating_key, each) in value.entries.items():
            places["costs", section, name, rating] = rating_key.span
            found[name, rating] = _step(each, rating, problems)
    return found


def _step(node: Node, name: str, problems: Problems) -> StepCost:
    """A cost alone, or a map of cost and duration."""
    if isinstance(node, Scalar):
        if node.empty:
            problems.add("CX0503", f"'{name}' has no cost.", node.span)
        return StepCost(amount(node, name, problems) or 0)
    inner = values.mapping(node, name, problems)
    if inner is None:
        return StepCost()
    fields = Fields(inner, _PARTS, f"the cost of {name}", problems)
    cost, lasts = fields.value("cost"), fields.value("duration")
    return StepCost(
        1 if cost is None else amount(cost, "cost", problems) or 0,
        1 if lasts is None else periods(lasts, "duration", problems),
    )
