"""What measuring needs of a model: its tables and metrics. A model with nothing to assess has them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, has_errors
from cxrules.workspace.loading import load
from cxrules.workspace.locate import find_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.metrics import Metric, Table
    from cxrules.plan import Plan


class MetricModel(NamedTuple):
    """The tables and metrics of a model, each metric after those that it rests on."""

    id: str
    version: str
    digest: str
    tables: Mapping[str, Table]
    metrics: Mapping[str, Metric]


def metric_model(reference: str) -> tuple[MetricModel | None, list[Diagnostic]]:
    """A model by name, name@version or path; None where it has errors, with what is wrong with it."""
    root, lock, problems = find_named(reference)
    if root is None:
        return None, problems
    loaded = load(root, lock=lock)
    analysis, problems = loaded.analysis, [*problems, *loaded.diagnostics]
    if analysis is None or has_errors(problems):
        return None, problems
    ruleset = analysis.ruleset
    return MetricModel(
        ruleset.id, ruleset.version, analysis.digest, ruleset.tables, ruleset.metrics
    ), problems


def metric_model_of(plan: Plan) -> MetricModel:
    """The tables and metrics of a model that is assessed."""
    return MetricModel(plan.model_id, plan.model_version, plan.digest, plan.tables, plan.metrics)
