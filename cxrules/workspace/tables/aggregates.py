"""Aggregates as terms of one query, and the samples that its result holds; all sums are whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cxrules.measuring.samples import Modelled, Moments, Ordered, Part, Rows as Counted, Sample, Single
from cxrules.model.metrics import Window
from cxrules.workspace.tables.columns import scale_of
from cxrules.workspace.tables.conditions import answered_columns, compared_columns
from cxrules.workspace.tables.limits import ratio_compared
from cxrules.workspace.tables.rows import WEIGHTLESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.metrics import Tree
    from cxrules.workspace.tables.conditions import Meaning, Value
    from cxrules.workspace.tables.rows import Rows

Record: TypeAlias = Sequence[Any]
"""A row of a query's result."""

_LIMB = 10**9

AGGREGATES = frozenset(
    {"count", "distinct", "share", "sum", "mean", "lowest", "highest", "quantile", "keys", "expected"}
)


class Tally(NamedTuple):
    """What a share of keys is counted by: `value` and `divisor` (none: 1) are worked out for each key.

    Keys of rows of `base` count. `test` holds it against the limit, over ``v`` and ``d``.
    """

    tree: Tree
    key: str
    base: str
    value: str
    divisor: str
    test: str


class Ordering(NamedTuple):
    """What a quantile is taken of: the rows of a condition by a value, with how the rows are counted."""

    tree: Tree
    mark: str
    value: Value
    base: Callable[[Record], Counted]


class Buying(NamedTuple):
    """Purchases: the rows of a condition, what each is worth, and in SQL whose it is and on which day."""

    tree: Tree
    mark: str
    value: Value
    customer: str
    day: str


def aggregates_of(body: Tree) -> Iterator[Tree]:
    """The aggregates in the body of a metric, each once or more."""
    if body[0] in AGGREGATES:
        yield body
    elif body[0] in {"plus", "minus", "times", "divided"}:
        for part in body[1:]:
            yield from aggregates_of(part)


def nothing_counted(body: Tree) -> dict[Tree, Sample]:
    """The samples of a metric where there is no row."""
    none, zero = Counted(0, Fraction(0), Fraction(0)), Fraction(0)
    samples: dict[Tree, Sample] = {}
    for tree in aggregates_of(body):
        if tree[0] in {"count", "share", "keys"}:
            samples[tree] = Part(none, 0, zero)
        elif tree[0] == "mean":
            samples[tree] = Moments(none, zero, zero)
        elif tree[0] == "quantile":
            samples[tree] = Ordered(none, zero, zero, None, None)
        elif tree[0] == "expected":
            samples[tree] = Modelled(none, None)
        else:
            samples[tree] = Single(none, zero if tree[0] in {"sum", "distinct"} else None)
    return samples


