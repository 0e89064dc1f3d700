"""Trees of every kind of statement, names of every kind included, for properties of printer and parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from cxrules.syntax import tree
from cxrules.syntax.tables import tables

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

KEYWORDS = sorted(tables().keywords)


def leaves(texts: SearchStrategy[str]) -> SearchStrategy[tree.Leaf]:
    return st.builds(tree.Leaf, texts)


_any_name = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="'\n\r"), min_size=1, max_size=8
)
names = leaves(
    st.one_of(
        st.sampled_from(
            ["SWE.1", "BP1", "PA.1.1", "L", "P-", "L+", "F", "iso-33020", "_x", "17-00", "2.1", "7", "A-B.C"]
        ),
        st.sampled_from(["3.1.1", "2027-06-30", "15%", "a:b/c", "A B", "P-1-", "}", '"', "#", "ä"]),
        st.sampled_from(KEYWORDS),
        _any_name,
    )
)
texts = leaves(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12))
titles = st.one_of(st.none(), texts)
ints = leaves(st.integers(0, 120).map(str))
decimals = leaves(st.sampled_from(["0", "1", "2.5", "0.25"]))
percents = leaves(st.sampled_from(["0%", "15%", "32.5%", "100%"]))
dates = leaves(st.sampled_from(["2027-06-30", "1999-01-01"]))
versions = leaves(st.sampled_from(["1.0.0", "2.1", "2019", "4.0.12"]))
ranges = st.builds(
    tree.Range,
    st.lists(st.tuples(st.sampled_from(["", "^", "~", ">=", "<"]), versions), min_size=1, max_size=3),
)
name_lists = st.lists(st.one_of(names, st.builds(tree.NameRange, names, names)), min_size=1, max_size=4)
no_names: SearchStrategy[list[tree.Leaf | tree.NameRange]] = st.just([])
properties = st.builds(
    tree.Property, st.sampled_from(["title", "source", "trademark", "note", "because"]), texts
)
ratings = st.builds(tree.RatingValue, names, parameter=st.booleans())
subjects = st.one_of(names, st.builds(tree.It))
subject_lists = st.lists(subjects, min_size=1, max_size=4)


def optional(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


def some(strategy: SearchStrategy[T], least: int = 0) -> SearchStrategy[list[T]]:
    return st.lists(strategy, min_size=least, max_size=3)


# ----------------------------------------------------------------------------------------- conditions

_tagged = st.builds(tree.Filter, st.sampled_from(["tagged", "in", "except"]), name_lists)
_at_level = st.builds(tree.Filter, st.sampled_from(["at", "below", "up to"]), ints.map(lambda leaf: [leaf]))
elsewhere = st.builds(tree.Elsewhere, names, every=st.booleans(), other=st.booleans())
listings = st.one_of(
    st.builds(tree.Listed, st.sampled_from(["any", "all"]), st.none(), subject_lists),
    st.builds(tree.Listed, st.just("at least"), ints, subject_lists),
)
elements = st.builds(
    tree.Elements,
    st.sampled_from(["every", "some", "no"]),
    st.sampled_from(["attribute", "criterion", "practice", "capability", "prerequisite"]),
    some(st.one_of(_tagged, _at_level)),
)
_one_rating = ratings.map(lambda rating: [rating])
comparisons = st.one_of(
    st.builds(
        tree.Compare,
        st.sampled_from(["at least", "at most", "below", "above", "is", "is not"]),
        _one_rating,
        st.one_of(no_names, name_lists),
    ),
    st.builds(tree.Compare, st.just("one of"), some(ratings, 1), st.one_of(no_names, name_lists)),
)
reaching = st.builds(
    tree.Reaches,
    st.one_of(
        st.builds(tree.RatingValue, ints, parameter=st.just(value=False)),
        st.builds(tree.RatingValue, names, parameter=st.just(value=True)),
    ),
)
differing = st.builds(tree.Differs, st.one_of(subjects, elsewhere), optional(ints))
_of_elements = st.one_of(comparisons, st.builds(tree.NotApplicable), reaching)
claims = st.one_of(
    st.builds(tree.Claim, st.one_of(subjects, elsewhere, listings), st.one_of(_of_elements, differing)),
    st.builds(tree.Claim, elements, _of_elements),
)


def _larger(inner: SearchStrategy[tree.Condition]) -> SearchStrategy[tree.Condition]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(st.builds(tree.Not, inner), st.builds(tree.And, several), st.builds(tree.Or, several))


conditions: SearchStrategy[tree.Condition] = st.recursive(
    st.one_of(claims, st.builds(tree.Asserted, names)), _larger, max_leaves=6
)

# ------------------------------------------------------------------------------------- inner statements

uses = st.builds(
    tree.Use, st.sampled_from(["framework", "model", "rules"]), names, ranges, optional=st.booleans()
)
serving = st.builds(tree.Use, st.just("for"), names, ranges, optional=st.just(value=False))
terms = st.builds(
    tree.Term,
    st.sampled_from(["capability", "criterion", "attribute", "practice", "level", "rating", "group"]),
    texts,
)
scale_values = st.one_of(
    st.builds(tree.ScaleValue, names, titles, st.just(value=False), st.none(), st.none(), decimals),
    st.builds(tree.ScaleValue, names, titles, st.booleans(), percents, percents, decimals),
)
refined_values = st.builds(tree.RefinedValue, names, titles, optional(percents), decimals)
aggregations = st.one_of(
    st.builds(
        tree.Aggregation,
        st.sampled_from(["mean", "weighted mean", "median", "lowest", "highest"]),
        st.none(),
        st.booleans(),
        st.sampled_from([None, "up", "down", "even"]),
    ),
    st.builds(tree.Aggregation, st.just("at least"), ints, st.booleans(), st.sampled_from([None, "up"])),
)
method_parts = st.one_of(
    st.builds(tree.MethodPart, st.just("criteria")),
    st.builds(tree.MethodPart, st.sampled_from(["criteria", "instances", "together"]), aggregations),
    st.builds(tree.MethodPart, st.just("scale"), scale=names),
)
shows = st.builds(tree.Shows, st.sampled_from(["outcome", "achievement"]), some(ints, 1))
clauses = st.one_of(
    st.builds(tree.Tagged, name_lists), shows, st.builds(tree.Weight, decimals), st.builds(tree.AtLevel, ints)
)
item_links = st.builds(tree.ItemLink, names, optional(shows))
achievements = st.builds(tree.Count, st.just("achievements"), ints)
practices = st.builds(tree.Criterion, st.just("practice"), names, texts, some(clauses))
prerequisites = st.builds(tree.Prerequisite, name_lists, optional(ratings))
criteria = st.builds(tree.Criterion, st.just("criterion"), names, texts, some(clauses), some(prerequisites))
practice_parts = st.one_of(achievements, practices, item_links)
attribute_parts = st.one_of(
    st.builds(tree.From, st.just("criteria"), no_names),
    st.builds(tree.From, st.just("practices"), st.one_of(no_names, name_lists)),
    practice_parts,
)
capability_parts = st.one_of(
    st.builds(tree.Purpose, texts),
    st.builds(tree.Count, st.just("outcomes"), ints),
    criteria,
    item_links,
    st.builds(tree.Requirement, ints, conditions),
)
target_lines = st.builds(tree.TargetLine, name_lists, ints, optional(dates))

# --------------------------------------------------------------------------------------------- effects

effects = st.one_of(
    st.builds(tree.Effect, st.sampled_from(["cap", "fix"]), subject_lists, rating=ratings),
    st.builds(tree.Effect, st.just("lower"), subject_lists),
    st.builds(tree.Effect, st.just("protect"), subject_lists, causes=st.one_of(no_names, name_lists)),
    st.builds(tree.Effect, st.just("keep"), subject_lists, other=subjects),
    st.builds(tree.Effect, st.just("align"), subject_lists, other=subjects, steps=optional(ints)),
    st.builds(tree.Effect, st.just("not used"), subject_lists, causes=name_lists),
    st.builds(tree.Effect, st.just("warn"), st.just([])),
)
templates = st.builds(tree.Template, st.sampled_from(["capability", "practice", "criterion"]), some(_tagged))

# ---------------------------------------------------------------------------------------- declarations

DECLARATIONS: dict[type, SearchStrategy[tree.Declaration]] = {
    tree.Header: st.builds(
        tree.Header,
        st.sampled_from(["framework", "model", "rules"]),
        names,
        versions,
        some(st.one_of(properties, uses, serving, terms)),
    ),
    tree.Scale: st.builds(tree.Scale, names, titles, optional(names), some(scale_values)),
    tree.Refine: st.builds(tree.Refine, names, names, some(refined_values)),
    tree.Method: st.builds(tree.Method, names, titles, some(method_parts)),
    tree.Attribute: st.builds(tree.Attribute, names, texts, ints, some(attribute_parts)),
    tree.Practices: st.builds(tree.Practices, names, titles, some(practice_parts)),
    tree.Levels: st.builds(
        tree.Levels,
        st.sampled_from(["cumulative", "independent", "first stop"]),
        ints,
        some(st.builds(tree.Level, ints, texts, optional(conditions))),
    ),
    tree.Group: st.builds(tree.Group, names, texts, optional(names)),
    tree.Capability: st.builds(tree.Capability, names, texts, optional(names), some(capability_parts)),
    tree.Word: st.builds(tree.Word, st.sampled_from(["tag", "item", "cause", "finding"]), names, texts),
    tree.Parameter: st.builds(
        tree.Parameter,
        names,
        titles,
        st.sampled_from(["rating", "level", "count", "percent", "date"]),
        st.one_of(names, percents, dates),
        some(properties),
    ),
    tree.Scope: st.builds(
        tree.Scope, names, texts, st.sampled_from([None, "base", "plug-in", "flex"]), name_lists
    ),
    tree.Target: st.builds(tree.Target, names, titles, some(target_lines)),
    tree.Rule: st.builds(
        tree.Rule, names, titles, optional(templates), effects, optional(conditions), some(properties)
    ),
}
declarations: SearchStrategy[tree.Declaration] = st.one_of(*DECLARATIONS.values())
files = st.builds(tree.File, st.lists(declarations, max_size=4))
