"""Values of a row and conditions on a row, from the trees of a metric to SQL over `Rows`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.workspace.tables.columns import NUMERIC, scale_of
from cxrules.workspace.tables.limits import MICRO, among, compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.metrics import Column, Tree, Window
    from cxrules.workspace.tables.rows import Rows

_SIGNS = {"at-least": ">=", "at-most": "<=", "below": "<", "above": ">"}
_HOUR = 3600 * MICRO
_DAY = len("2026-01-31")
_MONTHS = 12


class Value(NamedTuple):
    """A value of a row: its SQL, its type, of a number how many steps make one, what it is made of."""

    sql: str
    type: str
    scale: int
    columns: tuple[int, ...]


class Meaning:
    """What trees mean on the rows of one table; `today` is the date of the assessment."""

    def __init__(self, rows: Rows, today: date | None) -> None:
        """Meaning on certain rows."""
        self.rows, self._today = rows, today

    # ------------------------------------------------------------------------------------- values

    def value(self, tree: Tree) -> Value:
        """A value of a row.

        Raises ValueError where it depends on the date of the assessment and there is none.
        """
        if tree[0] == "column":
            return self._column(tree[1])
        return self._apart(tree[0], tree[1], tree[2])

    def outside(self, tree: Tree) -> Value:
        """A value of a row for use outside the layers."""
        found = self.value(tree)
        if tree[0] == "column":
            return found._replace(sql=self.rows.part("e", found.columns[0]))
        return found._replace(sql=self.rows.leaf(found.sql, found.columns, "d"))

    def _column(self, name: str) -> Value:
        at = self.rows.number(name)
        column = self.rows.table.columns[at]
        return Value(f"e{at}", column.type, scale_of(column), (at,))

    def _apart(self, unit: str, first: Any, second: Any) -> Value:  # noqa: ANN401  # a name or a tree
        """Whole days from one date to the other, or the hours between them to the microsecond."""
        ends = [self._end(_name(each)) for each in (first, second)]
        columns = tuple(at for _, numbers in ends for at in numbers)
        (start, _), (end, _) = ends
        if unit == "days":
            return Value(f"(({end})::DATE - ({start})::DATE)", "count", 1, columns)
        sql = f"(epoch_us(({end})::TIMESTAMP) - epoch_us(({start})::TIMESTAMP))"
        return Value(sql, "number", _HOUR, columns)

    def _end(self, name: str) -> tuple[str, tuple[int, ...]]:
        if name == "today":
            return f"DATE '{self.today.isoformat()}'", ()
        found = self._column(name)
        return found.sql, found.columns

    @property
    def today(self) -> date:
        """The date of the assessment; raises ValueError without one."""
        if self._today is None:
            raise ValueError("a metric depends on the date of the assessment, and there is none")
        return self._today

    # --------------------------------------------------------------------------------- conditions

    def condition(self, tree: Tree) -> str:
        """A condition; where a column is blank it may come out as NULL."""
        word = tree[0]
        if word == "blank":
            return self.rows.part("x", self.rows.number(_name(tree[1])))
        if word == "not":
            return f"(NOT {self.condition(tree[1])})"
        if word in {"and", "or"}:
            parts = f" {word.upper()} ".join(self.condition(part) for part in tree[1:])
            return f"({parts})"
        return self._comparison(word, tree[1], tree[2])

    def _comparison(self, word: str, tree: Tree, limit: Any) -> str:  # noqa: ANN401  # texts, or a column
        left = self.value(tree)
        if word in {"is", "is-not"}:
            test = self._is(left, limit)
            sql = f"({test})" if word == "is" else f"(NOT ({test}))"
        elif isinstance(limit, str):
            sql = f"({_against(word, left, limit)})"
        else:
            right = self.value(limit)
            left, sql = left._replace(columns=left.columns + right.columns), _both(word, left, right)
        return self.rows.leaf(sql, left.columns)

    def _is(self, value: Value, texts: Sequence[str]) -> str:
        """Whether a value is one of some."""
        if value.type in NUMERIC:
            return among(value.sql, texts, value.scale) or f"{value.sql} <> {value.sql}"
        if value.type == "truth":
            return " OR ".join(_true(value.sql, text) for text in texts)
        if value.type in {"date", "time"}:
            days = ", ".join(f"DATE '{date.fromisoformat(text)}'" for text in texts)
            return f"({value.sql})::DATE IN ({days})"
        return f"{value.sql} IN ({', '.join(self.rows.bind(text) for text in texts)})"

    def within(self, window: Window) -> str:
        """Whether the date of a row is in a window."""
        value = self._column(window.column)
        first, last = _ends(window, self)
        tests = [f"({value.sql})::DATE >= DATE '{first}'"] if first else []
        tests += [f"({value.sql})::DATE <= DATE '{last}'"] if last else []
        return self.rows.leaf(f"({' AND '.join(tests) or f'{value.sql} IS NOT NULL'})", value.columns)

    def filters(self, where: Tree | None, window: Window | None) -> list[str]:
        """What rows of a condition and a window meet, a test each."""
        tests = []
        if where:
            tests += self.answered(sorted(answered_columns([where])))
            tests.append(self.condition(where))
        return [*tests, self.within(window)] if window else tests

    # -------------------------------------------------------------------------------- blank or not

    def answered(self, names: Sequence[str]) -> list[str]:
        """That columns are not blank, a test each."""
        return [self._answered(self.rows.number(name)) for name in sorted(names)]

    def _answered(self, at: int) -> str:
        """Where a column has its type early, no more than this truth about it is handed on."""
        return self.rows.leaf(f"(e{at} IS NOT NULL)", (at,))

    def group(self, name: str, unit: str) -> str:
        """A column as the text by which rows are told apart: its value, or the period its date is in."""
        found = self._column(name)
        if not unit:
            return f"({self.rows.part('e', found.columns[0])})::VARCHAR"
        sql = {
            "year": f"strftime({found.sql}, '%Y')",
            "quarter": f"strftime({found.sql}, '%Y-Q') || quarter({found.sql})::VARCHAR",
            "month": f"strftime({found.sql}, '%Y-%m')",
        }[unit]
        return self.rows.leaf(sql, found.columns, "d")


def compared_columns(tree: Tree | None) -> frozenset[str]:
    """The columns of which a value or condition needs an answer: all it reads but those asked to be blank."""
    if not tree or tree[0] == "blank":
        return frozenset()
    if tree[0] == "column":
        return frozenset({tree[1]})
    if tree[0] in {"days", "hours"}:
        return frozenset({_name(each) for each in tree[1:]} - {"today"})
    if tree[0] in {"is", "is-not"}:
        return compared_columns(tree[1])
    return frozenset[str]().union(*(compared_columns(part) for part in tree[1:] if isinstance(part, tuple)))


def answered_columns(trees: Iterable[Tree | None]) -> frozenset[str]:
    """The columns that must be answered for some conditions together: but for those asked to be blank."""
    compared: set[str] = set()
    asked: set[str] = set()
    for tree in trees:
        compared |= compared_columns(tree)
        asked |= _asked_blank(tree)
    return frozenset(compared - asked)


def _asked_blank(tree: Tree | None) -> frozenset[str]:
    if not tree:
        return frozenset()
    if tree[0] == "blank":
        return frozenset({_name(tree[1])})
    if tree[0] not in {"not", "and", "or"}:
        return frozenset()
    return frozenset[str]().union(*map(_asked_blank, tree[1:]))


def _name(column: Any) -> str:  # noqa: ANN401  # a name or a tree
    """The name of a column, given by name or as a value."""
    return str(column[1] if isinstance(column, tuple) else column)


def _against(word: str, value: Value, limit: str) -> str:
    if value.type not in {"date", "time"}:
        return compared(word, value.sql, limit, value.scale)
    if len(limit) > _DAY:
        return f"({value.sql})::TIMESTAMP {_SIGNS[word]} TIMESTAMP '{datetime.fromisoformat(limit)}'"
    return f"({value.sql})::DATE {_SIGNS[word]} DATE '{date.fromisoformat(limit)}'"


def _both(word: str, left: Value, right: Value) -> str:
    """Two values of one row, in steps that both are whole in."""
    sign = _SIGNS[word]
    if left.scale == right.scale:
        return f"({left.sql} {sign} {right.sql})"
    return f"({left.sql}::HUGEINT * {right.scale} {sign} {right.sql}::HUGEINT * {left.scale})"


def _true(sql: str, text: str) -> str:
    return sql if text.lower() in {"yes", "true", "1"} else f"(NOT {sql})"


def named(text: str, column: Column) -> str:
    """The name of a group, from the text of the value that its rows share."""
    if column.type == "truth":
        return "yes" if text == "true" else "no"
    if column.type in {"number", "percent"}:
        sign, digits = ("-" if text.startswith("-") else ""), text.removeprefix("-").zfill(7)
        return f"{sign}{digits[:-6]}.{digits[-6:]}".rstrip("0").rstrip(".")
    return text


def _ends(window: Window, meaning: Meaning) -> tuple[str, str]:
    if not window.unit:
        return (
            date.fromisoformat(window.since).isoformat() if window.since else "",
            date.fromisoformat(window.until).isoformat() if window.until else "",
        )
    days = window.length if window.unit == "days" else 0
    months = _months(window.length, window.unit) + _months(window.ago, window.ago_unit)
    days_ago = window.ago if window.ago_unit == "days" else 0
    first = before(meaning.today, months, days + days_ago)
    if not window.ago:
        return first.isoformat(), meaning.today.isoformat()
    last = before(meaning.today, _months(window.ago, window.ago_unit), days_ago + 1)
    return first.isoformat(), last.isoformat()


def _months(count: int, unit: str) -> int:
    return {"months": count, "years": count * _MONTHS}.get(unit, 0)


def before(day: date, months: int, days: int) -> date:
    """A day some months and then some days earlier."""
    return months_before(day, months) - timedelta(days=days)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"there is no day {months} months before {day}")
