"""Which end of an open answer is better for a truth: read off the directions of the plan's operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.plan import Plan

Helps: TypeAlias = Literal[1, -1, 0]
"""What a higher answer does to a truth: it can only help (1), only harm (-1), or either (0)."""


def helps(plan: Plan, nodes: Sequence[int]) -> Mapping[int, Helps]:
    """For everything that some truths rest on, what a higher value of it does to them."""
    rows = plan.nodes.walk()
    found: dict[int, Helps] = dict.fromkeys(nodes, 1)
    for node in range(max(nodes, default=-1), -1, -1):
        if node not in found:
            continue
        op, args, _, _ = rows[node]
        if op == "input":
            continue
        row = OPERATIONS[op]
        for place, arg in enumerate(args):
            way = row.follows[min(row.slot(place), len(row.follows) - 1)]
            helped: Helps = (
                0 if way == "either" else found[node] if way == "rises" else _opposite(found[node])
            )
            found[arg] = helped if found.get(arg, helped) == helped else 0
    return found


def _opposite(helped: Helps) -> Helps:
    return 1 if helped == -1 else -1 if helped == 1 else 0
