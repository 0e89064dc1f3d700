"""Which open ratings decide what an assessment is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxrules.engine import Evaluation


def deciding(evaluation: Evaluation) -> dict[str, list[str]]:
    """For each capability that is open, the ids that decide its target, or its level where it has none."""
    from cxrules.engine.outcome import open_inputs

    plan = evaluation.plan
    found: dict[str, list[str]] = {}
    for entry in evaluation.result()["capabilities"]:
        if entry["state"] != "open":
            continue
        nodes = plan.capabilities[entry["id"]]
        node = nodes.level
        if entry["target"] in plan.orders:
            node = nodes.reaches[plan.orders.index(entry["target"])]
        names: dict[str, None] = {}
        for instance in range(len(evaluation.bound.arrays)):
            names.update(dict.fromkeys(open_inputs(evaluation, node, instance)))
        found[entry["id"]] = list(names)
    return found
