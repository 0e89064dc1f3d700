"""A declared column as SQL: its value, whether it is blank, and whether it is no value at all.

A column ``c3`` of the file becomes ``e3`` (the value, NULL where it is blank), ``x3`` (blank) and ``y3``
(neither blank nor a value that the column allows). Numbers are whole: a count as it is, numbers and percents
in millionths. Which columns are read, and of which rows, is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.tables.limits import MICRO, among, bounded, exact

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.model.metrics import Column

EARLY = frozenset({"number", "percent", "date", "time"})
"""Types of which a table holds many values: rows are not gathered by their values unless one is asked for."""

NUMERIC = frozenset({"count", "number", "percent"})
SPACE = " \t\r\n\v\f\u00a0"
"""What is cut off around a text."""

_LARGEST = 10**12
_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
_COUNT = r"[+-]?[0-9]{1,30}(\.0*)?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = _DATE + r"[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?Z?"

_FAMILIES = {
    "VARCHAR": "text",
    "BOOLEAN": "truth",
    "FLOAT": "float",
    "DOUBLE": "float",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "zoned",
}
_SMALL = {"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"}
_WHOLE = {"BIGINT", "HUGEINT", "UBIGINT", "UHUGEINT"}


def scale_of(column: Column) -> int:
    """How many steps of the whole number make one of the unit."""
    return MICRO if column.type in {"number", "percent"} else 1


def family(stored: str) -> str:
    """What kind of values a file stores in a column, from DuckDB's name of their type."""
    if stored in _SMALL:
        return "small"
    if stored in _WHOLE:
        return "whole"
    if stored.startswith("DECIMAL"):
        return "decimal"
    if stored.startswith("TIMESTAMP") and "ZONE" not in stored:
        return "stamp"
    return _FAMILIES.get(stored, "other")


def typed(column: Column, number: int, stored: str, bind: Callable[[str], str]) -> str:
    """The items that make t, v, x, y and e of column `number` from c; `bind` makes a text a parameter."""
    kind = family(stored)
    at = str(number)
    items = [
        f"{_text(f'c{at}', kind, bind)} AS t{at}",
        f"{_parsed(column.type, f'c{at}', f't{at}', kind)} AS v{at}",
        f"{_blank(column, at, kind, bind)} AS x{at}",
        f"{_faulty(column, at, bind)} AS y{at}",
        f"{_answer(column, at, kind)} AS e{at}",
    ]
    return ", ".join(items)


def _answer(column: Column, at: str, kind: str) -> str:
    """The value where it is not blank; faulty ones need not be hidden, since with one nothing is counted."""
    if column.blanks or (kind in {"text", "other"} and column.type in {"text", "choice"}):
        return f"CASE WHEN x{at} THEN NULL ELSE v{at} END"
    return f"v{at}"


def _text(raw: str, kind: str, bind: Callable[[str], str]) -> str:
    """The text that stands in the file, without space around it."""
    if kind == "text":
        return f"trim({raw}, {bind(SPACE)})"
    if kind == "float":
        whole = f"{raw} = trunc({raw}) AND abs({raw}) < 1e15"
        return f"CASE WHEN {whole} THEN {raw}::BIGINT::VARCHAR ELSE {raw}::VARCHAR END"
    if kind == "zoned":
        return f"make_timestamp(epoch_us({raw}))::VARCHAR"
    return f"{raw}::VARCHAR"


def _parsed(type_: str, raw: str, text: str, kind: str) -> str:
    """The value as its type has it, NULL where the text is no such value."""
    if type_ == "truth":
        return _truth(raw, text, kind)
    if type_ == "count":
        return _count(raw, text, kind)
    if type_ in {"number", "percent"}:
        return _number(type_, raw, text, kind)
    if type_ == "date":
        return _date(raw, text, kind)
    return _time(raw, text, kind) if type_ == "time" else text


def _truth(raw: str, text: str, kind: str) -> str:
    if kind == "truth":
        return raw
    yes, no = "('yes', 'true', '1', '1.0')", "('no', 'false', '0', '0.0')"
    return f"CASE WHEN lower({text}) IN {yes} THEN true WHEN lower({text}) IN {no} THEN false END"


