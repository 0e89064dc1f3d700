"""Customers who left an operator, and purchases at a shop, held against statsmodels and plain loops."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.data.reading import found, near, rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.data.conftest import Run

proportion = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")

OPERATOR = """\
table customers {
  left : truth from "churn"
  complained : truth from "complains"
  plan : count 1 .. 2 from "tariff_plan"
  seconds : count from "seconds_of_use"
  worth : number from "customer_value"
}

metric churn "Left" from customers : percent { share of rows where left is yes interval wilson 95% }

metric churn_after_complaint from customers : percent {
  share of rows where left is yes among rows where complained is yes
  interval wilson 95%
}

metric worth_mean from customers : number { mean of worth interval normal 95% }

metric seconds_median from customers : number { median of seconds interval order 95% }
"""

SHOP = """\
table purchases {
  customer : text from "customer_id"
  bought : date from "date"
  amount : number unit "USD" from "amount_usd"
}

metric customers from purchases : count { count of distinct customer }

metric revenue from purchases : number { sum of amount }

metric visits from purchases : count { count of distinct bought }

metric days_mean "Days with a purchase, per customer" from purchases : number { mean of visits over customer }
"""

WORTH = """
metric so_far from purchases : number { mean of revenue over customer }

metric worth "Expected in a year" from purchases : number {
  expected sum of amount per customer by bought over 12 months discounted 10% a year
  needs 100 rows
}
"""

CUSTOMERS = """\
table customers {
  customer : text key
  visits : count
}

metric repeat "Customers who came on a second day" from customers : percent {
  share of rows where visits at least 2
  interval wilson 95%
}
"""

CLOSE = 0.00501  # what is published has two decimals


def test_churn(data: Path, measure: Run) -> None:
    path = data / "operator_churn.csv"
    measures = measure(path, OPERATOR, "--by", "complained")
    of = rows(path)
    assert measures.rows == len(of) == 3150
    for group, code in ((None, ""), ("no", "0"), ("yes", "1")):
        own = [row for row in of if row["complains"] == code or not code]
        gone = sum(row["churn"] == "1" for row in own)
        low, high = proportion.proportion_confint(gone, len(own), method="wilson")
        one = found(measures, "churn", group=group)
        assert one.exact == str(Fraction(100 * gone, len(own)))
        assert near(one.low, one.high) == pytest.approx([100 * low, 100 * high], abs=CLOSE)
    whole, among = (
        found(measures, "churn", group="yes"),
        found(measures, "churn_after_complaint"),
    )
    assert (whole.value, whole.low, whole.high, whole.n) == (among.value, among.low, among.high, among.n)


def test_numbers_of_customers(data: Path, measure: Run) -> None:
    path = data / "operator_churn.csv"
    measures = measure(path, OPERATOR)
    worth = [Fraction(row["customer_value"]) for row in rows(path)]
    seconds = sorted(int(row["seconds_of_use"]) for row in rows(path))
    one = found(measures, "worth_mean")
    assert Fraction(one.exact or "") == sum(worth) / len(worth)
    one = found(measures, "seconds_median")
    assert Fraction(one.exact or "") == Fraction(median(seconds))
    low, high = near(one.low, one.high)
    inside = sum(low <= each <= high for each in seconds)
    assert low <= median(seconds) <= high
    assert inside < len(seconds) // 10


def test_purchases(data: Path, measure: Run) -> None:
    path = data / "shop_purchases.csv"
    measures = measure(path, SHOP, "--period", "quarter")
    of = rows(path)
    days = purchase_days(path)
    assert found(measures, "customers").exact == str(len(days)) == "2357"
    assert Fraction(found(measures, "revenue").exact or "") == sum(Fraction(row["amount_usd"]) for row in of)
    mean = Fraction(sum(map(len, days.values())), len(days))
    assert Fraction(found(measures, "days_mean").exact or "") == mean
    by_quarter: dict[str, Fraction] = defaultdict(Fraction)
    for row in of:
        year, month, _ = row["date"].split("-")
        by_quarter[f"{year}-Q{(int(month) + 2) // 3}"] += Fraction(row["amount_usd"])
    own = next(each for each in measures.metrics if each.id == "revenue")
    told = {each.period: Fraction(each.exact or "") for each in own.measures if each.period}
    assert told == by_quarter
    assert list(told) == sorted(told)


@pytest.mark.slow
def test_what_customers_are_worth(data: Path, measure: Run) -> None:
    """Amounts, since the file has no margins; as it was first worked out, and by scipy 29.195."""
    pytest.importorskip("pymc_marketing.clv", reason="needs pymc-marketing", exc_type=ImportError)
    path = data / "shop_purchases.csv"
    measures = measure(path, SHOP + WORTH, "--metric", "worth", "--metric", "so_far")
    one = found(measures, "worth")
    assert (one.value, one.exact, one.n, one.low) == ("29.20", "146/5", 2357, None)
    mean = sum(Fraction(row["amount_usd"]) for row in rows(path)) / len(purchase_days(path))
    assert Fraction(found(measures, "so_far").exact or "") == mean


def test_repeat_purchases(data: Path, measure: Run, tmp_path: Path) -> None:
    """Purchases on one day are one; so a table has to hold a row for each customer."""
    days = purchase_days(data / "shop_purchases.csv")
    path = tmp_path / "customers.csv"
    lines = "".join(f"{customer},{len(own)}\n" for customer, own in days.items())
    path.write_text(f"customer,visits\n{lines}", encoding="utf-8")
    one = found(measure(path, CUSTOMERS), "repeat")
    again = sum(len(own) > 1 for own in days.values())
    low, high = proportion.proportion_confint(again, len(days), method="wilson")
    assert one.exact == str(Fraction(100 * again, len(days)))
    assert near(one.low, one.high) == pytest.approx([100 * low, 100 * high], abs=CLOSE)


def purchase_days(path: Path) -> dict[str, set[str]]:
    """The days on which each customer bought something."""
    days: dict[str, set[str]] = defaultdict(set)
    for row in rows(path):
        days[row["customer_id"]].add(row["date"])
    return days
