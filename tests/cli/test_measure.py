"""`cxrules measure`: a data file or an assessment in, a table, data or a chart out; and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from cxrules.exchange.formats import schema
from cxrules.exchange.formats.measures import Measures
from tests.cli.counter import SURVEY, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")
pytest.importorskip("duckdb", reason="needs duckdb")


def test_the_whole(run: Run, kiosk: Path) -> None:
    ran = run("measure", "survey.csv", "--model", "kiosk", "--metric", "nps")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "survey.csv: 240 rows of the table survey of kiosk 1.0.0.\n"
        "\n"
        "Net promoter score (nps)\n"
        "  points, 95% interval: adjusted-wald, 30 rows needed\n"
        "       points  95% interval       rows\n"
        "  all    35.2  25.5 to 44.0        227\n"
    )


def test_groups_are_shown_and_small_ones_marked(run: Run, kiosk: Path) -> None:
    lines = run(
        "measure", "survey.csv", "--model", "kiosk", "--metric", "nps", "--by", "shop"
    ).out.splitlines()
    assert [line.split()[0] for line in lines[4:]] == ["shop", "all", "harbour", "market", "station"]
    assert lines[7] == "  market   too few: 10 of 30 needed"
    assert "├" in lines[6]
    assert "●" in lines[6]


def test_a_terminal_without_such_signs(run: Run, kiosk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxrules.cli.output._can_show", lambda *_: False)
    out = run("measure", "survey.csv", "--model", "kiosk", "--metric", "nps", "--by", "shop").out
    assert out.isascii()
    assert "|---" in out


def test_a_narrow_terminal_has_no_bars(run: Run, kiosk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    out = run("measure", "survey.csv", "--model", "kiosk", "--metric", "nps", "--by", "shop").out
    assert "●" not in out
    assert max(map(len, out.splitlines())) <= 50


def test_periods_have_changes(run: Run, kiosk: Path) -> None:
    out = run("measure", "survey.csv", "--model", "kiosk", "--metric", "nps", "--period", "quarter").out
    assert "    since 2026-Q1        +7.0  -18.2 to +32.3\n" in out
    assert "since 2025-Q4" not in out  # too few rows then


def test_what_is_shown_and_not_rated_is_named(run: Run, kiosk: Path) -> None:
    """Of a change it is not said: none is ever rated."""
    model = kiosk / "kiosk" / "model.cxr"
    text = model.read_text(encoding="utf-8").replace("needs 30 rows", "needs 200 rows, 5 to show")
    model.write_text(text, encoding="utf-8")
    arguments = ("measure", "survey.csv", "--model", "kiosk", "--metric", "nps")
    told = [line for line in run(*arguments, "--by", "shop").out.splitlines() if "not rated" in line]
    assert told[1] == "  market: not rated: 10 rows count, 200 are needed."
    periods = run(*arguments, "--period", "quarter").out
    assert "since 2025-Q4   " in periods
    assert periods.count("not rated") == 5  # each quarter
    assert not any("since" in line for line in periods.splitlines() if "not rated" in line)


def test_no_change_without_a_known_error(run: Run, kiosk: Path) -> None:
    arguments = ("--metric", "queue", "--metric", "gap", "--period", "quarter", "--format", "json")
    data = Measures.model_validate_json(run("measure", "survey.csv", "--model", "kiosk", *arguments).out)
    assert [each.changes for each in data.metrics] == [[], []]


def test_groups_and_periods_together(run: Run, kiosk: Path) -> None:
    arguments = ("--metric", "queue", "--by", "visit", "--period", "month:answered", "--format", "json")
    data = Measures.model_validate_json(run("measure", "survey.csv", "--model", "kiosk", *arguments).out)
    measures = data.metrics[0].measures
    assert [each.group for each in measures if each.period is None] == [None, "first", "regular"]
    for group in (None, "first", "regular"):
        own = [each for each in measures if each.group == group]
        assert [each.period for each in own[1:]] == sorted(each.period or "" for each in own[1:])
        assert own[0].n == sum(each.n or 0 for each in own[1:])


def test_a_metric_over_groups_is_not_told_apart_by_them(run: Run, kiosk: Path) -> None:
    arguments = ("--metric", "gap", "--by", "shop", "--format", "json")
    data = Measures.model_validate_json(run("measure", "survey.csv", "--model", "kiosk", *arguments).out)
    assert [each.group for each in data.metrics[0].measures] == [None]


def test_data_follows_the_published_schema(run: Run, kiosk: Path) -> None:
    arguments = ("--by", "shop", "--period", "quarter", "--date", "2026-11-20", "--format", "json")
    out = run("measure", "survey.csv", "--model", "kiosk", *arguments).out
    jsonschema.Draft202012Validator(schema("measures")).validate(json.loads(out))
    data = Measures.model_validate_json(out)
    assert (data.file, data.table, data.rows, data.by) == ("survey.csv", "survey", 240, "shop")
    assert data.period is not None
    assert (data.period.unit, data.period.column) == ("quarter", "answered")
    assert data.metrics[0].measures[0].exact == "8000/227"
    assert data.metrics[1].weighted_by == "weight"


def test_an_assessment(run: Run, kiosk: Path) -> None:
    out = run("measure", "assessment.yaml", "--format", "json").out
    jsonschema.Draft202012Validator(schema("measures")).validate(json.loads(out))
    data = Measures.model_validate_json(out)
    assert (data.assessment, data.file, data.date) == ("kiosk-2026", None, "2026-11-20")
    told = {each.id: [one.group for one in each.measures] for each in data.metrics}
    assert told["nps"] == [None, "harbour", "station"]
    assert told["gap"] == [None]
    text = run("measure", "assessment.yaml", "--metric", "nps").out
    assert text.startswith(
        "kiosk-2026: the metrics of kiosk 1.0.0, on 2026-11-20.\n\nNet promoter score (nps)\n"
    )
    assert "queue" not in text


def test_an_assessment_in_json(run: Run, kiosk: Path) -> None:
    document = {"cxrules": 1, "assessment": "a", "model": "./kiosk", "date": "2026-11-20"}
    (kiosk / "a.json").write_text(
        json.dumps({**document, "tables": {"survey": "survey.csv"}}), encoding="utf-8"
    )
    assert run("measure", "a.json", "--metric", "nps").out.startswith("a: the metrics of kiosk")
    (kiosk / "b.json").write_text(json.dumps(document), encoding="utf-8")
    assert "  not measured: its table is not given\n" in run("measure", "b.json", "--metric", "nps").out


def test_a_chart(run: Run, kiosk: Path) -> None:
    arguments = ("--metric", "nps", "--by", "shop", "--format", "svg", "-o", "chart.svg")
    ran = run("measure", "survey.csv", "--model", "kiosk", *arguments)
    assert (ran.code, ran.out) == (0, "")
    picture = ET.fromstring((kiosk / "chart.svg").read_bytes())  # noqa: S314 - our own file
    assert picture.get("role") == "img"


@pytest.mark.parametrize("ending", ["json", "jsonl", "parquet"])
def test_other_files(run: Run, kiosk: Path, ending: str) -> None:
    import duckdb

    path = kiosk / f"survey.{ending}"
    form = {"json": "(FORMAT json, ARRAY true)", "jsonl": "(FORMAT json)", "parquet": "(FORMAT parquet)"}[
        ending
    ]
    duckdb.sql(f"COPY (SELECT * FROM read_csv('survey.csv', all_varchar=true)) TO '{path}' {form}")  # noqa: S608
    assert (
        "  all    35.2  25.5 to 44.0        227\n"
        in run("measure", path.name, "--model", "kiosk", "--metric", "nps").out
    )


def test_a_sheet_of_a_workbook(run: Run, shop: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="needs XlsxWriter")
    pytest.importorskip("python_calamine", reason="needs python-calamine")
    with xlsxwriter.Workbook(str(shop / "book.xlsx")) as book:
        book.add_worksheet("notes").write_row(0, 0, ["nothing"])
        sheet = book.add_worksheet("answers")
        for at, line in enumerate(SURVEY.splitlines()):
            sheet.write_row(at, 0, line.split(","))
    of = ("book.xlsx", "--model", "shop", "--metric", "liked")
    assert run("measure", *of, "--sheet", "answers").out.startswith("book.xlsx: 4 rows of the table survey")
    assert "book.xlsx has no sheet answer. = hint: Did you mean answers?" in refusal(
        run, *of, "--sheet", "answer"
    )
    assert "has no column guest" in refusal(run, *of)


# ------------------------------------------------------------------- which table, metrics and columns


def test_the_columns_tell_the_table(run: Run, shop: Path) -> None:
    out = run("measure", "survey.csv", "--model", "shop").out
    assert out.startswith("survey.csv: 4 rows of the table survey of shop 1.0.0.\n")
    assert [name for name in ("liked", "disliked", "spread", "revenue") if name in out] == [
        "liked",
        "disliked",
        "spread",
    ]


def test_the_metrics_tell_the_table(run: Run, shop: Path) -> None:
    out = run("measure", "sales.csv", "--model", "shop", "--metric", "each", "--metric", "bills").out
    assert "  all  622.3          2\n" in out  # 1244.5 by 2
    assert "  all      2          2\n" in out


def test_thousands_are_separated(run: Run, shop: Path) -> None:
    out = run("measure", "sales.csv", "--model", "shop", "--metric", "revenue", "--period", "month:paid").out
    assert "1,244.5" in out
    assert "since" not in out
