"""Surveys and purchases of the real world, against plain loops over their rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb
import pytest

from cxrules.measuring import Inputs, measure
from cxrules.measuring.samples import Part, Rows, Single
from cxrules.model.metrics import Column, Metric, Table, Window
from cxrules.workspace.tables import Asked, By, read_table
from tests.measuring.counting import Z95, float_wilson, plain

if TYPE_CHECKING:
    from pathlib import Path

_SCORE = ("column", "score")
_PROMOTERS = ("share", ("at-least", _SCORE, "9"), None)
_DETRACTORS = ("share", ("at-most", _SCORE, "6"), None)
_NPS = Metric(
    "nps",
    "Net promoter score",
    "survey",
    "points",
    ("times", ("number", "100"), ("minus", _PROMOTERS, _DETRACTORS)),
    interval="adjusted-wald",
)
_SURVEY = Table(
    "survey",
    "Airport survey",
    (
        Column("year", "", "count", "YEAR"),
        Column("score", "", "count", "NETPRO", "0", "10", blanks=("11",)),
        Column("weight", "", "number", "WEIGHT"),
    ),
)


@pytest.fixture(scope="module")
def data(project: Path) -> Path:
    folder = project.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the reference data in {folder.relative_to(project.parent)}, beside the project")
    return folder


def _weighed(weights: list[Fraction]) -> tuple[int, Fraction, Fraction]:
    return len(weights), sum(weights, Fraction(0)), sum((each * each for each in weights), Fraction(0))


@pytest.mark.parametrize("weight", ["", "weight"])
def test_airport_survey_by_year(weight: str, data: Path) -> None:
    path = data / "airport_survey_2017_2018.csv"
    asked = Asked(_NPS._replace(weight=weight), (By("year"),))
    reading = read_table(path, _SURVEY, [asked])
    assert reading.problems == ()
    assert reading.rows == 5640
    answers: dict[str, list[tuple[Decimal, Fraction]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["NETPRO"] and Decimal(row["NETPRO"]) != 11:
                own = Decimal(row["WEIGHT"]).quantize(Decimal("0.000001"), ROUND_HALF_UP)
                answers[row["YEAR"]].append(
                    (Decimal(row["NETPRO"]), Fraction(own) if weight else Fraction(1))
                )
    assert sorted(reading.samples[asked]) == [("2017",), ("2018",)]
    for (year,), samples in reading.samples[asked].items():
        base = Rows(*_weighed([own for _, own in answers[year]]))
        promoters = _weighed([own for score, own in answers[year] if score >= 9])
        detractors = _weighed([own for score, own in answers[year] if score <= 6])
        assert samples == {
            _PROMOTERS: Part(base, *promoters[:2]),
            _DETRACTORS: Part(base, *detractors[:2]),
        }


def test_airport_net_promoter_scores(data: Path) -> None:
    asked = Asked(_NPS, (By("year"),))
    samples = read_table(data / "airport_survey_2017_2018.csv", _SURVEY, [asked]).samples[asked]
    found = {year: measure(_NPS, Inputs(each)) for (year,), each in samples.items()}
    assert {year: (each.n, each.value) for year, each in found.items()} == {
        "2017": (2746, Fraction(109400, 2746)),
        "2018": (2650, Fraction(82100, 2650)),
    }


def test_weights_are_missing_only_where_they_are_asked_for(data: Path) -> None:
    table = Table(
        "trend",
        "",
        (
            Column("year", "", "count", "year"),
            Column("overall", "", "count", "overall", "1", "5", blanks=("0", "6", "Blank", "BLANK")),
            Column("weight", "", "number", "weight"),
        ),
    )
    satisfied = ("share", ("at-least", ("column", "overall"), "4"), None)
    metric = Metric("csat", "", "trend", "percent", satisfied, weight="weight")
    path = data / "airport_trend_2010_2018.csv"
    with path.open(encoding="utf-8", newline="") as file:
        without = sorted({row["year"] for row in csv.DictReader(file) if not row["weight"]})
    (problem,) = read_table(path, table, [Asked(metric)]).problems
    assert problem.kind == "weight"
    weighed = metric._replace(where=("not", ("is", ("column", "year"), tuple(without))))
    assert read_table(path, table, [Asked(weighed)]).problems == ()


def test_repeat_purchases(data: Path) -> None:
    """Customers with two days of purchases in a year: the same by plain loops, and by an SQL of its own."""
    table = Table(
        "shop",
        "",
        (Column("customer", "", "text", "customer_id"), Column("day", "", "date", "date")),
    )
    year = Window("day", 12, "months")
    days = ("distinct", "day", None)
    body = ("keys", "customer", days, None, ("window", *year), "at-least", "2")
    path = data / "shop_purchases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["customer_id"], date.fromisoformat(row["date"])) for row in csv.DictReader(file)]
    bought: dict[str, set[date]] = defaultdict(set)
    for customer, day in rows:
        if date(1997, 6, 30) <= day <= date(1998, 6, 30):
            bought[customer].add(day)
    again = sum(len(each) >= 2 for each in bought.values())
    sql = (
        "SELECT count(*) FROM (SELECT customer_id FROM read_csv_auto($file) "
        "WHERE date BETWEEN '1997-06-30' AND '1998-06-30' GROUP BY 1 HAVING count(DISTINCT date) >= 2)"
    )
    with duckdb.connect() as connection:
        assert connection.execute(sql, {"file": str(path)}).fetchone() == (again,)
    for window, many in ((None, len({customer for customer, _ in rows})), (year, len(bought))):
        metric = Metric("m", "", "shop", "percent", body, window=window, interval="wilson")
        samples = read_table(path, table, [Asked(metric)], date(1998, 6, 30)).samples[Asked(metric)][()]
        estimate = measure(metric, Inputs(samples))
        assert (estimate.value, estimate.n) == (Fraction(again, many), many)
        bounds = float_wilson(again / many, many, float(Z95))
        assert (plain(estimate.low), plain(estimate.high)) == pytest.approx(bounds)


def test_purchases(data: Path) -> None:
    table = Table(
        "shop",
        "",
        (
            Column("customer", "", "text", "customer_id"),
            Column("day", "", "date", "date"),
            Column("amount", "", "number", "amount_usd"),
        ),
    )
    path = data / "shop_purchases.csv"
    total, customers = ("sum", ("column", "amount"), None), ("distinct", "customer", None)
    asked = [Asked(Metric("m", "", "shop", "", body)) for body in (total, customers)]
    reading = read_table(path, table, asked)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    values = []
    for each in asked:
        (sample,) = reading.samples[each][()].values()
        assert isinstance(sample, Single)
        values.append(sample.value)
    assert values == [
        sum((Fraction(row["amount_usd"]) for row in rows), Fraction(0)),
        len({row["customer_id"] for row in rows}),
    ]
