"""Metrics over groups: small groups are shown but not rated, and a spread needs two."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.measuring import Estimate, Group, Groups, Inputs, left_out, measure, undefined
from cxrules.model.metrics import Metric
from tests.measuring.counting import seen

HIGHEST, LOWEST, MEAN = (("over", which, "csat", "channel") for which in ("highest", "lowest", "mean"))
GAP = ("minus", HIGHEST, LOWEST)


def group(name: str, value: int | None, n: int) -> Group:
    if value is None:
        return Group(name, undefined("no row counts" if not n else "the number to divide by is 0", n))
    return Group(name, Estimate(Fraction(value), n))


WEB, PHONE, SHOP = group("web", 80, 200), group("phone", 60, 150), group("shop", 10, 40)


def over(
    body: tuple[object, ...], *members: Group, least: int = 100, inner: int = 1, all_: int = 1
) -> Estimate:
    metric = Metric("gap", "Gap", "survey", "points", body, least=all_, least_in_group=least)
    return measure(metric, Inputs({}, {}, {("csat", "channel"): Groups(members, inner)}))


def test_the_gap_leaves_small_groups_out() -> None:
    assert over(GAP, WEB, PHONE, SHOP)[:2] == seen(20, 350)
    assert over(GAP, WEB, PHONE, SHOP, least=30)[:2] == seen(70, 390)
    assert over(("times", ("number", "2"), GAP), WEB, PHONE).value == 40
    assert left_out(SHOP, 100) == "40 rows count, 100 are needed"
    assert not left_out(SHOP, 40)


def test_the_aggregates() -> None:
    groups = (WEB, PHONE, SHOP)
    values = [over(body, *groups, least=1).value for body in (HIGHEST, LOWEST, MEAN)]
    assert values == [80, 10, 50]


def test_the_metric_s_own_least_holds_where_none_is_stated() -> None:
    assert over(GAP, WEB, PHONE, SHOP, least=0, inner=100).value == 20
    assert over(GAP, WEB, PHONE, SHOP, least=0, inner=1).value == 70


@pytest.mark.parametrize("body", [GAP, ("divided", LOWEST, HIGHEST), ("minus", HIGHEST, MEAN)])
def test_a_spread_needs_two_groups(body: tuple[object, ...]) -> None:
    estimate = over(body, WEB, SHOP)
    assert (estimate.value, estimate.n) == (None, 200)
    assert estimate.reason == "only one group is rated, web: a spread needs 2"


def test_one_group_alone_has_a_highest() -> None:
    assert over(HIGHEST, WEB, SHOP).value == 80


def test_without_a_rated_group_there_is_no_number() -> None:
    assert over(GAP, SHOP).reason == "none of 1 groups is rated: 100 rows are needed in each"
    assert over(MEAN, group("web", None, 0), least=0).reason == (
        "none of 1 groups is rated: a row that counts is needed in each"
    )
    assert over(GAP).reason == "no row counts"


def test_groups_whose_values_of_a_column_are_counted() -> None:
    metric = Metric("best", "", "purchases", "percent", HIGHEST, least_in_group=100)
    groups = Groups((SHOP,), 1, "customer")
    assert measure(metric, Inputs({}, {}, {("csat", "channel"): groups})).reason == (
        "none of 1 groups is rated: 100 values of customer are needed in each"
    )


def test_a_group_that_is_undefined_is_not_rated() -> None:
    broken = group("kiosk", None, 500)
    assert left_out(broken, 100) == "the number to divide by is 0"
    assert over(GAP, WEB, PHONE, broken)[:2] == seen(20, 350)


def test_all_groups_together_need_rows_too() -> None:
    assert over(GAP, WEB, PHONE, all_=400).reason == "350 rows count, 400 are needed"


members = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 300)), max_size=8)


@given(members, st.integers(1, 200))
def test_only_rated_groups_decide(drawn: list[tuple[int, int]], least: int) -> None:
    groups = [group(str(place), value if n else None, n) for place, (value, n) in enumerate(drawn)]
    rated = [value for value, n in drawn if n >= least]
    expected = max(rated) - min(rated) if len(rated) > 1 else None
    assert over(GAP, *groups, least=least).value == expected
    assert over(MEAN, *groups, least=least).value == (Fraction(sum(rated), len(rated)) if rated else None)
