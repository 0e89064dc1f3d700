"""Data files that are named, read for what is asked of them: tables to measure, and values of others.

What is measured of a table is in `measures`; how values of others are held against is in `benchmark`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic
from cxrules.exchange.document import decode
from cxrules.exchange.references import read_references
from cxrules.workspace.measure_choices import choose
from cxrules.workspace.measures import measures_of_file
from cxrules.workspace.measuring import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cxrules.exchange.references import Reference
    from cxrules.model.metrics import Metric
    from cxrules.workspace.measure_choices import Wanted
    from cxrules.workspace.measures import Measures, Place
    from cxrules.workspace.metric_models import MetricModel


def measured_file(
    model: MetricModel, wanted: Wanted, place: Place
) -> tuple[Measures | None, list[Diagnostic]]:
    """What metrics come to in a data file; None where something is wrong with it.

    Raises Unmeasurable where what is wanted cannot be measured, OSError where the file cannot be read.
    """
    choice = choose(model, place.path, wanted, place.sheet)
    measures, faults = measures_of_file(model, choice, place)
    return measures, [told(each, None, None) for each in faults]


def references_in(
    paths: Iterable[Path], metrics: Mapping[str, Metric]
) -> tuple[list[Reference], list[Diagnostic]]:
    """All values of others in some tables, and what is wrong with these. Raises OSError."""
    found: list[Reference] = []
    problems: list[Diagnostic] = []
    for path in paths:
        source = decode(str(path), path.read_bytes())
        if isinstance(source, Diagnostic):
            problems.append(source)
            continue
        own, wrong = read_references(source, metrics)
        found += own
        problems += wrong
    return found, problems
