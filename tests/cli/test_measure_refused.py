"""What `cxrules measure` refuses: names, files and rows, each with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.counter import SURVEY, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

pytest.importorskip("duckdb", reason="needs duckdb")


def test_what_is_refused(run: Run, shop: Path) -> None:
    of_sales = ("sales.csv", "--model", "shop")
    bills = (*of_sales, "--metric", "bills")
    assert "Name it: --model MODEL." in refusal(run, "sales.csv")
    assert "There is no model" in refusal(run, "sales.csv", "--model", "shopp")
    assert "There is no file or folder saels.csv. Did you mean sales.csv?" in refusal(
        run, "saels.csv", "--model", "shop"
    )
    assert "shop has no metric bill. Did you mean bills?" in refusal(run, *of_sales, "--metric", "bill")
    assert "shop has no metric xyz. There are: liked," in refusal(run, *of_sales, "--metric", "xyz")
    assert "shop has no table sale. Did you mean sales?" in refusal(run, *of_sales, "--table", "sale")
    assert "no column bil. Did you mean bill?" in refusal(run, *bills, "--by", "bil")
    assert "no column xyz. It has bill, opened," in refusal(run, *bills, "--by", "xyz")
    assert "not told apart by amount, a number. They are by bill, opened, paid, guest." in refusal(
        run, *bills, "--by", "amount"
    )
    assert "There is no period 'yaer'. Did you mean year?" in refusal(run, *bills, "--period", "yaer")
    assert "--period year:opened or --period year:paid." in refusal(run, *bills, "--period", "year")
    assert "A month needs one of type date or time." in refusal(run, *bills, "--period", "month:guest")
    assert "age depends on the day it is measured on. Say which: --date 2026-11-30." in refusal(
        run, *of_sales, "--metric", "age"
    )
    assert "from several tables: survey, sales." in refusal(run, *of_sales, "--metric", "fans")
    assert (
        "liked is not measured from the table sales alone. There are: revenue, bills, age, each."
        in refusal(run, *of_sales, "--metric", "liked", "--table", "sales")
    )


def test_a_column_of_numbers_that_are_no_years(run: Run, shop: Path) -> None:
    assert "The column stars does not hold years: 1 is among its values." in refusal(
        run, "survey.csv", "--model", "shop", "--metric", "liked", "--period", "year:stars"
    )


def test_a_file_that_fits_no_table_or_two(run: Run, shop: Path) -> None:
    (shop / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert (
        "x.csv has not all the columns of any table of shop. Say which one it is: --table survey or"
        in refusal(run, "x.csv", "--model", "shop")
    )
    both = "guest,stars,seen,bill,opened,paid,amount\na,5,2026-01-05,1,2026-01-05,2026-01-06,1\n"
    (shop / "y.csv").write_text(both, encoding="utf-8")
    assert "y.csv has the columns of survey and sales." in refusal(run, "y.csv", "--model", "shop")
    assert run("measure", "y.csv", "--model", "shop", "--table", "survey").code == 0


def test_faulty_rows_are_told(run: Run, shop: Path) -> None:
    (shop / "survey.csv").write_text(SURVEY.replace("b,4", "b,often"), encoding="utf-8")
    told = refusal(run, "survey.csv", "--model", "shop", "--metric", "liked")
    assert told.startswith("error CX0543: ")
    assert "row 3" in told
    assert "often" in told


def test_too_many_groups(run: Run, shop: Path) -> None:
    rows = "".join(f"g{at},5,2026-01-05\n" for at in range(1500))
    (shop / "survey.csv").write_text(f"guest,stars,seen\n{rows}", encoding="utf-8")
    of = ("survey.csv", "--model", "shop", "--metric", "liked", "--by", "guest")
    assert "By guest there are 1,500 groups; more than 1,000 are not told apart." in refusal(run, *of)
    (shop / "survey.csv").write_text(
        "guest,stars,seen\n" + "".join(rows.splitlines(keepends=True)[:200]), "utf-8"
    )
    assert run("measure", *of).code == 0
    assert "201 values are more than a chart can show" in refusal(run, *of, "--format", "svg")


def test_options_of_a_data_file_are_not_for_assessments(run: Run, kiosk: Path) -> None:
    assert "--by is for a table of data, and assessment.yaml is an assessment." in refusal(
        run, "assessment.yaml", "--by", "shop"
    )
    assert "kiosk has no metric npz. Did you mean nps?" in refusal(run, "assessment.yaml", "--metric", "npz")


def test_a_model_without_metrics(run: Run, bakery: Path) -> None:
    assert "bakery has no metrics, so there is nothing to measure." in refusal(run, "shop.yaml")
    (bakery / "x.csv").write_text("a\n1\n", encoding="utf-8")
    assert "bakery has no tables." in refusal(run, "x.csv", "--model", "bakery")
