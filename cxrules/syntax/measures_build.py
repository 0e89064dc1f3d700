"""From reductions to the tree of tables, metrics and grades: a method for each grammar rule."""

# A method is named for its grammar rule and takes what that rule found, in order.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.syntax import tree
from cxrules.syntax.values_build import Found, _all, _first, _from_the_left, _head, _taken, _words

if TYPE_CHECKING:
    from collections.abc import Callable


_NAME_AND_OF = 2


class _Tagged(list[Any]):
    """What a part of a rule found, with the word it goes by."""

    def __init__(self, word: str, found: Found) -> None:
        super().__init__(found)
        self.word = word


def _tagged(word: str) -> Callable[[object, Found], _Tagged]:
    def build(_: object, found: Found) -> _Tagged:
        return _Tagged(word, found)

    return build


def _column_part(word: str) -> Callable[[object, Found], tree.ColumnPart]:
    def build(_: object, found: Found) -> tree.ColumnPart:
        texts = found[0] if found and isinstance(found[0], list) else found
        return tree.ColumnPart(word, list(texts))

    return build


def _rows_part(word: str) -> Callable[[object, Found], tree.RowsPart]:
    def build(_: object, found: Found) -> tree.RowsPart:
        return tree.RowsPart(word, found)

    return build


def _compare(word: str) -> Callable[[object, Found], tree.RowCompare]:
    def build(_: object, found: Found) -> tree.RowCompare:
        codes = found[1] if len(found) > 1 and isinstance(found[1], list) else found[1:]
        return tree.RowCompare(found[0], word, list(codes))

    return build


class MeasuresBuilder:
    """What `Builder` knows of tables, metrics and grades."""

    # tables ----------------------------------------------------------------------------------

    column_type = metric_unit = row_aggregator = span_unit = which = bound_end = _words
    codes = _all
    column_name = _first
    column_key, column_instance = _column_part("key"), _column_part("instance")
    column_optional = _column_part("optional")
    column_blank, column_unit, column_from = _column_part("blank"), _column_part("unit"), _column_part("from")

    def column(self, found: Found) -> tree.Column:
        name, title, rest = _head(found)
        clauses = [part for part in rest if isinstance(part, tree.ColumnPart)]
        kind = rest[0]
        low, high = _taken(rest, tuple) or (None, None)
        choices = kind if isinstance(kind, list) else []
        return tree.Column(name, title, "one of" if choices else kind, low, high, choices, clauses)

    def table(self, found: Found) -> tree.Table:
        name, title, rest = _head(found)
        columns = [part for part in rest if isinstance(part, tree.Column)]
        return tree.Table(name, title, columns, rest[len(columns) :])

    # rows ------------------------------------------------------------------------------------

    row_is, row_is_not, row_one_of = _compare("is"), _compare("is not"), _compare("one of")
    row_blank, row_not_blank = _compare("blank"), _compare("not blank")
    rows_weighted, rows_between = _rows_part("weighted"), _rows_part("between")
    row_where = among = _first

    def row_span(self, found: Found) -> tree.RowSpan:
        return tree.RowSpan(found[0], found[1], found[2] if isinstance(found[2], tree.Leaf) else None)

    def today(self, _: Found) -> str:
        return "today"

    def row_bound(self, found: Found) -> tree.RowCompare:
        return tree.RowCompare(found[0], found[1], [], found[2])

    def row_or(self, found: Found) -> tree.RowCondition:
        return found[0] if len(found) == 1 else tree.RowOr(found)

    def row_conjunction(self, found: Found) -> tree.RowCondition:
        return found[0] if len(found) == 1 else tree.RowAnd(found)

    def row_negated(self, found: Found) -> tree.RowNot:
        return tree.RowNot(found[0])

    def rows_where(self, found: Found) -> tree.RowsPart:
        return tree.RowsPart("where", [], found[0])

    ending = _all

    def rows_within(self, found: Found) -> tree.RowsPart:
        count, unit, *ending, by = found
        return tree.RowsPart("within", [count, unit, by, *(ending[0] if ending else ())])

    def rows_kept(self, found: Found) -> tree.RowsPart:
        return tree.RowsPart(found[0], found[1:])

    def row_calculation(self, found: Found) -> tree.RowCalculation:
        calculated: tree.RowCalculation = _from_the_left(tree.RowCalculation, found)
        return calculated

    def rows_of(self, found: Found) -> tree.RowsOf:
        return tree.RowsOf(found[0], found[1:])

    # metrics ---------------------------------------------------------------------------------

    in_each_group, to_show = _tagged("group"), _first

    def share_of_rows(self, found: Found) -> tree.Aggregate:
        return tree.Aggregate("share", None, found[0], found[1] if len(found) > 1 else None)

    def count_of_rows(self, found: Found) -> tree.Aggregate:
        return tree.Aggregate("count", None, found[0] if found else None)

    def count_of_distinct(self, found: Found) -> tree.Aggregate:
        return tree.Aggregate("distinct", found[0], found[1] if len(found) > 1 else None)

    def aggregate_of(self, found: Found) -> tree.Aggregate:
        return tree.Aggregate(found[0], found[1], found[2] if len(found) > 2 else None)

    def quantile_of(self, found: Found) -> tree.Aggregate:
        where = found[2] if len(found) > 2 else None
        return tree.Aggregate("quantile", found[1], where, fraction=found[0])

    def over_groups(self, found: Found) -> tree.OverGroups:
        return tree.OverGroups(found[0], found[1], found[2])

    def share_over(self, found: Found) -> tree.ShareOver:
        return tree.ShareOver(*found)

    horizon = _all

    def expected_sum(self, found: Found) -> tree.ExpectedSum:
        return tree.ExpectedSum(*found[:3], *found[3])

    def metric_body(self, found: Found) -> tree.MetricBody:
        return tree.MetricBody(found[0])

    def rows_needed(self, found: Found) -> tree.RowsNeeded:
        shown = _taken(found[1:], tree.Leaf)
        return tree.RowsNeeded(found[0], len(found) > 1 and shown is None, shown)

    def interval(self, found: Found) -> tree.Interval:
        return tree.Interval(found[0], found[1])

    def metric(self, found: Found) -> tree.Metric:
        name, title, rest = _head(found)
        rows = _taken(rest, tree.RowsOf)
        parts = [part for part in rest if isinstance(part, tree.Property)]
        return tree.Metric(name, title, rows, rest[0], rest[1 : len(rest) - len(parts)], parts)

    def bound_of(self, found: Found) -> tree.BoundOf:
        return tree.BoundOf(found[0], found[1])

    # grades ----------------------------------------------------------------------------------

    def grade_otherwise(self, found: Found) -> tree.Otherwise:
        return tree.Otherwise(found[0])

    def grade(self, found: Found) -> tree.Grade:
        at = next(place for place, part in enumerate(found) if isinstance(part, str))
        title = found[1] if at > _NAME_AND_OF else None
        parts = [part for part in found if isinstance(part, tree.Property)]
        rows = found[at + 2 : len(found) - len(parts)]
        return tree.Grade(found[0], title, found[at - 1], found[at], found[at + 1], rows, parts)

    def graded(self, found: Found) -> tree.Graded:
        return tree.Graded(found[0], found[1], found[2])

    def rate_by(self, found: Found) -> tree.RateBy:
        return tree.RateBy(found[0])

    def graded_any(self, found: Found) -> tree.Grading:
        return found[0] if len(found) == 1 else tree.GradedAny(found)

    def graded_all(self, found: Found) -> tree.Grading:
        return found[0] if len(found) == 1 else tree.GradedAll(found)
