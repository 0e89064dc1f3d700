"""Measures, years and others: what metrics come to, what rose and fell, and how others stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.api.assessing import evaluate
from cxrules.api.errors import CxrulesError, refusals
from cxrules.api.models import Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxrules.engine import Evaluation
    from cxrules.workspace.benchmark import Benchmark
    from cxrules.workspace.measures import Measures
    from cxrules.workspace.metric_models import MetricModel
    from cxrules.workspace.trend import Trend

_FEWEST = 2
"""Peers without which there is no spread, whatever is asked for."""


def measure(  # noqa: PLR0913 - what may be asked of a table
    data: str | Path | Evaluation,
    model: str | Path | Model | None = None,
    *,
    metrics: Sequence[str] = (),
    table: str = "",
    by: str = "",
    period: str = "",
    date: date | None = None,
    sheet: str = "",
) -> Measures:
    """What metrics come to, in a data file (CSV, Parquet, JSON, XLSX) by a model, or in an assessment.

    Only `metrics`, all without them. Of a file: `table` says which table of the model it is, where its
    columns do not; `by` names a column whose values are told apart; `period` is ``year``, ``quarter`` or
    ``month``, with the column where there are several dates (``year:answered``); `date` is the day on which
    windows end; `sheet` that of a workbook.

    Each of the result's `metrics` has its `measures`, of all and of each group and period, as `found`: the
    exact value, the ends of the interval, and the rows; without a value the reason why.
    Raises CxrulesError for what cannot be measured or is wrong with the file, OSError for an unreadable one.
    """
    from cxrules.engine import Evaluation
    from cxrules.workspace.data_files import measured_file
    from cxrules.workspace.measure_choices import Wanted, named_metrics
    from cxrules.workspace.measures import Place, measures_of_assessment
    from cxrules.workspace.metric_models import metric_model_of

    with refusals():
        if isinstance(data, Evaluation):
            named = named_metrics(metric_model_of(data.plan), metrics)
            return measures_of_assessment(data, [each.name for each in named] or list(data.plan.metrics))
        place = Place(Path(data), sheet, date)
        found, problems = measured_file(_metrics_of(model), Wanted(table, metrics, by, period), place)
    if found is None:
        raise CxrulesError(f"{data} cannot be measured", problems)
    return found


def _metrics_of(model: str | Path | Model | None) -> MetricModel:
    from cxrules.workspace.metric_models import metric_model, metric_model_of

    if model is None:
        raise CxrulesError("a table does not say which model its metrics are of; name it as model")
    if isinstance(model, Model):
        return metric_model_of(model.plan)
    found, problems = metric_model(str(model))
    if found is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    return found


def trend(assessments: Sequence[str | Path | Evaluation], target: str | None = None) -> Trend:
    """What rose and what fell between two or more assessments of one unit by one model, and why.

    They are files or evaluated assessments, put in the order of their dates. `target` is one of the newest
    one's model, in place of that in the files. A course has the levels `reached`, its `moves` with their
    `causes`, and the `progress` to the target; measures have their `changes`.
    Raises CxrulesError where they cannot stand in one line or have errors, OSError for unreadable files.
    """
    from cxrules.workspace.trend import trend as put_in_order

    found = [_named(each) for each in assessments]
    with refusals():
        return put_in_order(found, target)


def benchmark(
    assessment: str | Path | Evaluation,
    *,
    against: Sequence[str | Path] = (),
    peers: str | Path | None = None,
    least: int = 5,
) -> Benchmark:
    """An assessment held against values of others, and against the spread of peers, none of which is named.

    `against` are tables of values (CSV: metric, name, value, source, date), `peers` a folder with other
    assessments by the same model; with fewer than `least` of them, and never with fewer than 2, there is no
    spread. Raises CxrulesError for what is wrong with these files, OSError where they cannot be read.
    """
    from cxrules.workspace.benchmark import benchmark as hold
    from cxrules.workspace.data_files import references_in
    from cxrules.workspace.peers import peers_below

    if least < _FEWEST:
        raise CxrulesError(f"a spread of fewer than {_FEWEST} peers would tell what each of them has")
    _, evaluation = _named(assessment)
    references, problems = references_in(map(Path, against), evaluation.plan.metrics)
    if problems:
        raise CxrulesError("the values of others cannot be read", problems)
    group = None if peers is None else peers_below(Path(peers), evaluation)
    return hold(evaluation, references, group, least)


def _named(assessment: str | Path | Evaluation) -> tuple[str, Evaluation]:
    """An assessment, evaluated, with the name of its file."""
    if isinstance(assessment, (str, Path)):
        return str(assessment), evaluate(assessment)
    source = assessment.source
    return source.name if source is not None else assessment.assessment.id, assessment
