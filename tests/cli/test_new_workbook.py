"""`new` writes a workbook, and the other commands read it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from tests.exchange.workbook.books import book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """The cells of a workbook as texts, by sheet."""
    found = CalamineWorkbook.from_path(str(path))
    return {
        name: [[str(cell) for cell in row] for row in found.get_sheet_by_name(name).to_python()]
        for name in found.sheet_names
    }


def test_everything_that_is_asked_is_in_the_workbook(run: Run, garden: Path) -> None:
    path = garden / "year.xlsx"
    assert run("new", "garden", "-o", str(path)).code == 0
    found = sheets(path)
    assert [row[1:5] for row in found["Ratings"]][:3] == [
        ["Id", "Title", "What it asks", "Rating"],
        ["P.1.C.1", "Cut in spring", 'Needs record "cutting plan" not older than 12 months.', ""],
        ["P.1.C.2", "Watered", "Applies when rain below parameter dry.", ""],
    ]
    assert found["Ratings"][1][0] == "P.1 Roses\nP.1.B.1 Climbing roses"
    assert found["Values"][1][:2] == ["rain", "number 0 to 2000: Rain in the season"]
    assert found["Judgements"][1][0] == "P.1.B.1.neglected"
    assert [row[0] for row in found["Findings"]] == ["Id", "drought", "fungus"]
    assert run("check", str(path)).out == "No problems found.\n"


def test_a_workbook_and_the_text_ask_for_the_same(run: Run, bakery: Path) -> None:
    for name in ("a.yaml", "b.xlsx"):
        assert run("new", "bakery", "--target", "shop", "-o", str(bakery / name)).code == 0
    asked = [row[1] for row in sheets(bakery / "b.xlsx")["Ratings"][1:]]
    text = (bakery / "a.yaml").read_text(encoding="utf-8").partition("\nratings:")[2]
    assert asked == [line.partition(":")[0].strip() for line in text.splitlines() if line.startswith("  B")]
    levels = [run("evaluate", str(bakery / name), "--format", "json").out for name in ("a.yaml", "b.xlsx")]
    first, second = (json.loads(each)["capabilities"] for each in levels)
    assert first == second


def test_a_follow_up_as_a_workbook(run: Run, bakery: Path) -> None:
    head = [("Key", "Value"), ("cxrules", 1), ("assessment", "first"), ("model", "bakery")]
    rows = [("Id", "Rating", "Note"), ("BAK.1.BP1", "F", "=1+1"), ("BAK.1.PA.1.1", "L")]
    (bakery / "first.xlsx").write_bytes(book(Assessment=head, Ratings=rows))
    path = bakery / "second.xlsx"
    assert run("new", "--based-on", str(bakery / "first.xlsx"), "-o", str(path)).code == 0
    ratings = sheets(path)["Ratings"]
    carried, note = ratings[0].index("Carried over"), ratings[0].index("Note")
    assert [(row[1], row[4], row[carried]) for row in ratings[1:] if row[4]] == [
        ("BAK.1.BP1", "F", "true"),
        ("BAK.1.PA.1.1", "L", "true"),
    ]
    assert ratings[1][note] == "=1+1"
    assert {row[1] for row in ratings[1:]} >= {"BAK.1.BP2", "BAK.1.GP.2.1.1"}
    assert "second.xlsx:Ratings!B2" in run("explain", str(path), "BAK.1.BP1").out


def test_a_workbook_goes_into_a_file_of_its_ending(run: Run, bakery: Path) -> None:
    assert "-o FILE.xlsx" in run("new", "bakery", "--format", "xlsx").err
    assert "-o FILE.xlsx" in run("new", "bakery", "--format", "xlsx", "-o", "a.yaml").err
    assert "--format xlsx" in run("new", "bakery", "--format", "yaml", "-o", "a.xlsx").err


@pytest.mark.parametrize("ending", [".xls", ".xlsm", ".ods"])
def test_other_workbooks_are_named(run: Run, bakery: Path, ending: str) -> None:
    path = bakery / f"a{ending}"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    assert "CX0560" in run("check", str(path)).out
    assert "Save it as an Excel workbook (.xlsx)." in run("evaluate", str(path)).err


def test_a_workbook_is_not_signed_off(run: Run, bakery: Path) -> None:
    head = [
        ("Key", "Value"),
        ("cxrules", 1),
        ("assessment", "a"),
        ("model", "bakery"),
        ("status", "consolidated"),
    ]
    path = bakery / "a.xlsx"
    path.write_bytes(book(Assessment=head, Assessors=[("Id",), ("lead",)], Ratings=[("Id", "Rating")]))
    assert "is a workbook" in run("release", str(path), "--by", "lead").err


def test_without_the_extra_the_command_says_what_to_install(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bakery / "a.xlsx"
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert "pip install cxrules[xlsx]" in run("new", "bakery", "-o", str(path)).err
    path.write_bytes(book(Assessment=[("Key", "Value")]))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "pip install cxrules[xlsx]" in run("evaluate", str(path)).err
