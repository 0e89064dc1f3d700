"""Opening a file with DuckDB: one connection that reads this one file and nothing else, and its columns.

No row is read here but those of a spreadsheet, which is first written as CSV, and of JSON, which names its
columns in each object. What columns mean is told in `columns`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.text import near
from cxrules.workspace.tables.delimited import line_not_utf8, read_head
from cxrules.workspace.tables.problems import Problem, TableError
from cxrules.workspace.tables.sheets import write_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from cxrules.model.metrics import Table

ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".json", ".jsonl", ".ndjson", ".xlsx")
"""The files that can be opened, by the ending of their names."""


_PLACE = "row_number() OVER ()"
_BELOW_HEAD = f"({_PLACE} + 1)"
_COPY = "sheet.csv"


class Limits(NamedTuple):
    """What reading a table may use: memory as DuckDB writes it, threads (0: all), a folder for the rest.

    What does not fit in memory goes to that folder, or without one to the system's temporary one.
    """

    memory: str = "1GB"
    threads: int = 0
    folder: Path | None = None


ABSENT = -1
"""The place of an optional column that a file lacks."""


class Stored(NamedTuple):
    """A column of a file: how SQL reaches it, how the file stores it, its place in the file from 0."""

    sql: str
    stored: str
    place: int


class Opened(NamedTuple):
    """A file that can be queried. `relation` is what SQL reads from, `columns` stand as declared.

    `row` is the SQL of a row's number in the file. `cells` tells that columns have letters, as in a sheet.
    """

    connection: DuckDBPyConnection
    table: str
    path: Path
    relation: str
    parameters: Mapping[str, str]
    columns: Sequence[Stored]
    cells: bool = False
    row: str = _BELOW_HEAD

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.path.name

    def all(self, sql: str, texts: Mapping[str, str]) -> list[Any]:
        """All records of a query over the relation.

        Raises TableError where the file cannot be read or the memory is too small, and OutOfRangeException of
        DuckDB where a number is too large for its type.
        """
        return _records(self.connection, sql, {**texts, **self.parameters}, self.table, self.path)

    def one(self, sql: str, texts: Mapping[str, str]) -> Any:  # noqa: ANN401  # a record holds any value
        """The first record of a query."""
        return self.all(sql, texts)[0]


class _Found(NamedTuple):
    """A relation and the columns in it by name."""

    relation: str
    names: Sequence[tuple[str, str, str]]
    parameters: dict[str, str]
    cells: bool = False
    row: str = _BELOW_HEAD


@contextmanager
def opened(path: Path, table: Table, sheet: str, limits: Limits) -> Iterator[Opened]:
    """Open the file of a table: CSV, Parquet, JSON or XLSX, by the ending of its name.

    Raises TableError where it cannot be opened or a column is missing.
    """
    path = path.resolve()
    if not path.is_file():
        raise TableError(Problem("file", table.name, path.name, f"The file {path.name} is not there."))
    if path.suffix.lower() not in ENDINGS:
        hint = f"A table ends in {', '.join(ENDINGS)}."
        raise TableError(
            Problem("file", table.name, path.name, f"{path.name} is no table that can be read.", hint)
        )
    with TemporaryDirectory(prefix="cxrules-", dir=limits.folder) as folder:
        temporary = Path(folder).resolve()
        connection = _connect([path, temporary / _COPY], temporary, limits)
        try:
            found = _found(connection, path, table, sheet, temporary)
            columns = _columns(table, path.name, found)
            yield Opened(
                connection,
                table.name,
                path,
                found.relation,
                found.parameters,
                columns,
                found.cells,
                found.row,
            )
        finally:
            connection.close()


def _connect(files: Sequence[Path], temporary: Path, limits: Limits) -> DuckDBPyConnection:
    """A database in memory that may read some files; it cannot load anything nor use a network."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": limits.memory,
        "temp_directory": str(temporary / "spilled"),
        "python_enable_replacements": False,
    }
    if limits.threads:
        config["threads"] = limits.threads
    connection = duckdb.connect(":memory:", config=config)
    names = [name for file in files for name in (str(file), _literally(file))]
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_paths = $names", {"names": names})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _literally(path: Path) -> str:
    """A path in which no character stands for others."""
    return "".join(f"[{each}]" if each in "*?[" else each for each in str(path))


# ------------------------------------------------------------------------------------ kinds of file


def _found(connection: DuckDBPyConnection, path: Path, table: Table, sheet: str, temporary: Path) -> _Found:
    ending = path.suffix.lower()
    if ending == ".xlsx":
        names = [*write_sheet(path, sheet, table, temporary / _COPY), "row"]
        found = _delimited(temporary / _COPY, ",", names)
        return found._replace(names=found.names[:-1], cells=True, row=f"f{len(names) - 1}::BIGINT")
    if ending == ".parquet":
        return _parquet(connection, path, table)
    if ending in {".json", ".jsonl", ".ndjson"}:
        return _json(connection, path, table)
    delimiter, names = read_head(path, table.name)
    return _delimited(path, delimiter, names)


