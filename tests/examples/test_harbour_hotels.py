"""The Harbour Hotels: their data can be made again, and the story of their README.md is what comes out."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cxrules import api

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "harbour-hotels"
RULESETS = FOLDER.parents[1] / "rulesets"
YEARS = (2023, 2024, 2025, 2026)
MODELS = ("cx", "cx-motex", "cx-fiveable")
FELL = ("CX.OMN", 2025)
LARGEST = 1_600_000


@cache
def _model(name: str) -> api.Model:
    return api.load(RULESETS / name, "weakest-channel", "derive")


@cache
def _result(year: int, name: str = "cx") -> dict[str, Any]:
    return api.evaluate(FOLDER / f"{year}.yaml", _model(name)).result()


def _levels(year: int, name: str = "cx") -> dict[str, int]:
    return {each["id"]: each["level"] for each in _result(year, name)["capabilities"]}


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


def test_the_data_is_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "generate.py", tmp_path], check=True)
    assert _tables(tmp_path) == _tables(FOLDER / "data")


def test_the_data_is_small_and_large_enough() -> None:
    tables = _tables(FOLDER / "data")
    assert sum(map(len, tables.values())) < LARGEST
    for year in YEARS:
        rows = sum(text.count(b"\n") - 1 for name, text in tables.items() if name.startswith(str(year)))
        assert rows > 3000


@pytest.mark.parametrize("year", YEARS)
def test_a_year_checks_clean(year: int) -> None:
    assert api.check(FOLDER / f"{year}.yaml") == []


@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_open(year: int) -> None:
    assert all(each["level"] == each["possible"] for each in _result(year)["capabilities"])


@pytest.mark.parametrize("year", YEARS[1:])
def test_levels_rise_and_one_falls_once(year: int) -> None:
    before, now = _levels(year - 1), _levels(year)
    for area, level in now.items():
        if (area, year) == FELL:
            assert level < before[area]
        else:
            assert level > before[area]


def test_the_weakest_area_holds_all_back() -> None:
    found = [_result(year)["organisation"] for year in YEARS]
    assert [min(_levels(year).values()) for year in YEARS] == [1, 2, 2, 4]
    assert [each["level"] for each in found] == [1, 2, 2, 4]


@pytest.mark.parametrize("year", YEARS)
def test_the_models_agree_on_levels_and_differ_in_names(year: int) -> None:
    assert _levels(year, "cx") == _levels(year, "cx-motex") == _levels(year, "cx-fiveable")


def test_names_of_the_newest_year() -> None:
    names = {name: _model(name).plan.level_names[_levels(2026, name)["CX.CUL"]] for name in MODELS}
    assert names == {"cx": "Embedded", "cx-motex": "Advanced", "cx-fiveable": "Optimized"}


def test_the_assessors_were_wrong_once() -> None:
    told = {
        (year, each["id"]): (each["given"], each["rating"])
        for year in YEARS
        for area in _result(year)["capabilities"]
        for each in area["criteria"]
        if each["rating"] and each["given"] not in {None, each["rating"]}
    }
    assert told == {(2025, "CX.OMN.3.3"): ("L", "N")}
