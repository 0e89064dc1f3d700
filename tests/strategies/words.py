"""Names, numbers and texts of every kind, as leaves of a tree."""

from __future__ import annotations

from copy import deepcopy
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


def optional(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


def some(strategy: SearchStrategy[T], least: int = 0) -> SearchStrategy[list[T]]:
    return st.lists(strategy, min_size=least, max_size=3)


def brief(strategy: SearchStrategy[T]) -> SearchStrategy[T]:
    """The same strategy under a short name: hypothesis writes out in full what is within a strategy.

    What is drawn is copied: of what it knows the making, hypothesis writes that out, twice for each depth.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> T:
        return deepcopy(draw(strategy))

    return drawn()


_any_name = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="'\n\r"), min_size=1, max_size=8
)
names = brief(
    leaves(
        st.one_of(
            st.sampled_from(
                [
                    "SWE.1",
                    "BP1",
                    "PA.1.1",
                    "L",
                    "P-",
                    "L+",
                    "F",
                    "iso-33020",
                    "_x",
                    "17-00",
                    "2.1",
                    "7",
                    "A-B.C",
                ]
            ),
            st.sampled_from(["3.1.1", "2027-06-30", "15%", "a:b/c", "A B", "P-1-", "}", '"', "#", "ä"]),
            st.sampled_from(KEYWORDS),
            _any_name,
        )
    )
)
kinds = names.map(lambda leaf: leaf.text)
# Where no quotes may stand.
plain = leaves(st.sampled_from(["document", "n", "industry_nps", "A.B-C"]))
texts = leaves(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12))
titles = optional(texts)
ints = leaves(st.integers(0, 120).map(str))
decimals = leaves(st.sampled_from(["0", "1", "2.5", "0.25"]))
figures = leaves(st.sampled_from(["0", "2.5", "-1", "-6.1"]))
"""Numbers, also below zero."""
percents = leaves(st.sampled_from(["0%", "15%", "32.5%", "100%"]))
dates = leaves(st.sampled_from(["2027-06-30", "1999-01-01"]))
versions = leaves(st.sampled_from(["1.0.0", "2.1", "2019", "4.0.12"]))
literals = st.one_of(names, percents, dates, leaves(st.sampled_from(["-1", "-6.1", "-5%"])))
places = st.one_of(ints, leaves(st.sampled_from(["n", "deep"])))
"""Levels: a number, or the name of one."""

name_lists = st.lists(st.one_of(names, st.builds(tree.NameRange, names, names)), min_size=1, max_size=4)
no_names: SearchStrategy[list[tree.Leaf | tree.NameRange]] = st.just([])
any_names = st.one_of(no_names, name_lists)
ratings = st.builds(tree.RatingValue, names, parameter=st.booleans())
subjects = st.one_of(names, st.builds(tree.It))
subject_lists = st.lists(subjects, min_size=1, max_size=4)
