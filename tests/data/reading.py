"""The rows of a data file in plain Python, and single numbers out of what was measured."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.exchange.formats.measures import Measures, OneMeasure


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file, each by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(
    measures: Measures, metric: str, *, group: str | None = None, period: str | None = None
) -> OneMeasure:
    """What a metric came to in one group and period."""
    own = next(each for each in measures.metrics if each.id == metric)
    return next(each for each in own.measures if (each.group, each.period) == (group, period))


def near(*texts: str | None) -> list[float]:
    """Numbers of two decimals, to be compared with `pytest.approx(…, abs=0.00501)`."""
    assert None not in texts
    return [float(text or "") for text in texts]
