"""Reading what metrics ask of a table: few passes over its file, and none of its rows in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.tables.asking import Reading
from cxrules.workspace.tables.buyers import expected
from cxrules.workspace.tables.faults import count_faulty, faults_of, repeated_keys, unweighed_rows
from cxrules.workspace.tables.keys import NO_KEY, reached
from cxrules.workspace.tables.opening import ABSENT, Limits, opened
from cxrules.workspace.tables.problems import Problem, TableError
from cxrules.workspace.tables.quantiles import ordered
from cxrules.workspace.tables.scan import Scan, read_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from cxrules.measuring.samples import Sample
    from cxrules.model.metrics import Table, Tree
    from cxrules.workspace.tables.aggregates import Record
    from cxrules.workspace.tables.asking import Asked, Groups
    from cxrules.workspace.tables.opening import Opened
    from cxrules.workspace.tables.scan import Part

WIDTHS = (False, True)
"""Whether squares are added up as numbers of 128 bits: at first not, which is faster."""


def read_table(
    path: Path,
    table: Table,
    asked: Sequence[Asked],
    today: date | None = None,
    *,
    sheet: str = "",
    limits: Limits = Limits(),  # noqa: B008  # it cannot be changed
) -> Reading:
    """Count in the file of a table what metrics ask: CSV, Parquet, JSON or XLSX (`sheet`, or its first).

    Metrics over other metrics ask nothing of a table and have empty samples. `today` is the date of the
    assessment. What is wrong with the file or its rows comes back as problems, and then nothing is counted.

    Raises ValueError where a metric depends on `today` and there is none, KeyError for a column that the
    table does not declare.
    """
    try:
        with opened(path, table, sheet, limits) as file:
            return _read(file, table, list(dict.fromkeys(asked)), today)
    except TableError as error:
        return Reading({}, 0, (error.problem,))


def _read(file: Opened, table: Table, asked: Sequence[Asked], today: date | None) -> Reading:
    found: dict[Asked, Groups] = {}
    checked = sorted(frozenset[str]().union(*map(read_columns, asked)))
    plain = [each for each in asked if not each.metric.kept]
    rows, problems = _pass(file, table, plain, today, found, checked)
    problems += _of_keys(file, table, asked, checked)
    for each in asked:
        if each.metric.kept and not problems:
            problems += _pass(file, table, [each], today, found, [])[1]
    return Reading({} if problems else found, rows, tuple(problems), tuple(_absent(file, table)))


def _absent(file: Opened, table: Table) -> Iterator[Problem]:
    """That optional columns are not there: one notice for all of them."""
    columns = zip(table.columns, file.columns, strict=True)
    names = [column.source for column, stored in columns if stored.place == ABSENT]
    if names:
        several = len(names) > 1
        message = (
            f"{file.file} lacks the optional column{'s' * several} {', '.join(names)}; "
            f"{'they are' if several else 'it is'} blank in all rows."
        )
        yield Problem("absent", table.name, file.file, message, column=names[0])


def _of_keys(file: Opened, table: Table, asked: Sequence[Asked], checked: Sequence[str]) -> list[Problem]:
    """What is wrong with keys, unless each metric keeps one row for a key anyway."""
    keys = {column.name: at for at, column in enumerate(table.columns) if column.role == "key"}
    if asked and all(each.metric.kept and each.metric.kept.key in keys for each in asked):
        return []
    unread = [at for name, at in keys.items() if name not in checked and table.columns[at].type != "text"]
    problems = list(faults_of(file, table, {at: count_faulty(file, table, at) for at in unread}))
    repeated = repeated_keys(file, table)
    return [*problems, repeated] if repeated else problems


def _pass(
    file: Opened,
    table: Table,
    asked: Sequence[Asked],
    today: date | None,
    found: dict[Asked, Groups],
    checked: Sequence[str],
) -> tuple[int, list[Problem]]:
    """One pass, and where numbers of 64 bits are too small for it, one more with larger ones."""
    import duckdb

    for wide in WIDTHS:
        scan = Scan(file, table, today, wide=wide)
        try:
            return _done(scan, asked, found, checked)
        except duckdb.OutOfRangeException:
            continue
    message = f"The numbers of the table {table.name} ({file.file}) are too large to be added up exactly."
    return 0, [Problem("size", table.name, file.file, message)]


def _done(
    scan: Scan, asked: Sequence[Asked], found: dict[Asked, Groups], checked: Sequence[str]
) -> tuple[int, list[Problem]]:
    rows = scan.look(asked, checked)
    records = scan.run()
    total = next((scan.terms_of(record) for keys, record in records if not keys), ())
    counts = {at: total[place] or 0 for at, place in scan.faults.items()}
    problems = list(faults_of(scan.file, scan.table, counts))
    for part in scan.parts:
        own = [record for keys, record in records if set(keys) == set(part.keys)]
        problems += _of_weights(scan, part, own)
        if not problems:
            found[part.asked] = _samples(scan, part, own)
    return (int(total[rows] or 0) if total else 0), problems


def _of_weights(scan: Scan, part: Part, records: Iterable[Record]) -> list[Problem]:
    if part.unweighed is None:
        return []
    count = sum(int(scan.terms_of(record)[part.unweighed] or 0) for record in records)
    return [unweighed_rows(scan, part, count)] if count else []


def _samples(scan: Scan, part: Part, records: Iterable[Record]) -> Groups:
    """The samples of each group."""
    told = ((scan.texts(part, record), scan.terms_of(record)) for record in records)
    groups = {texts: terms for texts, terms in told if texts is not None}
    samples: dict[tuple[str, ...], dict[Tree, Sample]] = {
        texts: {tree: reader(terms) for tree, reader in part.readers.items()}
        for texts, terms in groups.items()
    }
    for ordering in part.orderings:
        bases = {texts: ordering.base(terms) for texts, terms in groups.items()}
        for texts, sample in ordered(scan, part, ordering, bases).items():
            samples[texts][ordering.tree] = sample
    for tally in part.tallies:
        tallied = reached(scan, part, tally)
        for texts, own in samples.items():
            own[tally.tree] = tallied.get(texts, NO_KEY)
    for buying in part.buyings:
        for texts, modelled in expected(scan, part, buying, groups).items():
            samples[texts][buying.tree] = modelled
    return {scan.names(part, texts): each for texts, each in samples.items()}
