"""The rows of a table as layers of SQL, one around the other, the file innermost.

1. The columns that are read, as ``c0``, ``c1``, … in the order of the table's declaration.
2. Columns of which there are many values are given their types (`columns.EARLY`).
3. Rows that are the same in all that is asked are gathered into one with their number ``n``, where there are
   few such kinds of rows; otherwise they stay as they are.
4. The other columns are given their types; on that stand conditions, which are named ``b0``, ``b1``, ….

What is asked of the rows is collected first, because layer 3 hands on no more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.tables.columns import EARLY, typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.model.metrics import Table
    from cxrules.workspace.tables.opening import Opened

GATHERED = "gathered"
"""The table of gathered rows."""

WEIGHTLESS = -1
"""Stands for the column of weights where each row weighs 1."""


class Bound:
    """The texts that a query is given as parameters, so that none of them is ever part of the SQL."""

    def __init__(self) -> None:
        """Start with none."""
        self.values: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The parameter that stands for a text."""
        if text not in self._names:
            self._names[text] = f"p{len(self._names)}"
            self.values[self._names[text]] = text
        return f"${self._names[text]}"


class Rows:
    """What is asked of the rows of one table, and the SQL of the layers that answer it.

    `gathered`: layer 3 gathers. `wide`: squares are taken in numbers of 128 bits.
    """

    def __init__(self, opened: Opened, table: Table, bind: Bound) -> None:
        """Start with nothing asked."""
        self.opened, self.table, self.bind = opened, table, bind
        self.numbers = {column.name: at for at, column in enumerate(table.columns)}
        self.gathered = self.wide = False
        self._read: set[int] = set()
        self._exported: dict[str, str] = {}
        self._weights: list[int] = []
        self._marks: dict[str, str] = {}
        self._summed: dict[tuple[str, str], str] = {}

    # ------------------------------------------------------------------------------ what is asked

    def number(self, name: str) -> int:
        """The number of a column, which is read from now on."""
        at = self.numbers[name]
        self._read.add(at)
        if not self.early(at):
            self._exported[f"c{at}"] = f"c{at}"
        return at

    def early(self, *numbers: int) -> bool:
        """Whether columns have their types before rows are gathered."""
        return all(self.table.columns[at].type in EARLY or at in self._weights for at in numbers)

    def weight(self, name: str) -> int:
        """The number of a column of weights, whose sums rows are gathered with; `WEIGHTLESS` for no name.

        To be asked before anything else is, since such a column has its type early.
        """
        if not name:
            return WEIGHTLESS
        at = self.numbers[name]
        self._read.add(at)
        if at not in self._weights:
            self._weights.append(at)
        return at

    def part(self, letter: str, at: int) -> str:
        """The value (e), blankness (x) or fault (y) of a column, for use outside the layers."""
        alias = f"{letter}{at}"
        if self.early(at):
            self._exported[alias] = alias
        return alias

    def leaf(self, sql: str, columns: Iterable[int], prefix: str = "f") -> str:
        """An expression over ``e`` of some columns, for use outside; early where it can be."""
        numbers = list(columns)
        if self.early(*numbers):
            for alias, known in self._exported.items():
                if known == sql:
                    return alias
            alias = f"{prefix}{len(self._exported)}"
            self._exported[alias] = sql
            return alias
        for at in numbers:
            self.part("e", at)
        return sql

    def summed(self, word: str, sql: str) -> str:
        """What to take the sum, min or max (the word) of, for that of an expression over early columns.

        Where rows are gathered it is that of each kind of rows, which may differ in the expression.
        """
        if (word, sql) not in self._summed:
            self._summed[word, sql] = f"m{len(self._summed)}"
        return self._summed[word, sql]

    def mark(self, condition: str) -> str:
        """A condition under a name of its own, worked out once a row."""
        if condition not in self._marks:
            self._marks[condition] = f"b{len(self._marks)}"
        return self._marks[condition]

    @property
    def read(self) -> list[int]:
        """The numbers of the columns that are read."""
        return sorted(self._read)

    # --------------------------------------------------------------------------------- the layers

    def layers(self, *, counted: bool = False) -> str:
        """All layers with the conditions; `counted` adds ``r``, the place of the row in the file."""
        marks = "".join(f", ({sql}) AS {alias}" for sql, alias in self._marks.items())
        return f"(SELECT *{marks} FROM {self.values(counted=counted)})"

    def values(self, *, counted: bool = False) -> str:
        """All layers but the conditions."""
        late = [at for at in self.read if not self.early(at)]
        inner = GATHERED if self.gathered else self._as_they_are(counted=counted)
        return self._typed(late, inner)

    def alone(self, at: int) -> str:
        """One column of all rows by itself, with ``r``."""
        items = f"{self.opened.columns[at].sql} AS c{at}, {self.opened.row} AS r"
        return self._typed([at], f"(SELECT {items} FROM {self.opened.relation})")

    def kinds(self, sample: int) -> str:
        """How many kinds of rows there are among the first rows."""
        keys = ", ".join(f"{sql} AS {alias}" for alias, sql in self._exported.items()) or "1 AS f0"
        rows = f"(SELECT {keys} FROM {self._early(sample=sample)})"
        return f"SELECT count(*) FROM (SELECT DISTINCT * FROM {rows})"

    def gathering(self) -> str:
        """The rows of which layer 3 makes the table `GATHERED`."""
        items = [f"{sql} AS {alias}" for alias, sql in self._exported.items()]
        for at in self._weights:
            items += [f"sum(e{at}) AS w{at}", f"sum({self._square(at)}) AS q{at}"]
            items.append(f"count(*) FILTER (WHERE {_unweighed(at)}) AS z{at}")
        items += [f"{word}({sql}) AS {alias}" for (word, sql), alias in self._summed.items()]
        items.append("count(*) AS n")
        return f"SELECT {', '.join(items)} FROM {self._early()} GROUP BY ALL"

    def _as_they_are(self, *, counted: bool) -> str:
        items = [f"{sql} AS {alias}" for alias, sql in self._exported.items()]
        for at in self._weights:
            items += [
                f"e{at} AS w{at}",
                f"{self._square(at)} AS q{at}",
                f"{_unweighed(at)}::INTEGER AS z{at}",
            ]
        items += [f"{sql} AS {alias}" for (_, sql), alias in self._summed.items()]
        items += ["r"] if counted else []
        return f"(SELECT {', '.join(items) or '1 AS f0'} FROM {self._early(counted=counted)})"

    def _square(self, at: int) -> str:
        return f"e{at}{'::HUGEINT' if self.wide else ''} * e{at}"

    def _early(self, *, counted: bool = False, sample: int = 0) -> str:
        items = [f"{self.opened.columns[at].sql} AS c{at}" for at in self.read]
        items += [f"{self.opened.row} AS r"] if counted else []
        limit = f" LIMIT {sample}" if sample else ""
        source = f"(SELECT {', '.join(items) or '1 AS c'} FROM {self.opened.relation}{limit})"
        return self._typed([at for at in self.read if self.early(at)], source)

    def _typed(self, numbers: list[int], source: str) -> str:
        if not numbers:
            return source
        items = [
            typed(self.table.columns[at], at, self.opened.columns[at].stored, self.bind) for at in numbers
        ]
        return f"(SELECT *, {', '.join(items)} FROM {source})"


def _unweighed(at: int) -> str:
    return f"(e{at} IS NULL OR e{at} < 0)"