def _count(raw: str, text: str, kind: str) -> str:
    if kind == "small":
        return f"{raw}::BIGINT"
    if kind in {"whole", "float", "decimal"}:
        whole = "" if kind == "whole" else f" AND {raw} = trunc({raw})"
        return f"CASE WHEN {raw} > -{_LARGEST} AND {raw} < {_LARGEST}{whole} THEN {raw}::BIGINT END"
    number = f"TRY_CAST(split_part({text}, '.', 1) AS DECIMAL(12,0))"
    return f"CASE WHEN regexp_full_match({text}, '{_COUNT}') THEN {number}::BIGINT END"


def _number(type_: str, raw: str, text: str, kind: str) -> str:
    """Millionths, a half away from zero."""
    small = f"{raw} > -{_LARGEST} AND {raw} < {_LARGEST}"
    if kind == "small":
        return f"{raw}::BIGINT * {MICRO}"
    if kind == "whole":
        return f"CASE WHEN {small} THEN {raw}::BIGINT * {MICRO} END"
    if kind == "float":
        return f"CASE WHEN {small} THEN round({raw} * {MICRO})::BIGINT END"
    if kind == "decimal":
        return f"({_decimal(raw, 6)})"
    plain = f"CASE WHEN regexp_full_match({text}, '{_NUMBER}') THEN {_decimal(text, 6)} END"
    if type_ == "number":
        return plain
    bare = f"rtrim({text}, '% ')"
    percent = f"CASE WHEN regexp_full_match({text}, '{_NUMBER} ?%') THEN {_decimal(bare, 4)} END"
    return f"CASE WHEN ends_with({text}, '%') THEN {percent} ELSE {plain} END"


def _decimal(text: str, places: int) -> str:
    """A decimal as the whole number of its last places; there are twelve before the point."""
    decimal = f"TRY_CAST({text} AS DECIMAL({12 + places},{places}))"
    return f"({decimal}::DECIMAL(38,{places}) * {10**places})::BIGINT"


def _date(raw: str, text: str, kind: str) -> str:
    if kind == "date":
        return f"CASE WHEN isfinite({raw}) THEN {raw} END"
    if kind in {"stamp", "zoned"}:
        stamp = _time(raw, text, kind)
        return f"CASE WHEN {stamp} = date_trunc('day', {stamp}) THEN ({stamp})::DATE END"
    return f"CASE WHEN regexp_full_match({text}, '{_DATE}') THEN TRY_CAST({text} AS DATE) END"


def _time(raw: str, text: str, kind: str) -> str:
    if kind in {"date", "stamp"}:
        return f"CASE WHEN isfinite({raw}) THEN {raw}::TIMESTAMP END"
    if kind == "zoned":
        return f"CASE WHEN isfinite({raw}) THEN make_timestamp(epoch_us({raw})) END"
    plain = f"TRY_CAST(rtrim({text}, 'Z') AS TIMESTAMP)"
    return f"CASE WHEN regexp_full_match({text}, '{_TIME}') THEN {plain} END"


def _blank(column: Column, at: str, kind: str, bind: Callable[[str], str]) -> str:
    """Empty, or one of the codes; codes of a number hold for each way to write it."""
    codes = column.blanks
    tests = [f"c{at} IS NULL"]
    if kind in {"text", "other"}:
        tests.append(f"t{at} = ''")
    if column.type in NUMERIC:
        scale = scale_of(column)
        tests.append(among(f"coalesce(v{at}, {-(10**18) - 1})", codes, scale))
        codes = tuple(code for code in codes if not _covered(code, scale))
    if codes:
        tests.append(f"t{at} IN ({', '.join(bind(code.strip(SPACE)) for code in codes)})")
    return f"({' OR '.join(test for test in tests if test)})"


def _covered(code: str, scale: int) -> bool:
    """Whether a code is a number of the column, so that comparing numbers finds each form of it."""
    number = exact(code)
    return number is not None and (number * scale).denominator == 1


def _faulty(column: Column, at: str, bind: Callable[[str], str]) -> str:
    tests = [f"v{at} IS NULL"]
    if column.type in NUMERIC:
        tests.append(bounded(f"v{at}", column.low, column.high, scale_of(column)))
    if column.type == "choice":
        tests.append(f"v{at} NOT IN ({', '.join(bind(each) for each in column.choices)})")
    return f"(NOT x{at} AND ({' OR '.join(test for test in tests if test)}))"
