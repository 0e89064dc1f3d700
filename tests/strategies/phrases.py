"""Conditions, expressions and demands of every kind, each inside of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cxrules.syntax import tree
from tests.strategies.words import (
    any_names,
    brief,
    dates,
    figures,
    ints,
    kinds,
    name_lists,
    names,
    optional,
    percents,
    places,
    plain,
    ratings,
    some,
    subject_lists,
    subjects,
    texts,
    titles,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# ------------------------------------------------------------------------------------------ demands

demand_parts = st.one_of(
    st.builds(tree.DemandPart, st.just("older"), ints, names),
    st.builds(tree.DemandPart, st.just("role"), text=texts),
    st.builds(tree.DemandPart, st.just("state"), text=names),
    st.builds(tree.DemandPart, st.sampled_from(["kinds", "people"]), ints),
    st.builds(tree.DemandPart, st.sampled_from(["link", "valid", "independent"])),
)
demands = brief(st.builds(tree.Demand, optional(ints), plain, titles, some(demand_parts)))

# ------------------------------------------------------------------------------------------ filters

_of_names = st.builds(tree.Filter, st.sampled_from(["tagged", "in", "except"]), name_lists)
plain_filters = _of_names
filters = brief(
    st.one_of(
        _of_names,
        st.builds(tree.Filter, st.sampled_from(["at", "below", "up to"]), places.map(lambda leaf: [leaf])),
        st.builds(tree.Filter, st.sampled_from(["of", "feeding"]), subject_lists),
        st.builds(
            tree.Filter,
            st.just("with"),
            names.map(lambda leaf: [leaf]),
            bound=st.sampled_from(["at least", "at most", "below", "above"]),
            limit=st.one_of(ints, figures, plain),
        ),
    )
)


def _with_conditions(conditions: SearchStrategy[tree.Condition]) -> SearchStrategy[tree.Filter]:
    where = st.builds(tree.Filter, st.just("where"), st.just([]), condition=conditions)
    return brief(st.one_of(filters, where))


def _elements(found: SearchStrategy[tree.Filter]) -> SearchStrategy[tree.Elements]:
    return st.builds(tree.Elements, st.sampled_from(["every", "some", "no"]), kinds, some(found))


# --------------------------------------------------------------------------------------- predicates

elsewhere = st.builds(tree.Elsewhere, names, every=st.booleans(), other=st.booleans())
listings = st.one_of(
    st.builds(tree.Listed, st.sampled_from(["any", "all"]), st.none(), subject_lists),
    st.builds(tree.Listed, st.just("at least"), ints, subject_lists),
)
_levels = st.one_of(
    st.builds(tree.RatingValue, places, parameter=st.just(value=False)),
    st.builds(tree.RatingValue, names, parameter=st.just(value=True)),
)
_reaching = st.one_of(
    st.builds(tree.Reaches, _levels, excused=any_names),
    st.builds(
        tree.Reaches, st.builds(tree.RatingValue, places, parameter=st.just(value=False)), names, any_names
    ),
)
_differing = st.builds(tree.Differs, st.one_of(subjects, elsewhere), optional(ints))


def _bounds(expressions: SearchStrategy[tree.Expression]) -> SearchStrategy[tree.Compare]:
    """A name or number held as a bound is a rating value, as in the parser."""
    held = expressions.map(
        lambda found: [tree.RatingValue(found, parameter=False) if isinstance(found, tree.Leaf) else found]
    )
    return st.builds(
        tree.Compare, st.sampled_from(["at least", "at most", "below", "above"]), held, any_names
    )


def _predicates(expressions: SearchStrategy[tree.Expression]) -> SearchStrategy[tree.Predicate]:
    return brief(
        st.one_of(
            _bounds(expressions),
            st.builds(
                tree.Compare,
                st.sampled_from(["is", "is not"]),
                ratings.map(lambda rating: [rating]),
                any_names,
            ),
            st.builds(tree.Compare, st.just("one of"), some(ratings, 1), any_names),
            st.builds(tree.NotApplicable),
            st.builds(tree.NotRated),
            st.builds(tree.TheSame),
            st.builds(tree.Shown, demands),
            st.builds(tree.Has, names, _bounds(expressions)),
            _reaching,
        )
    )


# --------------------------------------------------------------------------------------- conditions


def _conditions(
    expressions: SearchStrategy[tree.Expression], found: SearchStrategy[tree.Filter]
) -> SearchStrategy[tree.Condition]:
    predicates = _predicates(expressions)
    single = brief(
        st.one_of(
            st.builds(
                tree.Claim, st.one_of(expressions, elsewhere, listings), st.one_of(predicates, _differing)
            ),
            st.builds(tree.Claim, _elements(found), predicates),
            st.builds(tree.Asserted, names, st.sampled_from(["finding", "context"])),
            st.builds(tree.Judged, names),
        )
    )
    return brief(st.recursive(single, _joined, max_leaves=4))


def _joined(inner: SearchStrategy[tree.Condition]) -> SearchStrategy[tree.Condition]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(st.builds(tree.Not, inner), st.builds(tree.And, several), st.builds(tree.Or, several))


# -------------------------------------------------------------------------------------- expressions

_atoms: SearchStrategy[tree.Expression] = brief(
    st.one_of(
        names,
        figures,
        percents,
        dates,
        st.builds(tree.It),
        st.builds(tree.RatingValue, names, parameter=st.just(value=True)),
        st.builds(tree.ValueOf, names, subjects),
        st.builds(tree.ValueAt, names, optional(places)),
        st.builds(tree.LevelOf, subjects),
        st.builds(tree.AgeOf, subjects, names),
        st.builds(tree.Leading, names),
        st.builds(tree.BoundOf, st.sampled_from(["lower", "upper"]), names),
    )
)
_simple_conditions = _conditions(_atoms, filters)
_filters = _with_conditions(_simple_conditions)
policies = st.one_of(
    st.builds(tree.Policy, st.sampled_from(["blank counts", "outside counts", "none left counts"]), figures),
    st.builds(tree.Policy, st.sampled_from(["blank left out", "none left open"])),
)


def _larger(inner: SearchStrategy[tree.Expression]) -> SearchStrategy[tree.Expression]:
    return st.one_of(
        st.builds(tree.Calculation, inner, st.sampled_from(["plus", "minus", "times", "divided by"]), inner),
        st.builds(
            tree.ExtremeOf,
            st.sampled_from(["lowest", "highest"]),
            st.lists(inner, min_size=2, max_size=3),
        ),
        st.builds(
            tree.AggregateOver,
            st.sampled_from(["sum", "mean", "weighted mean", "median", "lowest", "highest"]),
            inner,
            _elements(_filters),
            some(policies),
        ),
        st.builds(
            tree.CountOver,
            st.sampled_from(["count", "share", "weighted share"]),
            _elements(_filters),
            optional(_predicates(inner)),
            some(policies),
        ),
        st.builds(tree.Conditional, _simple_conditions, inner, inner),
    )


expressions = brief(st.recursive(_atoms, _larger, max_leaves=5))
conditions = st.one_of(_simple_conditions, _conditions(expressions, _filters))
