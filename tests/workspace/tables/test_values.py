"""Values and blanks of each type, faulty rows, keys and weights."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pytest
import xlsxwriter
from hypothesis import given, strategies as st

from cxrules.measuring.samples import Moments, Part, Single
from cxrules.model.metrics import Column, Kept, Metric, Table
from cxrules.workspace.tables import Asked, By, Limits, Place, Problem, read_table

if TYPE_CHECKING:
    from cxrules.model.metrics import Tree

_ONE = Limits(threads=1)


def _ask(body: Tree, weight: str = "", kept: Kept | None = None, by: tuple[By, ...] = ()) -> Asked:
    return Asked(Metric("m", "", "t", "", body, weight=weight, kept=kept), by)


def _table(*columns: Column) -> Table:
    return Table("t", "", columns)


def _csv(folder: Path, *lines: str) -> Path:
    path = folder / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _problems(path: Path, table: Table, asked: Asked) -> tuple[Problem, ...]:
    return read_table(path, table, [asked], date(2026, 11, 20), limits=_ONE).problems


def _is_read(column: Column, text: str) -> bool | None:
    """Whether a text is a value of a column; None where it is blank."""
    with TemporaryDirectory() as folder:
        quoted = text.replace('"', '""')
        path = _csv(Path(folder), "x,y", f'"{quoted}",1')
        body = ("count", ("not", ("blank", "x")))
        reading = read_table(path, _table(column), [_ask(body)], date(2026, 11, 20), limits=_ONE)
        if reading.problems:
            return False
        sample = reading.samples[_ask(body)][()][body]
        assert isinstance(sample, Part)
        return True if sample.rows else None


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("count", ["3", " 3 ", "+3", "3.0", "-3", "003"], ["3.5", "1,000", "1_000", "1e3", "x", "9" * 13]),
        ("number", ["3", "-.5", "5.", "1e-3", "29.3300001"], ["1,5", "1.000,00", "1 0", "1_0", "nan", "inf"]),
        ("percent", ["92%", "92 %", "0.92", "-3.5%"], ["92%%", "%", "92 percent", "1,5%"]),
        ("truth", ["yes", "No", "TRUE", "false", "1", "0"], ["y", "2", "ja", "-1"]),
        ("date", ["2026-11-20", " 2024-02-29"], ["2026-02-30", "2026-2-3", "20.11.2026", "2026-11-20 10:00"]),
        ("time", ["2026-11-20 14:30", "2026-11-20T14:30:09.5Z"], ["2026-11-20", "14:30", "2026-11-20 24:00"]),
        ("text", ["x", "'", '"'], []),
        ("choice", ["price", " service "], ["Price", "cost"]),
    ],
)  # fmt: skip
def test_what_is_a_value_of_a_type(type_: str, good: list[str], bad: list[str]) -> None:
    column = Column("x", "", type_, "x", choices=("price", "service"), blanks=("n/a", "-7"))
    assert [text for text in good if _is_read(column, text) is not True] == []
    assert [text for text in bad if _is_read(column, text) is not False] == []
    assert [text for text in ("", "  ", "n/a", " -7") if _is_read(column, text) is not None] == []


def test_a_blank_code_is_met_in_each_form_of_the_number(tmp_path: Path) -> None:
    column = Column("x", "", "count", "x", "0", "10", blanks=("11",))
    assert [_is_read(column, text) for text in ("11", "11.0", "+11", "10", "12")] == [
        None,
        None,
        None,
        True,
        False,
    ]
    path = tmp_path / "t.parquet"
    with duckdb.connect() as connection:
        values = "(VALUES (11::DOUBLE), (3), (NULL)) AS t(x)"
        connection.execute(f"COPY (FROM {values}) TO '{path}' (FORMAT parquet)")
    reading = read_table(path, _table(column), [_ask(("count", ("at-least", ("column", "x"), "0")))])
    (samples,) = reading.samples[_ask(("count", ("at-least", ("column", "x"), "0")))].values()
    assert next(iter(samples.values())).base.rows == 1


_NUMBERS = st.one_of(
    st.decimals(-(10**11), 10**11, places=8), st.decimals(-2, 2, places=7), st.decimals(-1, 1, places=12)
)


@given(
    st.lists(_NUMBERS, min_size=1, max_size=5),
    st.sampled_from(["number", "percent"]),
)
def test_numbers_are_rounded_half_away_and_never_floats(numbers: list[Decimal], type_: str) -> None:
    table = _table(Column("x", "", type_, "x"))
    bodies: list[Tree] = [("sum", ("column", "x"), None), ("mean", ("column", "x"), None)]
    with TemporaryDirectory() as folder:
        mark = "%" if type_ == "percent" else ""
        path = _csv(Path(folder), "x", *(f"{each:f}{mark}" for each in numbers))
        reading = read_table(path, table, [_ask(body) for body in bodies], limits=_ONE)
    hundred = 100 if type_ == "percent" else 1
    steps = Decimal("0.000001")
    exact = [Fraction((each / hundred).quantize(steps, ROUND_HALF_UP)) for each in numbers]
    total, mean = (reading.samples[_ask(body)][()][body] for body in bodies)
    assert isinstance(total, Single)
    assert total.value == sum(exact)
    assert isinstance(mean, Moments)
    assert mean.squares == sum(each * each for each in exact)


def test_doubles_of_a_file_are_rounded_to_millionths(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with duckdb.connect() as connection:
        values = "(VALUES (0.1::DOUBLE), (0.2), (0.0000005), (-0.0000005), (29.330000000000002)) AS t(x)"
        connection.execute(f"COPY (FROM {values}) TO '{path}' (FORMAT parquet)")
    body = ("sum", ("column", "x"), None)
    (sample,) = (
        read_table(path, _table(Column("x", "", "number", "x")), [_ask(body)])
        .samples[_ask(body)][()]
        .values()
    )
    assert isinstance(sample, Single)
    assert sample.value == Fraction("29.63")


def test_faulty_values_are_shown_with_their_rows_and_counted(tmp_path: Path) -> None:
    rows = [str(each) for each in range(30)]
    path = _csv(tmp_path, "a;x", *(f"q;{each}" for each in rows))
    column = Column("x", "", "count", "x", "0", "10", blanks=("11",))
    (problem,) = _problems(path, _table(column), _ask(("mean", ("column", "x"), None)))
    assert (problem.kind, problem.count, len(problem.places)) == ("range", 18, 10)
    assert problem.places[0] == Place(14, "12")
    assert problem.message == "In the table t (t.csv) 18 values of x are not among those it allows."
    assert problem.hint.endswith("0 to 10; blank: 11.")


def test_a_faulty_cell_of_a_sheet_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "x"])
        sheet.write_row(1, 0, [1, 1, 5])
        sheet.write_row(16, 0, [1, 1, "five"])
    (problem,) = _problems(path, _table(Column("x", "", "count", "x")), _ask(("mean", ("column", "x"), None)))
    assert problem.places == (Place(17, "five", "C17"),)
    assert problem.kind == "value"


def test_columns_that_nothing_reads_are_not_looked_at(tmp_path: Path) -> None:
    path = _csv(tmp_path, "x,y", "1,bad")
    table = _table(Column("x", "", "count", "x"), Column("y", "", "count", "y"))
    assert _problems(path, table, _ask(("mean", ("column", "x"), None))) == ()


def test_a_second_row_of_a_key_is_an_error_unless_one_is_kept(tmp_path: Path) -> None:
    path = _csv(
        tmp_path, "id,x,day", "a,1,2026-01-01", " a ,2,2026-01-02", "b,3,2026-01-01", ",4,2026-01-01", ",5,"
    )
    key = Column("id", "", "text", "id", role="key")
    table = _table(key, Column("x", "", "count", "x"), Column("day", "", "date", "day"))
    body = ("sum", ("column", "x"), None)
    (problem,) = _problems(path, table, _ask(body))
    assert (problem.kind, problem.count, problem.places) == ("key", 1, (Place(3, "a"),))
    kept = _ask(body, kept=Kept("last", "id", "day"))
    reading = read_table(path, table, [kept], limits=_ONE)
    assert reading.problems == ()
    (sample,) = reading.samples[kept][()].values()
    assert isinstance(sample, Single)
    assert sample.value == 5


def test_a_row_that_counts_needs_a_weight(tmp_path: Path) -> None:
    path = _csv(tmp_path, "x,w", "1,0", "2,", "3,-1", ",")
    table = _table(Column("x", "", "count", "x"), Column("w", "", "number", "w"))
    asked = _ask(("mean", ("column", "x"), None), weight="w")
    (problem,) = _problems(path, table, asked)
    assert (problem.kind, problem.count) == ("weight", 3)
    assert [place.row for place in problem.places] == [3, 4, 5]
    only = Asked(asked.metric._replace(where=("is", ("column", "x"), ("1",))))
    assert _problems(path, table, only) == ()


def test_sums_beyond_64_bits_are_exact(tmp_path: Path) -> None:
    path = _csv(tmp_path, "x,w", "999999999999.999999,999999.5", "-999999999999.999998,0.000001", "1,1")
    table = _table(Column("x", "", "number", "x"), Column("w", "", "number", "w"))
    body = ("mean", ("column", "x"), None)
    rows = [
        (Fraction("999999999999.999999"), Fraction("999999.5")),
        (Fraction("-999999999999.999998"), Fraction("0.000001")),
        (Fraction(1), Fraction(1)),
    ]
    asked = _ask(body, weight="w")
    (sample,) = read_table(path, table, [asked], limits=_ONE).samples[asked][()].values()
    assert isinstance(sample, Moments)
    assert sample.total == sum(x * w for x, w in rows)
    assert sample.squares == sum(x * x * w for x, w in rows)
    assert sample.base.squares == sum(w * w for _, w in rows)


def test_a_metric_over_today_needs_a_date(tmp_path: Path) -> None:
    path = _csv(tmp_path, "d", "2026-01-01")
    table = _table(Column("d", "", "date", "d"))
    with pytest.raises(ValueError, match="date of the assessment"):
        read_table(path, table, [_ask(("mean", ("days", "d", "today"), None))], limits=_ONE)


def test_groups_are_named_as_in_the_file(tmp_path: Path) -> None:
    path = _csv(tmp_path, "x,day,used", "1.50,2026-11-20,yes", "-0.5,2026-02-01,0", ",2026-01-01,1", "10,,no")
    table = _table(
        Column("x", "", "number", "x"), Column("day", "", "date", "day"), Column("used", "", "truth", "used")
    )
    bys = [(By("x"),), (By("day", "quarter"),), (By("day"),), (By("used"), By("day", "year"))]
    asked = [_ask(("count", None), by=by) for by in bys]
    samples = read_table(path, table, asked, limits=_ONE).samples
    assert [sorted(samples[each]) for each in asked] == [
        [("-0.5",), ("1.5",), ("10",)],
        [("2026-Q1",), ("2026-Q4",)],
        [("2026-01-01",), ("2026-02-01",), ("2026-11-20",)],
        [("no", "2026"), ("yes", "2026")],
    ]
