"""Metrics, years and benchmarks from Python: the same values as on the command line, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from tests.cli.bakeries import survey, write_peers, write_years

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a model and three years of a bakery."""
    monkeypatch.setenv("CXRULES_CACHE", "off")
    write_years(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_table_is_measured_by_a_model(years: Path) -> None:
    found = api.measure("2025.csv", "bakery")
    assert (found.rows, found.table and found.table.name) == (6, "survey")
    ((liked,),) = [each.measures for each in found.metrics]
    assert (liked.found.value, liked.found.n) == (Fraction(50), 6)
    assert api.measure("2025.csv", api.load("bakery"), metrics=["liked"]).metrics == found.metrics


def test_an_assessment_is_measured(years: Path) -> None:
    found = api.measure(api.evaluate("2026.yaml"))
    assert (found.assessment, found.date) == ("shop-2026", date(2026, 11, 20))
    assert found.metrics[0].measures[0].found.value == 100


def test_what_cannot_be_measured(years: Path) -> None:
    with pytest.raises(api.CxrulesError, match="which model"):
        api.measure("2025.csv")
    with pytest.raises(api.CxrulesError, match="no metric likes"):
        api.measure("2025.csv", "bakery", metrics=["likes"])
    with pytest.raises(api.CxrulesError, match="no metric likes"):
        api.measure(api.evaluate("2025.yaml"), metrics=["likes"])
    with pytest.raises(api.CxrulesError, match="cannot be loaded"):
        api.measure("2025.csv", "bakry")
    (years / "odd.csv").write_text(survey(9), encoding="utf-8")
    with pytest.raises(api.CxrulesError, match=r"odd.csv cannot be measured.*row 2 '9'") as refused:
        api.measure("odd.csv", "bakery")
    assert [each.code for each in refused.value.diagnostics] == ["CX0543"]


def test_a_trend_of_files_and_of_evaluations(years: Path) -> None:
    files = ["2026.yaml", "2024.yaml", "2025.yaml"]
    found = api.trend(files)
    assert [each.isoformat() for each in found.dates] == ["2024-11-20", "2025-11-20", "2026-11-20"]
    bread, cake = found.capabilities
    assert [(each.direction, each.old, each.new) for each in bread.moves] == [("rose", 0, 1), ("rose", 1, 2)]
    assert [each.direction for each in cake.moves] == ["fell"]
    assert bread.progress[1].share == Fraction(1, 2)
    again = api.trend([api.evaluate(each) for each in files])
    assert again.capabilities == found.capabilities
    assert [each.file for each in again.standings] == [each.file for each in found.standings]
    assert api.trend(files, "easy").capabilities[0].target == 1


def test_what_has_no_trend(years: Path) -> None:
    with pytest.raises(api.CxrulesError, match="two assessments or more"):
        api.trend(["2024.yaml"])
    with pytest.raises(api.CxrulesError, match="Did you mean opening"):
        api.trend(["2024.yaml", "2025.yaml"], "openin")


def test_a_benchmark(years: Path) -> None:
    write_peers(years / "peers", 3)
    (years / "trade.csv").write_text("metric,name,value,source,date\nliked,Guild,80,Own,2026-03-31\n")
    found = api.benchmark("2026.yaml", against=["trade.csv"], peers="peers", least=3)
    assert found.against[0].others[0].difference == 20
    spread = next(each.spread for each in found.peers if each.kind == "measure")
    assert spread is not None
    assert spread.n == 3
    few = api.benchmark(api.evaluate("2026.yaml"), peers="peers")
    assert {each.reason for each in few.peers} == {"fewer than 5 peers have it"}


def test_what_is_no_benchmark(years: Path) -> None:
    with pytest.raises(api.CxrulesError, match="what each of them has"):
        api.benchmark("2026.yaml", peers=".", least=1)
    (years / "odd.csv").write_text("metric,name,value,source,date\nliked,Guild,80,,2026-03-31\n")
    with pytest.raises(api.CxrulesError, match="lacks its source"):
        api.benchmark("2026.yaml", against=["odd.csv"])
