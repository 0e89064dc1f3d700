"""Trees of every kind of statement, names of every kind included, for properties of printer and parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cxrules.syntax import tree
from tests.strategies.mappings import MAPPING_ROWS, claim_parts
from tests.strategies.measures import declared, rate_by
from tests.strategies.phrases import conditions, demands, expressions, filters, plain_filters
from tests.strategies.tests_in_text import written_tests
from tests.strategies.words import (
    any_names,
    dates,
    decimals,
    figures,
    ints,
    kinds,
    leaves,
    literals,
    name_lists,
    names,
    no_names,
    optional,
    percents,
    plain,
    ratings,
    some,
    subject_lists,
    subjects,
    texts,
    titles,
    versions,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# ------------------------------------------------------------------------------------- inner statements

ranges = st.builds(
    tree.Range,
    st.lists(st.tuples(st.sampled_from(["", "^", "~", ">=", "<"]), versions), min_size=1, max_size=3),
)
properties = st.builds(
    tree.Property, st.sampled_from(["title", "source", "trademark", "note", "because"]), texts
)
uses = st.builds(
    tree.Use, st.sampled_from(["framework", "model", "rules"]), names, ranges, optional=st.booleans()
)
serving = st.builds(tree.Use, st.just("for"), names, ranges, optional=st.just(value=False))
mapping_ends = st.builds(
    tree.MappingEnd, st.sampled_from(["from", "to"]), st.sampled_from(["model", "framework"]), names, ranges
)
terms = st.builds(
    tree.Term,
    st.sampled_from(["capability", "criterion", "attribute", "practice", "level", "rating", "group"]),
    texts,
)
scale_values = st.one_of(
    st.builds(tree.OutsideValue, names, titles),
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
    st.builds(tree.MethodPart, st.just("instances"), decide=names),
)
shows = st.builds(tree.Shows, st.sampled_from(["outcome", "achievement"]), some(ints, 1))
carryings = st.builds(tree.Carrying, some(st.builds(tree.Carried, names, figures), 1))
past = some(st.one_of(st.builds(tree.Renamed, some(names, 1)), st.builds(tree.Deprecated, versions)))
clauses = st.one_of(
    *(st.builds(tree.Renamed, some(names, 1)), st.builds(tree.Deprecated, versions)),
    *(st.builds(tree.Tagged, name_lists), shows, st.builds(tree.Weight, decimals)),
    *(st.builds(tree.AtLevel, ints), carryings),
)
item_links = st.builds(tree.ItemLink, names, optional(shows))
achievements = st.builds(tree.Count, st.just("achievements"), ints)
practices = st.builds(tree.Criterion, st.just("practice"), names, texts, some(clauses))
prerequisites = st.builds(tree.Prerequisite, name_lists, optional(ratings))
criterion_parts = st.one_of(
    prerequisites,
    st.builds(tree.Need, some(demands, 1)),
    st.builds(tree.Feed, names, optional(ints), optional(decimals)),
    st.builds(tree.Rate, some(st.builds(tree.RateRow, ratings, conditions), 1), optional(ratings)),
    st.builds(tree.Applies, conditions),
    rate_by,
)
criteria = st.builds(tree.Criterion, st.just("criterion"), names, texts, some(clauses), some(criterion_parts))
element_kinds = leaves(st.sampled_from(["goal", "question", "work-product"]))
elements: SearchStrategy[tree.Element] = st.builds(
    tree.Element,
    *(element_kinds, names, texts, optional(carryings)),
    some(st.one_of(criteria, st.deferred(lambda: elements))),
    past,
)
practice_parts = st.one_of(achievements, practices, item_links)
attribute_parts = st.one_of(
    st.builds(tree.From, st.just("criteria"), no_names),
    st.builds(tree.From, st.just("practices"), any_names),
    practice_parts,
)
capability_parts = st.one_of(
    st.builds(tree.Purpose, texts),
    st.builds(tree.Count, st.just("outcomes"), ints),
    criteria,
    elements,
    item_links,
    st.builds(tree.Requirement, ints, conditions),
)
level_lines = st.one_of(
    st.builds(tree.Level, ints, texts, optional(conditions)), st.builds(tree.EachLevel, names, conditions)
)
modes = st.sampled_from(["cumulative", "independent", "first stop"])
target_lines = st.builds(tree.TargetLine, name_lists, ints, optional(dates))

# --------------------------------------------------------------------------------------------- effects

effects = st.one_of(
    st.builds(tree.Effect, st.sampled_from(["cap", "fix"]), subject_lists, rating=ratings),
    st.builds(tree.Effect, st.just("lower"), subject_lists),
    st.builds(tree.Effect, st.just("protect"), subject_lists, causes=any_names),
    st.builds(tree.Effect, st.just("keep"), subject_lists, other=subjects),
    st.builds(tree.Effect, st.just("align"), subject_lists, other=subjects, steps=optional(ints)),
    st.builds(tree.Effect, st.just("not used"), subject_lists, causes=name_lists),
    st.builds(tree.Effect, st.just("demand"), subject_lists, demands=some(demands, 1)),
    st.builds(tree.Effect, st.just("refuse"), st.just([]), text=texts),
    st.builds(tree.Effect, st.just("warn"), st.just([])),
)
templates = st.builds(tree.Template, kinds, some(plain_filters))
rules = st.builds(
    tree.Rule, names, titles, optional(templates), effects, optional(conditions), some(properties), past
)

# ------------------------------------------------------------------------------ values and decisions

outcomes = st.one_of(
    st.builds(tree.Outcome, st.just("rating"), ratings),
    st.builds(tree.Outcome, st.just("percent"), text=percents),
    st.builds(tree.Outcome, st.just("that")),
    st.builds(
        tree.Outcome,
        st.just("judgement"),
        names=name_lists,
        forced=some(st.builds(tree.Forced, ratings, conditions)),
    ),
    st.builds(tree.Outcome, st.sampled_from(["open", "refuse"]), text=texts),
)
rows = st.tuples(
    some(st.builds(tree.Row, conditions, outcomes)), optional(st.builds(tree.Row, st.none(), outcomes))
).map(lambda found: [*found[0], *([found[1]] if found[1] else [])])
rounded = st.builds(
    tree.Rounded,
    st.sampled_from(["half up", "half down", "half even", "half away", "up", "down", "towards zero"]),
    decimals,
)

# ----------------------------------------------------------------------------------------- tailoring

profile_parts = st.one_of(
    st.builds(tree.ProfileSet, names, literals, some(properties)),
    st.builds(tree.Drop, name_lists, some(properties)),
    st.builds(tree.Extend, names, some(capability_parts), some(properties)),
    st.builds(tree.Patch, st.sampled_from(["replace", "add"]), rules),
)

# ---------------------------------------------------------------------------------------- declarations

DECLARATIONS: dict[type, SearchStrategy[tree.Declaration]] = {
    tree.Header: st.one_of(
        st.builds(
            tree.Header,
            st.sampled_from(["framework", "model", "rules"]),
            names,
            versions,
            some(st.one_of(properties, uses, serving, terms)),
        ),
        st.builds(
            tree.Header,
            st.just("mapping"),
            names,
            versions,
            some(st.one_of(properties, mapping_ends, claim_parts)),
        ),
    ),
    tree.Scale: st.builds(tree.Scale, names, titles, optional(names), some(scale_values)),
    tree.Refine: st.builds(tree.Refine, names, names, some(refined_values)),
    tree.Method: st.builds(tree.Method, names, titles, some(method_parts)),
    tree.Attribute: st.builds(tree.Attribute, names, texts, ints, some(attribute_parts), past),
    tree.Practices: st.builds(tree.Practices, names, titles, some(practice_parts)),
    tree.Levels: st.builds(tree.Levels, modes, ints, some(level_lines)),
    tree.Maturity: st.builds(tree.Maturity, optional(names), titles, modes, ints, some(level_lines)),
    tree.Kind: st.builds(tree.Kind, plain, names),
    tree.Group: st.builds(tree.Group, names, texts, optional(names), optional(names), optional(carryings)),
    tree.Capability: st.builds(
        tree.Capability,
        *(names, texts, optional(names), some(capability_parts), optional(ints)),
        *(any_names, optional(carryings), past),
    ),
    tree.Word: st.builds(
        tree.Word,
        st.sampled_from(["tag", "item", "cause", "finding", "context"]),
        names,
        texts,
        names_subjects=st.booleans(),
    ),
    tree.SetOf: st.builds(tree.SetOf, names, titles, name_lists),
    tree.Parameter: st.builds(
        tree.Parameter,
        names,
        titles,
        st.sampled_from(["rating", "level", "count", "percent", "date", "number"]),
        literals,
        some(properties),
        some(st.builds(tree.Since, literals, dates)),
    ),
    tree.Input: st.one_of(
        st.builds(
            tree.Input,
            *(names, titles, name_lists, some(filters)),
            st.sampled_from(["number", "percent", "count", "date", "truth"]),
            *(st.none(), st.none(), no_names, some(properties)),
        ),
        st.builds(
            tree.Input,
            *(names, titles, no_names, st.just([]), st.sampled_from(["number", "percent", "count"])),
            *(figures, figures, no_names, some(properties)),
        ),
        st.builds(
            tree.Input,
            *(names, titles, no_names, st.just([]), st.just("one of")),
            *(st.none(), st.none(), name_lists, some(properties)),
        ),
    ),
    tree.Facet: st.builds(tree.Facet, names, titles, ints, ints),
    tree.PropertyOf: st.builds(tree.PropertyOf, names, titles, name_lists, optional(figures)),
    tree.Judgement: st.builds(tree.Judgement, names, texts, name_lists),
    tree.BlankRatings: st.builds(tree.BlankRatings, ratings),
    tree.WeaknessNeeded: st.builds(tree.WeaknessNeeded, ratings),
    tree.Value: st.builds(
        tree.Value,
        *(names, titles, name_lists, some(filters), optional(names)),
        *(st.one_of(expressions, conditions), optional(rounded), some(properties), past),
    ),
    tree.Decide: st.builds(
        tree.Decide,
        *(names, titles, name_lists, some(filters), optional(names)),
        *(st.sampled_from([None, "first fit", "only fit"]), rows, some(properties), past),
    ),
    tree.Profile: st.builds(tree.Profile, names, titles, names, some(profile_parts)),
    tree.Scope: st.builds(
        tree.Scope, names, texts, st.sampled_from([None, "base", "plug-in", "flex", "view"]), name_lists
    ),
    tree.Target: st.builds(tree.Target, names, titles, some(target_lines)),
    tree.Rule: rules,
    tree.Test: written_tests,
    **declared(properties),
    **MAPPING_ROWS,
}
declarations: SearchStrategy[tree.Declaration] = st.one_of(*DECLARATIONS.values())
files = st.builds(tree.File, st.lists(declarations, max_size=4))
