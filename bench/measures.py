"""Metrics of a made-up survey, in one process, against the DuckDB query that one would write by hand.

NPS, the share of satisfied answers and their mean, once with each row weighing 1 and once with weights. Both
sides read the same Parquet file with the same memory and threads. The query by hand adds up doubles and
trusts the file; what cxrules reads is exact, comes with what intervals need, and every value is checked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.timing import in_process, rows, show
from cxrules.measuring import Inputs, measure
from cxrules.model.metrics import Column, Metric, Table
from cxrules.workspace.tables import Asked, Limits, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

ROWS = 10_000_000
MEMORY = "800MB"
BOUND = 1.3
BY_HAND = "DuckDB, by hand"

_MADE = """
COPY (
  SELECT i AS respondent,
         ['web', 'shop', 'phone'][1 + (hash(i, 1) % 3)::INTEGER] AS channel,
         CASE WHEN hash(i, 2) % 20 = 0 THEN 11 ELSE hash(i, 3) % 11 END::INTEGER AS score,
         CASE WHEN hash(i, 4) % 15 = 0 THEN 6 ELSE 1 + hash(i, 5) % 5 END::INTEGER AS csat,
         (hash(i, 6) % 3000000 / 1e6)::DOUBLE AS weight
  FROM range($rows) AS made(i)
) TO '{file}' (FORMAT parquet)
"""

_COUNTED = """
  count(*) FILTER (WHERE score BETWEEN 0 AND 10), count(*) FILTER (WHERE score BETWEEN 9 AND 10),
  count(*) FILTER (WHERE score BETWEEN 0 AND 6), count(*) FILTER (WHERE csat BETWEEN 1 AND 5),
  count(*) FILTER (WHERE csat BETWEEN 4 AND 5), sum(csat) FILTER (WHERE csat BETWEEN 1 AND 5)
"""
_WEIGHED = """
  sum(weight) FILTER (WHERE score BETWEEN 0 AND 10), sum(weight) FILTER (WHERE score BETWEEN 9 AND 10),
  sum(weight) FILTER (WHERE score BETWEEN 0 AND 6), sum(weight) FILTER (WHERE csat BETWEEN 1 AND 5),
  sum(weight) FILTER (WHERE csat BETWEEN 4 AND 5), sum(weight * csat) FILTER (WHERE csat BETWEEN 1 AND 5)
"""

_SURVEY = Table(
    "survey",
    "Survey",
    (
        Column("score", "", "count", "score", "0", "10", (), ("11",)),
        Column("csat", "", "count", "csat", "1", "5", (), ("0", "6")),
        Column("weight", "", "number", "weight"),
    ),
)
_SCORE, _CSAT = ("column", "score"), ("column", "csat")
_PROMOTERS = ("share", ("at-least", _SCORE, "9"), None)
_DETRACTORS = ("share", ("at-most", _SCORE, "6"), None)
_NPS = Metric("nps", "", "survey", "points", ("minus", _PROMOTERS, _DETRACTORS), interval="adjusted-wald")
_METRICS = (
    _NPS,
    _NPS._replace(name="csat", body=("share", ("at-least", _CSAT, "4"), None), interval="wilson"),
    _NPS._replace(name="mean", body=("mean", _CSAT, None), interval="normal"),
)


def run(many: int = ROWS, rounds: int = 7) -> None:
    """Make the file, measure and print."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "survey.parquet"
        _make(file, many)
        show_against(file, many, rounds, "each row weighing 1", _COUNTED, ("",))
        show_against(file, many, rounds, "weighted", _WEIGHED, ("weight",))
        show_against(file, many, rounds, "both", f"{_COUNTED}, {_WEIGHED}", ("", "weight"))
    print(f"  at most {_memory() / 2**20:.0f} MiB of memory in this process (bound 1024)")


def show_against(file: Path, many: int, rounds: int, what: str, items: str, weights: Sequence[str]) -> None:
    """Three metrics with certain weights against the same figures by hand."""
    asked = [Asked(metric._replace(weight=weight)) for weight in weights for metric in _METRICS]
    _agree(_by_hand(file, items), _by_cxrules(file, asked))
    times = in_process(
        {BY_HAND: lambda: _by_hand(file, items), "cxrules": lambda: _by_cxrules(file, asked)}, rounds
    )
    title = f"NPS, share and mean of {many:,} rows, {what} ({rounds} rounds)"
    bounds = {"cxrules": BOUND} if many >= ROWS else None  # of few rows opening the file is most of it
    show(title, rows(times, BY_HAND, bounds))


def _make(file: Path, many: int) -> None:
    with _connected() as connection:
        connection.execute(_MADE.format(file=file), {"rows": many})


def _connected() -> Any:  # noqa: ANN401  # a connection of DuckDB
    import duckdb

    return duckdb.connect(config={"memory_limit": MEMORY})


def _by_hand(file: Path, items: str) -> list[float]:
    with _connected() as connection:
        sql = f"SELECT {items} FROM read_parquet($file)"  # noqa: S608  # items are written above
        found = connection.execute(sql, {"file": str(file)}).fetchone()
    figures = []
    for at in range(0, len(found), 6):
        scored, promoters, detractors, rated, satisfied, total = found[at : at + 6]
        figures += [(promoters - detractors) / scored, satisfied / rated, total / rated]
    return figures


def _by_cxrules(file: Path, asked: Sequence[Asked]) -> list[Fraction | None]:
    reading = read_table(file, _SURVEY, asked, limits=Limits(MEMORY))
    assert not reading.problems
    return [measure(each.metric, Inputs(reading.samples[each][()])).value for each in asked]


def _agree(by_hand: Sequence[float], exact: Sequence[Fraction | None]) -> None:
    for one, other in zip(by_hand, exact, strict=True):
        assert other is not None
        assert abs(one - float(other)) < 1e-9  # noqa: PLR2004  # doubles, added up in any order


def _memory() -> int:
    """The most memory that this process has had, in bytes."""
    most = getrusage(RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    run()
