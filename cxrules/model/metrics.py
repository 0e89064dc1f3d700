"""Tables and metrics as data: what is computed from the rows of a table, finite and total.

A model declares them, a plan keeps them beside its nodes; nothing here reads a row. Trees are nested tuples,
the word first:

- a value of a row: ``("column", name)``; ``("days" | "hours", column, column)``, the second ``"today"`` for
  the date of the assessment;
- a condition on a row: ``("is" | "is-not", value, (text, …))``; ``("at-least" | "at-most" | "below" |
  "above", value, limit)`` with a number or date as text, or ``("column", name)``; ``("blank", column)``;
  ``("not", condition)``; ``("and" | "or", condition, …)``;
- an aggregate: ``("count", where)``; ``("distinct", column, where)``; ``("share", part, among)``;
  ``("sum" | "mean" | "lowest" | "highest", value, where)``; ``("quantile", value, where, fraction)``, the
  median with ``"1/2"``; `where` and `among` are conditions or None; ``("keys", column, aggregate, where,
  window, word, limit)``, the share of the values of a column for whose own rows, of such a condition and
  window (None or ``("window", …)`` as in `Window`), the aggregate compares so with the limit;
- a body: ``("number", text)``; ``("plus" | "minus" | "times" | "divided", body, body)``; an aggregate;
  ``("metric", name)``; ``("over", "highest" | "lowest" | "mean", metric, column)``;
- an aggregate that is no sum of rows: ``("expected", value, column, column, months, rate)``, what is expected
  on average of the customers that the first column names, from their purchases on the days of the second
  one, within so many months, discounted by a rate a year (a fraction as text).

A row counts in an aggregate where no column that the aggregate reads is blank in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Tree: TypeAlias = tuple[Any, ...]


class Column(NamedTuple):
    """A column of a table. `source` is its name in the file; blanks are codes that are no answer.

    `type`: text, choice (one of `choices`), truth, count, number, percent, date, time (a date with the time
    of day). `low` and `high` bound a count or number, as text. `role`: key (no two rows of a table share all
    keys), instance (rows belong to the instance of that name), or nothing. A file may lack an `optional`
    column, which is then blank in all rows.
    """

    name: str
    title: str
    type: str
    source: str
    low: str | None = None
    high: str | None = None
    choices: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    unit: str = ""
    role: str = ""
    optional: bool = False


class Table(NamedTuple):
    """A table that a model asks for."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of a name; raises KeyError where there is none."""
        for each in self.columns:
            if each.name == name:
                return each
        raise KeyError(name)

    @property
    def instance_column(self) -> str:
        """The column that names the instance a row belongs to; empty where there is none."""
        return next((each.name for each in self.columns if each.role == "instance"), "")


class Window(NamedTuple):
    """The rows whose date column lies in a window, both ends included.

    `unit` days, months or years before the date of the assessment (`length` of them), or else from `since` to
    `until`. With `ago` the window ended so many `ago_unit` before that date: on the day before, so that it
    shares no day with a window of that length that ends on the date itself.
    """

    column: str
    length: int = 0
    unit: str = ""
    since: str = ""
    until: str = ""
    ago: int = 0
    ago_unit: str = ""


class Kept(NamedTuple):
    """One row per key: the ``first`` or ``last`` by a column; of equal ones the one later in the file."""

    which: str
    key: str
    by: str


class Metric(NamedTuple):
    """A metric: what is computed of which rows, from how many rows it counts, and how sure it is.

    `table` is empty for a metric over other metrics. `interval`: wilson, adjusted-wald, normal, order,
    difference, or empty for none; `confidence` a fraction as text. `least` rows are needed, `least_in_group`
    in each group of an aggregate over groups. With `shown` (0: none) rows there is a value to look at, which
    is not rated below `least`.
    """

    name: str
    title: str
    table: str
    unit: str
    body: Tree
    where: Tree | None = None
    kept: Kept | None = None
    window: Window | None = None
    weight: str = ""
    least: int = 1
    least_in_group: int = 0
    interval: str = ""
    confidence: str = "19/20"
    shown: int = 0

    @property
    def needs_day(self) -> bool:
        """Whether it depends on the date of the assessment."""
        if self.window is not None and self.window.unit:
            return True
        if any(keys[4] is not None and Window(*keys[4][1:]).unit for keys in keys_in(self.body)):
            return True
        return _mentions_today(self.body) or (self.where is not None and _mentions_today(self.where))


