"""Purchases reduced to a record for each customer, as plain loops do it; the models are not fitted here."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cxrules.measuring import Inputs, measure
from cxrules.model.metrics import Kept, Window
from cxrules.workspace.lifetimes import NotInstalled
from cxrules.workspace.tables import Asked, By, buyers, read_table
from tests.workspace.tables.purchases import EXPECTED, TABLE, WORTH, Purchase, histories, made_up, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.measuring import Modelled
    from cxrules.model.metrics import Metric
    from cxrules.workspace.lifetimes import History

pytest.importorskip("duckdb", reason="needs duckdb")

BUYS = made_up(150)
TODAY = date(2026, 11, 30)


class Seen:
    """Stands where the models are fitted, and keeps what they are given."""

    def __init__(self) -> None:
        self.given: list[tuple[list[History], int, Fraction]] = []

    def __call__(self, own: Sequence[History], months: int, rate: Fraction) -> tuple[Fraction | None, str]:
        self.given.append((list(own), months, rate))
        return Fraction(len(self.given)), ""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    seen = Seen()
    monkeypatch.setattr(buyers, "expected_of", seen)
    return seen


def _read(
    folder: Path, text: str, metric: Metric = WORTH, by: tuple[By, ...] = ()
) -> dict[tuple[str, ...], Modelled]:
    (folder / "purchases.csv").write_text(text, encoding="utf-8")
    asked = Asked(metric, by)
    reading = read_table(folder / "purchases.csv", TABLE, [asked], TODAY)
    assert not reading.problems
    return {group: each[EXPECTED] for group, each in reading.samples[asked].items()}  # type: ignore[misc]


def test_a_record_for_each_customer(tmp_path: Path, seen: Seen) -> None:
    found = _read(tmp_path, written(BUYS))
    ((own, months, rate),) = seen.given
    assert (sorted(own), months, rate) == (sorted(histories(BUYS)), 12, Fraction(1, 10))
    assert found[()].base.rows == len({each.customer for each in BUYS}) == 150


def test_rows_without_a_customer_a_day_or_a_margin_do_not_count(tmp_path: Path, seen: Seen) -> None:
    _read(tmp_path, written(BUYS) + ",2026-05-01,9,\nc1,,9,\nc1,2026-05-01,,\n")
    assert sorted(seen.given[0][0]) == sorted(histories(BUYS))


def test_few_kinds_of_rows_are_gathered(tmp_path: Path, seen: Seen) -> None:
    """The same row twice is bought twice."""
    rows = [Purchase("a", date(2026, 1, day), Fraction(3), "x") for day in (1, 1, 5, 5, 9)]
    _read(tmp_path, written(rows))
    assert seen.given[0][0] == histories(rows)
    assert seen.given[0][0][0].margin == Fraction(9, 2)


def test_each_group_has_its_customers_and_its_end(tmp_path: Path, seen: Seen) -> None:
    found = _read(tmp_path, written(BUYS), by=(By("shop"),))
    own = {shop: [each for each in BUYS if each.shop == shop] for shop in ("harbour", "station")}
    assert {group: each.base.rows for group, each in found.items()} == {
        (shop,): len({each.customer for each in rows}) for shop, rows in own.items()
    }
    assert sorted(map(sorted, (given for given, _, _ in seen.given))) == sorted(
        sorted(histories(rows)) for rows in own.values()
    )


def test_which_rows_count(tmp_path: Path, seen: Seen) -> None:
    window = Window("bought", since="2025-03-01", until="2025-12-31")
    where = ("is", ("column", "shop"), ("harbour",))
    _read(tmp_path, written(BUYS), WORTH._replace(window=window, where=where))
    own = [
        each
        for each in BUYS
        if each.shop == "harbour" and date(2025, 3, 1) <= each.bought <= date(2025, 12, 31)
    ]
    assert sorted(seen.given[0][0]) == sorted(histories(own))


def test_one_row_for_each(tmp_path: Path, seen: Seen) -> None:
    _read(tmp_path, written(BUYS), WORTH._replace(kept=Kept("first", "customer", "bought")))
    assert {each.repeats for each in seen.given[0][0]} == {0}


def test_too_few_customers_are_not_modelled(tmp_path: Path, seen: Seen) -> None:
    metric = WORTH._replace(least=151)
    found = measure(metric, Inputs({EXPECTED: _read(tmp_path, written(BUYS), metric)[()]}))
    assert seen.given == []
    assert (found.value, found.n, found.reason) == (None, 150, "150 values of customer count, 151 are needed")


def test_enough_customers_to_show_are_modelled(tmp_path: Path, seen: Seen) -> None:
    metric = WORTH._replace(least=151, shown=150)
    found = measure(metric, Inputs({EXPECTED: _read(tmp_path, written(BUYS), metric)[()]}))
    assert len(seen.given) == 1
    assert (found.value, found.unrated) == (Fraction(1), "150 values of customer count, 151 are needed")


def test_no_purchase_at_all(tmp_path: Path, seen: Seen) -> None:
    found = _read(tmp_path, "customer,bought,margin,shop\n")
    assert measure(WORTH, Inputs({EXPECTED: found[()]})).reason == "no row counts"
    assert seen.given == []


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise NotInstalled

    monkeypatch.setattr(buyers, "expected_of", missing)
    (tmp_path / "purchases.csv").write_text(written(BUYS), encoding="utf-8")
    (problem,) = read_table(tmp_path / "purchases.csv", TABLE, [Asked(WORTH)]).problems
    assert problem.message == "The metric worth needs pymc-marketing."
    assert problem.hint == 'Install it: pip install "cxrules[clv]".'