def _delimited(path: Path, delimiter: str, names: Sequence[str]) -> _Found:
    """Each field is text: nothing of its form is guessed."""
    columns = ", ".join(f"'f{at}': 'VARCHAR'" for at in range(len(names)))
    read = (
        f"read_csv($file, auto_detect=false, columns={{{columns}}}, header=true, delim=$delimiter, "
        "quote='\"', escape='\"', compression='none', hive_partitioning=false)"
    )
    lone = len(names) == 1  # an empty line of it is no row
    return _Found(
        f"(SELECT * FROM {read} WHERE f0 IS NOT NULL)" if lone else read,
        [(name, f"f{at}", "VARCHAR") for at, name in enumerate(names)],
        {"file": _literally(path), "delimiter": delimiter},
    )


def _parquet(connection: DuckDBPyConnection, path: Path, table: Table) -> _Found:
    relation = "read_parquet($file, hive_partitioning=false, binary_as_string=true)"
    parameters = {"file": _literally(path)}
    rows = _records(connection, f"DESCRIBE SELECT * FROM {relation}", parameters, table.name, path)
    return _Found(relation, [(row[0], _quoted(row[0]), row[1]) for row in rows], parameters, row=_PLACE)


def _json(connection: DuckDBPyConnection, path: Path, table: Table) -> _Found:
    """Objects in an array or one after the other; values are taken as the texts they are written in."""
    with path.open("rb") as file:
        array = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    parameters = {"file": _literally(path), "format": "array" if array else "unstructured"}
    source = "read_json_objects($file, format=$format)"
    kinds = f"SELECT DISTINCT json_type(json) AS kind, unnest(json_keys(json)) AS name FROM {source}"
    odd = f"SELECT count(*), count(*) FILTER (WHERE json_type(json) IS DISTINCT FROM 'OBJECT') FROM {source}"
    many, others = _records(connection, odd, parameters, table.name, path)[0]
    if others:
        message = f"{path.name} holds something else than objects with a value for each column."
        raise TableError(Problem("file", table.name, path.name, message))
    names = sorted({row[1] for row in _records(connection, kinds, parameters, table.name, path)})
    names = names if many else [column.source for column in table.columns]
    wanted = [column.source for column in table.columns if column.source in names]
    for at, name in enumerate(wanted):
        parameters[f"j{at}"] = "/" + name.replace("~", "~0").replace("/", "~1")
    pointers = ", ".join(f"$j{at}" for at in range(len(wanted)))
    relation = f"(SELECT json_extract_string(json, [{pointers}]) AS l FROM {source})" if wanted else source
    places = {name: f"l[{at + 1}]" for at, name in enumerate(wanted)}
    return _Found(
        relation, [(name, places.get(name, "NULL"), "VARCHAR") for name in names], parameters, row=_PLACE
    )


def _records(
    connection: DuckDBPyConnection, sql: str, texts: Mapping[str, str], table: str, path: Path
) -> list[Any]:
    import duckdb

    try:
        statement = connection.extract_statements(sql)[0]
        needed = {name: texts[name] for name in statement.named_parameters}
        return connection.execute(statement, needed).fetchall()
    except (
        duckdb.OutOfRangeException,
        duckdb.ParserException,
        duckdb.BinderException,
        duckdb.CatalogException,
    ):  # too large a number, which another query can take, or a bug
        raise
    except duckdb.OutOfMemoryException:
        message = f"{path.name} is too large to be read with the memory that is allowed."
        raise TableError(Problem("size", table, path.name, message)) from None
    except duckdb.InternalException:
        line = None if path.suffix.lower() == ".parquet" else line_not_utf8(path)
        if line is None:
            raise
        message = f"Line {line} of {path.name} is not UTF-8 text."  # DuckDB 1 fails to tell
        raise TableError(Problem("file", table, path.name, message)) from None
    except duckdb.Error as error:
        raise TableError(_unreadable(error, table, path.name)) from None


def _unreadable(error: Exception, table: str, file: str) -> Problem:
    """What is told where DuckDB cannot read a file."""
    text = str(error)
    line, found = (
        re.search(rf"{what}: ([0-9]+)", text) for what in ("CSV Error on Line", "Columns: [0-9]+ Found")
    )
    if line and found:
        message = f"Line {line[1]} of {file} has {found[1]} fields, which is not what its first row has."
    elif line and "utf-8" in text:
        message = f"Line {line[1]} of {file} is not UTF-8 text."
    else:
        message = f"{file} cannot be read: {text.splitlines()[0].partition(': ')[2]}"
    return Problem("file", table, file, message)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _columns(table: Table, file: str, found: _Found) -> list[Stored]:
    names = [name for name, _, _ in found.names]
    columns = []
    for column in table.columns:
        places = [at for at, name in enumerate(names) if name == column.source]
        if not places and column.optional:
            columns.append(Stored("NULL::VARCHAR", "VARCHAR", ABSENT))
            continue
        if len(places) != 1:
            raise TableError(_not_once(column.source, table.name, file, names))
        _, sql, stored = found.names[places[0]]
        columns.append(Stored(sql, stored, places[0]))
    return columns


def _not_once(name: str, table: str, file: str, names: Sequence[str]) -> Problem:
    if name in names:
        message = f"{file} has more than one column {name}, which the table {table} asks for."
        return Problem("column", table, file, message, column=name)
    message = f"{file} has no column {name}, which the table {table} asks for."
    meant = near(name, names)
    hint = f"Did you mean {meant}?" if meant else f"It has {', '.join(names[:20])}."
    return Problem("column", table, file, message, hint, name)