class Terms:
    """The terms of a query, each once."""

    def __init__(self, rows: Rows) -> None:
        """Start without any; asks of the rows what the terms need."""
        self.rows = rows
        self.items: list[str] = []

    def add(self, sql: str) -> int:
        """The place of a term in the result."""
        if sql not in self.items:
            self.items.append(sql)
        return self.items.index(sql)

    def count(self, mark: str) -> int:
        """The number of rows of a condition."""
        counted = "sum(n)" if self.rows.gathered else "count(*)"
        return self.add(f"{counted} FILTER (WHERE {mark})")

    def unweighed(self, mark: str, weight: int) -> int:
        """The number of rows of a condition that have no weight, or one below zero."""
        return self.add(f"sum(z{weight}) FILTER (WHERE {mark})")

    def weight_of(self, mark: str, weight: int) -> Callable[[Record], Fraction]:
        """The sum of the weights of a condition's rows."""
        if weight == WEIGHTLESS:
            return _exactly(self.count(mark), 1)
        return _exactly(self.add(f"sum(w{weight}) FILTER (WHERE {mark})"), self._scale(weight))

    def counted(self, mark: str, weight: int) -> Callable[[Record], Counted]:
        """The rows of a condition with their weights."""
        rows, sums = self.count(mark), self.weight_of(mark, weight)
        if weight == WEIGHTLESS:
            return lambda record: Counted(record[rows] or 0, sums(record), sums(record))
        squares = _exactly(self.add(f"sum(q{weight}) FILTER (WHERE {mark})"), self._scale(weight) ** 2)
        return lambda record: Counted(record[rows] or 0, sums(record), squares(record))

    def _scale(self, weight: int) -> int:
        return 1 if weight == WEIGHTLESS else scale_of(self.rows.table.columns[weight])

    def power(self, mark: str, weight: int, value: Value, power: int) -> Callable[[Record], Fraction]:
        """The sum of weight · value, or of weight · value², over the rows of a condition."""
        scale = self._scale(weight) * value.scale**power
        parts = [
            (factor, self.add(f"sum({self._weighed(sql, weight, value)}) FILTER (WHERE {mark})"))
            for factor, sql in (_limbs(value.sql, power) if self.rows.wide else _whole(value, power))
        ]
        return lambda record: Fraction(sum(factor * int(record[at] or 0) for factor, at in parts), scale)

    def sum_of(self, mark: str, value: Value) -> str:
        """The sum of a value over the rows of a condition, in 128 bits."""
        return f"sum(({self._weighed(value.sql, WEIGHTLESS, value)})::HUGEINT) FILTER (WHERE {mark})"

    def extreme(self, mark: str, value: Value, word: str) -> int:
        """The min or max of a value over the rows of a condition."""
        early = self.rows.early(*value.columns)
        sql = self.rows.summed(word, value.sql) if early else value.sql
        return self.add(f"{word}({sql}) FILTER (WHERE {mark})")

    def _weighed(self, sql: str, weight: int, value: Value) -> str:
        if self.rows.early(*value.columns):
            return self.rows.summed("sum", sql if weight == WEIGHTLESS else f"{sql} * e{weight}")
        if weight == WEIGHTLESS:
            return f"{sql} * n" if self.rows.gathered else sql
        return f"{sql} * w{weight}"


def _whole(value: Value, power: int) -> list[tuple[int, str]]:
    """A power of a number as it is; squares of millionths are beyond 64 bits soon."""
    if power == 1:
        return [(1, value.sql)]
    return [(1, f"({value.sql}){'::HUGEINT' if value.scale > 1 else ''} * {value.sql}")]


def _limbs(sql: str, power: int) -> list[tuple[int, str]]:
    """A power of a number below 10^18 as a sum of products that 128 bits hold, each with its factor."""
    high, low = f"(({sql})::HUGEINT // {_LIMB})", f"(({sql})::HUGEINT % {_LIMB})"
    if power == 1:
        return [(_LIMB, high), (1, low)]
    return [(_LIMB**2, f"{high} * {high}"), (2 * _LIMB, f"{high} * {low}"), (1, f"{low} * {low}")]


def _exactly(at: int, scale: int) -> Callable[[Record], Fraction]:
    return lambda record: Fraction(int(record[at] or 0), scale)