def _mentions_today(tree: Tree) -> bool:
    """Whether today stands in a tree, which it does only as the end of a span of time."""
    if tree[0] in {"days", "hours"}:
        return "today" in tree[1:]
    return any(isinstance(part, tuple) and _mentions_today(part) for part in tree)


class GradedText(NamedTuple):
    """One of the grades by which a criterion is rated, as it is written: ``sampled of nps at least 30``.

    `rows` are its ratings and conditions, written out; the last condition is ``otherwise``. `metrics` and
    `parameters` are those it names.
    """

    text: str
    rows: tuple[tuple[str, str], ...]
    metrics: tuple[str, ...]
    parameters: tuple[str, ...]


def table_of(row: Sequence[Any]) -> Table:
    """A table from its data as JSON has it."""
    name, title, columns = row
    return Table(name, title, tuple(Column._make(map(_tuples, each)) for each in columns))


def metric_of(row: Sequence[Any]) -> Metric:
    """A metric from its data as JSON has it."""
    found = Metric._make(map(_tuples, row))
    return found._replace(
        kept=Kept(*found.kept) if found.kept else None,
        window=Window(*found.window) if found.window else None,
    )


def _tuples(part: Any) -> Any:  # noqa: ANN401 - data of many shapes
    return tuple(map(_tuples, part)) if isinstance(part, list) else part


def groups_in(body: Tree) -> Iterator[tuple[str, str]]:
    """The metrics over groups in a body, each with its column."""
    if body[0] == "over":
        yield body[2], body[3]
    for part in body[1:]:
        if isinstance(part, tuple):
            yield from groups_in(part)


def keys_in(body: Tree) -> Iterator[Tree]:
    """The shares of the values of a column in a body."""
    if body[0] == "keys":
        yield body
    elif body[0] in {"plus", "minus", "times", "divided"}:
        for part in body[1:]:
            yield from keys_in(part)


def reads_rows(body: Tree) -> bool:
    """Whether a body takes anything of the metric's own rows, and not of other metrics alone."""
    if body[0] in {"plus", "minus", "times", "divided"}:
        return any(map(reads_rows, body[1:]))
    return body[0] not in {"number", "metric", "over"}


def counted_by(body: Tree) -> str:
    """The column whose values are counted instead of rows, each once; empty where rows are.

    So it is where all that a body takes of its rows is taken of the values of one column.
    """
    if body[0] in {"plus", "minus", "times", "divided"}:
        columns = {counted_by(part) for part in body[1:] if part[0] != "number"}
        return columns.pop() if len(columns) == 1 else ""
    if body[0] == "expected":
        customer: str = body[2][1]
        return customer
    return body[1] if body[0] == "keys" else ""


def told_apart_in(body: Tree) -> set[str]:
    """The columns by whose values a body itself tells rows apart."""
    return {column for _, column in groups_in(body)} | {keys[1] for keys in keys_in(body)}


def named_in(body: Tree) -> Iterator[str]:
    """The metrics that a body names, other than over groups."""
    if body[0] == "metric":
        yield body[1]
    for part in body[1:]:
        if isinstance(part, tuple):
            yield from named_in(part)


def apart_by(tables: Mapping[str, Table], metric: Metric) -> str:
    """The column by which the rows of instances are told apart; empty where a metric is one of the whole.

    A metric over the groups of that column compares instances.
    """
    column = tables[metric.table].instance_column if metric.table else ""
    return "" if column in told_apart_in(metric.body) else column


def of_instances(tables: Mapping[str, Table], metrics: Mapping[str, Metric]) -> set[str]:
    """The metrics that each instance has for itself; in `metrics` each stands after those it rests on."""
    own: set[str] = set()
    for name, metric in metrics.items():
        if apart_by(tables, metric) or own.intersection(named_in(metric.body)):
            own.add(name)
    return own
