"""Tables, metrics and grades of every kind, names of every kind included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cxrules.syntax import tree
from tests.strategies.phrases import conditions, expressions
from tests.strategies.words import (
    brief,
    dates,
    figures,
    ints,
    literals,
    name_lists,
    names,
    no_names,
    optional,
    percents,
    ratings,
    some,
    texts,
    titles,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_codes = st.one_of(names, texts, figures)
_bound_words = st.sampled_from(["at least", "at most", "below", "above"])

# ------------------------------------------------------------------------------------------ tables

_column_parts = st.one_of(
    st.builds(tree.ColumnPart, st.sampled_from(["key", "instance", "optional"]), no_names),
    st.builds(tree.ColumnPart, st.just("blank"), some(_codes, 1)),
    st.builds(tree.ColumnPart, st.sampled_from(["unit", "from"]), texts.map(lambda text: [text])),
)
_types = st.sampled_from(["number", "percent", "count", "date", "truth", "text", "time"])
columns = st.one_of(
    st.builds(
        tree.Column,
        names,
        titles,
        _types,
        st.none(),
        st.none(),
        no_names,
        st.lists(_column_parts, max_size=2),
    ),
    st.builds(tree.Column, names, titles, _types, figures, figures, no_names, st.just([])),
    st.builds(
        tree.Column,
        *(names, titles, st.just("one of"), st.none(), st.none(), name_lists, some(_column_parts)),
    ),
)

# -------------------------------------------------------------------------------------------- rows

_values = st.one_of(
    names, st.builds(tree.RowSpan, st.sampled_from(["days", "hours"]), names, optional(names))
)
_limits = st.one_of(literals, st.builds(tree.RatingValue, names, parameter=st.just(value=True)))
_comparisons = brief(
    st.one_of(
        st.builds(tree.RowCompare, _values, st.sampled_from(["blank", "not blank"]), no_names),
        st.builds(
            tree.RowCompare, _values, st.sampled_from(["is", "is not"]), _codes.map(lambda code: [code])
        ),
        st.builds(tree.RowCompare, _values, st.just("one of"), some(_codes, 1)),
        st.builds(tree.RowCompare, _values, _bound_words, no_names, _limits),
    )
)


def _joined(inner: SearchStrategy[tree.RowCondition]) -> SearchStrategy[tree.RowCondition]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(tree.RowNot, inner), st.builds(tree.RowAnd, several), st.builds(tree.RowOr, several)
    )


row_conditions = brief(st.recursive(_comparisons, _joined, max_leaves=4))
_rows_parts = st.one_of(
    st.builds(tree.RowsPart, st.just("where"), no_names, row_conditions),
    st.builds(tree.RowsPart, st.sampled_from(["first", "last"]), st.tuples(names, names).map(list)),
    st.builds(tree.RowsPart, st.just("weighted"), names.map(lambda name: [name])),
    st.builds(tree.RowsPart, st.just("within"), st.tuples(ints, names, names).map(list)),
    st.builds(tree.RowsPart, st.just("within"), st.tuples(ints, names, names, ints, names).map(list)),
    st.builds(tree.RowsPart, st.just("between"), st.tuples(dates, dates, names).map(list)),
)
_rows_of = st.builds(tree.RowsOf, names, some(_rows_parts))

# ----------------------------------------------------------------------------------------- metrics

_words = st.sampled_from(["sum", "mean", "median", "lowest", "highest"])
_aggregates = st.one_of(
    st.builds(tree.Aggregate, st.just("share"), st.none(), row_conditions, optional(row_conditions)),
    st.builds(tree.Aggregate, st.just("count"), st.none(), optional(row_conditions)),
    st.builds(tree.Aggregate, st.just("distinct"), names, optional(row_conditions)),
    st.builds(tree.Aggregate, _words, _values, optional(row_conditions)),
    st.builds(
        tree.Aggregate, st.just("quantile"), _values, optional(row_conditions), st.none(), fraction=percents
    ),
    st.builds(tree.OverGroups, _words, names, names),
    st.builds(tree.ShareOver, names, names, _bound_words, _limits),
    st.builds(tree.ExpectedSum, names, names, names, ints, names, percents),
)
_bodies: SearchStrategy[tree.RowSum] = brief(
    st.recursive(
        st.one_of(names, percents, figures, _aggregates),
        lambda inner: st.builds(
            tree.RowCalculation, inner, st.sampled_from(["plus", "minus", "times", "divided by"]), inner
        ),
        max_leaves=4,
    )
)
_lines = st.one_of(
    st.builds(tree.RowsNeeded, ints, st.booleans()),
    st.builds(tree.RowsNeeded, ints, st.just(value=False), ints),
    st.builds(tree.Interval, names, percents),
)
_units = st.sampled_from(["percent", "points", "count", "number", "days", "hours"])

# ------------------------------------------------------------------------------------------ grades

_bounds = expressions.map(
    lambda found: [tree.RatingValue(found, parameter=False) if isinstance(found, tree.Leaf) else found]
)
_graded = st.builds(tree.Graded, names, expressions, st.builds(tree.Compare, _bound_words, _bounds))
_gradings: SearchStrategy[tree.Grading] = st.recursive(
    _graded,
    lambda inner: st.builds(
        lambda kind, parts: kind(parts),
        st.sampled_from([tree.GradedAll, tree.GradedAny]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=3,
)
rate_by = st.builds(tree.RateBy, brief(_gradings))


def declared(
    properties: SearchStrategy[tree.Property],
) -> dict[type[tree.Declaration], SearchStrategy[tree.Declaration]]:
    """Declarations of each kind, with such properties behind them."""
    rows = some(st.builds(tree.RateRow, ratings, conditions), 1)
    return {
        tree.Table: st.builds(tree.Table, names, titles, some(columns), some(properties)),
        tree.Metric: st.builds(
            tree.Metric,
            *(names, titles, optional(_rows_of), _units),
            st.tuples(st.builds(tree.MetricBody, _bodies), some(_lines)).map(
                lambda both: [both[0], *both[1]]
            ),
            some(properties),
        ),
        tree.Grade: st.builds(
            tree.Grade,
            *(names, titles, names, _bound_words, names),
            st.tuples(rows, st.builds(tree.Otherwise, ratings)).map(lambda both: [*both[0], both[1]]),
            some(properties),
        ),
    }
