"""What is to be measured from a data file: its table, metrics, groups and periods, from what was asked for.

Names are held against the model here, and no row is read; of the file at most the names of its columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.model.metrics import groups_in, named_in
from cxrules.text import near
from cxrules.workspace.tables import By, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cxrules.model.metrics import Column, Metric, Table, Tree
    from cxrules.workspace.metric_models import MetricModel

UNITS = ("year", "quarter", "month")
_TOLD_APART = ("text", "choice", "truth", "date", "count")
_DATES = ("date", "time")


class Unmeasurable(Refusal):
    """What was asked for cannot be measured: why, and what would be right."""


class Wanted(NamedTuple):
    """What was asked for, by name; empty: what is usual. `period` is a unit, or a unit and a column."""

    table: str = ""
    metrics: Sequence[str] = ()
    by: str = ""
    period: str = ""


class Choice(NamedTuple):
    """What is measured. `needed` are the metrics with those that they rest on, each after those."""

    table: Table
    metrics: Sequence[Metric]
    needed: Sequence[Metric]
    by: By | None = None
    period: By | None = None

    def needs_day(self) -> str:
        """The name of a metric whose rows or values depend on which day is today; empty without one."""
        return next((each.name for each in self.needed if each.needs_day), "")


def choose(model: MetricModel, path: Path, wanted: Wanted, sheet: str = "") -> Choice:
    """What is measured of a file.

    Raises Unmeasurable where a name is unknown, and where it is not clear what is meant.
    """
    if not model.tables:
        raise Unmeasurable(f"{model.id} has no tables.", "A table says which columns a data file has.")
    named = named_metrics(model, wanted.metrics)
    table = model.tables[_table(model, path, wanted, sheet)]
    own = [each for each in model.metrics.values() if tables_of(model.metrics, each) == {table.name}]
    for metric in named:
        if metric not in own:
            raise Unmeasurable(
                f"{metric.name} is not measured from the table {table.name} alone.", _listed(own)
            )
    if not own:
        raise Unmeasurable(f"{model.id} has no metric over the table {table.name}.")
    chosen = named or own
    needed = _needed(model.metrics, chosen)
    by = By(_group_column(table, wanted.by).name) if wanted.by else None
    period = _period(table, needed, wanted.period) if wanted.period else None
    return Choice(table, chosen, needed, by, period)


def named_metrics(model: MetricModel, names: Iterable[str]) -> list[Metric]:
    """The metrics of these names, each once.

    Raises Unmeasurable for a name that the model does not have, and for a model without any.
    """
    if not model.metrics:
        raise Unmeasurable(f"{model.id} has no metrics, so there is nothing to measure.")
    for name in names:
        if name not in model.metrics:
            hint = _meant(name, model.metrics) or _listed(model.metrics.values())
            raise Unmeasurable(f"{model.id} has no metric {name}.", hint)
    return [model.metrics[name] for name in dict.fromkeys(names)]


def tables_of(metrics: Mapping[str, Metric], metric: Metric) -> set[str]:
    """The tables that a metric, or any that it rests on, is measured from."""
    tables = {metric.table} if metric.table else set()
    return tables.union(*(tables_of(metrics, metrics[name]) for name in _below(metric.body)))


def _below(body: Tree) -> set[str]:
    return {*named_in(body), *(name for name, _ in groups_in(body))}


def _needed(metrics: Mapping[str, Metric], chosen: Iterable[Metric]) -> list[Metric]:
    """The metrics with those that they rest on, in the order of the model."""
    names: set[str] = set()
    left = [each.name for each in chosen]
    while left:
        name = left.pop()
        names.add(name)
        left += _below(metrics[name].body) - names
    return [each for name, each in metrics.items() if name in names]


# -------------------------------------------------------------------------------------------- table


def _table(model: MetricModel, path: Path, wanted: Wanted, sheet: str) -> str:
    if wanted.table:
        if wanted.table not in model.tables:
            hint = _meant(wanted.table, model.tables) or f"It has {', '.join(model.tables)}."
            raise Unmeasurable(f"{model.id} has no table {wanted.table}.", hint)
        return wanted.table
    asked = {table for name in wanted.metrics for table in tables_of(model.metrics, model.metrics[name])}
    among = [name for name in model.tables if name in asked] or list(model.tables)
    if len(among) > 1 and asked:
        raise Unmeasurable(
            f"These metrics are measured from several tables: {', '.join(among)}.", "Name those of one."
        )
    if len(among) == 1:
        return among[0]
    fitting = [name for name in among if _fits(model.tables[name], path, sheet)]
    if len(fitting) == 1:
        return fitting[0]
    told = (
        f"{path.name} has the columns of {' and '.join(fitting)}"
        if fitting
        else (f"{path.name} has not all the columns of any table of {model.id}")
    )
    raise Unmeasurable(f"{told}.", f"Say which one it is: --table {' or --table '.join(fitting or among)}.")


def _fits(table: Table, path: Path, sheet: str) -> bool:
    """Whether a file has the columns of a table; keys are not looked at, which would read all rows."""
    bare = table._replace(columns=tuple(each._replace(role="") for each in table.columns))
    return not any(each.kind == "column" for each in read_table(path, bare, [], sheet=sheet).problems)


# -------------------------------------------------------------------------------- groups and periods


def _group_column(table: Table, name: str) -> Column:
    column = _column(table, name)
    if column.type not in _TOLD_APART:
        able = [each.name for each in table.columns if each.type in _TOLD_APART]
        message = f"Rows are not told apart by {column.name}, a {column.type}."
        raise Unmeasurable(message, f"They are by {', '.join(able)}." if able else "")
    return column


def _period(table: Table, needed: Iterable[Metric], text: str) -> By:
    unit, _, name = text.partition(":")
    if unit not in UNITS:
        hint = _meant(unit, UNITS) or "There are year, quarter and month, as in year:answered."
        raise Unmeasurable(f"There is no period {unit!r}.", hint)
    if not name:
        return By(_only_date(table, needed, unit), unit)
    column = _column(table, name)
    if column.type == "count" and unit == "year":
        return By(column.name)  # it holds the year itself
    if column.type not in _DATES:
        numbered = ", or of type count with the year in it" if unit == "year" else ""
        message = f"The column {column.name} is of type {column.type}."
        raise Unmeasurable(message, f"A {unit} needs one of type date or time{numbered}.")
    return By(column.name, unit)


def _only_date(table: Table, needed: Iterable[Metric], unit: str) -> str:
    windows = {each.window.column for each in needed if each.window and each.table == table.name}
    if len(windows) == 1:
        return windows.pop()
    dates = [each.name for each in table.columns if each.type in _DATES]
    if len(dates) == 1:
        return dates[0]
    if dates:
        hint = f"Say which one is meant: --period {' or --period '.join(f'{unit}:{each}' for each in dates)}."
        raise Unmeasurable(f"The table {table.name} has several columns with dates.", hint)
    hint = "A column of type count that holds the year is named too: --period year:COLUMN."
    raise Unmeasurable(f"The table {table.name} has no column with dates.", hint)


def _column(table: Table, name: str) -> Column:
    names = {each.name: each for each in table.columns}
    if name in names:
        return names[name]
    called = next((each.name for each in table.columns if each.source == name), "")
    hint = f"Did you mean {called}?" if called else _meant(name, names) or f"It has {', '.join(names)}."
    raise Unmeasurable(f"The table {table.name} has no column {name}.", hint)


def _meant(name: str, names: Iterable[str]) -> str:
    close = near(name, list(names))
    return f"Did you mean {close}?" if close else ""


def _listed(metrics: Iterable[Metric]) -> str:
    names = [each.name for each in metrics]
    return f"There are: {', '.join(names)}." if names else "It has none."
