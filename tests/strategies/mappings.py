"""Trees of the lines of mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cxrules.model.mapping import RELATIONS
from cxrules.syntax import tree
from tests.strategies.words import ints, leaves, name_lists, names, some, texts

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

claim_parts = st.one_of(
    st.builds(tree.ClaimPart, st.just("confidence"), leaves(st.sampled_from(["high", "medium", "low"]))),
    st.builds(tree.ClaimPart, st.just("own reading")),
    st.builds(tree.ClaimPart, st.sampled_from(["published", "reviewer"]), texts),
)
_row_parts = some(st.one_of(claim_parts, st.builds(tree.ClaimPart, st.just("because"), texts)))
_relations = st.sampled_from([each for each in RELATIONS if each != "none"])
_no_levels: SearchStrategy[list[tree.Leaf]] = st.just([])
_level = st.lists(ints, min_size=1, max_size=1)

MAPPING_ROWS: dict[type, SearchStrategy[tree.Declaration]] = {
    tree.Mapped: st.one_of(
        st.builds(tree.Mapped, name_lists, _relations, name_lists, _row_parts),
        st.builds(tree.Mapped, name_lists, st.just("none"), st.just([]), _row_parts),
    ),
    tree.MappedLevel: st.one_of(
        st.builds(
            tree.MappedLevel,
            _level,
            _relations,
            some(ints, 1),
            _row_parts,
        ),
        st.builds(tree.MappedLevel, some(ints, 1), st.just("none"), st.just([]), _row_parts),
    ),
    tree.MappedRatings: st.builds(tree.MappedRatings, some(st.builds(tree.RatingPair, names, names), 1)),
    tree.Unmapped: st.one_of(
        st.builds(tree.Unmapped, name_lists, _no_levels, _row_parts),
        st.builds(tree.Unmapped, st.just([]), some(ints, 1), _row_parts),
    ),
}
