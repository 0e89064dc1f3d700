"""One pass over the rows of a table: all metrics that are about the same rows, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.measuring.forms import columns_read
from cxrules.workspace.tables.aggregates import Aggregates, Terms, aggregates_of
from cxrules.workspace.tables.conditions import Meaning, named
from cxrules.workspace.tables.rows import GATHERED, WEIGHTLESS, Bound, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from cxrules.measuring.samples import Sample
    from cxrules.model.metrics import Kept, Metric, Table, Tree
    from cxrules.workspace.tables.aggregates import Buying, Ordering, Record, Tally
    from cxrules.workspace.tables.asking import Asked, By
    from cxrules.workspace.tables.opening import Opened

_SAMPLE = 50_000
KINDS = 5_000
"""Rows are gathered where the first `_SAMPLE` of them are of no more than so many kinds."""


class Part(NamedTuple):
    """One metric of a pass: its columns of groups, what reads its samples, and its rows without a weight."""

    asked: Asked
    keys: tuple[str, ...]
    weight: int
    base: str
    readers: Mapping[Tree, Callable[[Record], Sample]]
    orderings: Sequence[Ordering]
    tallies: Sequence[Tally]
    buyings: Sequence[Buying]
    unweighed: int | None


class Scan:
    """A pass. `faults` are the places of the numbers of faulty values, by the column's number."""

    def __init__(self, file: Opened, table: Table, today: date | None, *, wide: bool) -> None:
        """Start with nothing to look for."""
        self.file, self.table, self._today = file, table, today
        self.bind = Bound()
        self.rows = Rows(file, table, self.bind)
        self.rows.wide = wide
        self.meaning = Meaning(self.rows, today)
        self.terms = Terms(self.rows)
        self.parts: list[Part] = []
        self.faults: dict[int, int] = {}
        self.source = ""
        self._keys: dict[str, By] = {}
        self._sets: list[tuple[str, ...]] = []

    def look(self, asked: Sequence[Asked], checked: Sequence[str]) -> int:
        """Look for what metrics ask and for faulty values; the place of the number of all rows."""
        for each in asked:
            self.rows.weight(each.metric.weight)
        self._gather(asked, checked)
        for name in checked:
            at = self.rows.number(name)
            self.faults[at] = self.terms.count(self.rows.part("y", at))
        for each in asked:
            self.parts.append(self.part(each))
        return self.terms.count("true")

    def _gather(self, asked: Sequence[Asked], checked: Sequence[str]) -> None:
        """Gather rows where that pays: what is asked is first asked of rows that are thrown away."""
        if any(each.metric.kept for each in asked):
            return
        trial = self.trial()
        for each in asked:
            trial.rows.weight(each.metric.weight)
        for name in checked:
            trial.rows.part("y", trial.rows.number(name))
        for each in asked:
            trial.part(each)
        self.rows.gathered = self.file.one(trial.rows.kinds(_SAMPLE), trial.bind.values)[0] <= KINDS

    def trial(self) -> Scan:
        """A pass of its own over the same file."""
        return Scan(self.file, self.table, self._today, wide=self.rows.wide)

    # ------------------------------------------------------------------------------------ metrics

    def part(self, asked: Asked) -> Part:
        """Look for what one metric asks."""
        metric = asked.metric
        weight = self.rows.weight(metric.weight)
        keys = tuple(self._key(by) for by in asked.by)
        if keys not in self._sets:
            self._sets.append(keys)
        aggregates = Aggregates(self.terms, self.meaning, self._filters(metric), weight)
        found = {tree: aggregates.reader(tree) for tree in aggregates_of(metric.body)}
        readers = {tree: reader for tree, reader in found.items() if reader is not None}
        base = aggregates.base()
        unweighed = None if weight == WEIGHTLESS else self.terms.unweighed(base, weight)
        apart = tuple(aggregates.orderings), tuple(aggregates.tallies), tuple(aggregates.buyings)
        return Part(asked, keys, weight, base, readers, *apart, unweighed)

    def _key(self, by: By) -> str:
        mark = self.rows.mark(self.meaning.group(by.column, by.unit))
        self._keys[mark] = by
        return mark

    def _filters(self, metric: Metric) -> list[str]:
        tests = self.meaning.filters(metric.where, metric.window)
        if metric.kept:
            for name in (metric.kept.key, metric.kept.by):
                self.rows.part("e", self.rows.number(name))
                tests += self.meaning.answered([name])
        return tests

    # ----------------------------------------------------------------------------------- the query

    def run(self) -> list[tuple[tuple[str, ...], Record]]:
        """The results: of which columns of groups, and a record of their names and then the terms."""
        if self.rows.gathered:
            self.file.one(
                f"CREATE OR REPLACE TEMP TABLE {GATHERED} AS {self.rows.gathering()}", self.bind.values
            )
        self.source = self._source()
        keys = list(self._keys)
        items = [*(f"grouping({key})" for key in keys), *keys, *self.terms.items]
        sql = f"SELECT {', '.join(items)} FROM {self.source}"
        if keys:
            kept = any(part.asked.metric.kept for part in self.parts)
            sets = self._sets if kept else [(), *(each for each in self._sets if each)]
            groups = ", ".join("({})".format(", ".join(each)) for each in sets)
            sql += f" GROUP BY GROUPING SETS ({groups})"
        many = len(keys)
        return [
            (tuple(key for key, flag in zip(keys, row, strict=False) if not flag), row[many:])
            for row in self.file.all(sql, self.bind.values)
        ]

    def _source(self) -> str:
        """The layers; where one row is kept for each key, of the metric's rows only that one."""
        kept = next((part for part in self.parts if part.asked.metric.kept), None)
        if kept is None or kept.asked.metric.kept is None:
            return self.rows.layers()
        key, by = (f"e{self.rows.numbers[name]}" for name in _columns(kept.asked.metric.kept))
        order = "ASC" if kept.asked.metric.kept.which == "first" else "DESC"
        groups = ", ".join((key, *kept.keys))
        there = " AND ".join((kept.base, *(f"{each} IS NOT NULL" for each in kept.keys)))
        return (
            f"(SELECT * FROM {self.rows.layers(counted=True)} WHERE {there} QUALIFY row_number() OVER "
            f"(PARTITION BY {groups} ORDER BY {by} {order}, r DESC) = 1)"
        )

    def texts(self, part: Part, record: Record) -> tuple[str, ...] | None:
        """The texts that tell the group of a record, None where one of its columns is blank."""
        order = list(self._keys)
        texts = tuple(record[order.index(key)] for key in part.keys)
        return None if None in texts else texts

    def names(self, part: Part, texts: Sequence[str]) -> tuple[str, ...]:
        """The names of a group from its texts."""
        pairs = zip((self._keys[key] for key in part.keys), texts, strict=True)
        return tuple(text if by.unit else named(text, self.table.column(by.column)) for by, text in pairs)

    def terms_of(self, record: Record) -> Record:
        """The terms alone of a record."""
        return record[len(self._keys) :]


def _columns(kept: Kept) -> tuple[str, str]:
    return kept.key, kept.by


def read_columns(asked: Asked) -> frozenset[str]:
    """All columns of which a metric needs something."""
    metric = asked.metric
    names: set[str | Any] = {by.column for by in asked.by} | columns_read(metric.where)
    for tree in aggregates_of(metric.body):
        names |= columns_read(tree)
    names |= set(_columns(metric.kept)) if metric.kept else set()
    names |= {metric.window.column} if metric.window else set()
    return frozenset(names | ({metric.weight} if metric.weight else set()))
