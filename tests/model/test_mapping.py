"""The inverse of a mapping says the same, read from the other model."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cxrules.model.mapping import (
    CARRIES,
    CONFIDENCES,
    INVERSE,
    RELATIONS,
    Correspondence,
    Mapped,
    MappedLevel,
    MappedRating,
    ModelEnd,
)

_names = st.sampled_from(["A", "B.1", "C"])
_texts = st.sampled_from([None, "x"])
_rows = st.builds(
    Mapped,
    _names,
    _names,
    st.sampled_from(RELATIONS),
    st.text(max_size=3),
    st.sampled_from(CONFIDENCES),
    _texts,
    _texts,
)
_lonely = st.builds(Mapped, _names, st.none(), st.just("none"))
_unmapped = st.builds(Mapped, st.none(), _names, st.just("none"))
_levels = st.builds(MappedLevel, st.integers(0, 5), st.integers(0, 5), st.sampled_from(RELATIONS))
_rated = st.builds(MappedRating, _names, _names)
_several = st.lists
mappings = st.builds(
    Correspondence,
    *(st.just("m"), st.just("1.0.0"), st.just("M"), st.just("")),
    st.just(ModelEnd("a", "1.0.0", "^1")),
    st.just(ModelEnd("b", "2.0.0", "^2")),
    rows=_several(st.one_of(_rows, _lonely), max_size=4).map(tuple),
    levels=_several(_levels, max_size=3).map(tuple),
    rated=_several(_rated, max_size=3).map(tuple),
    unmapped=_several(_unmapped, max_size=2).map(tuple),
)


@given(mappings)
def test_the_inverse_of_the_inverse_is_the_mapping(mapping: Correspondence) -> None:
    assert mapping.inverse().inverse() == mapping
    assert mapping.inverse() != mapping


@given(mappings)
def test_the_inverse_says_the_same_from_the_other_side(mapping: Correspondence) -> None:
    back = mapping.inverse()
    assert (back.from_model, back.to_model) == (mapping.to_model, mapping.from_model)
    assert [(each.to_id, each.from_id, INVERSE[each.relation]) for each in back.rows] == [
        (each.from_id, each.to_id, each.relation) for each in mapping.rows
    ]
    assert [(each.because, each.confidence, each.published) for each in back.rows] == [
        (each.because, each.confidence, each.published) for each in mapping.rows
    ]
    assert [each.from_id for each in back.unmapped] == [each.to_id for each in mapping.unmapped]


def test_a_rating_is_carried_one_way_only_by_a_part() -> None:
    """Whoever has all that A asks has what a part of A asks; not the other way round."""
    assert "superset" in CARRIES
    assert "subset" not in CARRIES
    assert {INVERSE[each] for each in CARRIES} & {"subset"} == {"subset"}


def test_a_rating_with_two_words_has_none() -> None:
    rated = (MappedRating("F", "yes"), MappedRating("L", "yes"), MappedRating("N", "no"))
    mapping = Correspondence("m", "1.0.0", "", "", ModelEnd("a", "1"), ModelEnd("b", "1"), rated=rated)
    assert mapping.ratings == {"F": "yes", "L": "yes", "N": "no"}
    assert mapping.inverse().ratings == {"no": "N"}
