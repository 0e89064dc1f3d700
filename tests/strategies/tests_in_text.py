"""Tests of every shape, as trees: what they give and what they expect."""

from __future__ import annotations

from hypothesis import strategies as st

from cxrules.syntax import testing_tree as tests
from cxrules.syntax.parts import NameRange
from tests.strategies.phrases import filters
from tests.strategies.words import (
    dates,
    figures,
    ints,
    kinds,
    literals,
    name_lists,
    names,
    optional,
    plain,
    some,
    texts,
)

_several = some(names, 1)
_settings = st.one_of(
    st.builds(tests.Setting, st.sampled_from(["reading", "method", "profile", "view", "target"]), names),
    st.builds(tests.Setting, st.just("date"), dates),
    st.builds(tests.Setting, st.just("up to level"), ints),
)
_instances = st.builds(tests.Instances, some(st.builds(tests.TestInstance, names, optional(ints)), 1))
_said = st.one_of(
    st.tuples(st.just("is"), names), st.tuples(st.sampled_from(["not applicable", "not rated"]), st.none())
)
_facets = some(st.builds(tests.RatedWith, names, ints))
_rated = st.one_of(
    st.builds(
        lambda about, instance, said, facets: tests.Rated(about, instance, said[0], said[1], facets),
        *(st.one_of(names, st.builds(NameRange, names, names)), optional(names), _said, _facets),
    ),
    st.builds(
        lambda about, said: tests.Rated(about, None, said[0], said[1]),
        *(st.builds(tests.Every, kinds, some(filters)), _said),
    ),
)
_ratings = st.one_of(
    st.builds(tests.GivenRatings, some(_rated, 1)),
    st.builds(tests.GivenRatings, _rated.map(lambda rated: [rated]), name_lists),
)
_evidence_parts = st.one_of(
    st.builds(tests.EvidencePart, st.sampled_from(["dated", "valid until"]), dates),
    st.builds(tests.EvidencePart, st.just("role"), texts),
    st.builds(tests.EvidencePart, st.sampled_from(["state", "by"]), names),
    st.builds(tests.EvidencePart, st.sampled_from(["link", "independent"])),
)
_given = st.one_of(
    _ratings,
    st.builds(tests.GivenFact, st.sampled_from(["finding", "context"]), names, some(names), optional(names)),
    st.builds(tests.GivenDeviation, names, some(names), texts),
    st.builds(tests.GivenAnswer, st.just("judged"), names, names),
    st.builds(tests.GivenAnswer, st.just("value"), names, literals),
    st.builds(tests.GivenMeasure, names, optional(names), literals, rows=optional(ints)),
    st.builds(tests.GivenMeasure, names, st.none(), figures, figures, figures),
    st.builds(tests.GivenEvidence, plain, optional(texts), some(_evidence_parts), _several),
    st.builds(tests.GivenWaiver, names, names, dates, dates, texts),
)
_found = st.one_of(
    st.builds(tests.Found, literals, optional(literals), st.just("")),
    st.builds(tests.Found, st.none(), st.none(), st.sampled_from(["open", "not rated", "not applicable"])),
)
_expected = st.one_of(
    st.builds(tests.Expect, st.just("level"), st.none(), names, st.none(), _found, stated=st.booleans()),
    st.builds(tests.Expect, st.just("rating"), st.none(), names, optional(names), _found),
    st.builds(
        tests.Expect,
        *(st.just("value"), names, optional(names), st.none(), _found, optional(ints), st.booleans()),
    ),
    st.builds(
        tests.Expect,
        *(st.just("maturity"), optional(names), st.none(), st.none(), _found),
        stated=st.booleans(),
    ),
    st.builds(tests.ExpectBecause, name_lists),
    st.builds(
        tests.ExpectRule,
        *(names, optional(names), optional(names)),
        st.sampled_from(["kept", "broken", "deviated", "not triggered", "undecidable"]),
    ),
    st.builds(tests.ExpectNoViolation),
    st.builds(tests.ExpectTarget, met=st.booleans()),
    st.builds(tests.ExpectError, texts),
)
_lines = st.one_of(_settings, st.builds(tests.ScopeLine, name_lists), _instances, _given, _expected)
written_tests = st.builds(tests.Test, texts, some(_lines))
