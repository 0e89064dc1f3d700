"""What metrics count in rows, by plain loops over fractions, without any SQL. Tests nothing itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.measuring.bodies import sample_value
from cxrules.measuring.intervals import z_of
from cxrules.measuring.ranks import order_statistics
from cxrules.measuring.samples import Moments, Ordered, Part, Rows, Sample, Single
from cxrules.model.metrics import Metric, Window
from cxrules.workspace.tables.aggregates import aggregates_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.model.metrics import Column, Table, Tree
    from cxrules.workspace.tables import Asked, By
    from tests.workspace.tables.survey import Cell

Values: TypeAlias = dict[str, Any]
_ZERO = Fraction(0)


def answers(rows: Sequence[Mapping[str, Cell]], table: Table) -> list[Values]:
    """The rows with the values that columns declare, None where a column is blank."""
    return [{column.name: _value(column, row[column.source]) for column in table.columns} for row in rows]


def _value(column: Column, cell: Cell) -> Any:  # noqa: ANN401  # as the type has it
    if cell is None or str(cell) in column.blanks:
        return None
    if column.type in {"number", "percent"}:
        exact = Decimal(str(cell)).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        return None if str(exact.normalize()) in column.blanks else Fraction(exact)
    return Fraction(cell) if column.type == "count" and isinstance(cell, int) else cell


def counted(rows: Sequence[Values], asked: Asked, today: date) -> dict[tuple[str, ...], dict[Tree, Sample]]:
    """The samples of each group that has rows, and of all rows where groups are not asked for."""
    groups: dict[tuple[str, ...], list[Values]] = {} if asked.by else {(): []}
    for row in rows:
        names = tuple(_group(row[by.column], by) for by in asked.by)
        if None not in names:
            groups.setdefault(tuple(map(str, names)), []).append(row)
    found = {}
    for names, members in groups.items():
        own = _kept([row for row in members if _belongs(row, asked.metric, today)], asked.metric)
        if own or not asked.by:
            samples = {
                tree: _sample(tree, own, members, asked.metric, today)
                for tree in aggregates_of(asked.metric.body)
            }
            found[names] = samples
    return found


def _group(value: Any, by: By) -> str | None:  # noqa: ANN401  # any cell
    if value is None:
        return None
    if by.unit == "year":
        return f"{value.year:04}"
    if by.unit == "quarter":
        return f"{value.year:04}-Q{(value.month + 2) // 3}"
    if by.unit == "month":
        return f"{value.year:04}-{value.month:02}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _belongs(row: Values, metric: Metric, today: date) -> bool:
    if metric.window:
        day = row[metric.window.column]
        if day is None:
            return False
        first, last = _days_of(metric.window, today)
        if not first <= (day.date() if isinstance(day, datetime) else day) <= last:
            return False
    return _answered(row, metric.where) and _holds(metric.where, row, today)


def _days_of(window: Window, today: date) -> tuple[date, date]:
    """The first and the last day of a window, of units that are the same or come to the same."""
    if not window.ago:
        return _back(today, window.length, window.unit), today
    months = {"months": 1, "years": 12}
    if window.unit == "days":
        ended = _back(today, window.ago, window.ago_unit)
        return _back(ended, window.length, "days"), ended - timedelta(days=1)
    many = window.length * months[window.unit] + window.ago * months[window.ago_unit]
    return _back(today, many, "months"), _back(today, window.ago, window.ago_unit) - timedelta(days=1)


def _back(today: date, count: int, unit: str) -> date:
    if unit == "days":
        return today - timedelta(days=count)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "years" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def _kept(rows: list[Values], metric: Metric) -> list[Values]:
    kept = metric.kept
    if kept is None:
        return rows
    chosen: dict[Any, Values] = {}
    for row in rows:
        key, new = row[kept.key], row[kept.by]
        if key is None or new is None:
            continue
        old = chosen[key][kept.by] if key in chosen else new
        if new <= old if kept.which == "first" else new >= old:
            chosen[key] = row
    return list(chosen.values())


def _read(tree: Tree | None) -> set[str]:
    if not tree or tree[0] == "blank":
        return set()
    if tree[0] == "column":
        return {tree[1]}
    if tree[0] in {"days", "hours"}:
        return {each[1] if isinstance(each, tuple) else each for each in tree[1:]} - {"today"}
    parts = tree[1:2] if tree[0] in {"is", "is-not"} else tree[1:]
    return set().union(*(_read(part) for part in parts if isinstance(part, tuple)))


def _holds(tree: Tree | None, row: Values, today: date) -> bool:
    """Whether a condition holds of a row."""
    return tree is None or _true(tree, row, today) is True


def _true(tree: Tree, row: Values, today: date) -> bool | None:
    """Whether a condition holds; None where that hangs on a blank."""
    word = tree[0]
    if word == "blank":
        return row[tree[1]] is None
    if word == "not":
        found = _true(tree[1], row, today)
        return None if found is None else not found
    if word in {"and", "or"}:
        parts = [_true(part, row, today) for part in tree[1:]]
        decisive = word == "or"
        return decisive if decisive in parts else None if None in parts else not decisive
    if any(row[name] is None for name in _read(tree)):
        return None
    value = _of_row(tree[1], row, today)
    if word in {"is", "is-not"}:
        return any(value == _like(value, text) for text in tree[2]) is (word == "is")
    limit = _of_row(tree[2], row, today) if isinstance(tree[2], tuple) else _like(value, tree[2])
    value, limit = _side(value, limit)
    sides = {"at-least": value >= limit, "at-most": value <= limit, "below": value < limit}
    return bool({**sides, "above": value > limit}[word])


def _like(value: Any, text: str) -> Any:  # noqa: ANN401  # as the type of the value
    if isinstance(value, bool):
        return text == "yes"
    if isinstance(value, Fraction):
        return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return date.fromisoformat(text) if isinstance(value, date) else text


def _side(value: Any, limit: Any) -> tuple[Any, Any]:  # noqa: ANN401  # as the type of the value
    """Two values that can be compared: a time by its day with a date."""
    if isinstance(value, datetime) and not isinstance(limit, datetime):
        return value.date(), limit
    return value, limit


def _of_row(tree: Tree, row: Values, today: date) -> Any:  # noqa: ANN401  # as the type of the value
    if tree[0] == "column":
        return row[tree[1]]
    first, last = (today if name == "today" else row[name] for name in tree[1:])
    if tree[0] == "days":
        return Fraction((_day(last) - _day(first)).days)
    return Fraction((_moment(last) - _moment(first)) // timedelta(microseconds=1), 3600 * 10**6)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())


# ---------------------------------------------------------------------------------------- samples


def _sample(tree: Tree, rows: list[Values], every: list[Values], metric: Metric, today: date) -> Sample:
    word = tree[0]
    if word in {"count", "share"}:
        part, among = tree[1], tree[2] if word == "share" else None
        base = [row for row in rows if _holds(among, row, today) and _answered(row, part, among)]
        own = [row for row in base if _holds(part, row, today)]
        return Part(_rows(base, metric), len(own), _rows(own, metric).weight)
    if word == "keys":
        return _keys(tree, rows, every, today)
    return _of_values(tree, rows, metric, today)


def _of_values(tree: Tree, rows: list[Values], metric: Metric, today: date) -> Sample:
    word = tree[0]
    value = ("column", tree[1]) if word == "distinct" else tree[1]
    looked = [row for row in rows if _answered(row, tree[2]) and _answered(row, value)]
    own = [row for row in looked if _holds(tree[2], row, today)]
    if word == "distinct":
        return Single(_rows(looked, metric), Fraction(len({row[tree[1]] for row in own})))
    values = [(_of_row(value, row, today), _weight(row, metric)) for row in own]
    if word == "sum":
        return Single(_rows(looked, metric), sum((each * weight for each, weight in values), _ZERO))
    base_rows = _rows(own, metric)
    if word == "mean":
        total = sum((each * weight for each, weight in values), _ZERO)
        return Moments(base_rows, total, sum((each * each * weight for each, weight in values), _ZERO))
    if word == "quantile":
        found = order_statistics(sorted(values), base_rows, Fraction(tree[3]), z_of(metric.confidence))
        return found or Ordered(base_rows, _ZERO, _ZERO, None, None)
    chosen = min if word == "lowest" else max
    return Single(base_rows, chosen(each for each, _ in values) if values else None)


def _keys(tree: Tree, rows: list[Values], every: list[Values], today: date) -> Part:
    """The keys of some rows, and those for which an aggregate over all of their rows compares so."""
    _, column, aggregate, where, window, word, limit = tree
    inner = Metric("m", "", "", "", aggregate, where, window=Window(*window[1:]) if window else None)
    keys = {row[column] for row in rows} - {None}
    values = []
    for key in keys:
        own = [row for row in every if row[column] == key and _belongs(row, inner, today)]
        sample = _sample(aggregate, own, own, inner, today)
        if aggregate[0] in {"count", "distinct", "sum"} or sample.base.rows:
            value = sample_value(aggregate[0], sample)
            assert value is not None
            values.append(value)
    sides = {"at-least": ge, "at-most": le, "below": lt, "above": gt}
    reached = sum(sides[word](value, Fraction(limit)) for value in values)
    n = Fraction(len(values))
    return Part(Rows(len(values), n, n), reached, Fraction(reached))


def _answered(row: Values, *trees: Tree | None) -> bool:
    """Whether nothing that is read is blank, but for what is itself asked to be blank or not."""
    asked = set().union(*map(_asked_blank, trees))
    return all(row[name] is not None for tree in trees for name in _read(tree) - asked)


def _asked_blank(tree: Tree | None) -> set[str]:
    if not tree:
        return set()
    if tree[0] == "blank":
        return {tree[1]}
    return set().union(*map(_asked_blank, tree[1:])) if tree[0] in {"not", "and", "or"} else set()


def _weight(row: Values, metric: Metric) -> Fraction:
    return Fraction(row[metric.weight]) if metric.weight else Fraction(1)


def _rows(rows: list[Values], metric: Metric) -> Rows:
    weights = [_weight(row, metric) for row in rows]
    return Rows(len(rows), sum(weights, _ZERO), sum((each * each for each in weights), _ZERO))
