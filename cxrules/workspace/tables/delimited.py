"""The head of a CSV file: its delimiter and the names of its columns. DuckDB reads the rows."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from cxrules.workspace.tables.problems import Problem, TableError

if TYPE_CHECKING:
    from pathlib import Path

_DELIMITERS = ",;\t|"
_LONGEST = 1 << 20
"""More characters than this no head has."""


def read_head(path: Path, table: str) -> tuple[str, list[str]]:
    """The delimiter and the names in the first row of a file.

    Of comma, semicolon, tab and bar the delimiter is the one found most often outside quotes; a file without
    any has one column.

    Raises TableError where there is no first row, or it is not UTF-8 text; OSError where the file cannot be
    read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            delimiter = _delimiter(file.readline(_LONGEST))
            file.seek(0)
            names = next(csv.reader(file, delimiter=delimiter), [])
        "".join(names).encode()  # of later rows DuckDB tells which one is not UTF-8
    except (UnicodeEncodeError, csv.Error):
        message = f"The first row of {path.name} is not UTF-8 text with the names of columns."
        raise TableError(Problem("file", table, path.name, message, "Save it as CSV in UTF-8.")) from None
    if not any(name.strip() for name in names):
        message = f"{path.name} has no names of columns in its first row."
        raise TableError(Problem("file", table, path.name, message))
    return delimiter, [name.strip() for name in names]


def _delimiter(line: str) -> str:
    plain = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=plain.count)


def line_not_utf8(path: Path) -> int | None:
    """The first line of a file that is not UTF-8 text, from 1; None where all of it is."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