class Aggregates:
    """The aggregates of one metric as terms; `filters` are the conditions on all of its rows."""

    def __init__(self, terms: Terms, meaning: Meaning, filters: Sequence[str], weight: int) -> None:
        """For a metric whose rows meet all filters."""
        self._terms, self._meaning, self._filters, self._weight = terms, meaning, filters, weight
        self.orderings: list[Ordering] = []
        self.tallies: list[Tally] = []
        self.buyings: list[Buying] = []

    def base(self) -> str:
        """The rows that the metric is about."""
        return self._mark()

    def reader(self, tree: Tree) -> Callable[[Record], Sample] | None:
        """Ask for an aggregate: what reads its sample, None for one with a query of its own.

        Those are in `orderings`, `tallies` and `buyings`.
        """
        word = tree[0]
        if word == "keys":
            self.tallies.append(self._tally(tree))
            return None
        if word == "expected":
            self._buying(tree)
            return None
        if word in {"count", "share"}:
            return self._part(tree)
        if word == "distinct":
            return self._distinct(tree)
        return self._of_values(tree)

    def _mark(self, *trees: Tree | None, value: Tree | None = None, read: Sequence[Tree | None] = ()) -> str:
        """The rows of which conditions hold, and where nothing that is read is blank.

        A column that is itself asked to be blank or not needs no answer.
        """
        names = answered_columns((*trees, *read)) | compared_columns(value)
        tests = [*self._filters, *self._meaning.answered(sorted(names))]
        tests += [self._meaning.condition(tree) for tree in trees if tree]
        return self._terms.rows.mark(" AND ".join(dict.fromkeys(tests)) or "true")

    def _part(self, tree: Tree) -> Callable[[Record], Sample]:
        part, among = (tree[1], tree[2]) if tree[0] == "share" else (tree[1], None)
        base = self._terms.counted(self._mark(among, read=(part,)), self._weight)
        mark = self._mark(among, part)
        rows, weight = self._terms.count(mark), self._terms.weight_of(mark, self._weight)
        return lambda record: Part(base(record), record[rows] or 0, weight(record))

    def _distinct(self, tree: Tree) -> Callable[[Record], Sample]:
        column = ("column", tree[1]) if isinstance(tree[1], str) else tree[1]
        value = self._meaning.outside(column)
        base = self._terms.counted(self._mark(value=column, read=(tree[2],)), self._weight)
        mark = self._mark(tree[2], value=column)
        at = self._terms.add(f"count(DISTINCT {value.sql}) FILTER (WHERE {mark})")
        return lambda record: Single(base(record), Fraction(record[at] or 0))

    def _buying(self, tree: Tree) -> None:
        value, customer, day = (self._meaning.outside(each) for each in tree[1:4])
        self.buyings.append(Buying(tree, self._mark(value=tree), value, customer.sql, day.sql))

    def _of_values(self, tree: Tree) -> Callable[[Record], Sample] | None:
        word, value = tree[0], self._meaning.value(tree[1])
        if word == "quantile" or not self._terms.rows.early(*value.columns):
            value = self._meaning.outside(tree[1])
        mark = self._mark(tree[2], value=tree[1])
        base = self._terms.counted(mark, self._weight)
        if word == "quantile":
            self.orderings.append(Ordering(tree, mark, value, base))
            return None
        if word in {"lowest", "highest"}:
            at = self._terms.extreme(mark, value, "min" if word == "lowest" else "max")
            return lambda record: Single(base(record), _over(record[at], value.scale))
        total = self._terms.power(mark, self._weight, value, 1)
        if word == "sum":
            looked = self._terms.counted(self._mark(value=tree[1], read=(tree[2],)), self._weight)
            return lambda record: Single(looked(record), total(record))
        squares = self._terms.power(mark, self._weight, value, 2)
        return lambda record: Moments(base(record), total(record), squares(record))

    # ----------------------------------------------------------------------------------- of keys

    def _tally(self, tree: Tree) -> Tally:
        _, column, aggregate, where, window, word, limit = tree
        filters = self._meaning.filters(where, Window(*window[1:]) if window else None)
        own = Aggregates(Terms(self._terms.rows), self._meaning, filters, WEIGHTLESS)
        value, divisor, scale = own.of_a_key(aggregate)
        key = ("column", column)
        test = ratio_compared(word, "v", "d" if divisor else "1", limit, scale)
        return Tally(tree, self._meaning.outside(key).sql, self._mark(value=key), value, divisor, test)

    def of_a_key(self, tree: Tree) -> tuple[str, str, int]:
        """An aggregate as SQL over the rows of one key: its value, by what to divide it, and its scale."""
        word, terms = tree[0], self._terms
        if word in {"count", "share"}:
            part, among = (tree[1], tree[2]) if word == "share" else (tree[1], None)
            value = self._item(terms.count(self._mark(among, part)))
            base = self._item(terms.count(self._mark(among, read=(part,)))) if word == "share" else ""
            return value, base, 1
        if word == "distinct":
            column = ("column", tree[1])
            mark = self._mark(tree[2], value=column)
            return f"count(DISTINCT {self._meaning.outside(column).sql}) FILTER (WHERE {mark})", "", 1
        return self._values_of_a_key(tree)

    def _values_of_a_key(self, tree: Tree) -> tuple[str, str, int]:
        word, value, mark = tree[0], self._meaning.value(tree[1]), self._mark(tree[2], value=tree[1])
        if not self._terms.rows.early(*value.columns):
            value = self._meaning.outside(tree[1])
        if word in {"lowest", "highest"}:
            at = self._terms.extreme(mark, value, "min" if word == "lowest" else "max")
            return self._terms.items[at], "", value.scale
        total = f"coalesce({self._terms.sum_of(mark, value)}, 0)"
        return total, self._item(self._terms.count(mark)) if word == "mean" else "", value.scale

    def _item(self, at: int) -> str:
        return f"coalesce({self._terms.items[at]}, 0)"


def _over(value: int | None, scale: int) -> Fraction | None:
    return None if value is None else Fraction(value, scale)
