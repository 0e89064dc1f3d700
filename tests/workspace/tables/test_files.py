"""Opening files: names, delimiters, columns, and what DuckDB must never do with a name."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pytest
import xlsxwriter
from hypothesis import given, strategies as st

from cxrules.measuring.samples import Part, Rows, Single
from cxrules.model.metrics import Column, Metric, Table
from cxrules.workspace.tables import Asked, Limits, read_table
from cxrules.workspace.tables.opening import opened
from tests.workspace.tables.survey import NAMES, TABLE, WRITERS

if TYPE_CHECKING:
    from cxrules.model.metrics import Tree
    from cxrules.workspace.tables import Reading
    from tests.workspace.tables.survey import Row

_TABLE = Table("survey", "", (Column("score", "", "count", "score", "0", "10"),))
_SUM = ("sum", ("column", "score"), None)
_METRIC = Metric("total", "", "survey", "", _SUM)


def _read(path: Path, table: Table = _TABLE, sheet: str = "") -> Reading:
    return read_table(path, table, [Asked(_METRIC)], sheet=sheet, limits=Limits(threads=1))


def _total(reading: Reading) -> Fraction | None:
    assert reading.problems == ()
    sample = reading.samples[Asked(_METRIC)][()][_SUM]
    assert isinstance(sample, Single)
    return sample.value


@pytest.mark.parametrize(
    "text",
    [
        "score\n3\n4\n",
        "\ufeffscore,b\r\n3,x\r\n4,\r\n",
        'a;score\n"x;\n,,,,y";3\n"q""q"; 4 \n',
        'a\t"score"\nx\t"3"\ny\t4.0',
        "a,b|score|c\n1|3|\n2|+4|\n",
        "score\n3\n\n4\n",
    ],
)
def test_csv_as_programs_write_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_bytes(text.encode())
    reading = _read(path)
    assert _total(reading) == 7
    assert reading.rows == 2


@pytest.mark.parametrize(
    ("name", "other"),
    [("a*.csv", "ab.csv"), ("a?.csv", "ab.csv"), ("[a].csv", "a.csv"), ("{a,b}.csv", "a.csv")],
)
def test_a_name_stands_for_itself(name: str, other: str, tmp_path: Path) -> None:
    folder = tmp_path / "2026=[x]*"
    folder.mkdir()
    (folder / name).write_text("score\n3\n", encoding="utf-8")
    (folder / other).write_text("score\n9\n", encoding="utf-8")
    assert _total(_read(folder / name)) == 3
    (folder / name).unlink()
    assert [each.message for each in _read(folder / name).problems] == [f"The file {name} is not there."]


def test_a_folder_is_no_column_and_an_address_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "score=9"
    folder.mkdir()
    (folder / "a.csv").write_text("b\n3\n", encoding="utf-8")
    assert _read(folder / "a.csv").problems[0].kind == "column"
    assert _read(Path("https://example.org/a.csv")).problems[0].message == "The file a.csv is not there."


def test_an_opened_file_is_all_that_can_be_read(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    for path in (tmp_path / "a.csv", other):
        path.write_text("score\n3\n", encoding="utf-8")
    with opened(tmp_path / "a.csv", _TABLE, "", Limits()) as file:
        for sql in (
            f"FROM '{other}'",
            f"COPY (SELECT 1) TO '{tmp_path}/new.csv'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SELECT * FROM 'https://example.org/a.csv'",
            f"ATTACH '{tmp_path}/new.db' AS new",
        ):
            with pytest.raises(duckdb.Error):
                file.connection.execute(sql)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "other.csv"]


def test_a_missing_column_is_told_with_the_near_one(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("scores,other\n3,4\n", encoding="utf-8")
    (problem,) = _read(path).problems
    assert problem.kind == "column"
    assert problem.message == "survey.csv has no column score, which the table survey asks for."
    assert problem.hint == "Did you mean scores?"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"", "a.csv has no names of columns in its first row."),
        ("a.csv", b"score,b\n1,2\n3\n", "Line 3 of a.csv has 1 fields, which is not what its first row has."),
        ("a.csv", b"b,score\n1,\xe9\n", "Line 2 of a.csv is not UTF-8 text."),
        ("a.csv", b"sc\xe9re\n1\n", "The first row of a.csv is not UTF-8 text with the names of columns."),
        ("a.csv", b"score,score\n1,2\n", "a.csv has more than one column score"),
        ("a.json", b'[{"score": 1}, 5]', "a.json holds something else than objects"),
        ("a.json", b'[{"score": 1}', "a.json cannot be read: "),
        ("a.parquet", b"PAR1 nothing", "a.parquet cannot be read: "),
        ("a.xlsx", b"PK nothing", "a.xlsx cannot be read as a workbook: "),
        ("a.doc", b"", "a.doc is no table that can be read."),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (problem,) = _read(tmp_path / name).problems
    assert problem.message.startswith(told)
    assert problem.table == "survey"


@pytest.mark.parametrize(
    "text",
    [
        '[{"score": 3}, {"score": "4", "b": {"c": 1}}]',
        '{"score": 3}\n\n{"score": 4.0}\n',
        '{"b": null,\n"score": 3}\n{"score": null} {"score": 4}',
        '\ufeff[{"score": 3, "b": [1]}, {"b": 2}, {"score": " 4 "}]',
    ],
)
def test_json_objects_in_an_array_or_one_after_the_other(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert _total(_read(tmp_path / "a.json")) == 7


def test_a_sheet_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "score")
        sheet = book.add_worksheet("Answers 2026")
        sheet.write_row(2, 1, ["score", "b"])
        sheet.write_row(4, 1, [3, "x"])
        sheet.write_row(7, 1, ["4", True])
    assert _total(_read(path)) == 0
    reading = _read(path, sheet="Answers 2026")
    assert _total(reading) == 7
    assert reading.rows == 2
    assert _read(path, sheet="Answers 2025").problems[0].hint == "Did you mean Answers 2026?"


_NASTY = st.lists(
    st.sampled_from([*"aA\"'`;,|$?*[]{}()%\\/~-.\t \n\u00e9\U0001f600", "$p0", "c0", "--", "); DROP"]),
    min_size=1,
    max_size=6,
).map("".join)


@given(
    names=st.lists(_NASTY, min_size=2, max_size=4, unique_by=lambda each: each.strip().casefold()),
    texts=st.lists(_NASTY, min_size=1, max_size=3),
    kind=st.sampled_from(["csv", "json", "parquet"]),
)
def test_names_and_texts_are_never_sql(names: list[str], texts: list[str], kind: str) -> None:
    names = [each.strip() or f"column {at}" for at, each in enumerate(names)]
    columns = tuple(Column(f"{name}!", "", "text", name, blanks=("'); --",)) for name in names)
    share = ("share", ("is", ("column", columns[1].name), tuple(texts)), None)
    metric = Metric("m", "", "t", "", share)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"t.{kind}"
        _write(path, names, texts)
        reading = read_table(path, Table("t", "", columns), [Asked(metric)], limits=Limits(threads=1))
    assert reading.problems == ()
    shown = [text.strip(" \t\r\n") for text in texts]
    there = [text for text in shown if text]
    wanted = Fraction(sum(text in texts for text in there))
    base = Rows(len(there), Fraction(len(there)), Fraction(len(there)))
    assert reading.samples[Asked(metric)][()] == {share: Part(base, int(wanted), wanted)}


def _write(path: Path, names: list[str], texts: list[str]) -> None:
    """Rows with an x everywhere and the texts in the second column."""
    rows = [{name: text if at == 1 else "x" for at, name in enumerate(names)} for text in texts]
    if path.suffix == ".json":
        path.write_text(json.dumps(rows), encoding="utf-8")
        return
    lines = [names, *(list(row.values()) for row in rows)]
    quoted = [[each.replace('"', '""') for each in line] for line in lines]
    if path.suffix == ".csv":
        written = [",".join(f'"{each}"' for each in line) for line in quoted]
        path.write_bytes(("\n".join(written) + "\n").encode())
        return
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" VARCHAR' for name in quoted[0])
        connection.execute(f"CREATE TABLE t ({columns})")
        marks = ", ".join("?" for _ in names)
        connection.executemany(f"INSERT INTO t VALUES ({marks})", [list(row.values()) for row in rows])  # noqa: S608
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


def test_duckdb_is_loaded_only_where_a_table_is_read() -> None:
    code = (
        "import sys, cxrules.workspace.tables; "
        "sys.exit(any(name in sys.modules for name in ('duckdb', 'python_calamine', 'xlsxwriter')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_does_not_fit_in_memory_is_put_on_disk_or_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        made = "FROM range(1000000) AS t(i) SELECT i::VARCHAR AS id, i % 11 AS score"
        connection.execute(f"COPY ({made}) TO '{path}'")
    table = Table("survey", "", (*_TABLE.columns, Column("id", "", "text", "id", role="key")))
    reading = read_table(path, table, [Asked(_METRIC)], limits=Limits("120MB", 1))
    assert _total(reading) == sum(each % 11 for each in range(1_000_000))
    (problem,) = read_table(path, table, [Asked(_METRIC)], limits=Limits("1MB", 1)).problems
    assert problem.kind == "size"


@pytest.mark.parametrize("kind", list(WRITERS))
def test_an_optional_column_that_is_absent_is_blank(kind: str, tmp_path: Path) -> None:
    absent = {"csat", "amount", "opened"}
    row: Row = {**dict.fromkeys(NAMES), "Respondent ID": "a", "NETPRO": 7, "weight": Decimal(1)}
    path = tmp_path / f"survey.{kind}"
    WRITERS[kind](path, [row, {**row, "NETPRO": 9}], [name for name in NAMES if name not in absent])
    table = TABLE._replace(
        columns=tuple(each._replace(optional=each.source in {*absent, "NETPRO"}) for each in TABLE.columns)
    )
    blank: Tree = ("share", ("blank", "csat"), None)
    mean: Tree = ("mean", ("column", "amount"), None)
    hours: Tree = ("highest", ("hours", "opened", "today"), None)
    total: Tree = ("sum", ("column", "score"), None)
    asked = [Asked(Metric("m", "", "survey", "", body)) for body in (blank, mean, hours, total)]
    reading = read_table(path, table, asked, date(2026, 11, 30), limits=Limits(threads=1))
    assert reading.problems == ()
    (notice,) = reading.notices
    assert notice.message == (
        f"survey.{kind} lacks the optional columns csat, amount, opened; they are blank in all rows."
    )
    found = [next(iter(reading.samples[each][()].values())) for each in asked]
    assert [each.base.rows for each in found] == [2, 0, 0, 2]
    assert isinstance(found[0], Part)
    assert isinstance(found[3], Single)
    assert (found[0].rows, str(found[3].value)) == (2, "16")
    asked_for = read_table(path, TABLE, asked, date(2026, 11, 30))
    assert [each.kind for each in asked_for.problems] == ["column"]
